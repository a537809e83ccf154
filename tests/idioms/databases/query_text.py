# The answer is a query, which the test runs on a connection of a locked cell.
# needs: nothing

# %% locked
import sqlite3
connection = sqlite3.connect(":memory:")
connection.execute("CREATE TABLE city (name TEXT, people INTEGER)")
connection.executemany("INSERT INTO city VALUES (?, ?)", [("Bonn", 336), ("Jena", 111), ("Ulm", 128)])

# %% answer
query = "SELECT name FROM city WHERE people > 120 ORDER BY people DESC"

# %% test
rows = connection.execute(query).fetchall()
assert rows == [("Bonn",), ("Ulm",)]
