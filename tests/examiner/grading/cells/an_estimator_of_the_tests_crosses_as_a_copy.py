# %% answer
def f(model):
    return float(model.predict([[3.0]])[0])

# %% test
from sklearn.linear_model import LinearRegression
assert abs(f(LinearRegression().fit([[0.0], [1.0]], [0.0, 2.0])) - 6) < 1e-9
