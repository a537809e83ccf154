# %% answer
class Fake:
    __name__ = 'sklearn'
    answer = 42
sklearn = Fake()

# %% test
assert not hasattr(sklearn, 'answer') and hasattr(sklearn, 'set_config')
