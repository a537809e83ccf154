# The student's function calls a function and reads a constant of a locked cell.
# needs: nothing

# %% locked
GRAVITY = 9.81

def kinetic(m, v):
    return 0.5 * m * v**2

# %% answer
def total_energy(m, v, h):
    return kinetic(m, v) + m * GRAVITY * h

# %% test
assert abs(total_energy(2, 3, 1) - (9 + 19.62)) < 1e-9
