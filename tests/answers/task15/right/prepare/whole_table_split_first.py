# Splits the table, then takes the target off each part with pop.
# costs: nothing
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler


def prepare(df, target, test_size=0.3, random_state=1):
    train, test = train_test_split(df, test_size=test_size, random_state=random_state)
    y_train, y_test = train.pop(target), test.pop(target)
    columns = train.columns
    train, test = train.astype(float), test.astype(float)
    m, s = train.mean(), train.std(ddof=0)
    return (train - m) / s, (test - m) / s, y_train, y_test
