# Cluster labels are compared up to their numbering.
# needs: nothing

# %% answer
from sklearn.cluster import KMeans

def cluster(points):
    return KMeans(n_clusters=2, n_init=3, random_state=0).fit_predict(points)

# %% test
import numpy as np
from sklearn.metrics import adjusted_rand_score
points = np.array([[0, 0], [0, 1], [9, 9], [9, 8]])
labels = cluster(points)
assert adjusted_rand_score([0, 0, 1, 1], labels) == 1.0
assert len(np.unique(labels)) == 2
