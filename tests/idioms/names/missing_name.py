# try and except NameError tell the student what is missing.
# needs: nothing

# %% answer
speed = 12.5

# %% test
try:
    speed
except NameError:
    raise AssertionError("define a variable called speed")
assert isinstance(speed, float)
assert abs(speed - 12.5) < 1e-9
