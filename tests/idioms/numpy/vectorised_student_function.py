# numpy maps the student's function over arrays.
# needs: nothing

# %% answer
def step(x):
    return 1 if x > 0 else 0

# %% test
import numpy as np
assert np.vectorize(step)(np.array([-1, 0, 2])).tolist() == [0, 0, 1]
assert np.apply_along_axis(lambda row: [step(v) for v in row], 1, np.eye(2)).tolist() == [[1, 0], [0, 1]]
assert np.fromiter(map(step, [3, -3]), int).sum() == 1
