"""Pictures: what they show is what the tables say, and every character has a glyph."""

from __future__ import annotations

import warnings
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

import keyaccount as ka

pytest.importorskip("matplotlib", reason="the extra `plot` is not installed")

from keyaccount import _fonts, plot

SAMPLE = Path(__file__).parents[3] / "examples" / "sample-book"
DAY = date(2026, 6, 30)
LANGUAGES = ("en", "zh")


@pytest.fixture(scope="module")
def book() -> ka.Book:
    return ka.Book.from_dir(SAMPLE)


@pytest.fixture(scope="module")
def result(book: ka.Book) -> ka.Result:
    return book.score(ka.Policy.shipped("standard"), DAY)


@pytest.fixture(scope="module")
def other(book: ka.Book) -> ka.Result:
    return book.score(ka.Policy.shipped("80_70_60"), DAY)


def small() -> ka.Result:
    """Three customers with profits of 30, 20 and -10, and amounts of 100, 50 and 50."""
    lines = pa.table(
        {
            "order_id": ["1", "2", "3"],
            "customer_id": ["甲", "B", "C"],
            "ordered_on": [date(2026, 1, 5)] * 3,
            "amount": [Decimal("100.00"), Decimal("50.00"), Decimal("50.00")],
            "cost": [Decimal("70.00"), Decimal("30.00"), Decimal("60.00")],
        }
    )
    first = pa.table({"customer_id": ["甲", "B", "C"], "first_traded_on": [date(2020, 1, 1)] * 3})
    return ka.Book(order_lines=lines, customers=first).score(ka.Policy.shipped("standard"), DAY)


