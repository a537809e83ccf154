# A class method makes an object from text, also for a subclass of the student's.
# needs: nothing

# %% answer
class Date:
    def __init__(self, year, month, day):
        self.year, self.month, self.day = year, month, day

    @classmethod
    def from_text(cls, text):
        return cls(*map(int, text.split("-")))

class Holiday(Date):
    pass

# %% test
d = Date.from_text("2024-02-29")
assert (d.year, d.month, d.day) == (2024, 2, 29)
assert isinstance(d, Date)
assert isinstance(Holiday.from_text("2024-12-25"), Holiday)
