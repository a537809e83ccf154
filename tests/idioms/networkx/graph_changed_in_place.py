# The student's function removes nodes from a graph of the test.
# needs: changes, names
# requires: networkx

# %% answer
def prune(graph):
    graph.remove_nodes_from([n for n, d in list(graph.degree) if d <= 1])

# %% test
import networkx as nx
graph = nx.path_graph(5)
assert prune(graph) is None
assert sorted(graph) == [1, 2, 3]
