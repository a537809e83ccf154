# A merged frame with an index of two levels.
# needs: nothing

# %% answer
import pandas as pd

def combine(people, cities):
    merged = people.merge(cities, on="city", how="left")
    return merged.set_index(["country", "name"]).sort_index()

# %% test
import pandas as pd
people = pd.DataFrame({"name": ["Ann", "Bo"], "city": ["Oslo", "Bonn"]})
cities = pd.DataFrame({"city": ["Bonn", "Oslo"], "country": ["DE", "NO"]})
df = combine(people, cities)
assert df.index.nlevels == 2
assert df.loc[("NO", "Ann"), "city"] == "Oslo"
assert df.xs("DE").index.tolist() == ["Bo"]
