# %% answer
from sklearn.linear_model import LinearRegression
def f(X, y):
    return LinearRegression().fit(X, y)

# %% test
from sklearn.base import BaseEstimator
from sklearn.linear_model import LinearRegression
model = f([[0.0], [1.0], [2.0]], [1.0, 3.0, 5.0])
assert isinstance(model, LinearRegression) and isinstance(model, BaseEstimator)
np.testing.assert_allclose(model.coef_, [2])
np.testing.assert_allclose(model.predict([[10.0]]), [21])
assert model.get_params()["fit_intercept"] is True
