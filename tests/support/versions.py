"""The answers under the libraries that are installed: run by ``make check-versions``.

``python -m tests.support.versions`` grades the reference and every right answer of the bank.
"""

import sys
from importlib.metadata import version

from examiner.authoring.bank import read_bank
from tests.support import REPO
from tests.support.plain import failures, failures_of_cases

LIBRARIES = ("numpy", "pandas", "scikit-learn", "imbalanced-learn", "matplotlib")


def main():
    """Print what fails; return 1 if anything does."""
    installed = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    print(f"Python {sys.version.split()[0]}, {installed}")
    bad = 0
    for task in ("task14", "task15", "task16"):
        cases = [case for case in read_bank(REPO / "tests" / "answers", task) if case.is_right]
        found = {"the reference": failures(task, timeout=600)}
        answers = {case.name: (case.cell, case.source) for case in cases}
        found |= failures_of_cases(task, answers, timeout=600)
        lost = {
            name: outcome
            for name, outcome in found.items()
            if isinstance(outcome, str) or any(outcome.values())
        }
        for name, outcome in lost.items():
            failed = (
                outcome if isinstance(outcome, str) else {k: v for k, v in outcome.items() if v}
            )
            print(f"  {name}: {failed}")
        bad += len(lost)
        print(f"{task}: {len(found) - len(lost)} of {len(found)} right answers pass", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
