# The test links nodes of the student's itself, then calls a function on them.
# needs: nothing

# %% answer
class Node:
    def __init__(self, value):
        self.value = value
        self.next = None

def reverse(head):
    previous = None
    while head:
        head.next, previous, head = previous, head, head.next
    return previous

# %% test
a, b, c = Node("a"), Node("b"), Node("c")
a.next = b
b.next = c
head = reverse(a)
assert head is c
assert head.next is b and b.next is a and a.next is None
