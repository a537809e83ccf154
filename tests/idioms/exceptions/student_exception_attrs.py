# A student's exception carries an attribute.
# needs: nothing

# %% answer
class MyErr(Exception):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code

def f():
    raise MyErr(3)

# %% test
try:
    f()
except MyErr as e:
    assert e.code == 3
else:
    raise AssertionError
