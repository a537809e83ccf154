# The test makes a database in memory and passes the connection.
# needs: one process

# %% answer
def add_user(connection, name):
    cursor = connection.cursor()
    cursor.execute("CREATE TABLE IF NOT EXISTS user (id INTEGER PRIMARY KEY, name TEXT)")
    cursor.execute("INSERT INTO user (name) VALUES (?)", (name,))
    connection.commit()
    return cursor.lastrowid

# %% test
import sqlite3
connection = sqlite3.connect(":memory:")
assert add_user(connection, "Ann") == 1
assert add_user(connection, "Bo") == 2
assert connection.execute("SELECT name FROM user ORDER BY id").fetchall() == [("Ann",), ("Bo",)]
