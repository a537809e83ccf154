# DataFrame.plot gives axes, whose legend has the names of the columns.
# needs: nothing

# %% answer
import pandas as pd

def chart(df):
    return df.plot(kind="line", title="Sales")

# %% test
import pandas as pd
ax = chart(pd.DataFrame({"north": [1, 2, 3], "south": [2, 2, 1]}))
assert ax.get_title() == "Sales"
assert [line.get_label() for line in ax.get_lines()] == ["north", "south"]
assert list(ax.lines[1].get_ydata()) == [2, 2, 1]
