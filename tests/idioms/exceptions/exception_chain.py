# raise ... from ...: the test looks at the cause.
# needs: nothing

# %% answer
class ConfigError(Exception):
    pass

def read(settings):
    try:
        return settings["port"]
    except KeyError as error:
        raise ConfigError("no port") from error

# %% test
try:
    read({})
except ConfigError as error:
    assert isinstance(error.__cause__, KeyError)
    assert str(error) == "no port"
else:
    raise AssertionError