def check(picture: plot.Picture) -> None:
    """Draws it with every warning an error: a glyph that is missing is a warning of matplotlib."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert picture._repr_png_().startswith(b"\x89PNG")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["whale", "pareto", "distribution", "ageing"])
def test_every_character_has_a_glyph(result: ka.Result, name: str, lang: str) -> None:
    check(getattr(plot, name)(result, lang=lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_moves_and_waterfalls_too(result: ka.Result, other: ka.Result, lang: str) -> None:
    check(plot.moves(result, other, lang=lang))
    # A cap that lowers the grade, none, and a name in Chinese.
    for customer in ("K004", "K001", "K007"):
        check(plot.waterfall(result, customer, lang=lang))


def test_whale_is_the_running_share_of_profit() -> None:
    picture = plot.whale(small())
    curve = picture.axes[0].lines[0]
    # 30, 50 and 40 of 40.
    assert list(curve.get_ydata()) == [0, 75, 125, 100]
    assert "125.00% from 2 of 3" in [text.get_text() for text in picture.axes[0].texts]


def test_whale_of_a_book_without_profit_is_money() -> None:
    lines = pa.table(
        {
            "order_id": ["1"],
            "customer_id": ["A"],
            "ordered_on": [date(2026, 1, 5)],
            "amount": [Decimal("100.00")],
            "cost": [Decimal("130.50")],
        }
    )
    picture = plot.whale(ka.Book(order_lines=lines).score(ka.Policy.shipped("standard"), DAY))
    check(picture)


def test_pareto_puts_the_rest_together() -> None:
    axes, shares = plot.pareto(small(), shown=1).axes
    assert [bar.get_height() for bar in axes.patches] == [100, 100]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["甲", "2 others"]
    assert list(shares.lines[0].get_ydata()) == [50, 100]


def ordered(*amounts: str) -> ka.Book:
    """Customers A, B, … who ordered for so much."""
    ids = [chr(ord("A") + at) for at in range(len(amounts))]
    lines = pa.table(
        {
            "order_id": ids,
            "customer_id": ids,
            "ordered_on": [date(2026, 1, 5)] * len(ids),
            "amount": [Decimal(amount) for amount in amounts],
        }
    )
    first = pa.table({"customer_id": ids, "first_traded_on": [date(2020, 1, 1)] * len(ids)})
    return ka.Book(order_lines=lines, customers=first)


def amounts(*amounts: str) -> ka.Result:
    return ordered(*amounts).score(ka.Policy.shipped("standard"), DAY)


def test_pareto_shows_what_lies_beyond_all_orders() -> None:
    # 150, 50 and -100 of 100: shares of 150, 200 and 100.
    axes, shares = plot.pareto(amounts("150", "50", "-100")).axes
    assert list(shares.lines[0].get_ydata()) == [150, 200, 100]
    low, high = shares.get_ylim()
    assert low <= 0
    assert high > 200
    assert axes.patches[-1].get_height() == -100
    # 50 and -100: less than nothing, of which there is no share.
    picture = plot.pareto(amounts("50", "-100"))
    assert len(picture.axes) == 1
    check(picture)


@pytest.mark.parametrize("shown", [0, -3])
def test_pareto_has_at_least_one_bar(shown: int) -> None:
    with pytest.raises(ka.KeyaccountError, match=f"`{shown}`") as refused:
        plot.pareto(small(), shown=shown)
    assert [(problem.code, problem.path) for problem in refused.value.problems] == [("out_of_range", "shown")]


def test_classes_of_one_name_have_a_bar_each() -> None:
    # In Chinese `high` is called as the class after it is in both languages.
    classes = (
        '[{ name = "high", before_below = 50 }, { name = "高价值", before_below = 95 }, { name = "low" }]'
    )
    policy = ka.Policy.shipped(settings={"value_class.classes": classes, "value_class.basis": "amount"})
    book = ordered("60", "35", "5")
    axes = plot.distribution(book.score(policy, DAY), lang="zh").axes[1]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["高价值", "高价值", "低价值"]
    # Before the first of 60 is nothing, before 35 of 100 are 60, before 5 are 95.
    assert [bar.get_height() for bar in axes.patches] == [1, 1, 1]


def test_distribution_counts_everybody(result: ka.Result) -> None:
    left, right = plot.distribution(result).axes
    told = result.distribution
    assert [bar.get_height() for bar in left.patches] == [*told.grades.values(), told.unrated, told.new]
    classes = pa.table(result.scores)["value_class"]
    assert sum(bar.get_height() for bar in right.patches) == len(classes) - classes.null_count
    assert [label.get_text() for label in right.get_xticklabels()] == ["high", "medium", "low"]


def test_ageing_shows_all_money(result: ka.Result) -> None:
    axes = plot.ageing(result).axes[0]
    money = sum(pa.table(result.slices)["amount"].to_pylist())
    assert sum(bar.get_height() for bar in axes.patches) == pytest.approx(float(money))


def test_ageing_sorts_by_days_late() -> None:
    """An invoice paid on the day it was due, and one of 31 days late that is still open."""
    invoices = pa.table(
        {
            "invoice_id": ["1", "2"],
            "customer_id": ["A", "A"],
            "issued_on": [date(2026, 5, 1), date(2026, 5, 1)],
            "due_on": [date(2026, 5, 20), date(2026, 5, 30)],
            "amount": [Decimal(10), Decimal(7)],
        }
    )
    paid = pa.table({"invoice_id": ["1"], "settled_on": [date(2026, 5, 20)], "amount": [Decimal(10)]})
    result = ka.Book(invoices=invoices, settlements=paid).score(ka.Policy.shipped("standard"), DAY)
    bars = [bar.get_height() for bar in plot.ageing(result).axes[0].patches]
    # Paid, then open: on time, 1–30, 31–60, 61–90, 91–180 and more than 180 days.
    assert bars[:12] == [10, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0]


def test_moves_count_everybody(result: ka.Result, other: ka.Result) -> None:
    axes = plot.moves(result, other).axes[0]
    assert sum(int(text.get_text()) for text in axes.texts) == len(result)
    same = plot.moves(result, result).axes[0]
    counts = [*result.distribution.grades.values(), result.distribution.unrated, result.distribution.new]
    assert [int(text.get_text()) for text in same.texts] == [count for count in counts if count]


def test_waterfall_falls_to_what_the_cap_allows(result: ka.Result) -> None:
    # 86.69 points, grade A; bad credit allows C at most, which ends where B begins, at 60.
    bars = plot.waterfall(result, "K004").axes[0].patches
    assert [round(bar.get_height(), 2) for bar in bars] == [4.88, 27.43, 54.38, 86.69, 26.69]
    assert bars[-1].get_y() == 60


def test_dollars_of_names_are_no_formulas() -> None:
    odd = "US$ Steel\\frac$"
    rows = [(odd, 100), ("B", 50)]
    lines = pa.table(
        {
            "order_id": ["1", "2"],
            "customer_id": [name for name, _ in rows],
            "ordered_on": [date(2026, 5, 1)] * 2,
            "amount": [amount for _, amount in rows],
        }
    )
    result = ka.Book(order_lines=lines).score(ka.Policy.shipped("standard"), date(2026, 6, 30))
    picture = plot.pareto(result)
    assert picture._repr_png_().startswith(b"\x89PNG")
    assert [label.get_text() for label in picture.axes[0].get_xticklabels()] == [odd, "B"]


def test_what_cannot_be_drawn_is_said(result: ka.Result, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ka.KeyaccountError, match="found `fr`, expected `en` or `zh`") as refused:
        plot.whale(result, lang="fr")
    with pytest.raises(ka.KeyaccountError) as explained:
        result.explained("fr")
    assert refused.value.problems == explained.value.problems, "one answer wherever a language is taken"
    assert refused.value.problems[0].code == "unknown_code"
    with pytest.raises(ka.KeyaccountError):
        plot.waterfall(result, "K999")
    tracks = zip(
        *(pa.table(result.scores)[name].to_pylist() for name in ("customer_id", "track")), strict=True
    )
    new = next(customer for customer, track in tracks if track == "new")
    with pytest.raises(ValueError, match=f"customer `{new}` has no composite score"):
        plot.waterfall(result, new)
    monkeypatch.setattr(_fonts, "_installed", tuple)
    with pytest.raises(plot.FontError, match="apt install fonts-noto-cjk"):
        plot.whale(result, lang="zh")
