# Labels, limits, legend and lines of the axes that the student returned.
# needs: nothing

# %% answer
import matplotlib.pyplot as plt
import numpy as np

def draw():
    fig, ax = plt.subplots()
    x = np.linspace(0, 1, 5)
    ax.plot(x, x**2, "r--", label="square")
    ax.plot(x, x**3, label="cube")
    ax.set_xlabel("x")
    ax.set_ylabel("power of x")
    ax.set_xlim(0, 1)
    ax.legend()
    return ax

# %% test
import numpy as np
ax = draw()
assert ax.get_xlabel() == "x" and "power" in ax.get_ylabel()
assert ax.get_xlim() == (0, 1)
assert len(ax.lines) == 2
assert np.allclose(ax.lines[0].get_ydata(), np.linspace(0, 1, 5) ** 2)
assert ax.lines[0].get_color() == "r" and ax.lines[0].get_linestyle() == "--"

# %% test
assert [t.get_text() for t in draw().get_legend().get_texts()] == ["square", "cube"]
