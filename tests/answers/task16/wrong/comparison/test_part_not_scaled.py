# Forgets to standardise the test part.
# costs: test_comparison
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import recall_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

X_train, X_test, y_train, y_test = train_test_split(
    bank.drop(columns="subscribed"), bank["subscribed"], test_size=0.3, random_state=1
)
scaler = StandardScaler().set_output(transform="pandas").fit(X_train)
X_train_scaled, X_test_scaled = scaler.transform(X_train), X_test

before = LogisticRegression(max_iter=1000).fit(X_train_scaled, y_train)
recall_before = recall_score(y_test, before.predict(X_test_scaled))
X_train_sm, y_train_sm = balance(X_train_scaled, y_train)
after = LogisticRegression(max_iter=1000).fit(X_train_sm, y_train_sm)
recall_after = recall_score(y_test, after.predict(X_test_scaled))
