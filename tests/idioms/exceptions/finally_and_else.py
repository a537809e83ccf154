# A function records which branches of try it went through.
# needs: nothing

# %% answer
def divide(a, b):
    trace = []
    try:
        result = a / b
    except ZeroDivisionError:
        result = None
        trace.append("except")
    else:
        trace.append("else")
    finally:
        trace.append("finally")
    return result, trace

# %% test
assert divide(6, 3) == (2, ["else", "finally"])
assert divide(1, 0) == (None, ["except", "finally"])
