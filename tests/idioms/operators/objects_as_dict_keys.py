# A student's objects are keys of a dict, found by an equal object.
# needs: operators

# %% answer
class City:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        return self.name == other.name

    def __hash__(self):
        return hash(self.name)

# %% test
population = {City("Bonn"): 336, City("Jena"): 111}
assert population[City("Jena")] == 111
population[City("Bonn")] = 337
assert len(population) == 2
assert hash(City("Bonn")) == hash(City("Bonn"))
