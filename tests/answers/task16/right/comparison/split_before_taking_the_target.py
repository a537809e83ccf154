# Splits the whole table and takes the target out afterwards.
# costs: nothing
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

train, test = train_test_split(bank, test_size=0.3, random_state=1)
train, test = train.copy(), test.copy()
y_train, y_test = train.pop("subscribed"), test.pop("subscribed")
scaler = StandardScaler().fit(train)
X_train, X_test = scaler.transform(train), scaler.transform(test)


def recall_of_neuron(X, y):
    neuron = LogisticRegression(max_iter=1000).fit(X, y)
    (_, _), (missed, found) = confusion_matrix(y_test, neuron.predict(X_test))
    return found / (found + missed)


recall_before = recall_of_neuron(X_train, y_train)
recall_after = recall_of_neuron(*balance(X_train, y_train))
