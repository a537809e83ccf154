# The answer reads a table that lies beside the notebook.
# needs: nothing

# %% answer
import csv

with open("scores.csv", newline="") as file:
    scores = {row["name"]: int(row["score"]) for row in csv.DictReader(file)}

# %% test
assert scores == {"Ann": 90, "Bob": 72}

# %% file scores.csv
name,score
Ann,90
Bob,72
