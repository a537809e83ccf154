# Threshold for an output that is trained with gradients.
# costs: test_best_activation
# visible: passes
best_activation = {
    "house price": "linear",
    "spam or not spam": "threshold",
    "one of ten digits": "softmax",
    "hidden layer": "relu",
}
