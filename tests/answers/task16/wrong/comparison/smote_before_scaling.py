# Balances the whole numbers and scales afterwards.
# costs: test_comparison
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import recall_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

X = bank.drop(columns="subscribed")
y = bank["subscribed"]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=1)
X_train_sm, y_train_sm = balance(X_train, y_train)
scaler = StandardScaler().fit(X_train)
before = LogisticRegression(max_iter=1000).fit(scaler.transform(X_train), y_train)
after = LogisticRegression(max_iter=1000).fit(scaler.transform(X_train_sm), y_train_sm)
X_test = scaler.transform(X_test)
recall_before = recall_score(y_test, before.predict(X_test))
recall_after = recall_score(y_test, after.predict(X_test))
