# The answer opens the database, and the test queries through its connection.
# needs: nothing

# %% answer
import sqlite3

def build():
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    connection.executescript("CREATE TABLE t (n INTEGER, s TEXT); INSERT INTO t VALUES (1, 'one');")
    return connection

# %% test
import sqlite3
connection = build()
assert isinstance(connection, sqlite3.Connection)
row = connection.execute("SELECT * FROM t").fetchone()
assert row["s"] == "one" and row.keys() == ["n", "s"]
connection.close()
