# Locked cell and test read the same CSV beside the notebook.
# needs: nothing

# %% locked
import pandas as pd
cars = pd.read_csv("cars.csv")

# %% answer
heavy = cars.query("weight > 1000")["name"].tolist()

# %% test
again = pd.read_csv("cars.csv")
assert heavy == again.loc[again.weight > 1000, "name"].tolist()
assert len(cars) == len(again) == 3, "do not change the data"

# %% file cars.csv
name,weight
mini,700
bus,9000
van,2000
