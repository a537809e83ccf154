"""What the student's code may do with an object of a library that stays in the tests' process.

Security rule: the names give plain data, or objects that fall under `examiner.rpc.doubles` again;
none of them runs a text, opens a file or imports a module.
"""

CONTAINER = frozenset(("__len__", "__getitem__", "__contains__", "__iter__"))
CONTEXT = frozenset(("__enter__", "__exit__"))

_FILE = CONTEXT.union(
    ("read", "readline", "readlines", "write", "writelines", "seek", "tell", "flush", "close")
)
_MAPPING = CONTAINER.union(("get", "items", "keys", "values"))
_AXES = """
    annotate arrow axhline axhspan axis axline axvline axvspan bar bar_label barh boxplot
    broken_barh contour contourf errorbar eventplot fill fill_between fill_betweenx get_legend
    get_title get_xlabel get_xlim get_xscale get_ylabel get_ylim get_yscale grid hexbin hist hist2d
    hlines imshow invert_xaxis invert_yaxis legend loglog margins matshow pcolormesh pie plot
    quiver scatter semilogx semilogy set set_aspect set_facecolor set_title set_xlabel set_xlim
    set_xscale set_xticklabels set_xticks set_ylabel set_ylim set_yscale set_yticklabels set_yticks
    spy stackplot stairs stem step streamplot table text tick_params tripcolor triplot twinx twiny
    violinplot vlines
"""
_FIGURE = "add_subplot axes colorbar gca legend subplots suptitle supxlabel supylabel tight_layout"
#: By module and name of a class.
_NAMES = {
    "matplotlib.axes._axes:Axes": frozenset(_AXES.split()),
    "matplotlib.figure:Figure": frozenset(_FIGURE.split()),
    "_io:TextIOWrapper": _FILE,
    "_io:BufferedReader": _FILE,
    "_io:StringIO": _FILE | CONTAINER | {"__next__", "getvalue"},
    "_io:BytesIO": _FILE | CONTAINER | {"__next__", "getvalue"},
    "contextlib:_GeneratorContextManager": CONTEXT,
    "enum:Enum": frozenset(("name", "value")),
    "builtins:BaseException": frozenset(("args",)),
    "builtins:list": CONTAINER,
    "builtins:tuple": CONTAINER,
    "builtins:set": CONTAINER,
    "builtins:frozenset": CONTAINER,
    "builtins:dict": _MAPPING,
    "builtins:mappingproxy": _MAPPING,
    "builtins:dict_keys": CONTAINER,
    "builtins:dict_values": CONTAINER,
    "builtins:dict_items": CONTAINER,
    "builtins:str": frozenset(("__len__", "__str__")),
    "builtins:int": frozenset(("__int__",)),
    "builtins:float": frozenset(("__float__",)),
}


def listed_names(kind: type) -> frozenset[str]:
    """Return the names that the student's code may use on objects of a class.

    Examples
    --------
    >>> sorted(listed_names(type(3.5)))
    ['__float__']
    """
    listed = (_NAMES.get(f"{base.__module__}:{base.__qualname__}") for base in kind.__mro__)
    return frozenset().union(*filter(None, listed))
