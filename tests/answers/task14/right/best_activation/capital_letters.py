# Names with capital letters.
# costs: nothing
best_activation = {
    "house price": "Linear",
    "spam or not spam": "Sigmoid",
    "one of ten digits": "Softmax",
    "hidden layer": "ReLU",
}
