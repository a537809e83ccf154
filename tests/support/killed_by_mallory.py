"""What a Dask worker loads so that one student's submission ends it, as a machine without memory would."""

import os
import signal

from examiner.grading import session

_honest = session.grade


def grade(fork_server, key, submission, student, **options):
    if student == "mallory":
        os.kill(os.getpid(), signal.SIGKILL)
    return _honest(fork_server, key, submission, student, **options)


session.grade = grade
