# The student's function sets attributes of an object of the test's class.
# needs: one process

# %% answer
def move(body, dt):
    body.x += body.v * dt
    body.moved = True

# %% test
class Body:
    def __init__(self, x, v):
        self.x, self.v = x, v

body = Body(0.0, 3.0)
move(body, 2)
assert body.x == 6.0
assert body.moved
