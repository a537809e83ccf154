# Returns empty things.
# costs: test_plot_loss
def plot_loss(*args, **kwargs):
    return [], []
