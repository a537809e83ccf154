# Splits row numbers, and takes both parts with iloc.
# costs: nothing
from sklearn.model_selection import train_test_split


def prepare(df, target, test_size=0.3, random_state=1):
    train, test = train_test_split(range(len(df)), test_size=test_size, random_state=random_state)
    X, y = df.loc[:, df.columns != target], df[target]
    m, s = X.iloc[train].mean(), X.iloc[train].std()
    return (X.iloc[train] - m) / s, (X.iloc[test] - m) / s, y.iloc[train], y.iloc[test]
