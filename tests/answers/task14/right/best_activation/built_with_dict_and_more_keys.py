# Builds it step by step, with a key of their own.
# costs: nothing
best_activation = dict()
best_activation["house price"] = "identity"
best_activation["spam or not spam"] = "sigmoid"
best_activation["one of ten digits"] = "softmax"
best_activation["hidden layer"] = "TanH"
best_activation["note"] = 42
