# A helper of the student's is replaced by a function of the test.
# needs: names

# %% answer
def price(item):
    return {"tea": 3}[item]

def bill(items):
    return sum(price(item) for item in items)

# %% test
saved = price
price = lambda item: 10
try:
    assert bill(["tea", "milk"]) == 20
finally:
    price = saved
