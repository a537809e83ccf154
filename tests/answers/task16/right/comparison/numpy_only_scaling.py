# Standardises with numpy and counts the recall by hand.
# costs: nothing
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

train, test = train_test_split(bank, test_size=0.3, random_state=1)
features = list(bank.columns[bank.columns != "subscribed"])
m, s = train[features].mean(), train[features].std(ddof=0)
A, B = (train[features] - m) / s, (test[features] - m) / s
yes = test["subscribed"] == 1


def found(X, y):
    clf = LogisticRegression(max_iter=1000)
    clf.fit(X, y)
    return (clf.predict(B)[yes] == 1).sum() / yes.sum()


recall_before = found(A, train["subscribed"])
recall_after = found(*balance(A, train["subscribed"]))
