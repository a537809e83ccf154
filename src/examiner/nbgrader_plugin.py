"""nbgrader's own commands through the engine: a preprocessor that takes the place of ``Execute``.

In ``nbgrader_config.py``::

    from examiner.nbgrader_plugin import FEEDBACK_PREPROCESSORS, PREPROCESSORS

    c.Autograde.sanitize_preprocessors = []
    c.Autograde.autograde_preprocessors = PREPROCESSORS
    c.GenerateFeedback.preprocessors = FEEDBACK_PREPROCESSORS

Then ``nbgrader autograde`` and formgrader's button give the marks that ``examiner grade`` gives.
nbgrader's own cleaning steps are left out because the engine rebuilds every notebook on its key,
and because one of them stops the whole run at a notebook with odd metadata.
"""

import base64
import json
import weakref
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Enum, Float, Integer

from examiner.authoring.course import KEYS
from examiner.errors import ExaminerError
from examiner.grading import session
from examiner.grading.course_folder import check_private, data_folder, private_folders
from examiner.grading.limits import TimeLimits, resource_limits
from examiner.grading.workers import ForkServer
from examiner.key import HIDDEN, Key
from examiner.reports.markdown_report import escape
from examiner.sentences import feedback
from examiner.submission.assembly import assemble
from examiner.submission.reader import read_submission

