# An algorithm of networkx runs on a directed graph of the student's.
# needs: nothing
# requires: networkx

# %% answer
import networkx as nx

def dependencies(rules):
    graph = nx.DiGraph()
    for target, sources in rules.items():
        graph.add_edges_from((source, target) for source in sources)
    return graph

# %% test
import networkx as nx
graph = dependencies({"exe": ["a.o", "b.o"], "a.o": ["a.c"]})
assert graph.is_directed() and nx.is_directed_acyclic_graph(graph)
order = list(nx.topological_sort(graph))
assert order.index("a.c") < order.index("a.o") < order.index("exe")
assert nx.is_isomorphic(graph, nx.DiGraph([(1, 2), (2, 3), (4, 3)]))
