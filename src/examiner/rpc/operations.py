"""What the tests' process and the student's process may ask of each other, and in what shape.

The tests' process sends a `Request` and gets a `Reply`. While it waits, the student's code may use
a test double: then the student's process sends a `DoubleRequest` and gets a `DoubleReply`.

The shapes say what an honest process sends. What comes from the student's process may be anything:
the tests' process checks each part of it where it is used.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NotRequired, TypedDict

from examiner.rpc.codec_table import Json
from examiner.rpc.exceptions import Raised


class Operation(StrEnum):
    """One thing that one process may ask the other to do."""

    GET = "get"
    SET_NAME = "set name"
    DELETE_NAME = "delete name"
    NEW_CELL = "new cell"

    CALL = "call"
    ATTRIBUTE = "attribute"
    SET_ATTRIBUTE = "set attribute"
    DELETE_ATTRIBUTE = "delete attribute"
    ITEM = "item"
    SET_ITEM = "set item"
    DELETE_ITEM = "delete item"
    CONTAINS = "contains"
    IS_INSTANCE = "is instance"
    LENGTH = "length"
    TRUTH = "truth"
    FLOAT = "float"
    INT = "int"
    TEXT = "text"
    ARRAY = "array"
    ITERATE = "iterate"
    NEXT = "next"


#: What the student's process may ask for: the student's code gets no further into the tests.
ON_DOUBLES = frozenset((Operation.CALL, Operation.ATTRIBUTE))

#: Keyword arguments: pairs of a name and an encoded value.
Keywords = Sequence[tuple[str, Json]]


class Request(TypedDict):
    """From the tests' process: do this to an object or a name of the student's."""

    id: int
    do: Operation
    on: int | None  # the number of the object; None for an operation on names
    name: str | None  # of the attribute or the global
    args: Sequence[Json]
    kwargs: Keywords
    errstate: dict[str, str] | None  # what numpy does about floating-point errors in the test
    copy_back: bool


class Reply(TypedDict):
    """From the student's process: one of ``value``, ``missing`` and ``raised``."""

    id: int
    value: NotRequired[Json]
    missing: NotRequired[bool]
    raised: NotRequired[Raised]
    changed: NotRequired[Sequence[Json]]  # the arguments as the call left them
    printed: NotRequired[str]
    rebound: Sequence[str]  # names that the tests fetched and that mean something else now


class DoubleRequest(TypedDict):
    """From the student's process: do this to a test double."""

    callback: int
    on: int
    do: Operation
    name: str
    args: Sequence[Json]
    kwargs: Keywords
    rebound: Sequence[str]


class DoubleReply(TypedDict):
    """From the tests' process: one of ``value`` and ``raised``."""

    answer: int
    value: NotRequired[Json]
    raised: NotRequired[Raised]
