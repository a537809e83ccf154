# A function of the student's changes an object of the student's that the test holds.
# needs: nothing

# %% answer
class Player:
    def __init__(self, name):
        self.name, self.points = name, 0

def play(players, rounds):
    for _ in range(rounds):
        for player in players:
            player.points += len(player.name)

# %% test
ann, bo = Player("Ann"), Player("Bo")
play([ann, bo], 2)
assert ann.points == 6 and bo.points == 4
