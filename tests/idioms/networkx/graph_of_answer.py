# Nodes, edges and degrees of a graph that the answer builds.
# needs: nothing
# requires: networkx

# %% answer
import networkx as nx

G = nx.Graph()
G.add_edges_from([("a", "b"), ("b", "c")], weight=2)
G.add_node("d")

# %% test
assert isinstance(G, nx.Graph)
assert set(G.nodes) == set("abcd")
assert G.number_of_edges() == 2
assert G.has_edge("c", "b") and not G.has_edge("a", "c")
assert G["a"]["b"]["weight"] == 2
assert dict(G.degree) == {"a": 1, "b": 2, "c": 1, "d": 0}
