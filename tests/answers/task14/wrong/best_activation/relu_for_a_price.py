# ReLU at the output of a regression.
# costs: test_best_activation
# visible: passes
best_activation = {
    "house price": "relu",
    "spam or not spam": "sigmoid",
    "one of ten digits": "softmax",
    "hidden layer": "relu",
}
