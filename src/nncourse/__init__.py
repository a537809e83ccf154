"""The course *Building Neural Networks*: data, activation functions, interactive figures.

``ask`` and ``live_plot`` are loaded when first used, so that ``import nncourse.data`` stays quick.
"""

from importlib import import_module

_HOMES = {"ask": "nncourse.quiz", "live_plot": "nncourse.live"}

__all__ = list(_HOMES)


def __getattr__(name):
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
