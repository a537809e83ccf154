# Uses the methods of the Axes, one by one.
# costs: nothing
def plot_loss(model):
    fig = plt.figure()
    ax = fig.gca()
    ax.plot(np.arange(1, len(model.loss_curve_) + 1), np.array(model.loss_curve_), "k.-")
    ax.set_xlabel("Epoch")
    ax.set_ylabel("Log loss")
    return ax
