"""Half of a surrogate pair, which no encoding has, is a problem wherever the module takes a text."""

from __future__ import annotations

import ast
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pytest
from decisions.support import ASK
from decisions.test_approval import organisation
from decisions.test_archive import registers

import keyaccount as ka
from keyaccount import _core
from keyaccount.approval import ApprovalRules, Case, Terms
from keyaccount.archive import (
    AccessDesk,
    AccessRequest,
    AccessRules,
    Disposal,
    Incident,
    Jurisdiction,
    read_records,
)
from keyaccount.due import WorkCalendar

HALF = "K\ud800"
DAY, NOON = date(2026, 6, 30), datetime(2026, 6, 30, 12)
STUBS = Path(str(ka.__file__)).with_name("_core.pyi")
#: What takes one as it is: nobody has such an id, and a command line is bytes of the system. What a book is
#: made of stands in a test of its own.
TAKEN = {
    ("Result.__contains__", "customer_id"),
    ("run_command", "arguments"),
    ("BookData.from_frames", "tables"),
    ("BookData.from_frames", "settings"),
}
#: What is looked at first.
FIRST: dict[str, dict[str, Any]] = {
    "backtest": {"kind": "bad", "outcomes": pl.DataFrame({"customer_id": ["K001"], "outcome": [True]})},
}


class Argument(NamedTuple):
    """A text, or texts, that something takes."""

    function: str
    name: str
    others: dict[str, str]
    """The types of all arguments without a default, this one among them or not."""
    hint: str


def hint(annotation: ast.expr) -> str:
    """An annotation as it is written, without quotes around it."""
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        return annotation.value
    return ast.unparse(annotation)


def arguments() -> list[Argument]:
    """All texts that the module takes anywhere, as its stubs list them."""
    found: list[Argument] = []

    def read(function: ast.FunctionDef, name: str) -> None:
        given = function.args
        every = [each for each in (*given.posonlyargs, *given.args, *given.kwonlyargs) if each.annotation]
        hints = {each.arg: hint(each.annotation) for each in every if each.annotation}
        defaults = len(given.defaults)
        optional = {each.arg for each in given.args[len(given.args) - defaults :]} if defaults else set()
        optional |= {
            each.arg
            for each, usual in zip(given.kwonlyargs, given.kw_defaults, strict=True)
            if usual is not None
        }
        required = {each: hint for each, hint in hints.items() if each not in optional}
        for each in every:
            names = {node.id for node in ast.walk(ast.parse(hints[each.arg])) if isinstance(node, ast.Name)}
            if "str" in names and (name, each.arg) not in TAKEN:
                found.append(Argument(name, each.arg, required, hints[each.arg]))

    for each in ast.parse(STUBS.read_text(encoding="utf-8")).body:
        if isinstance(each, ast.FunctionDef):
            read(each, each.name)
        elif isinstance(each, ast.ClassDef):
            for member in each.body:
                if isinstance(member, ast.FunctionDef):
                    read(member, f"{each.name}.{member.name}")
    return found


ARGUMENTS = arguments()


@pytest.fixture(scope="module")
def objects() -> dict[str, Any]:
    """Something of every type."""
    book = ka.Book.from_dir(Path(__file__).parents[3] / "examples" / "sample-book")
    policy = ka.Policy.shipped("standard")
    result = book.score(policy, DAY)
    people, known = organisation({}), registers({})
    terms = Terms(customer="K1", amount=Decimal(80000))
    made: list[Any] = [
        policy,
        result,
        book._data,
        result.explain("K004"),
        result.remedies("K004")[0],
        result.notes[0],
        ka.compare(result, result),
        ka.backtest(result, FIRST["backtest"]["outcomes"], "bad"),
        result.due()._core,
        people._core,
        known._core,
        AccessDesk(policy, known)._core,
        AccessRules.of(policy)._core,
        ApprovalRules.of(policy)._core,
        WorkCalendar()._core,
        Case("HT-1", applicant="wang", unit="north", terms=terms)._core,
        Disposal("D1", policy=policy)._core,
        Incident("L1", detected_at=NOON, jurisdictions=[Jurisdiction.CN], policy=policy)._core,
        AccessRequest(ASK, by="xu", at=datetime(2026, 11, 4), rules=policy, registers=known)._core,
    ]
    objects = {type(each).__name__: each for each in made}
    objects |= {"str": "search", "bool": False, "Any": None, "date": DAY, "datetime": NOON, "int": 1}
    return objects | {"SupportsIndex": 1, "Decimal": Decimal(1), "str | PathLike[str]": "x"}


