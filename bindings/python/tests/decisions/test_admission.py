"""The shared vectors of admission: who may become a key account and who a VIP, one customer at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from decisions.support import vectors
from test_vectors import frame

import keyaccount as ka
from keyaccount.decisions import ReasonCode, Verdict, VerdictOutcome

DAY = date(2026, 6, 30)


def asked(result: ka.Result, ask: dict[str, Any]) -> Verdict:
    """What a vector asks."""
    ((kind, of),) = ask.items()
    if kind == "key_account":
        stock = of.get("stock_held")
        return result.key_account(of["customer"], stock_held=None if stock is None else Decimal(stock))
    if kind == "in_effect":
        return result.key_account_in_effect(of["customer"], request_executable=of["request_executable"])
    if kind == "vip":
        return result.vip(of["customer"])
    if kind == "renew":
        return result.renew_vip(of["customer"], listed_on=date.fromisoformat(of["listed_on"]))
    assert kind == "list", kind
    named = {name: of[name] for name in ("channel", "approved_by", "signed_off") if name in of}
    return result.list_vip(of["customer_id"], **named)


@pytest.mark.parametrize(
    ("place", "vector"), vectors("admission"), ids=lambda each: each if isinstance(each, str) else ""
)
def test_every_admission_vector_holds(place: str, vector: dict[str, Any]) -> None:
    tables = {table: frame(table, rows) for table, rows in vector["book"].items()}
    if not {"order_lines", "invoices"} & set(tables):
        tables["order_lines"] = frame("order_lines", [])
    policy = ka.Policy.shipped("standard", settings=vector.get("set"))
    result = ka.Book(**tables, **vector.get("settings", {})).score(
        policy, date.fromisoformat(vector["as_of"])
    )
    for question in vector["questions"]:
        expect, found = question["expect"], asked(result, question["ask"])
        plain: dict[str, Any] = dict(found.to_plain())
        stamp = plain.pop("stamp")
        assert stamp["input_digest"] == result.stamp.input_digest
        for part in ("reasons", "remedies", "obligations", "warnings"):
            assert plain.pop(part, []) == expect.get(part, []), f"{place}, {question['ask']}: {part}"
        assert plain == {"outcome": expect["outcome"]}, f"{place}, {question['ask']}"
        if "said" in expect:
            assert {lang: found.reasons[0].sentence(lang) for lang in ("en", "zh")} == expect["said"]


def test_a_verdict_holds_numbers_and_enums() -> None:
    invoices = pa.table(
        {
            "invoice_id": ["1"],
            "customer_id": ["A"],
            "issued_on": [date(2026, 5, 1)],
            "due_on": [date(2026, 7, 30)],
            "amount": [Decimal("0.01")],
        }
    )
    policy = ka.Policy.shipped(
        settings={"admission.key_account.when": '{ all = [{ fact = "capital_occupied", above = 0.01 }] }'}
    )
    verdict = ka.Book(invoices=invoices).score(policy, DAY).key_account("A")
    assert verdict.outcome is VerdictOutcome.DENY
    (reason,) = verdict.reasons
    assert reason.code is ReasonCode.CONDITION_NOT_MET
    assert "0.01" in reason.sentence("zh")


def test_who_is_not_there_and_what_is_no_channel_is_said(sample_book: Any, standard: ka.Policy) -> None:
    result = ka.Book.from_dir(sample_book).score(standard, DAY)
    for ask in (result.key_account, result.vip):
        with pytest.raises(ka.KeyaccountError, match="did you mean"):
            ask("K0011")
    with pytest.raises(ka.KeyaccountError, match="self_applied"):
        result.list_vip("K001", channel="self_aplied")
    wrong: tuple[Any, ...] = (0.1, "1e3", Decimal("NaN"))
    for stock in wrong:
        with pytest.raises(ka.KeyaccountError, match=r"float|plain decimal") as refused:
            result.key_account("K001", stock_held=stock)
        assert [problem.path for problem in refused.value.problems] == ["stock_held"]
        with pytest.raises(ka.KeyaccountError, match=r"float|plain decimal") as refused:
            result.key_account_in_effect("K001", request_executable=True, stock_held=stock)
        assert [problem.path for problem in refused.value.problems] == ["stock_held"]
    for ask in (
        lambda: result.key_account("K001", stock_held=Decimal("-0.01")),
        lambda: result.key_account_in_effect("K001", request_executable=True, stock_held=-1),
    ):
        with pytest.raises(ka.KeyaccountError, match="stock_held") as refused:
            ask()
        assert [problem.code for problem in refused.value.problems] == ["out_of_range"]
    with pytest.raises(ka.KeyaccountError, match="zone") as refused:
        result.renew_vip("K001", listed_on=datetime(2026, 1, 1, tzinfo=UTC))
    assert [problem.path for problem in refused.value.problems] == ["listed_on"]
    day = result.renew_vip("K001", listed_on=date(2026, 1, 1))
    assert result.renew_vip("K001", listed_on=datetime(2026, 1, 1, 23)) == day


def test_stock_held_counts_as_capital_when_the_status_takes_effect() -> None:
    """Nothing is owed, so that the stock is all the capital: 5 is not above 5, 5.01 is."""
    invoices = pa.table(
        {
            "invoice_id": ["1"],
            "customer_id": ["A"],
            "issued_on": [date(2026, 5, 1)],
            "due_on": [date(2026, 5, 30)],
            "amount": [Decimal(7)],
        }
    )
    paid = pa.table({"invoice_id": ["1"], "settled_on": [date(2026, 5, 20)], "amount": [Decimal(7)]})
    contracts = pa.table(
        {
            "contract_id": ["H"],
            "customer_id": ["A"],
            "amount": [Decimal(7)],
            "submitted_on": [date(2026, 1, 1)],
            "signed_on": [date(2026, 1, 2)],
        }
    )
    policy = ka.Policy.shipped(
        settings={"admission.key_account.when": '{ all = [{ fact = "capital_occupied", above = 5 }] }'}
    )
    result = ka.Book(invoices=invoices, settlements=paid, contracts=contracts).score(policy, DAY)
    for stock, outcome in ((None, "deny"), (5, "deny"), (Decimal("5.01"), "permit")):
        for verdict in (
            result.key_account("A", stock_held=stock),
            result.key_account_in_effect("A", request_executable=True, stock_held=stock),
        ):
            assert verdict.outcome == outcome
