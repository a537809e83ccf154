# The functions themselves, not their names.
# costs: test_best_activation
best_activation = {
    "house price": lambda x: x,
    "spam or not spam": sigmoid,
    "one of ten digits": softmax,
    "hidden layer": relu,
}
