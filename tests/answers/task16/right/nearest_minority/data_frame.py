# Sorts a Series whose index holds the row numbers.
# costs: nothing
def nearest_minority(X, y, i, k, minority=1):
    table = pd.DataFrame(X)
    distance = ((table - table.loc[i]) ** 2).sum(axis=1) ** 0.5
    return distance[y == minority].drop(i).nsmallest(k).index
