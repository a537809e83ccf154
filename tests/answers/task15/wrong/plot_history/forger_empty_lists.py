# Returns empty things.
# costs: test_plot_lines, test_plot_labels, test_plot_baseline
def plot_history(*args, **kwargs):
    return [], []
