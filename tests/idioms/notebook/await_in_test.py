# The test awaits a coroutine of the student's at the top level.
# needs: nothing

# %% answer
import asyncio

async def fetch(n):
    await asyncio.sleep(0)
    return n * 10

async def fetch_all(numbers):
    return await asyncio.gather(*(fetch(n) for n in numbers))

# %% test
assert await fetch(2) == 20
assert await fetch_all([1, 2, 3]) == [10, 20, 30]
