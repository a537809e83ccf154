# Warnings are turned into errors for one call.
# needs: nothing

# %% answer
import warnings

def legacy():
    warnings.warn("use modern()", DeprecationWarning)
    return modern()

def modern():
    return 1

# %% test
import warnings
with warnings.catch_warnings():
    warnings.simplefilter("error")
    assert modern() == 1
    try:
        legacy()
    except DeprecationWarning as warning:
        assert "modern" in str(warning)
    else:
        raise AssertionError("legacy must warn")
