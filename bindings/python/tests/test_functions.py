"""The shared vectors of single steps, and what `keyaccount.functions` refuses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from decisions.support import vectors

import keyaccount as ka
from keyaccount import _core, functions
from keyaccount.archive import AccessRules, Permission
from keyaccount.functions import CreditTerms

AS_OF = date(2026, 12, 31)
VECTORS = [pytest.param(vector, id=place) for place, vector in vectors("functions")]
STANDARD = ka.Policy.shipped("standard")


def some(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def scored(rows: Sequence[tuple[str, str]], **settings: str) -> ka.Result:
    """One customer for each amount and profit, in that order."""
    ids = [f"customer {at:03}" for at in range(len(rows))]
    customers = pa.table({"customer_id": ids, "first_traded_on": [date(2020, 1, 1)] * len(rows)})
    lines = pa.table(
        {
            "order_id": [f"order {at}" for at in range(len(rows))],
            "customer_id": ids,
            "ordered_on": [date(2026, 5, 1)] * len(rows),
            "amount": [amount for amount, _ in rows],
            "profit": [profit for _, profit in rows],
        }
    )
    policy = ka.Policy.shipped(
        "standard", settings={name.replace("_", "."): to for name, to in settings.items()}
    )
    return ka.Book(customers=customers, order_lines=lines).score(policy, AS_OF)


def column(result: ka.Result, name: str) -> list[Any]:
    return [result[f"customer {at:03}"][name] for at in range(len(result))]


def check_round(*, numerator: str, denominator: str, places: int, expect: str | None) -> None:
    found = functions.round_ratio(int(numerator), int(denominator), places)
    assert found == some(expect)
    if found is not None:
        assert found.as_tuple().exponent == -places


def check_add_months(*, date: str, months: int, expect: str) -> None:
    assert functions.add_months(day(date), months) == day(expect)


def check_window(*, as_of: str, months: int, first: str) -> None:
    assert functions.window(day(as_of), months) == (day(first), day(as_of))


def check_points(*, curve: str, days: int, expect: str) -> None:
    assert functions.credit_points(ka.Policy.shipped(curve), days) == Decimal(expect)


def check_band(*, bands: str, score: str, expect: str) -> None:
    of = {"credit": functions.credit_band, "composite": functions.composite_band}[bands]
    assert of(STANDARD, score) == expect


def check_composite(
    *, credit: str | None, volume: str | None, profit: str | None, score: str | None, grade: str | None
) -> None:
    found = functions.composite_score(STANDARD, {"credit": credit, "volume": volume, "profit": profit})
    assert found == some(score)
    assert (None if found is None else functions.composite_band(STANDARD, found)) == grade


def check_credit_limit(*, average_monthly_sales: str, grade: str, limit: str, term_days: int) -> None:
    terms = functions.credit_terms(STANDARD, grade)
    assert terms.term_days == term_days
    assert functions.credit_limit(average_monthly_sales, 1, terms) == Decimal(limit)


def check_portfolio(
    *,
    beginning_receivables: str,
    ending_receivables: str,
    ending_current: str,
    credit_sales: str,
    days: int,
    **expect: str,
) -> None:
    found = functions.portfolio_metrics(
        begin_receivables=beginning_receivables,
        credit_sales=credit_sales,
        end_receivables=ending_receivables,
        end_current=ending_current,
        days=days,
    )
    assert found._asdict() == {name: Decimal(value) for name, value in expect.items()}


def check_rank(*, values: list[str], ranks: list[int], scores: list[str]) -> None:
    published = [Decimal(score) for score in scores]
    by_volume = scored([(value, "0") for value in values])
    assert (column(by_volume, "volume_rank"), column(by_volume, "volume_score")) == (ranks, published)
    by_profit = scored([("1", value) for value in values])
    assert (column(by_profit, "profit_rank"), column(by_profit, "profit_score")) == (ranks, published)


def check_max_ratio(*, values: list[str], scores: list[str]) -> None:
    published = [Decimal(score) for score in scores]
    found = scored([(value, value) for value in values], volume_score="max_ratio", profit_score="max_ratio")
    assert column(found, "volume_score") == published
    assert column(found, "profit_score") == published


def check_cumulative_shares(*, values: list[str], cumulative: list[str]) -> None:
    expected = [Decimal(share) for share in cumulative]
    assert list(functions.cumulative_shares(values) or ()) == expected
    # The curve of a book whose customers bring as much.
    _, shares, _, _ = _core.whale_curve(scored([("1000", value) for value in values]))
    assert [Decimal(share) for share in shares] == expected


def check_margin(*, profit: str, amount: str, expect: str | None) -> None:
    assert column(scored([(amount, profit)]), "margin_percent") == [some(expect)]


def check_prospect(*, ratings: list[str | None], expect: str | None, grade: str | None) -> None:
    criteria = ("scale", "financial_strength", "industry_position", "growth_potential", "need_fit")
    names = (*criteria, "competition_cost")
    # Ratings are whole numbers: a mean of a half is that of two assessors.
    means = [some(rating) for rating in ratings]
    rated: dict[str, list[Any]] = {
        name: [
            None if mean is None else str(mean.to_integral_value(way))
            for way in ("ROUND_FLOOR", "ROUND_CEILING")
        ]
        for name, mean in zip(names, means, strict=True)
    }
    assessed = {
        "customer_id": ["x", "x"],
        "assessor": ["lin", "osei"],
        "assessed_on": [date(2026, 11, 1)] * 2,
    }
    invoices = {
        name: pa.array([], pa.string()) for name, required in ka.Book.columns("invoices").items() if required
    }
    book = ka.Book(
        customers=pa.table({"customer_id": ["x"]}),
        invoices=pa.table(invoices),
        prospect_assessments=pa.table(
            {**assessed, **{name: pa.array(cells, pa.string()) for name, cells in rated.items()}}
        ),
    )
    row = book.score(STANDARD, AS_OF)["x"]
    assert (row["prospect_score"], row["prospect_grade"]) == (some(expect), grade)


def check_value_class(*, values: list[str], expect: list[str]) -> None:
    assert column(scored([("1", value) for value in values]), "value_class") == expect


def check_quintiles(*, values: list[str], smaller_is_better: bool, expect: list[int]) -> None:
    numbers = [-Decimal(value) if smaller_is_better else Decimal(value) for value in values]
    ranks = [1 + sum(other > number for other in numbers) for number in numbers]
    assert [functions.quintile(rank, len(numbers)) for rank in ranks] == expect


def check_growth(*, current: str, previous: str, expect: str | None) -> None:
    assert functions.growth(current, previous) == some(expect)


def check_review_due(*, last: str, cycle: str, expect: str) -> None:
    review = {"every_6_months": {}, "yearly_by_31_march": {"review": '{ yearly_by = "03-31" }'}}[cycle]
    policy = ka.Policy.shipped("standard", settings=review)
    assert functions.reassessment_due(policy, day(last)) == day(expect)


def check_access(
    *, roles: list[str], expect: dict[str, list[str]], policy: str = "", policy_text: str | None = None
) -> None:
    read = ka.Policy.shipped(policy) if policy_text is None else ka.Policy.from_toml(policy_text)
    rules = AccessRules.of(read)
    for action, permissions in expect.items():
        assert [rules.permission(role, action) for role in roles] == [
            Permission(code) for code in permissions
        ]


CHECKS: dict[str, Callable[..., None]] = {
    name.removeprefix("check_"): check for name, check in globals().items() if name.startswith("check_")
}


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize("vector", VECTORS)
def test_vector(vector: dict[str, Any]) -> None:
    assert set(vector) == {"id", "arithmetic", "function"}
    # A step nobody knows, and one with a key nobody reads, are errors.
    ((name, of),) = vector["function"].items()
    CHECKS[name](**of)


def test_every_vector_is_here_and_every_check_is_asked() -> None:
    assert len(VECTORS) == 154
    asked = {name for _, vector in vectors("functions") for name in vector["function"]}
    assert asked == set(CHECKS)


def test_what_does_not_apply_is_none() -> None:
    assert functions.round_ratio(1, 0, 2) is None
    assert functions.cumulative_shares([]) == ()
    assert functions.cumulative_shares([5, "-5"]) is None
    assert functions.credit_limit(1, 0, CreditTerms(Decimal(1), 30)) is None
    assert functions.composite_score(STANDARD, {}) is None
    nothing = functions.portfolio_metrics(
        begin_receivables=0, credit_sales=0, end_receivables=0, end_current=0, days=30
    )
    assert nothing == (None, None, None, None)


@pytest.mark.parametrize(
    ("ask", "code", "says"),
    [
        (lambda: functions.growth(1, 0.1), "wrong_type", "previous"),  # type: ignore[arg-type]
        (lambda: functions.growth("1e3", 1), "bad_number", "1e3"),
        (lambda: functions.round_ratio(Decimal("1.5"), 2, 2), "out_of_range", "(numerator)"),  # type: ignore[arg-type]
        (lambda: functions.round_ratio(10**40, 2, 2), "out_of_range", "38 digits"),
        (lambda: functions.credit_band(STANDARD, "100.01"), "out_of_range", "between 0.00 and 100.00"),
        (lambda: functions.composite_band(STANDARD, "59.995"), "out_of_range", "between 0.00 and 100.00"),
        (lambda: functions.composite_score(STANDARD, {"profit": -1}), "out_of_range", "(scores.profit)"),
        (lambda: functions.composite_score(STANDARD, {"volum": 1}), "unknown_code", "did you mean `volume`?"),
        (lambda: functions.credit_terms(STANDARD, "AAAA"), "unknown_code", "did you mean `AAA`?"),
        (lambda: functions.add_months(date(9999, 12, 1), 1), "out_of_range", "years 1 to 9999"),
        (lambda: functions.add_months(date(1, 1, 31), -1), "out_of_range", "years 1 to 9999"),
        (lambda: functions.add_months(AS_OF, 2**31 - 1), "out_of_range", "years 1 to 9999"),
        (lambda: functions.window(date(1, 12, 1), 12), "out_of_range", "years 1 to 9999"),
        (lambda: functions.reassessment_due(STANDARD, date(9999, 9, 1)), "out_of_range", "years 1 to 9999"),
        (lambda: functions.add_months(AS_OF, 2**31), "out_of_range", "`2147483648`"),
        (lambda: functions.window(AS_OF, -1), "out_of_range", "`-1`"),
        (lambda: functions.round_ratio(1, 3, 256), "out_of_range", "`256`"),
        (lambda: functions.quintile(-1, 5), "out_of_range", "`-1`"),
        (lambda: functions.window(datetime(2026, 1, 1, tzinfo=UTC), 12), "wrong_type", "tzinfo"),
        (
            lambda: AccessRules.of(STANDARD).permission("staff", "serach"),
            "unknown_code",
            "did you mean `search`?",
        ),
    ],
)
def test_what_is_refused_says_why(ask: Callable[[], object], code: str, says: str) -> None:
    with pytest.raises(ka.KeyaccountError) as refused:
        ask()
    assert refused.value.problems[0].code == code
    assert says in str(refused.value)
