# The test walks a chain of the student's nodes to its end.
# needs: nothing

# %% answer
class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next

def build(values):
    head = None
    for value in reversed(values):
        head = Node(value, head)
    return head

# %% test
node, seen = build([3, 1, 2]), []
while node is not None:
    seen.append(node.value)
    node = node.next
assert seen == [3, 1, 2]
assert build([]) is None
assert Node(1).next is None
