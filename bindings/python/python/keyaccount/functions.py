"""Single steps of the arithmetic: rounding, months, points, grades, limits, shares.

A whole book is scored by :meth:`keyaccount.Book.score`, which takes all of these steps. Here each stands
alone, to check one number by hand or to take one step elsewhere exactly as the library takes it.

Amounts, scores and percentages are ``Decimal``; a ``Decimal``, an ``int`` or a text in plain digits is
taken for one, and a binary float refused. What does not apply is ``None``.

>>> round_ratio(79_995, 1_000, places=2)
Decimal('80.00')
>>> add_months(date(2028, 2, 29), -12)
datetime.date(2027, 2, 28)

Every function raises ``KeyaccountError`` for a number that is not exact or too large, for a text UTF-8
cannot hold, and for what its description names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from keyaccount import _core
from keyaccount._records._plain import Number, read, read_all

if TYPE_CHECKING:
    from keyaccount._core import Policy

__all__ = [
    "CreditTerms",
    "Number",
    "PortfolioMetrics",
    "add_months",
    "composite_band",
    "composite_score",
    "credit_band",
    "credit_limit",
    "credit_points",
    "credit_terms",
    "cumulative_shares",
    "growth",
    "portfolio_metrics",
    "quintile",
    "reassessment_due",
    "round_ratio",
    "window",
]


class CreditTerms(NamedTuple):
    """What a credit grade is given (§4.2)."""

    coefficient: Decimal
    """The limit is average monthly sales × term ÷ 30 × this."""
    term_days: int
    """The payment term, in days."""


class PortfolioMetrics(NamedTuple):
    """How fast a portfolio pays (§4.2), two decimals each; ``None`` where the denominator is not above
    zero.
    """

    dso: Decimal | None
    """Days sales outstanding: end receivables ÷ credit sales × days."""
    best_possible_dso: Decimal | None
    """The same of end receivables that are not past due, in days."""
    average_days_delinquent: Decimal | None
    """The difference of the two, in days."""
    cei: Decimal | None
    """Collection effectiveness index, in percent."""


def round_ratio(numerator: int, denominator: int, places: int) -> Decimal | None:
    """The quotient of two whole numbers, rounded once, half away from zero, to so many decimals (N2).

    ``None`` if the denominator is 0, or if the result does not fit 128 bits or has more than 38 decimals.
    Raises ``KeyaccountError`` for numbers that are not whole.
    """
    units = _core.round_ratio(numerator, denominator, places)
    # Arithmetic would round what has more than 28 digits.
    return None if units is None else Decimal(f"{units}E-{places}")


def add_months(day: date, months: int) -> date:
    """The same day so many months later, earlier if negative; the month's last day if there is no such day
    (N5).

    Raises ``KeyaccountError`` for a day outside the years 1 to 9999.
    """
    return read(date, _core.add_months(day, months))


def window(as_of: date, months: int) -> tuple[date, date]:
    """The first and the last day of the window of so many months that ends on a day: both belong to it
    (N5).

    Raises ``KeyaccountError`` for a window that begins before the year 1.
    """
    first, last = read_all(date, _core.window(as_of, months))
    return first, last


def credit_points(policy: Policy, days_late: int) -> Decimal:
    """Points of credit, 0 to 100 with four decimals, for a payment so many effective days late (§4.2.5);
    a payment before its day has as many as one on it.
    """
    return Decimal(_core.credit_points(policy, days_late)).scaleb(-4)


def credit_band(policy: Policy, score: Number) -> str:
    """The credit grade of a published credit score, before caps (§4.2.9).

    Raises ``KeyaccountError`` for a score that is not between 0.00 and 100.00, two decimals at most.
    """
    return _core.credit_band(policy, score)


def composite_score(policy: Policy, scores: Mapping[str, Number | None]) -> Decimal | None:
    """The composite score, two decimals: the mean of the scores of dimensions (``credit``, ``volume``,
    ``profit``, and a policy's own), by the policy's weights over those that are there (§4.6). A score that is
    left out or ``None`` is missing, not zero.

    ``None`` if the policy asks for more dimensions, or for more weight. Raises ``KeyaccountError`` for a
    dimension the policy does not weigh, with the nearest name, and for scores as :func:`credit_band` does.
    """
    return _some_decimal(_core.composite_score(policy, dict(scores)))


def composite_band(policy: Policy, score: Number) -> str:
    """The grade of a published composite score, before caps (§4.6).

    Raises ``KeyaccountError`` as :func:`credit_band` does.
    """
    return _core.composite_band(policy, score)


def credit_terms(policy: Policy, grade: str) -> CreditTerms:
    """What a credit grade is given (§4.2).

    Raises ``KeyaccountError`` for a grade the policy does not have, with the nearest one.
    """
    coefficient, term_days = _core.credit_terms(policy, grade)
    return CreditTerms(Decimal(coefficient), term_days)


def credit_limit(sales: Number, months: int, terms: CreditTerms) -> Decimal | None:
    """The credit limit, in the unit of ``sales`` with two decimals: average monthly sales × term ÷ 30 ×
    coefficient (§4.2). ``sales`` is the sum over ``months``, the months that had any.

    0.00 where the coefficient is 0 or sales are not above zero; ``None`` without a month of sales.
    """
    found = _core.credit_limit(sales, months, terms.coefficient, terms.term_days)
    return _some_decimal(found)


def portfolio_metrics(
    *,
    begin_receivables: Number,
    credit_sales: Number,
    end_receivables: Number,
    end_current: Number,
    days: int,
) -> PortfolioMetrics:
    """How fast a portfolio pays over a period of so many days (§4.2): of what was open when it began, what
    was invoiced in it, what is open at its end, and how much of that is not past due, all in one currency.
    """
    found = _core.portfolio_metrics(begin_receivables, credit_sales, end_receivables, end_current, days)
    return PortfolioMetrics(**{name: _some_decimal(value) for name, value in found.items()})


def cumulative_shares(values: Iterable[Number]) -> tuple[Decimal, ...] | None:
    """Running shares of the total in percent, two decimals, in the order given: the curve of order volume
    (§4.3) and the whale curve of profit (§4.4), which may rise above 100.

    ``None`` if the total is not above zero, or a sum has more than 38 digits.
    """
    found = _core.cumulative_shares(list(values))
    return None if found is None else tuple(map(Decimal, found))


def quintile(rank: int, of: int) -> int:
    """The fifth a rank from 1 is in among so many, 5 the best: 5 − floor(5 × (rank − 1) ÷ of) (§4.8).

    A rank that is not there counts as the nearest, and among none as the best.
    """
    return _core.quintile(rank, of)


def growth(current: Number, previous: Number) -> Decimal | None:
    """The growth from one amount to another in percent, two decimals (§4.8); ``None`` unless the previous
    one is above zero.
    """
    return _some_decimal(_core.growth(current, previous))


def reassessment_due(policy: Policy, last: date) -> date:
    """The day the next assessment is due after one on a day (§4.8).

    Raises ``KeyaccountError`` if that is after the year 9999.
    """
    return read(date, _core.reassessment_due(policy, last))


def _some_decimal(digits: str | None) -> Decimal | None:
    return None if digits is None else Decimal(digits)