#: What ``c.Autograde.autograde_preprocessors`` is set to.
PREPROCESSORS = [
    "examiner.nbgrader_plugin.Examine",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
#: What ``c.GenerateFeedback.preprocessors`` is set to.
FEEDBACK_PREPROCESSORS = [
    "examiner.nbgrader_plugin.Withhold",
    "nbgrader.preprocessors.GetGrades",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]


class Examine(NbGraderPreprocessor):
    """Grade the submitted notebook in the sandbox and write what came of it into its cells.

    The notebook that comes out is the key, without hidden tests, with the student's answers, own
    cells and outputs. A test cell's output is what nbgrader reads as exactly the engine's points.
    """

    timeout_cell = Float(30, help="Seconds that one cell may take.").tag(config=True)
    timeout = Float(300, help="Seconds that a submission may take.").tag(config=True)
    memory = Integer(2048, help="MB of memory for all processes of a submission.").tag(config=True)
    accept_level = Enum(
        ["C"], None, allow_none=True,
        help="Be content with sandbox level C (no Landlock), if the course is private to root.",
    ).tag(config=True)  # fmt: skip

    def preprocess(self, nb, resources):
        """Replace the notebook by the graded one.

        Raises
        ------
        ExaminerError
            If it cannot be graded; nbgrader then goes on with the next submission.
        """
        names = resources["nbgrader"]
        try:
            with Gradebook(names["db_url"]) as gradebook:
                # Whatever happens from here on, no mark of an earlier submission stays.
                ids = names["notebook"], names["assignment"], names["student"]
                for grade in gradebook.find_submission_notebook(*ids).grades:
                    grade.auto_score, grade.needs_manual_grade = None, True
                gradebook.db.commit()
                key = self._key(names)
                _check_gradebook(key, gradebook.find_notebook(*ids[:2]))
            return self._graded(key, names), resources
        except ExaminerError as error:
            self.log.error(
                "%s for student %s was not graded: %s", names["assignment"], names["student"], error
            )
            raise

    @property
    def _converter(self):
        return self.parent.parent  # nbgrader makes the exporter, the exporter makes this

    def _key(self, names):
        root = Path(self._converter.coursedir.root)
        path = root / KEYS / names["assignment"] / f"{names['notebook']}.ipynb"
        if not path.is_file():
            raise ExaminerError(
                f"There is no key {path.relative_to(root)}.",
                f"Run 'examiner build {names['assignment']}' in the course folder.",
            )
        marks = self.config.ClearHiddenTests
        hidden = (
            str(marks.get("begin_test_delimeter", HIDDEN[0])),
            str(marks.get("end_test_delimeter", HIDDEN[1])),
        )
        return Key.read(path, hidden)

    def _graded(self, key, names):
        course = self._converter.coursedir
        root = Path(course.format_path(course.submitted_directory, ".", "."))
        folder = course.format_path(
            course.submitted_directory, names["student"], names["assignment"]
        )
        path = Path(folder, f"{names['notebook']}.ipynb")
        submission = read_submission(path, root=root)
        times = TimeLimits(self.timeout_cell, self.timeout)
        fork_server = self._fork_server(key, root, times)
        result = session.grade(fork_server, key, submission, names["student"], times=times)
        who = f"{names['assignment']} for student {names['student']}"
        self.log.info("%s: %g of %g points", who, result.points, result.max_points)
        if result.reason:
            remedy = result.instructor_remedy or result.remedy
            self.log.warning("%s: %s %s", who, result.reason, remedy)
        return graded_notebook(key, submission, result)

    def _fork_server(self, key, submitted, times):
        """Return the fork server of a key: one for a run, closed when the run is over."""
        running = _fork_servers.setdefault(self._converter, {})
        if key.path not in running:
            levels = ("A", "B", "C") if self.accept_level else ("A", "B")
            if self.accept_level:
                check_private([key])
            running[key.path] = fork_server = ForkServer(
                key,
                levels=levels,
                limits=resource_limits(times, self.memory),
                readable=data_folder(key),
                private=[*private_folders([key]), submitted.absolute()],
            )
            weakref.finalize(self._converter, fork_server.close)
        return running[key.path]


_fork_servers = weakref.WeakKeyDictionary()


class Withhold(NbGraderPreprocessor):
    """Leave out, for the student, what cells showed after hidden tests had called their code.

    It may repeat what those tests passed. Graders see it: in the autograded notebook it stays.
    """

    def preprocess_cell(self, cell, resources, index):
        """Replace the outputs of a marked cell by a sentence."""
        if cell.metadata.get("examiner", {}).get("after_hidden_tests") and cell.get("outputs"):
            cell.outputs = [
                new_output("stream", name="stdout", text=feedback.OUTPUT_WITHHELD + "\n")
            ]
        return cell, resources


def _check_gradebook(key, notebook):
    """Refuse to mix a key and a gradebook that were made from different source notebooks."""
    known = {cell.name: cell.max_score for cell in (*notebook.grade_cells, *notebook.task_cells)}
    graded = {cell.grade_id: cell.points for cell in (*key.tests, *key.manual)}
    if known != graded:
        differing = sorted(
            name for name in known.keys() | graded if known.get(name) != graded.get(name)
        )
        raise ExaminerError(
            f"The gradebook and the key of {key.assignment} do not have the same points "
            f"({', '.join(differing)}).",
            f"Run 'nbgrader generate_assignment {key.assignment} --force' and "
            f"'examiner build {key.assignment}'.",
        )


def graded_notebook(key, submission, result):
    """Make the notebook that nbgrader reads marks from and shows to graders and students.

    Parameters
    ----------
    key : examiner.key.Key
    submission : examiner.submission.reader.Submission
    result : examiner.report.Result
        What grading the submission with the key gave.

    Returns
    -------
    nbformat.NotebookNode
        In it is nothing of hidden tests.
    """
    original = nbformat.from_dict(json.loads(key.path.read_text(encoding="utf-8")))
    numbers = {cell.label: number for number, cell in enumerate(key.cells)}
    tests = {test.grade_id: test for test in result.tests}
    shown = iter(result.cells)
    cells, done = list(_note(result)), 0
    for step in assemble(key, submission).steps:
        number = numbers.get(step.label)
        if number is None:
            cells.append(_own_cell(next(shown), len(cells)))
            continue
        cells += original.cells[done:number]  # text between the questions
        done = number + 1
        cell = original.cells[number]
        if step.kind == "test":
            cell.source = step.visible_source
            cell.outputs = list(_test_outputs(tests[step.grade_id]))
        elif step.kind != "locked":
            seen = next(shown)
            # nbgrader knows an answer that nobody wrote by its checksum.
            untouched = step.kind == "manual" and not step.answered
            cell.source = step.key_source if untouched else seen.source
            if cell.cell_type == seen.cell_type == "code":
                cell.outputs = list(_shown(seen))
                cell.metadata["examiner"] = {"after_hidden_tests": seen.after_hidden_tests}
            elif cell.cell_type != seen.cell_type:
                cell = _own_cell(seen, len(cells))
        cells.append(cell)
    original.cells = cells + original.cells[done:]
    return original


def _note(result):
    """Yield a cell that says what was repaired and why the code was stopped, if anything."""
    sentences = [*filter(None, (result.reason, result.remedy)), *result.notices]
    if sentences:
        lines = [
            f"**{feedback.FROM_THE_GRADER}**",
            "",
            *(f"- {escape(sentence)}" for sentence in sentences),
        ]
        yield new_markdown_cell("\n".join(lines), id="from-the-grader")


def _own_cell(seen, number):
    if seen.cell_type == "code":
        metadata = {"examiner": {"after_hidden_tests": seen.after_hidden_tests}}
        shown = list(_shown(seen))
        return new_code_cell(seen.source, outputs=shown, metadata=metadata, id=f"own-cell-{number}")
    return new_markdown_cell(seen.source, id=f"own-cell-{number}")


def _shown(seen):
    """Yield the outputs of a student's cell; ``stdout`` for all text, as no text costs points."""
    for output in seen.outputs:
        if output.kind == "png":
            picture = base64.b64encode(output.data).decode()
            yield new_output("display_data", {"image/png": picture})
        else:
            yield new_output("stream", name="stdout", text=output.data)


def _test_outputs(test):
    """Yield the outputs that ``nbgrader.utils.determine_grade`` turns into the test's points."""
    if test.points == test.max_points:
        return  # no output is full points
    message = test.message or feedback.NOT_PASSED
    if test.points:
        yield new_output("stream", name="stdout", text=message + "\n")
        yield new_output("execute_result", {"text/plain": repr(test.points)}, execution_count=1)
    else:
        yield new_output("error", ename="Test", evalue=message, traceback=[message])
