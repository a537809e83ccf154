# Always returns 0.
# costs: test_prepare_split, test_prepare_scaling, test_prepare_no_leakage, test_experiment, test_reading
def prepare(*args, **kwargs):
    return 0
