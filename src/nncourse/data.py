"""The two data sets of the course, found wherever a notebook runs and checked before use."""

import functools
import hashlib
import os
from pathlib import Path

import pandas as pd

#: sha256 of each file, as published in ``data/README.md``.
CHECKSUMS = {
    "credit_card_default": "c4cfa40c41e6ecf2386f1b46cf58eeed214436ab474c2457b35b389ebd454763",
    "bank_marketing": "09de0bb208744ae3f9856b3cdf80c47bc249e651fb3f42d21aff19f927e61f5a",
}

#: An environment variable that names the folder of the CSV files and takes precedence.
FOLDER_VARIABLE = "NNCOURSE_DATA"


class DataError(Exception):
    """A data set is missing or differs from the published one; the message says what to do."""


def data_path(name):
    """Find the CSV file of a data set and check that it is the published one.

    Looked at in turn: the folder in the environment variable ``NNCOURSE_DATA``; a folder
    ``data`` in the working directory or in one of its parents (a clone of the course, a release
    folder inside it); the copy inside the installed package; the clone that the package is
    installed from.

    Parameters
    ----------
    name : {"credit_card_default", "bank_marketing"}
        The data set.

    Returns
    -------
    pathlib.Path
        The file; its sha256 is the one in `CHECKSUMS`.

    Raises
    ------
    DataError
        If `name` is unknown, no folder holds the file, or no file found has the checksum.
    """
    if name not in CHECKSUMS:
        raise DataError(f"There is no data set {name!r}. Choose one of {', '.join(CHECKSUMS)}.")
    differs = []
    for folder in _folders():
        path = folder / f"{name}.csv"
        if not path.is_file():
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() == CHECKSUMS[name]:
            return path
        differs.append(path)
    if differs:
        raise DataError(
            f"{differs[0]} is not the file that the course was made with: its sha256 differs. "
            f"Replace it with data/{name}.csv of the course, or delete it."
        )
    raise DataError(
        f"{name}.csv was not found. Put the folder 'data' of the course beside this notebook, "
        f"or set the environment variable {FOLDER_VARIABLE} to the folder that holds it."
    )


def load_credit_card():
    """Load "Default of Credit Card Clients" (Yeh 2009, doi 10.24432/C55S3H).

    Returns
    -------
    pandas.DataFrame
        30,000 rows, 25 integer columns; amounts in New Taiwan dollars; the target is
        ``default_payment_next_month``, 1 for the 6,636 clients who did not pay.

    Examples
    --------
    >>> load_credit_card()["default_payment_next_month"].value_counts().to_dict()
    {0: 23364, 1: 6636}
    """
    return pd.read_csv(data_path("credit_card_default"))


def load_bank_marketing():
    """Load "Bank Marketing" (Moro, Rita and Cortez 2014, doi 10.24432/C5K306), the small sample.

    Returns
    -------
    pandas.DataFrame
        4,521 rows, 17 columns, seven of them numbers; balance in euros, duration in seconds;
        the target is ``y``, "yes" for the 521 clients who subscribed to a term deposit.

    Examples
    --------
    >>> load_bank_marketing().shape
    (4521, 17)
    """
    return pd.read_csv(data_path("bank_marketing"))


def bank_numeric():
    """Make the table of Tasks 15 and 16: bank marketing, ready for a neural network.

    ``duration`` is left out: it is known only once the call is over, when the answer is known too.
    Yes/no columns become 0/1; ``job``, ``marital``, ``education``, ``contact``, ``month`` and
    ``poutcome`` become one 0/1 column for each of their values.

    Returns
    -------
    pandas.DataFrame
        4,521 rows, only numbers; the last column ``subscribed`` is the target, 0 or 1.

    Examples
    --------
    >>> bank = bank_numeric()
    >>> bank.shape, int(bank["subscribed"].sum())
    ((4521, 48), 521)
    """
    return _bank_numeric(data_path("bank_marketing")).copy()


@functools.cache  # the tests of a task ask for it again and again
def _bank_numeric(path):
    bank = pd.read_csv(path).drop(columns="duration")
    subscribed = (bank.pop("y") == "yes").astype(int)
    for column in ("default", "housing", "loan"):
        bank[column] = (bank[column] == "yes").astype(int)
    categories = ["job", "marital", "education", "contact", "month", "poutcome"]
    bank = pd.get_dummies(bank, columns=categories, dtype=int)
    return bank.assign(subscribed=subscribed)


def _folders():
    """Yield the folders that may hold the CSV files, the most explicit first."""
    if chosen := os.environ.get(FOLDER_VARIABLE):
        yield Path(chosen)
    here = Path.cwd()
    for folder in (here, *here.parents):
        yield folder / "data"
    package = Path(__file__).resolve().parent
    yield package / "datasets"
    yield package.parents[1] / "data"
