# Returns what it was given.
# costs: test_plot_lines, test_plot_labels, test_plot_baseline
def plot_history(first, *rest, **options):
    return (first, *rest)
