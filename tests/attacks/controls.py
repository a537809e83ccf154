"""Submissions that are not attacks, and must get what they deserve among all those that are."""

from tests.attacks import Attack, many
from tests.support import attack_course

_CHATTY = """\
import logging
import warnings
warnings.warn("this costs nothing")
print("nor does this", file=sys.stderr)
logging.error("nor this")
print("kestrel-visible-0123456789abcdef")
def helper(prices):
    return sum(prices)
def total(prices):
    warnings.warn("called")
    print("called", file=sys.stderr)
    return helper(prices)"""


def _reference():
    return attack_course.honest()


ATTACKS = [
    Attack("73-untouched"),
    Attack("74-honest", content=_reference(), earns=attack_course.POINTS),
    Attack(
        "75-honest-with-warnings-and-plots",
        _CHATTY,
        answers={k: v for k, v in attack_course.answers().items() if k != "total"},
        later='plt.plot([1, 2, 3])\nplt.show()\nprint("own cell")',
        earns=attack_course.POINTS,
    ),
    Attack(
        "76-half-right",
        answers=attack_course.answers() | many(ordered="return items", capital="return 'FIG'"),
        earns=attack_course.POINTS - 2 - 1.5,
    ),
]
