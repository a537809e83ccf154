"""The course *Building Neural Networks*: data, activation functions, interactive parts.

Everything in `__all__` can be used from here, such as ``from nncourse import ask, live_plot``. It
is loaded when first used, so that ``import nncourse.data`` stays quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nncourse import activations as activations
    from nncourse import data as data
    from nncourse import playground as playground
    from nncourse import practice as practice
    from nncourse import progress as progress
    from nncourse import quiz as quiz
    from nncourse import style as style
    from nncourse.live import live_plot as live_plot
    from nncourse.quiz import ask as ask
    from nncourse.widgets.activation_table import ActivationTable as ActivationTable
    from nncourse.widgets.descent import Descent as Descent
    from nncourse.widgets.diagnoses import Diagnoses as Diagnoses
    from nncourse.widgets.history import TrainingPlot as TrainingPlot
    from nncourse.widgets.people import People as People
    from nncourse.widgets.smote import SmoteByHand as SmoteByHand
    from nncourse.widgets.threshold import Threshold as Threshold
    from nncourse.widgets.training import SmallTraining as SmallTraining

_MODULES = ("activations", "data", "playground", "practice", "progress", "quiz", "style")

_HOMES = {
    "ActivationTable": "nncourse.widgets.activation_table",
    "Descent": "nncourse.widgets.descent",
    "Diagnoses": "nncourse.widgets.diagnoses",
    "People": "nncourse.widgets.people",
    "SmallTraining": "nncourse.widgets.training",
    "SmoteByHand": "nncourse.widgets.smote",
    "Threshold": "nncourse.widgets.threshold",
    "TrainingPlot": "nncourse.widgets.history",
    "ask": "nncourse.quiz",
    "live_plot": "nncourse.live",
}

__all__ = sorted([*_MODULES, *_HOMES])


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f"{__name__}.{name}")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
