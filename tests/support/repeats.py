"""Whether chance decides a mark: each answer of the bank against fresh draws, many times.

``python -m tests.support.repeats [--right 200] [--wrong 50] [--only task14/right/sigmoid]`` runs the
test cells that draw their inputs afresh, with right answers that must never fail and wrong ones
that must never get through. It prints what it found and ends with status 1 if there was anything.
"""

import argparse
import ast
import contextlib
import io
import sys
import time

from examiner.authoring.bank import read_bank
from examiner.authoring.lint import defined_names, used_names
from tests.support import REPO, plain

#: What a test cell holds that draws afresh.
FRESH = "default_rng()"
_BEGIN = "### BEGIN HIDDEN TESTS"


def fresh_tests(paper, case):
    """Give the test cells of a case's own answer that draw afresh, by their grade ids."""
    (reference,) = (source for _, grade_id, source in paper if grade_id == case.cell)
    names = defined_names(reference).keys()
    return {
        grade_id: source
        for kind, grade_id, source in paper
        if kind == "test" and FRESH in source and plain.names_of(source)[0] & names
    }


def hidden_part(source):
    """Leave the checks out that stand before the hidden tests: they ask the same every time."""
    tree = ast.parse(source)
    before = source[: source.index(_BEGIN)].count("\n") + 1
    for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
        function.body = [
            statement
            for statement in function.body
            if statement.lineno > before
            or not isinstance(statement, ast.Expr | ast.For | ast.Assert)
        ]
    return ast.unparse(tree)


def outcomes(task, cases, times):
    """Run the fresh tests of each case's own answer, `times` times.

    A right answer runs a whole cell once, and then its hidden part only.

    Parameters
    ----------
    task : str
    cases : sequence of examiner.authoring.bank.Case
        Each with a test that draws afresh.
    times : int

    Returns
    -------
    dict of str to (list of tuple of str, or str)
        By the case's name, for each time the test cells that failed; text if it died.
    """
    paper = list(plain.cells(task))
    plain.load_libraries(paper)
    jobs = {case.name: (paper, case, times) for case in cases}
    return plain.in_forks(_repeat, jobs, timeout=20 * times + 120)


def _repeat(paper, case, times):
    reference = {grade_id: source for kind, grade_id, source in paper if kind == "answer"}
    namespace = {"__name__": "__main__"}
    wanted = used_names(case.source)
    for kind, grade_id, source in paper:
        needed = grade_id in reference and defined_names(source).keys() & wanted
        if kind == "answer" and grade_id == case.cell:
            plain.run([(kind, grade_id, case.source)], namespace)
        elif kind == "locked" or needed:
            plain.run([(kind, grade_id, source)], namespace)
    tests = fresh_tests(paper, case)
    first = _failing(tests, namespace, 1)
    if case.is_right and not first[0]:
        tests = {grade_id: hidden_part(source) for grade_id, source in tests.items()}
    return first + _failing(tests, namespace, times - 1)


def _failing(tests, namespace, times):
    cells = {grade_id: compile(source, grade_id, "exec") for grade_id, source in tests.items()}
    return [
        tuple(grade_id for grade_id, code in cells.items() if _fails(code, namespace))
        for _ in range(times)
    ]


def _fails(code, namespace):
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(code, namespace)
    except Exception:
        return True
    finally:
        plain.close_figures()
    return False


def main():
    """Run everything and print a line for each task and each finding."""
    parser = argparse.ArgumentParser(description="Look for marks that chance decides.")
    parser.add_argument("--right", type=int, default=200)
    parser.add_argument("--wrong", type=int, default=50)
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    bad = 0
    for task in ("task14", "task15", "task16"):
        paper = list(plain.cells(task))
        bank = [
            case
            for case in read_bank(REPO / "tests" / "answers", task)
            if args.only in case.name and fresh_tests(paper, case)
        ]
        for verdict, times in (("right", args.right), ("wrong", args.wrong)):
            cases = [case for case in bank if case.is_right == (verdict == "right")]
            if not cases or not times:
                continue
            started = time.monotonic()
            found = outcomes(task, cases, times)
            flaws = 0
            for case in cases:
                runs = found[case.name]
                if isinstance(runs, str):
                    lost = [runs]
                elif case.is_right:
                    lost = [", ".join(run) for run in runs if run]
                else:
                    fresh = {test for run in runs for test in run}
                    lost = [f"got through {fresh - set(run)}" for run in runs if fresh - set(run)]
                if lost:
                    flaws += 1
                    print(f"  {case.name}: {len(lost)} of {len(runs)} times: {lost[0]}")
            bad += flaws
            seconds = time.monotonic() - started
            print(
                f"{task}: {len(cases)} {verdict} answers, {times} times each: "
                f"{flaws} decided by chance ({seconds:.0f} s)",
                flush=True,
            )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
