# Linear for a yes/no output: no probability.
# costs: test_best_activation
# visible: passes
best_activation = {
    "house price": "linear",
    "spam or not spam": "linear",
    "one of ten digits": "softmax",
    "hidden layer": "relu",
}
