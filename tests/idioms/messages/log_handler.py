# The test adds a handler of its own to a logger of the student's.
# needs: nothing

# %% answer
import logging

def process(items):
    log = logging.getLogger("process")
    for item in items:
        log.error("bad item %s", item)

# %% test
import io, logging
stream = io.StringIO()
handler = logging.StreamHandler(stream)
handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
log = logging.getLogger("process")
log.addHandler(handler)
log.propagate = False
process(["a", 2])
log.removeHandler(handler)
assert stream.getvalue() == "ERROR bad item a\nERROR bad item 2\n"
