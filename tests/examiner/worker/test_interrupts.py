"""An interrupt ends what a cell runs, and nothing else."""

import signal

import pytest

from examiner.worker.interrupts import Interruptible


@pytest.fixture
def interruptible():
    before = signal.getsignal(signal.SIGINT)
    yield Interruptible()
    signal.signal(signal.SIGINT, before)


def test_code_of_a_cell_is_interrupted(interruptible):
    with pytest.raises(KeyboardInterrupt), interruptible.running():
        signal.raise_signal(signal.SIGINT)


def test_between_cells_nothing_is_interrupted(interruptible):
    signal.raise_signal(signal.SIGINT)
    with interruptible.running():
        pass
    signal.raise_signal(signal.SIGINT)


def test_what_runs_on_after_a_call_inside_it_is_interrupted(interruptible):
    def outer():
        with interruptible.running():
            pass
        signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt), interruptible.running():
        outer()
