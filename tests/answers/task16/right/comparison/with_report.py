# Measures with the own report.
# costs: nothing
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

y = bank["subscribed"]
X_train, X_test, y_train, y_test = train_test_split(
    bank.drop("subscribed", axis=1), y, test_size=0.3, random_state=1
)
scaler = StandardScaler().fit(X_train)
X_train, X_test = scaler.transform(X_train), scaler.transform(X_test)
figures = []
for features, labels in ((X_train, y_train), balance(X_train, y_train)):
    neuron = LogisticRegression(max_iter=1000).fit(features, labels)
    figures.append(report(neuron, X_test, y_test)["recall"])
recall_before, recall_after = figures
