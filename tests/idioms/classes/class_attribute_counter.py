# A class attribute counts the instances.
# needs: nothing

# %% answer
class Robot:
    population = 0

    def __init__(self):
        Robot.population += 1

# %% test
before = Robot.population
robots = [Robot() for _ in range(3)]
assert Robot.population - before == 3
assert robots[0].population == Robot.population
