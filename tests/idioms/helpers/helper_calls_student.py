# A helper of a locked cell takes the student's function and a test's data.
# needs: nothing

# %% locked
import helper

# %% answer
def move(board, player):
    return next(i for i, cell in enumerate(board) if cell == " ")

# %% test
assert helper.play(move, rounds=3) == ["x", "o", "x"] + [" "] * 6

# %% file helper.py
def play(strategy, rounds):
    board = [" "] * 9
    for turn in range(rounds):
        player = "xo"[turn % 2]
        board[strategy(list(board), player)] = player
    return board
