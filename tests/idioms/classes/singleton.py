# Two calls of a class return one object.
# needs: nothing

# %% answer
class Settings:
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

# %% test
assert Settings() is Settings()
assert id(Settings()) == id(Settings())
