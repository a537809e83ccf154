# pandas Series, from epoch 1.
# costs: nothing
def plot_loss(model):
    losses = pd.Series(model.loss_curve_, index=range(1, model.n_iter_ + 1))
    return losses.plot(xlabel="epoch", ylabel="log loss", logy=True)
