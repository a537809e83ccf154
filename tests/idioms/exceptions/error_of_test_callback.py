# A function of the test raises inside the student's, which has to catch it.
# needs: nothing

# %% answer
def retry(action, times):
    for attempt in range(1, times + 1):
        try:
            return action(), attempt
        except ConnectionError:
            continue
    raise TimeoutError(f"gave up after {times}")

# %% test
left = [2]

def flaky():
    if left[0]:
        left[0] -= 1
        raise ConnectionError("no line")
    return "data"

assert retry(flaky, 5) == ("data", 3)

def broken():
    raise ConnectionError

try:
    retry(broken, 2)
except TimeoutError as error:
    assert "2" in str(error)
else:
    raise AssertionError
