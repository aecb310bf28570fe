"""Records from and to plain values (``dict``, ``list``, ``str``, ``int``, ``bool``, ``None``), driven by
their annotations: what crosses the border to the library, and what can be stored as JSON.
"""

# The parts of the package share what their objects hold.
# pyright: reportPrivateUsage=false

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from html import escape
from types import NoneType, UnionType
from typing import (
    Any,
    ClassVar,
    Literal,
    NamedTuple,
    Self,
    TypeAlias,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from keyaccount import _core

Lang: TypeAlias = Literal["en", "zh"]
"""A language of readings and sentences: English or Chinese."""

Number: TypeAlias = Decimal | int | str
"""An exact number: a ``Decimal``, an ``int``, or a text in plain digits such as ``"1200.50"``."""

PolicySection: TypeAlias = Mapping[str, object]
"""A section of a policy as it was when a record was made, in the names and units of a policy file."""

_MOST_POWERS = 200

T = TypeVar("T")
Reader: TypeAlias = Callable[[Any], Any]


class Wire(NamedTuple):
    """How a variant is written: its code, what it holds, and the two keys if the code is a value of one."""

    code: str
    content: Literal["nothing", "value", "fields"]
    keys: tuple[str, str] | None = None


class Record:
    """A record of the library: immutable, compared by value, made by keyword arguments."""

    __slots__ = ()

    _left_out: ClassVar[frozenset[str]] = frozenset()
    """Fields that are not written where they are as if left out."""

    def to_plain(self) -> dict[str, object]:
        """The record as a ``dict`` of texts, whole numbers, truth values, lists and dicts, fit for JSON.

        ``from_plain`` gives the same record back.
        """
        return _fields_to_plain(self)

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """The record of such a ``dict``.

        Raises ``KeyaccountError`` for a value that is not of this form: a key it does not have, one that
        is missing, a code there is none of, a number that is not exact.
        """
        return read(cls, _core.canonical_record(cls.__name__, plain))

    def _repr_html_(self) -> str | None:
        """What a notebook shows of a record that can be read out."""
        text = cast("Callable[[], str] | None", getattr(self, "text", None))
        return None if text is None else f"<pre style='font-family:monospace'>{escape(text())}</pre>"


class Variant(Record):
    """One of several forms a value can have; tell them apart with ``match`` or ``isinstance``."""

    __slots__ = ()

    _wire: ClassVar[Wire]
    _union: ClassVar[str]

    def to_plain(self) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride]
        """The value as it is written: a text, or a ``dict`` of its name and what it holds."""
        code, holds, keys = self._wire
        if holds == "nothing":
            return code if keys is None else {keys[0]: code}
        content = to_plain(cast("Any", self).value) if holds == "value" else _fields_to_plain(self)
        return {code: content} if keys is None else {keys[0]: code, keys[1]: content}

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """The value of what ``to_plain`` gives.

        Raises ``KeyaccountError`` for a value of another form.
        """
        found = _variant_reader(tuple(_siblings(cls)))(_core.canonical_record(cls._union, plain))
        if isinstance(found, cls):
            return found
        raise _core.refusal("", f"`{found._wire.code}`", f"`{cls._wire.code}`")


def read(hint: type[T], plain: object) -> T:
    """The value of a plain one that the library gave, as this type."""
    return cast("T", _reader(hint)(plain))


def read_all(hint: type[T], plain: object) -> tuple[T, ...]:
    """The values of a list that the library gave."""
    one = _reader(hint)
    return tuple(one(each) for each in cast("list[object]", plain))


def read_some(hint: type[T], plain: object) -> T | None:
    """The value of a plain one that the library gave, or nothing."""
    return None if plain is None else read(hint, plain)


def read_union(union: Any, plain: object) -> Any:
    """The variant of a plain value that the library gave."""
    return _reader(union)(plain)


