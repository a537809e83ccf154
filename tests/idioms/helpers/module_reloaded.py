# autoreload and importlib.reload of a module beside.
# needs: nothing

# %% locked
%load_ext autoreload
%autoreload 2
import importlib
import settings
importlib.reload(settings)

# %% answer
doubled = settings.SIZE * 2

# %% test
assert doubled == 2 * settings.SIZE == 8

# %% file settings.py
SIZE = 4
