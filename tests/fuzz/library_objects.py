"""Objects of libraries that a test may pass to the student's code, or may let it reach."""

import collections
import contextlib
import csv
import datetime
import decimal
import functools
import io
import itertools
import json
import queue
import random
import re
import sqlite3
import threading
import types
from unittest.mock import MagicMock, Mock, create_autospec


def _drawings():
    from matplotlib.figure import Figure
    from mpl_toolkits.mplot3d import Axes3D  # noqa: F401 - registers the projection

    figure = Figure()
    axes = figure.subplots()
    (line,) = axes.plot([1, 2])
    yield from (figure, axes, line, line.get_path(), line.get_path().iter_segments(), axes.patch)
    yield from (axes.xaxis, axes.plot, axes.scatter([1], [2]), axes.legend(["a"]), figure.canvas)


def _tables():
    import numpy as np
    import pandas as pd

    table = pd.DataFrame({"a": [1, 2, 1], "b": [1.0, 2.0, 3.0]})
    yield from (
        table.groupby("a"),
        table.rolling(2),
        table.itertuples(),
        table.plot,
        table.query,
    )
    rng = np.random.default_rng(1)
    yield from (
        rng,
        rng.normal,
        np.vectorize(json.loads),
        np.nditer(np.arange(3)),
        np.arange(4).flat,
    )
    yield from (np.testing, np.poly1d([1, 2]), np.errstate(), np.ndenumerate(np.arange(3)))


def _models():
    from sklearn.linear_model import LinearRegression
    from sklearn.model_selection import KFold
    from sklearn.pipeline import make_pipeline

    model = LinearRegression().fit([[1], [2]], [1, 2])
    yield from (model, model.predict, make_pipeline(model), KFold(2).split([[1], [2]]))


def library_objects():
    """Yield them; more than forty."""
    database = sqlite3.connect(":memory:")
    yield from (database, database.cursor(), database.execute, database.iterdump())
    yield from (io.TextIOWrapper(io.BytesIO()), io.BufferedReader(io.BytesIO()), io.StringIO("a"))
    yield from (threading.Thread(), threading.Lock(), queue.Queue(), random.Random(1))
    yield from (
        re.compile("a"),
        re.finditer("a", "aa"),
        json.JSONDecoder(),
        csv.writer(io.StringIO()),
    )
    yield from (
        itertools.count(),
        map(eval, ["1"]),
        zip("ab", "cd", strict=True),
        (i for i in "ab"),
    )
    yield from (functools.partial(eval, "1"), functools.lru_cache(len), collections.ChainMap({}))
    yield from (contextlib.ExitStack(), contextlib.closing(database), contextlib.nullcontext())
    yield from (types.SimpleNamespace(f=json.loads), types.MappingProxyType({"f": eval}))
    yield from (datetime.UTC, decimal.Context(), ValueError("a"), property(len), staticmethod(len))
    yield from (Mock(), MagicMock(), Mock(wraps=json), create_autospec(json.loads))
    yield from (json, eval, exec, open, __import__, type, object(), NotImplemented, print)
    yield from ([].append, {}.get, set().add, "a".upper, itertools.chain.from_iterable)
    for more in (_drawings, _tables, _models):
        yield from more()
