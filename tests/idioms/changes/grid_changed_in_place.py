# Rows of a nested list of the test are changed.
# needs: changes

# %% answer
def flood(grid, row, column):
    inside = 0 <= row < len(grid) and 0 <= column < len(grid[0])
    if inside and grid[row][column] == ".":
        grid[row][column] = "#"
        for dr, dc in [(0, 1), (1, 0), (0, -1), (-1, 0)]:
            flood(grid, row + dr, column + dc)

# %% test
grid = [list("..x"), list("xx."), list("...")]
flood(grid, 0, 0)
assert grid[0] == ["#", "#", "x"]
assert grid[2] == [".", ".", "."]
