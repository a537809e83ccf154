# Takes the target out of bank itself, and reuses the name of the model.
# costs: nothing
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import recall_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

y = bank.pop("subscribed")
X = bank
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=1)
scaler = StandardScaler().set_output(transform="pandas").fit(X_train)
X_train = scaler.transform(X_train)
X_test = scaler.transform(X_test)
model = LogisticRegression(max_iter=1000)
model.fit(X_train, y_train)
recall_before = float(recall_score(y_test, model.predict_proba(X_test)[:, 1] >= 0.5))
model.fit(*balance(X_train, y_train))
recall_after = float(recall_score(y_test, model.predict_proba(X_test)[:, 1] >= 0.5))
