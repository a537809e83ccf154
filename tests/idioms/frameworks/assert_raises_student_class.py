# assertRaises and assertRaisesRegex with an exception of the student's.
# needs: nothing

# %% answer
class EmptyStack(Exception):
    pass

def pop(stack):
    if not stack:
        raise EmptyStack("the stack is empty")
    return stack[-1]

# %% test
import unittest
case = unittest.TestCase()
case.assertRaises(EmptyStack, pop, [])
with case.assertRaisesRegex(EmptyStack, "empty"):
    pop([])
with case.assertRaises(EmptyStack) as context:
    pop([])
assert isinstance(context.exception, EmptyStack)
assert pop([1]) == 1