def to_plain(value: object) -> Any:
    """Any value of a record as a plain one."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, (str, int)):
        return value
    if isinstance(value, Record):
        return value.to_plain()
    if isinstance(value, (tuple, list)):
        return [to_plain(each) for each in cast("list[object]", value)]
    if isinstance(value, Decimal):
        power = value.as_tuple().exponent
        # Written out, such a number would fill the memory; the library refuses it as it is.
        return value if isinstance(power, int) and abs(power) > _MOST_POWERS else f"{value:f}"
    if isinstance(value, datetime):
        return _instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): to_plain(each) for key, each in cast("Mapping[object, object]", value).items()}
    # What it is not, the library says, with the place.
    return value


def ask(name: str, value: object, *arguments: object) -> Any:
    """What the library says of a value: a method of the core by its name."""
    return _core.ask(name, to_plain(value), [to_plain(each) for each in arguments])


def _instant(value: datetime) -> str:
    return value.isoformat(
        timespec="milliseconds" if value.microsecond and value.microsecond % 1000 == 0 else "auto"
    )


def _fields_to_plain(record: Record) -> dict[str, object]:
    plain: dict[str, object] = {}
    for name, key, as_if_left_out in _names(type(record)):
        value = getattr(record, name)
        # An amount of 0 is not one that is missing.
        if as_if_left_out is not _NEVER and value == as_if_left_out:
            continue
        plain[key] = to_plain(value)
    return plain


_NEVER = object()


@cache
def _names(record: type[Record]) -> tuple[tuple[str, str, object], ...]:
    """The fields: their names in Python, as they are written, and the value with which they are not
    written.
    """
    left_out = record._left_out
    return tuple(
        (
            each.name,
            each.name.rstrip("_"),
            each.default if each.name in left_out else _NEVER,
        )
        for each in fields(cast("Any", record))
    )


def _siblings(variant: type[Variant]) -> list[type[Variant]]:
    return [each for base in variant.__bases__ for each in base.__subclasses__()]


@cache
def _reader(hint: Any) -> Reader:
    """How to read a value of an annotation."""
    origin = get_origin(hint)
    if origin is tuple:
        return _tuple_reader(get_args(hint))
    if origin in (Union, UnionType):
        options = [each for each in get_args(hint) if each is not NoneType]
        one = _variant_reader(tuple(options)) if len(options) > 1 else _reader(options[0])
        return (
            one
            if len(options) == len(get_args(hint))
            else lambda plain: None if plain is None else one(plain)
        )
    if not isinstance(hint, type):
        return lambda plain: plain
    if issubclass(hint, Variant):
        return _variant_reader((hint,))
    if issubclass(hint, Record):
        return _record_reader(hint)
    if issubclass(hint, enum.Enum) or hint is Decimal:
        return hint
    if hint is datetime:
        return _read_time(datetime.fromisoformat)
    if hint is date:
        return _read_time(date.fromisoformat)
    return lambda plain: plain


def _read_time(read: Callable[[str], date]) -> Reader:
    def reader(plain: str) -> date:
        try:
            return read(plain)
        except ValueError:
            raise _core.refusal("", f"`{plain}`", "a day of the years 1 to 9999, which Python has") from None

    return reader


def _tuple_reader(hints: tuple[Any, ...]) -> Reader:
    if len(hints) == 2 and hints[1] is Ellipsis:
        one = _reader(hints[0])
        return lambda plain: tuple([one(each) for each in plain])
    readers = [_reader(each) for each in hints]
    return lambda plain: tuple([one(each) for one, each in zip(readers, plain, strict=True)])


def _record_reader(record: type[Record]) -> Reader:
    hints = get_type_hints(record)
    readers = {key: (name, _reader(hints[name])) for name, key, _ in _names(record)}

    def reader(plain: dict[str, object]) -> Record:
        arguments: dict[str, object] = {}
        for key, value in plain.items():
            name, one = readers[key]
            arguments[name] = one(value)
        return record(**arguments)

    return reader


def _variant_reader(variants: tuple[type[Variant], ...]) -> Reader:
    by_code = {each._wire.code: each for each in variants}
    contents: dict[type[Variant], Reader] = {}

    def reader(plain: Any) -> Variant:
        if isinstance(plain, str):
            return by_code[plain]()
        keys = next(iter(by_code.values()))._wire.keys
        code, content = next(iter(plain.items())) if keys is None else (plain[keys[0]], plain.get(keys[1]))
        variant = by_code[code]
        if variant not in contents:
            holds_value = variant._wire.content == "value"
            contents[variant] = (
                _reader(get_type_hints(variant)["value"]) if holds_value else _record_reader(variant)
            )
        one = contents[variant]
        return (
            cast("Any", variant)(value=one(content))
            if variant._wire.content == "value"
            else one(content or {})
        )

    return reader
