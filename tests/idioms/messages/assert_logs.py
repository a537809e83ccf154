# unittest's assertLogs around a call that logs.
# needs: nothing

# %% answer
import logging

logger = logging.getLogger("bank")

def deposit(amount):
    if amount <= 0:
        logger.warning("refused %d", amount)
    else:
        logger.info("deposited %d", amount)

# %% test
import unittest
with unittest.TestCase().assertLogs("bank", level="INFO") as logs:
    deposit(5)
    deposit(-1)
assert logs.output == ["INFO:bank:deposited 5", "WARNING:bank:refused -1"]
