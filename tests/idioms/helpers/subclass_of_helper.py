# The student subclasses a class of a module beside, whose methods call the override.
# needs: nothing

# %% answer
from simulation import Agent

class Walker(Agent):
    def step(self):
        self.position += 2

# %% test
from simulation import Agent, run
walker = Walker()
assert isinstance(walker, Agent) and issubclass(Walker, Agent)
assert run(walker, 5) == 10
assert walker.history == [2, 4, 6, 8, 10]

# %% file simulation.py
class Agent:
    def __init__(self):
        self.position, self.history = 0, []

    def step(self):
        raise NotImplementedError

def run(agent, steps):
    for _ in range(steps):
        agent.step()
        agent.history.append(agent.position)
    return agent.position
