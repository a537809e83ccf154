# @, ** and // of a student's class.
# needs: operators

# %% answer
class Matrix:
    def __init__(self, rows):
        self.rows = rows

    def __matmul__(self, other):
        columns = list(zip(*other.rows))
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in columns] for r in self.rows])

    def __pow__(self, n):
        result = self
        for _ in range(n - 1):
            result = result @ self
        return result

# %% test
m = Matrix([[1, 1], [1, 0]])
assert (m @ m).rows == [[2, 1], [1, 1]]
assert (m**5).rows == [[8, 5], [5, 3]]
