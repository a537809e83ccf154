# A list in the order of the question.
# costs: test_best_activation
best_activation = ["linear", "sigmoid", "softmax", "relu"]
