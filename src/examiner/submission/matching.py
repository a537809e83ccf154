"""Which cell of a submission stands for which cell of the key."""

import re
from dataclasses import replace

from examiner.safe_text import amount, listed

_DEFINITION = re.compile(r"^(?:async[ \t]+def|def|class)[ \t]+(\w+)", re.MULTILINE)


def same(one, other):
    r"""Compare two texts of cells; white space at the ends of lines does not count.

    Examples
    --------
    >>> same("x = 1  ", "x = 1\n")
    True
    """
    one, other = ([line.rstrip() for line in text.rstrip().splitlines()] for text in (one, other))
    return one == other


class Matching:
    """The key and the submission side by side.

    Attributes
    ----------
    key : examiner.key.Key
    theirs : list of SubmittedCell
        The student's cells.
    place : dict of int to int
        Which cell of the student stands for a cell of the key: index in the key to index in
        `theirs`.
    used : set of int
        Indices of cells that are not run where they stand: they were matched, or left out.
    notices : list of str
        What was mended, in sentences for the student.
    """

    def __init__(self, key, submission):
        self.key = key
        self.theirs = list(submission.cells)
        self.place = {}
        self.used = set()
        self.notices = []
        self._match_tagged()
        self._join_halves()
        self._match_open(_same_id)
        self._match_open(_same_text)
        self._find_lost_answers()
        self._match_open_by_order()
        self._note_missing()

    def _match_tagged(self):
        """Match by grade id; of several copies, the first that was worked on."""
        copies = {}
        for index, cell in enumerate(self.theirs):
            if cell.grade_id:
                copies.setdefault(cell.grade_id, []).append(index)
        for number, mine in enumerate(self.key.cells):
            if found := copies.pop(mine.grade_id, None):
                self._choose(number, mine, found)
        if copies:
            self.notices.append(
                f"The notebook has cells that this assignment does not know ({listed(copies)}); "
                "they were treated as your own cells."
            )
        if list(self.place.values()) != sorted(self.place.values()):
            self.notices.append(
                "The order of the cells was changed; they were graded in the order of the assignment."
            )

    def _choose(self, number, mine, found):
        """Choose among the cells with one grade id. Other versions of an answer stay own cells."""
        versions = []
        if mine.editable:
            versions = [i for i in found if not _same_text(mine, self.theirs[i])]
        chosen = (versions or found)[0]
        self.place[number] = chosen
        self.used.add(chosen)
        runs = mine.editable and mine.cell_type == "code"
        self.used.update(i for i in found if not (runs and i in versions))
        if len(found) > 1:
            if runs:
                what = "every version with an answer was run, in order"
            else:
                what = "nothing of them was lost" if mine.editable else "the original was used"
            self.notices.append(
                f"{_start(mine.label)} was in the notebook {len(found)} times; {what}."
            )
        if mine.editable and not runs:  # an essay that was split
            texts = dict.fromkeys(self.theirs[i].source.strip() for i in versions or found)
            text = "\n\n".join(texts) if len(texts) > 1 else self.theirs[chosen].source
            self.theirs[chosen] = replace(self.theirs[chosen], source=text)
        self._note_changes(mine, self.theirs[chosen])

    def _note_changes(self, mine, theirs):
        if mine.role == "extra":
            return
        if mine.editable:
            if theirs.cell_type != mine.cell_type:
                self.notices.append(
                    f"{_start(mine.label)} had become a {theirs.cell_type} cell; "
                    f"it was graded as {mine.cell_type}."
                )
        elif theirs.cell_type != mine.cell_type or not any(
            same(theirs.source, text) for text in (mine.visible_source, mine.source)
        ):
            what = "a test" if mine.role == "test" else "read-only"
            self.notices.append(
                f"{_start(mine.label)} is {what} and was changed; the original was used."
            )
        if mine.role in ("test", "manual") and _worth(theirs) not in (None, mine.points):
            self.notices.append(
                f"The points of {mine.label} were changed; it is still worth {amount(mine.points)}."
            )

    def _join_halves(self):
        """Join answers that were split inside a function: the second half begins indented."""
        for number, index in self.place.items():
            mine, whole = self.key.cells[number], self.theirs[index]
            if mine.role not in ("answer", "manual") or mine.cell_type != "code":
                continue
            parts = [whole.source]
            for other in range(index + 1, len(self.theirs)):
                half = self.theirs[other]
                own = half.grade_id in (None, mine.grade_id) and half.cell_type == "code"
                if other in self.used or not own or not _begins_indented(half.source):
                    break
                parts.append(half.source)
                self.used.add(other)
            if len(parts) > 1:
                self.theirs[index] = replace(whole, source="\n".join(parts))
                self.notices.append(
                    f"{_start(mine.label)} had been split into {len(parts)} cells; "
                    "they were joined again."
                )

    def _match_open(self, alike):
        """Match what the assignment left open to edit, where `alike` says that it is the same."""
        free = [i for i, cell in enumerate(self.theirs) if not cell.grade_id]
        for number, mine in enumerate(self.key.cells):
            if mine.role == "extra" and number not in self.place:
                for index in free:
                    if index not in self.used and alike(mine, self.theirs[index]):
                        self.place[number] = index
                        self.used.add(index)
                        break

    def _match_open_by_order(self):
        """Match open cells of code with what stands in their stretch between matched cells.

        Tools that know no cell ids leave nothing else to go by once the text was edited.
        """
        low = -1
        for number, mine in enumerate(self.key.cells):
            if number in self.place:
                low = self.place[number]
            elif mine.role == "extra" and mine.cell_type == "code":
                for index in range(low + 1, len(self.theirs)):
                    theirs = self.theirs[index]
                    if index in self.used:
                        break
                    if theirs.cell_type == "code" and not theirs.grade_id and theirs.id is None:
                        self.place[number] = low = index
                        self.used.add(index)
                        break

    def _find_lost_answers(self):
        """Look for answers whose grade id was lost: by cell id, then by what the code defines."""
        for number, mine in enumerate(self.key.cells):
            if number in self.place or mine.role not in ("answer", "manual") or not mine.editable:
                continue
            found = self._lost(mine)
            if found is not None:
                self.place[number] = found
                self.used.add(found)
                self.notices.append(
                    f"{_start(mine.label)} had lost the mark that names it; "
                    f"cell {self.theirs[found].number} of your notebook was taken for it."
                )

    def _lost(self, mine):
        free = [
            index
            for index, cell in enumerate(self.theirs)
            if index not in self.used
            and cell.grade_id not in self.key.by_grade_id
            and cell.cell_type != "raw"
        ]
        wanted = set(_DEFINITION.findall(mine.source)) if mine.cell_type == "code" else set()
        for index in free:
            if _same_id(mine, self.theirs[index]):
                return index
        for index in free:
            if wanted and wanted <= set(_DEFINITION.findall(self.theirs[index].source)):
                return index
        return None

    def _note_missing(self):
        """Say which cells of the assignment the notebook does not have."""
        for number, mine in enumerate(self.key.cells):
            if number in self.place or (mine.cell_type != "code" and mine.role != "manual"):
                continue
            if mine.role in ("answer", "manual") and mine.editable:
                self.notices.append(f"{_start(mine.label)} is missing; it counts as not answered.")
            elif mine.source.strip():
                self.notices.append(f"{_start(mine.label)} is missing; the original was used.")


def _same_id(mine, theirs):
    return theirs.id == mine.id


def _same_text(mine, theirs):
    return same(mine.source, theirs.source)


def _begins_indented(source):
    """Whether the first line that says something is indented, so that it goes on with a block."""
    lines = (line for line in source.splitlines() if line.strip() and line.strip()[0] != "#")
    return next(lines, "")[:1] in (" ", "\t") and bool(source.strip())


def _start(label):
    """Make a label begin a sentence; the grade id in it stays as it is."""
    return label[:1].upper() + label[1:]


def _worth(cell):
    """Return the points that a cell names; the oldest notebooks of nbgrader have them as text."""
    try:
        return float(cell.points) if isinstance(cell.points, str) else cell.points
    except ValueError:
        return cell.points
