# inspect and types tell functions, classes, methods and generators apart.
# needs: nothing

# %% answer
class Dog:
    def bark(self):
        return "woof"

def count(n):
    yield from range(n)

square = lambda x: x * x

# %% test
import inspect, types
assert inspect.isclass(Dog) and not inspect.isfunction(Dog)
assert inspect.isfunction(count) and inspect.isgeneratorfunction(count)
assert inspect.ismethod(Dog().bark) and inspect.isfunction(Dog.bark)
assert isinstance(square, types.FunctionType)
assert isinstance(square, types.LambdaType) and square.__name__ == "<lambda>"
assert type(count) == type(lambda: None)
assert isinstance(Dog, type)
