"""The rows of a run: what an earlier run knows already, and the rest, several at a time."""

import contextlib
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from examiner.grading.fingerprint import Fingerprints
from examiner.grading.grader import Grader
from examiner.grading.journal import Journal
from examiner.grading.pool import Pool
from examiner.grading.progress import Progress
from examiner.grading.seeds import Seeds
from examiner.key import Key
from examiner.report import Engine, Report, Result
from examiner.sentences import refusals
from examiner.submission.attempts import Entry

#: What is graded once more, alone: the machine, or another submission, may have been to blame.
_ALONE = ("died", "error")
#: What the next run takes from the journal. All else costs nothing, or may end otherwise.
_KEPT = ("graded", "died", "timeout")


class Interrupted(KeyboardInterrupt):
    """Control-C during a run; its text says how far the run was.

    Attributes
    ----------
    report
        A row for everything; what was not graded says so.
    """

    def __init__(self, report: Report, done: int) -> None:
        super().__init__(
            f"stopped after {done} of {len(report.results)} submissions. "
            "Run the same command again to go on."
        )
        self.report = report


class Rows:
    """The rows of a run, in the order of its entries.

    Parameters
    ----------
    entries
    journal
        Where to find earlier results and to put new ones, if anywhere.
    fingerprints
    seeds
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        journal: Journal | None,
        fingerprints: Fingerprints,
        seeds: Seeds,
    ) -> None:
        self.entries = entries
        self._journal, self._seeds = journal, seeds
        self._rows: list[Result | None] = [None] * len(entries)
        self._prints = fingerprints
        self._fingerprints = [fingerprints.of(entry) for entry in entries]
        self._engines: list[Engine | None] = [None] * len(entries)
        for number, fingerprint in enumerate(self._fingerprints):
            if journal and fingerprint and (found := journal.find(fingerprint)):
                self._engines[number], self._rows[number] = found

    @property
    def count(self) -> int:
        """The number of rows that there are going to be."""
        return len(self._rows)

    @property
    def done(self) -> int:
        """The number of rows that are there."""
        return len(self.results)

    @property
    def engine(self) -> Engine | None:
        """What all rows were graded with, if none is missing; else None."""
        if not self._rows or None in self._rows:
            return None
        first, *others = self._engines
        assert first is not None
        return first if all(e and e["level"] == first["level"] for e in others) else None

    @property
    def missing(self) -> list[int]:
        """The places of the rows that are not there yet."""
        return [number for number, row in enumerate(self._rows) if row is None]

    @property
    def first_key(self) -> Key | None:
        """The key of the first row that is not there yet and can be graded."""
        missing = (self.entries[number].identified for number in self.missing)
        return next((identified.key for identified in missing if identified), None)

    @property
    def results(self) -> list[Result]:
        """All rows that are there."""
        return [row for row in self._rows if row is not None]

    def seed(self, number: int) -> str | None:
        """Return the seed of a submission; None if there is nothing to grade."""
        fingerprint = self._fingerprints[number]
        return fingerprint and self._seeds.of(fingerprint.submission)

    def begin(self, engine: Engine) -> None:
        """Keep of the earlier rows those of the same sandbox level, and note what grades the others."""
        for number, earlier in enumerate(self._engines):
            if earlier and earlier["level"] != engine["level"]:
                self._rows[number] = None
        if self._journal:
            self._journal.begin(engine)

    def set(self, number: int, row: Result) -> None:
        """Put a row in its place, and into the journal."""
        self._rows[number] = row
        fingerprint = self._fingerprints[number]
        if row.status not in _KEPT or fingerprint is None:
            return
        row.submission_digest, row.key_digest = fingerprint.submission, fingerprint.key
        # What changed meanwhile, such as a file beside the notebook, is not what was graded.
        if self._journal and self._prints.of(self.entries[number]) == fingerprint:
            self._journal.add(fingerprint, row)

    def with_gaps(self, grader: Grader) -> list[Result]:
        """Give all rows; those that are missing say that the run was stopped before."""
        return [
            row or grader.ungraded(entry, "error", refusals.STOPPED)
            for row, entry in zip(self._rows, self.entries, strict=True)
        ]


def grade_all(rows: Rows, grader: Grader, pool: Pool, *, progress: Progress | None) -> None:
    """Grade what is missing.

    What ran out of time beside others, or ended without being graded, is graded once more before it
    becomes a row: the first beside fewer, the second alone.
    """
    missing = rows.missing
    timed_out: list[int] = []
    ended: list[int] = []
    few = threading.Semaphore(pool.undisturbed)
    stopped = False

    def grade(number: int) -> None:
        row = grader.row(rows.entries[number], rows.seed(number))
        if stopped:
            return  # what the end of the run did to it is not its result
        if row.status == "timeout" and not alone:
            timed_out.append(number)
        elif row.status in _ALONE:
            ended.append(number)
        else:
            finish(number, row)

    def grade_again(number: int) -> None:
        with few:
            row = grader.row(rows.entries[number], rows.seed(number))
        if not stopped:
            finish(number, row)

    def finish(number: int, row: Result) -> None:
        rows.set(number, row)
        if progress:
            progress.add(row)

    alone = pool.jobs == 1 or len(missing) == 1
    with ThreadPoolExecutor(pool.jobs) as threads, _interruptible(threads, pool):
        try:
            for _ in threads.map(grade, missing):
                pass
            for _ in threads.map(grade_again, sorted(timed_out)):
                pass
            for number in sorted(ended):
                grade_again(number)
        except KeyboardInterrupt:
            stopped = True
            raise


@contextlib.contextmanager
def _interruptible(threads: ThreadPoolExecutor, pool: Pool) -> Iterator[None]:
    """Let Control-C end the run at once: nobody waits for what the submissions do."""
    try:
        yield
    except KeyboardInterrupt:
        threads.shutdown(wait=False, cancel_futures=True)
        pool.abandon()
        raise
