# Softmax of one output is always 1.
# costs: test_best_activation
# visible: passes
best_activation = {
    "house price": "linear",
    "spam or not spam": "softmax",
    "one of ten digits": "softmax",
    "hidden layer": "relu",
}
