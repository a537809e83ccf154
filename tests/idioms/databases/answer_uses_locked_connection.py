# The answer changes a database through the connection of a locked cell.
# needs: changes

# %% locked
import sqlite3
db = sqlite3.connect(":memory:")
db.execute("CREATE TABLE pet (name TEXT, kind TEXT)")

# %% answer
db.executemany("INSERT INTO pet VALUES (?, ?)", [("Rex", "dog"), ("Tom", "cat")])
db.execute("UPDATE pet SET name = 'Max' WHERE kind = 'dog'")

# %% test
assert db.execute("SELECT count(*) FROM pet").fetchone() == (2,)
assert db.execute("SELECT name FROM pet WHERE kind = 'dog'").fetchone()[0] == "Max"
