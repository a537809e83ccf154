# An empty dictionary.
# costs: test_best_activation
best_activation = {}
