# plt.show is patched, so that the figure stays for the test.
# needs: changes, patch

# %% answer
import matplotlib.pyplot as plt

def draw(values):
    plt.figure()
    plt.plot(values, marker="o")
    plt.ylabel("value")
    plt.show()

# %% test
from unittest.mock import patch
import matplotlib.pyplot as plt
with patch("matplotlib.pyplot.show") as show:
    draw([1, 4, 9])
assert show.called
ax = plt.gcf().axes[0]
assert ax.get_ylabel() == "value"
assert list(ax.lines[0].get_ydata()) == [1, 4, 9]
plt.close("all")
