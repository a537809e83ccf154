# Returns empty things.
# costs: test_history_epochs, test_history_order, test_history_data, test_history_classes, test_experiment, test_reading
def train_history(*args, **kwargs):
    return [], []
