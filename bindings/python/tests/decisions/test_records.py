"""Every record, written and read again; and what the library makes of values that are none."""

from __future__ import annotations

import enum
from dataclasses import MISSING, fields
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from decisions.support import ASK
from decisions.test_approval import submission
from decisions.test_archive import registers
from hypothesis import given, settings
from hypothesis import strategies as st

from keyaccount import KeyaccountError, Policy, _core
from keyaccount._records._plain import PolicySection, Record, Variant, to_plain
from keyaccount.approval import ApprovalRules, Case, Terms, Verdict
from keyaccount.archive import (
    AccessRequest,
    Disposal,
    Incident,
    Jurisdiction,
)

MODULES = ("decisions", "approval", "archive", "incident", "retention", "due")
CODES: list[type[enum.StrEnum]] = []
RECORDS: list[type[Record]] = []
for name in MODULES:
    module = import_module(f"keyaccount._records.{name}")
    for exported in module.__all__:
        value = getattr(module, exported)
        if isinstance(value, type) and issubclass(value, enum.StrEnum):
            CODES.append(value)
        elif isinstance(value, type) and issubclass(value, Record):
            RECORDS.append(value)


def section(owner: str, field: str) -> Any:
    """A section of the standard policy as records hold it."""
    policy = Policy.shipped("standard")
    if owner == "IncidentOpened":
        day = datetime(2026, 11, 4)
        incident = Incident("L1", detected_at=day, jurisdictions=[Jurisdiction.CN], policy=policy)
        return incident.opened.rules
    if owner == "DisposalRules":
        return Disposal("D1", policy=Policy.shipped("strict_archive")).opened.rules.retention
    if field == "approval":
        terms = Terms(
            customer="K1",
            amount=Decimal(1),
            agreed_price=Decimal(2),
            settlement_floor_price=Decimal(1),
        )
        case = Case("HT-1", applicant="wang", unit="north", terms=terms)
        case.submit(submission({}, date(2026, 11, 4), "wang"), ApprovalRules.of(policy))
        event: Any = case.events[0].what
        return event.value.rules.approval
    request = AccessRequest(ASK, by="xu", at=datetime(2026, 11, 4), rules=policy, registers=registers({}))
    made: Any = request.events[0].what
    return getattr(made.value.rules, field)


def sample(hint: Any, owner: str, field: str, full: bool) -> Any:
    """Some value of an annotation; where `full`, one in which nothing is left out."""
    origin = get_origin(hint)
    if origin is tuple:
        args = get_args(hint)
        if args[-1] is Ellipsis:
            return (sample(args[0], owner, field, full),) if full else ()
        return tuple(sample(each, owner, field, full) for each in args)
    if origin in (Union, UnionType):
        options = [each for each in get_args(hint) if each is not NoneType]
        if len(options) < len(get_args(hint)) and not full:
            return None
        return sample(options[-1], owner, field, full)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return list(hint)[-1]
    if isinstance(hint, type) and issubclass(hint, Record):
        return made(hint, full)
    if hint is Decimal:
        return Decimal("12.34")
    if hint is datetime:
        return datetime(2026, 11, 4, 9, 30)
    if hint is date:
        return date(2026, 11, 4)
    if hint is bool:
        return full
    if hint is int:
        return 3 if full else 0
    if hint is str:
        return "2026-W47" if field == "week" else "x1"
    assert hint == PolicySection, hint
    return section(owner, field)


def made(record: type[Record], full: bool) -> Record:
    hints = get_type_hints(record)
    every: list[Any] = list(fields(record))  # type: ignore[arg-type]
    left_out = [] if full else [each.name for each in every if each.default is not MISSING]
    return record(
        **{
            each.name: sample(hints[each.name], record.__name__, each.name, full)
            for each in every
            if each.name not in left_out
        }
    )


@pytest.mark.parametrize("full", [False, True], ids=["bare", "full"])
@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_a_record_is_read_back_as_it_was(record: type[Record], full: bool) -> None:
    value = made(record, full)
    plain = value.to_plain()
    name = value._union if isinstance(value, Variant) else record.__name__
    # What the library writes is what Python writes, with every default and everything left out alike.
    assert _core.canonical_record(name, plain) == plain
    assert record.from_plain(plain) == value


@pytest.mark.parametrize("codes", CODES, ids=lambda codes: codes.__name__)
def test_every_code_is_the_librarys(codes: type[enum.StrEnum]) -> None:
    if codes.__name__ == "Weekday":
        # Those of another library than the core.
        week = {"weekend": [day.value for day in codes]}
        assert _core.canonical_record("CalendarDays", week) == week
        return
    for code in codes:
        assert _core.canonical_record(codes.__name__, code.value) == code.value
    with pytest.raises(KeyaccountError):
        _core.canonical_record(codes.__name__, "nothing of the kind")


def test_there_are_as_many_as_the_core_has() -> None:
    assert len(RECORDS) > 150
    assert len(CODES) > 25


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.binary(max_size=4)
    | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(max_size=8) | st.sampled_from(["amount", "customer", "outcome", "unit", "value"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=400, deadline=None)
@given(record=st.sampled_from(RECORDS), plain=PLAIN)
def test_any_value_is_read_or_refused(record: type[Record], plain: Any) -> None:
    try:
        value = record.from_plain(plain)
    except KeyaccountError as error:
        refused = error
    else:
        assert record.from_plain(value.to_plain()) == value
        return
    assert refused.problems
    assert all(problem.found and problem.expected for problem in refused.problems)


def test_what_is_wrong_says_where() -> None:
    plain = {"customer": "K1", "amuont": "1"}
    with pytest.raises(KeyaccountError) as refused:
        Terms.from_plain(plain)
    [problem] = refused.value.problems
    assert (problem.code, problem.found) == ("unknown_key", "`amuont`")
    assert problem.remedy == "did you mean `amount`?"
    verdict = {"outcome": "deny", "reasons": [{"code": "not_a_code"}], "stamp": {}}
    with pytest.raises(KeyaccountError) as refused:
        Verdict.from_plain(verdict)
    assert refused.value.problems[0].path == "reasons[0].code"
    with pytest.raises(KeyaccountError) as refused:
        Terms.from_plain({"customer": "K1", "amount": 0.1})
    assert "binary float" in str(refused.value)


def test_a_value_that_holds_itself_is_refused() -> None:
    endless: dict[str, Any] = {"customer": "K1"}
    endless["unit"] = endless
    endless["value"] = [endless]
    with pytest.raises(KeyaccountError):
        Verdict.from_plain(endless)
    deep: Any = "1"
    for _ in range(100_000):
        deep = [deep]
    measure = {"value": deep, "unit": "money"}
    reason = {"code": "tier_by_amount", "actual": measure}
    with pytest.raises(KeyaccountError):
        _core.canonical_record("Reason", reason)


def test_types_of_python_are_taken() -> None:
    terms = Terms(customer="K1", amount=Decimal("1E+5"))
    assert to_plain(terms) == {"customer": "K1", "amount": "100000"}
    assert Terms.from_plain({"customer": "K1", "amount": Decimal("1E+5")}) == terms
