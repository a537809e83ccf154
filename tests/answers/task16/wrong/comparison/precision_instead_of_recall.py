# Exchanges truth and predictions, which gives precision.
# costs: test_comparison
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import recall_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

X = bank.drop(columns="subscribed")
y = bank["subscribed"]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=1)
scaler = StandardScaler().set_output(transform="pandas").fit(X_train)
X_train = scaler.transform(X_train)
X_test = scaler.transform(X_test)
before = LogisticRegression(max_iter=1000).fit(X_train, y_train)
X_train_sm, y_train_sm = balance(X_train, y_train)
after = LogisticRegression(max_iter=1000).fit(X_train_sm, y_train_sm)
recall_before = recall_score(before.predict(X_test), y_test)
recall_after = recall_score(after.predict(X_test), y_test)
