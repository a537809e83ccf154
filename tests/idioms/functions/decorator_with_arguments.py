# A decorator that takes arguments and keeps the name of what it wraps.
# needs: nothing

# %% answer
import functools

def repeat(n):
    def decorate(f):
        @functools.wraps(f)
        def wrapper(*args):
            return [f(*args) for _ in range(n)]

        return wrapper

    return decorate

# %% test
@repeat(3)
def greet(name):
    """Greet politely."""
    return f"hello {name}"

assert greet("Ann") == ["hello Ann"] * 3
assert greet.__name__ == "greet"
assert greet.__doc__ == "Greet politely."
