# %% answer
%matplotlib inline
%config InlineBackend.figure_format = 'png'
here = %pwd
f = len

# %% test
%matplotlib inline
assert f('ab') == 2 and isinstance(here, str)
