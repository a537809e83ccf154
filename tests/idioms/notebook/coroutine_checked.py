# The student's function must be a coroutine function, and runs in a loop of its own.
# needs: nothing

# %% answer
import asyncio

async def double(x):
    await asyncio.sleep(0)
    return 2 * x

# %% test
import asyncio, inspect, threading
assert inspect.iscoroutinefunction(double)
results = []
thread = threading.Thread(target=lambda: results.append(asyncio.run(double(4))))
thread.start()
thread.join()
assert results == [8]
