# A DataFrame of distances, filtered and sorted.
# costs: nothing
def nearest_minority(X, y, i, k, minority=1):
    table = pd.DataFrame({"y": y, "far": np.sqrt(((X - X[i]) ** 2).sum(axis=1))})
    return table[table["y"] == minority].drop(i).nsmallest(k, "far").index
