# Draws the logarithm of the loss.
# costs: test_plot_loss
def plot_loss(model):
    fig, ax = plt.subplots()
    ax.plot(np.log(model.loss_curve_))
    ax.set(xlabel="Epoch", ylabel="log(Loss)")
    return ax
