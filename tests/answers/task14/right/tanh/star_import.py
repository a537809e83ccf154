# Takes numpy's function by a star import.
# costs: nothing
from numpy import *
