"""First uses of libraries, made once per class.

What a library imports or looks up when it is used for the first time, every process of every
submission would otherwise do again.

Only libraries that the set-up cells have imported are used, and only private modules may come with
them: an answer that forgot an import must not find it here. Nothing is drawn at random.
"""

import contextlib
import sys


def use_libraries() -> None:
    """Use the libraries that this process has imported; no failure of theirs is one of the set-up."""
    with contextlib.suppress(Exception):
        _give_scikit_learn_a_table()


def _give_scikit_learn_a_table() -> None:
    """Let it look for the libraries of tables that are installed, which takes 12 ms."""
    if "pandas" in sys.modules and "sklearn.utils.validation" in sys.modules:
        import pandas as pd
        from sklearn.utils.validation import check_array, column_or_1d

        check_array(pd.DataFrame({"number": [0.0, 1.0]}))
        column_or_1d(pd.Series([0.0, 1.0]))
