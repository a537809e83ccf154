# Subclasses are registered when the student defines them.
# needs: nothing

# %% answer
class Plugin:
    registry = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Plugin.registry[cls.__name__] = cls

class Upper(Plugin):
    def run(self, text):
        return text.upper()

# %% test
assert set(Plugin.registry) == {"Upper"}
assert Plugin.registry["Upper"] is Upper
assert Plugin.registry["Upper"]().run("a") == "A"
