# The student fills a database file, and the test opens it.
# needs: files

# %% answer
import sqlite3

def create(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE log (line TEXT)")
        connection.execute("INSERT INTO log VALUES ('start')")
    connection.close()

# %% test
import os, sqlite3
create("log.db")
connection = sqlite3.connect("log.db")
assert connection.execute("SELECT line FROM log").fetchall() == [("start",)]
connection.close()
os.remove("log.db")
