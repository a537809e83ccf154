# Returns what it was given.
# costs: test_prepare_split, test_prepare_scaling, test_prepare_no_leakage, test_experiment, test_reading
def prepare(first, *rest, **options):
    return (first, *rest)
