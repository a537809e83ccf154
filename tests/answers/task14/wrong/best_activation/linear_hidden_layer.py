# Linear hidden layers collapse into one.
# costs: test_best_activation
# visible: passes
best_activation = {
    "house price": "linear",
    "spam or not spam": "sigmoid",
    "one of ten digits": "softmax",
    "hidden layer": "linear",
}
