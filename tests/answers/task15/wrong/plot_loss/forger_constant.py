# Always returns 0.
# costs: test_plot_loss
def plot_loss(*args, **kwargs):
    return 0
