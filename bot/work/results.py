"""Pickling what a child sends back, and unpickling it: plain values and record types only.

The child may have read hostile bytes, so its pickles are not trusted: a name in one is looked up only if it
is a dataclass, named tuple or enumeration of a module that this process has loaded (or of a room's `types`),
or one of the few types of the standard library below. Nothing else is imported, so a stage cannot bring spaCy
or numpy into the calling process by what it returns either. Method: "Restricting Globals" in the `pickle`
manual.
"""

import importlib
import io
import pickle
import re
import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter

_STANDARD = {
    "builtins": {"bytearray", "complex", "frozenset", "range", "set", "slice"},
    "collections": {"Counter", "OrderedDict", "deque"},
    "datetime": {"date", "datetime", "time", "timedelta", "timezone"},
    "decimal": {"Decimal"},
    "fractions": {"Fraction"},
}

_TYPES_MODULE = re.compile(r"bot\.\w+\.types")


def dump_result(value: object) -> bytes:
    """The body of a RESULT frame. Raises whatever pickle raises for what cannot be sent.

    Records go as their type and fields: by its own way, which sets field after field, `pickle` takes three times as
    long for a frozen dataclass with slots, and an article has hundreds.
    """
    body = io.BytesIO()
    _Pickler(body, pickle.HIGHEST_PROTOCOL).dump(value)
    return body.getvalue()


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: object) -> str | tuple[Callable[..., object], tuple[object, ...]]:
        values = _field_values(type(value))  # type: ignore[arg-type]  # types can be hashed
        return (type(value), values(value)) if values else NotImplemented


@cache
def _field_values(kind: type) -> Callable[[object], tuple[object, ...]] | None:
    """What gives the arguments that make a record of this type anew; None for what is no record, or made otherwise."""
    if not is_dataclass(kind) or any(not field.init or field.kw_only for field in fields(kind)):
        return None
    names = [field.name for field in fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)  # as a tuple
    return lambda record: tuple(getattr(record, name) for name in names)


def load_result(body: bytes) -> object:
    """The value of a RESULT frame. Raises pickle.UnpicklingError unless it holds plain values and records."""
    try:
        return _Unpickler(io.BytesIO(body)).load()
    except pickle.UnpicklingError:
        raise
    except Exception as error:  # damaged pickles raise nearly anything
        raise pickle.UnpicklingError(f"damaged: {type(error).__name__}: {error}") from error


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        if name in _STANDARD.get(module, ()):
            return getattr(sys.modules.get(module) or importlib.import_module(module), name)
        found: object = sys.modules.get(module)
        if found is None and _TYPES_MODULE.fullmatch(module):
            found = importlib.import_module(module)
        for part in name.split("."):
            found = getattr(found, part, None)
        if not _is_record(found):
            raise pickle.UnpicklingError(f"{module}.{name} is not a plain value that may be returned")
        return found


def _is_record(found: object) -> bool:
    if not isinstance(found, type):
        return False
    named_tuple = issubclass(found, tuple) and hasattr(found, "_fields")
    return is_dataclass(found) or named_tuple or issubclass(found, Enum)
