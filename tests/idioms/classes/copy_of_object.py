# The test copies a student's object and changes the copy.
# needs: nothing

# %% answer
class Board:
    def __init__(self):
        self.cells = [0] * 9

    def play(self, place, who):
        self.cells[place] = who

# %% test
import copy

board = Board()
twin = copy.deepcopy(board)
twin.play(4, "x")
assert twin.cells[4] == "x"
assert board.cells[4] == 0
