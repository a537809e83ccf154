# Returns what it was given.
# costs: test_plot_loss
def plot_loss(first, *rest, **options):
    return (first, *rest)
