# A fitted model: its class, parameters, coefficients and predictions.
# needs: nothing

# %% locked
import numpy as np
X = np.arange(10.0).reshape(-1, 1)
y = 3 * X[:, 0] + 1

# %% answer
from sklearn.linear_model import LinearRegression

model = LinearRegression().fit(X, y)

# %% test
from sklearn.linear_model import LinearRegression
from sklearn.utils.validation import check_is_fitted
assert isinstance(model, LinearRegression)
check_is_fitted(model)
assert np.allclose(model.coef_, [3]) and np.isclose(model.intercept_, 1)
assert np.allclose(model.predict(np.array([[20.0]])), [61])
assert model.score(X, y) > 0.999
assert model.get_params()["fit_intercept"] is True
