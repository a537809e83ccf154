# Forgot the hidden layer.
# costs: test_best_activation
best_activation = {"house price": "linear", "spam or not spam": "sigmoid", "one of ten digits": "softmax"}
