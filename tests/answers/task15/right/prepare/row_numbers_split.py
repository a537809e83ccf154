# Splits the row numbers; the target goes out as one column.
# costs: nothing
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler


def prepare(df, target, test_size=0.3, random_state=1):
    train, test = train_test_split(np.arange(len(df)), test_size=test_size, random_state=random_state)
    X, y = df.drop(target, axis=1).values.astype("float32"), df[[target]].values
    scaler = StandardScaler().fit(X[train])
    return scaler.transform(X[train]), scaler.transform(X[test]), y[train].ravel(), y[test].ravel()
