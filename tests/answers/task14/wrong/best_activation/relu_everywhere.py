# One name for all.
# costs: test_best_activation
best_activation = {
    "house price": "relu",
    "spam or not spam": "relu",
    "one of ten digits": "relu",
    "hidden layer": "relu",
}
