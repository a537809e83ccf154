# The last value of the cell is the points that were earned.
# needs: nothing

# %% answer
def words(text):
    return text.split()

# %% test
score = 0
if words("a b") == ["a", "b"]:
    score += 0.5
if words("") == []:
    score += 0.5
score
