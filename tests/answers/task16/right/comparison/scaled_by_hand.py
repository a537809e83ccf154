# Standardises by hand, with pandas' ddof of 1.
# costs: nothing
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import recall_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

X = bank.drop(columns="subscribed")
y = bank["subscribed"]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=1)
mean, std = X_train.mean(), X_train.std()
X_train, X_test = (X_train - mean) / std, (X_test - mean) / std
before = LogisticRegression(max_iter=1000).fit(X_train, y_train)
X_train_sm, y_train_sm = balance(X_train, y_train)
after = LogisticRegression(max_iter=1000).fit(X_train_sm, y_train_sm)
recall_before = (before.predict(X_test)[y_test == 1] == 1).mean()
recall_after = (after.predict(X_test)[y_test == 1] == 1).mean()
