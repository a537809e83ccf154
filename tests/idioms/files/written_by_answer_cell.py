# The answer cell itself writes a file that the test reads.
# needs: files

# %% answer
with open("squares.csv", "w") as file:
    file.write("n,square\n")
    for n in range(4):
        file.write(f"{n},{n * n}\n")

# %% test
lines = open("squares.csv").read().splitlines()
assert lines[0] == "n,square"
assert [int(line.split(",")[1]) for line in lines[1:]] == [0, 1, 4, 9]
