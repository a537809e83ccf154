# The test defines a global function input that the student's code finds first.
# needs: names

# %% answer
def ask_name():
    return "Hello, " + input("name? ").strip()

# %% test
def input(prompt=""):
    return " Ann "

assert ask_name() == "Hello, Ann"
del input
