# A static method is called on the class and on an object.
# needs: nothing

# %% answer
class Temperature:
    @staticmethod
    def to_fahrenheit(celsius):
        return celsius * 9 / 5 + 32

# %% test
assert Temperature.to_fahrenheit(100) == 212
assert Temperature().to_fahrenheit(0) == 32
