"""What the tests' process and the student's process may ask of each other, and in what shape.

The tests' process sends a `Request` and gets a `Reply`. While it waits, the student's code may use
a test double: then the student's process sends a `DoubleRequest` and gets a `DoubleReply`.

The shapes say what an honest process sends. What comes from the student's process may be anything:
the tests' process checks each part of it where it is used.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NotRequired, TypedDict

from examiner.rpc.codec_table import Json
from examiner.rpc.exceptions import Raised


class Operation(StrEnum):
    """One thing that one process may ask the other to do."""

    GET = "get"
    SET_NAME = "set name"
    DELETE_NAME = "delete name"
    NAMES = "names"
    NEW_CELL = "new cell"
    FIGURES = "figures"  # `name` is that of a function of pyplot
    EXECUTE = "execute"  # an example of a docstring

    CALL = "call"
    ATTRIBUTE = "attribute"
    SET_ATTRIBUTE = "set attribute"
    DELETE_ATTRIBUTE = "delete attribute"
    ITEM = "item"
    SET_ITEM = "set item"
    DELETE_ITEM = "delete item"
    CONTAINS = "contains"
    IS_INSTANCE = "is instance"
    IS_SUBCLASS = "is subclass"
    LENGTH = "length"
    TRUTH = "truth"
    FLOAT = "float"
    INT = "int"
    INDEX = "index"
    COMPLEX = "complex"
    TEXT = "text"
    REPR = "repr"
    FORMAT = "format"
    ARRAY = "array"
    ITERATE = "iterate"
    NEXT = "next"
    REVERSED = "reversed"
    AWAIT = "await"
    HASH = "hash"
    OPERATOR = "operator"  # `name` is that of a function of the module operator
    REFLECTED = "reflected"  # the same with the object as the right operand
    COPY = "copy"
    DEEP_COPY = "deep copy"

    DESCRIBE = "describe"
    DIRECTORY = "directory"
    SIGNATURE = "signature"
    PATCH = "patch"


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
    content: NotRequired[Json]  # what a copied object holds, if the test may have changed it
    written: NotRequired[Sequence[tuple[int, Json]]]  # containers that the test has changed
    messages: NotRequired["Listening"]
    files: NotRequired[Mapping[str, int | None]]  # by path a blob, or None: removed
    random: NotRequired[Mapping[str, Json]]  # states of the generators that the test has changed


class Listening(TypedDict):
    """How the test listens to warnings and log records.

    Attributes
    ----------
    filters
        Of `warnings`: action, text, category, module and line.
    levels
        Of loggers, by name; None if the test does not use `logging`.
    """

    filters: Sequence[tuple[str, str | None, list[list[str]], str | None, int]] | None
    levels: Mapping[str, int] | None


class Reply(TypedDict):
    """From the student's process: one of ``value``, ``missing`` and ``raised``."""

    id: int
    value: NotRequired[Json]
    missing: NotRequired[bool]
    raised: NotRequired[Raised]
    error: NotRequired[Json]  # the exception, if its class is the student's
    arguments: NotRequired[Json]  # of the exception
    cause: NotRequired[Raised]
    group: NotRequired[Sequence[Raised]]
    of_test: NotRequired[int]  # the exception is one that a function of the test raised
    argument: NotRequired[int]  # the value is this argument of the call itself
    holds: NotRequired[int]  # the value is this container, which the test may hold a copy of
    written: NotRequired[Sequence[tuple[int, Json]]]  # containers that the student's code changed
    changed: NotRequired[Sequence[Json]]  # the arguments as the call left them
    changed_keywords: NotRequired[Keywords]
    content: NotRequired[Json]  # of a copied object, if the operation changed it
    printed: NotRequired[str]
    complained: NotRequired[str]  # what it wrote to stderr
    warned: NotRequired[Sequence[tuple[Json, str]]]  # category and text
    logged: NotRequired[Sequence[tuple[str, int, str]]]  # name of the logger, level, text
    files: NotRequired[Mapping[str, int | None]]
    random: NotRequired[Mapping[str, Json]]
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
    own: NotRequired[int | None]  # the number of the exception, if its class is the test's
    keep: NotRequired[bool]  # whether methods that were read stay what they are: `Doubles.keeps`
