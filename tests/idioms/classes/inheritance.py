# Bases, the method resolution order and super() of a student's classes.
# needs: nothing

# %% answer
class Animal:
    def __init__(self, name):
        self.name = name

    def speak(self):
        return "..."

class Cat(Animal):
    def speak(self):
        return super().speak() + "meow"

# %% test
tom = Cat("Tom")
assert tom.name == "Tom" and tom.speak() == "...meow"
assert isinstance(tom, Cat) and isinstance(tom, Animal)
assert not isinstance(Animal("x"), Cat)
assert issubclass(Cat, Animal) and not issubclass(Animal, Cat)

# %% test
assert Cat.__bases__ == (Animal,)
assert Cat.__mro__[:2] == (Cat, Animal)
assert Cat.mro()[-1] is object
assert [c.__name__ for c in type(Cat("x")).__mro__] == ["Cat", "Animal", "object"]
