# StandardScaler that gives DataFrames.
# costs: nothing
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler


def prepare(df, target, test_size=0.3, random_state=1):
    X = df.drop(columns=[target])
    y = df[target]
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=test_size, random_state=random_state)

    scaler = StandardScaler().set_output(transform="pandas").fit(X_train)
    return scaler.transform(X_train), scaler.transform(X_test), y_train, y_test
