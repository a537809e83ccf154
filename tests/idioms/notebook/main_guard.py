# The answer ends with the main guard of a script.
# needs: nothing

# %% answer
def main():
    return "done"

if __name__ == "__main__":
    status = main()

# %% test
assert status == "done"
assert __name__ == "__main__"
