"""Signatures of functions, as plain values and back."""

import inspect
from typing import Any

from examiner.rpc.codec_table import CodecError, Untrusted


def describe(target: Any) -> list[object]:
    """Describe the signature of a callable.

    Returns
    -------
    list
        A list for each parameter, of its name, kind, default and annotation, and what the return
        annotation is. A list of one item holds a value that is there, an empty one stands for none.

    Raises
    ------
    TypeError, ValueError
        If it has no signature.
    """
    found = inspect.signature(target)
    parameters = [
        [p.name, int(p.kind), _held(p.default), _held(p.annotation)]
        for p in found.parameters.values()
    ]
    return [parameters, _held(found.return_annotation)]


def build(said: Untrusted) -> inspect.Signature:
    """Make a signature of what `describe` returned in the student's process.

    Raises
    ------
    CodecError
        If it is none.
    """
    try:
        parameters, returned = said
        return inspect.Signature(
            [
                inspect.Parameter(
                    str(name),
                    inspect._ParameterKind(kind),
                    default=_value(default),
                    annotation=_value(annotation),
                )
                for name, kind, default, annotation in parameters
            ],
            return_annotation=_value(returned),
        )
    except (TypeError, ValueError) as error:
        raise CodecError("invalid signature") from error


def _held(value: object) -> list[object]:
    return [] if value is inspect.Parameter.empty else [value]


def _value(held: Untrusted) -> Any:
    if type(held) is not list:
        raise TypeError
    return held[0] if held else inspect.Parameter.empty
