# Uses pipelines of imbalanced-learn.
# costs: nothing
from imblearn.over_sampling import SMOTE
from imblearn.pipeline import make_pipeline
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import recall_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

X = bank.drop(columns="subscribed")
y = bank["subscribed"]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=1)
before = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
after = make_pipeline(
    StandardScaler(), SMOTE(random_state=1), LogisticRegression(max_iter=1000)
)
before.fit(X_train, y_train)
after.fit(X_train, y_train)
recall_before = recall_score(y_test, before.predict(X_test))
recall_after = recall_score(y_test, after.predict(X_test))