def value(hint: str, objects: dict[str, Any]) -> Any:
    """Something of a type."""
    if hint.endswith("| None"):
        return None
    if hint.startswith("SupportsGetItem"):
        return []
    if hint.startswith("dict"):
        return {}
    if hint.startswith("bytes |"):
        return b""
    # A type that is not known here fails.
    return objects[hint.split(" | ")[0] if hint.startswith("Decimal") else hint]


def test_the_list_is_that_of_the_stubs() -> None:
    assert len(ARGUMENTS) > 140
    listed = {(each.function, each.name) for each in ARGUMENTS}
    assert {("Policy.shipped", "name"), ("Note.sentence", "lang"), ("credit_terms", "grade")} <= listed
    assert not TAKEN & listed


@pytest.mark.parametrize("argument", ARGUMENTS, ids=lambda each: f"{each.function}({each.name})")
def test_half_a_pair_is_a_problem(argument: Argument, objects: dict[str, Any]) -> None:
    given = {name: value(hint, objects) for name, hint in argument.others.items()}
    given |= FIRST.get(argument.function, {})
    bare = argument.hint.removesuffix(" | None")
    if bare.startswith("dict[str, tuple"):
        given[argument.name] = {HALF: (1, 1)}
    elif bare.startswith("dict"):
        given[argument.name] = {HALF: 1}
    else:
        given[argument.name] = [HALF] if bare.startswith("SupportsGetItem") else HALF
    owner, _, name = argument.function.rpartition(".")
    if name == "__new__":
        ask = getattr(_core, owner)
    elif name == "__getitem__":
        with pytest.raises(ka.KeyaccountError, match="surrogate"):
            objects[owner][HALF]
        return
    else:
        ask = getattr(objects.get(owner, getattr(_core, owner, None)) if owner else _core, name)
    with pytest.raises(ka.KeyaccountError, match="surrogate") as refused:
        ask(**given)
    assert refused.value.problems[0].code == "wrong_type"


def test_settings_and_tables_of_a_book_are_texts_too(objects: dict[str, Any]) -> None:
    frame = pl.DataFrame({"customer_id": ["A"]})
    texts = ("currency", "amounts", "unknown_customers", "missing_customer", "unknown_invoices", "zone")
    for setting in (*texts, "unapplied_credit"):
        with pytest.raises(ka.KeyaccountError, match="surrogate"):
            ka.Book(customers=frame, **{setting: HALF})  # type: ignore[arg-type]
    with pytest.raises(ka.KeyaccountError, match="surrogate"):
        ka.Book(**{HALF: frame})
    with pytest.raises(ka.KeyaccountError, match="surrogate"):
        ka.Policy.shipped(settings={"credit.window_months": HALF})
    with pytest.raises(ka.KeyaccountError, match="surrogate"):
        ka.plot.whale(objects["Result"], lang=HALF)
    with pytest.raises(ka.KeyaccountError, match="surrogate"):
        Terms(customer=HALF, amount=Decimal(1)).from_plain({"customer": HALF})
    with pytest.raises(ka.KeyaccountError, match="surrogate"):
        read_records(HALF)


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are texts there")
def test_a_file_whose_name_is_no_text_is_read_all_the_same(tmp_path: Path) -> None:
    # GBK of 记录.json, as a shell in UTF-8 hands it over.
    path = tmp_path / b"\xbc\xc7\xc2\xbc.json".decode("utf-8", "surrogateescape")
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(ka.KeyaccountError) as refused:
        read_records(path)
    assert "surrogate" not in str(refused.value)
    path.write_text("[policy]", encoding="utf-8")
    with pytest.raises(ka.KeyaccountError) as refused:
        ka.Policy.from_file(path)
    assert "surrogate" not in str(refused.value)
