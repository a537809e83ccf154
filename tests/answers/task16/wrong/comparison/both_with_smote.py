# Trains both models on the balanced part.
# costs: test_comparison
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import recall_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

X_train, X_test, y_train, y_test = train_test_split(
    bank.drop(columns="subscribed"), bank["subscribed"], test_size=0.3, random_state=1
)
scaler = StandardScaler().fit(X_train)
X_sm, y_sm = balance(scaler.transform(X_train), y_train)
after = LogisticRegression(max_iter=1000).fit(X_sm, y_sm)
recall_before = recall_after = recall_score(y_test, after.predict(scaler.transform(X_test)))
