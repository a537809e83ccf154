# A ColumnTransformer over all features.
# costs: nothing
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

from sklearn.compose import ColumnTransformer

def prepare(df, target, test_size=0.3, random_state=1):
    X = df.drop(columns=[target])
    y = df[target]
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=test_size, random_state=random_state)

    scale = ColumnTransformer([("scale", StandardScaler(), list(X.columns))])
    return scale.fit_transform(X_train), scale.transform(X_test), y_train, y_test
