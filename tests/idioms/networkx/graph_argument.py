# The student's function computes on a graph of the test.
# needs: nothing
# requires: networkx

# %% answer
import networkx as nx

def hubs(graph):
    return sorted(graph, key=graph.degree, reverse=True)[:2]

def distance(graph, a, b):
    return nx.shortest_path_length(graph, a, b)

# %% test
import networkx as nx
star = nx.star_graph(4)
star.add_edge(1, 2)
assert hubs(star)[0] == 0
assert distance(nx.path_graph(5), 0, 4) == 4
