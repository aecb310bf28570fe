"""Pictures of results, over matplotlib: ``pip install keyaccount[plot]``.

>>> from keyaccount import plot
>>> plot.whale(result).savefig("whale.png")  # doctest: +SKIP

Every function takes a result, and ``lang="zh"`` for Chinese, and gives a figure, which notebooks show. The
figures are those of the result's own tables; binary floats serve for drawing alone.

Chinese needs an installed font that has it: `FontError` says how to come by one.
"""

# pyarrow has no types, and matplotlib few.
# pyright: basic, reportMissingTypeStubs=false

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator, PercentFormatter

from keyaccount._core import compare
from keyaccount._fonts import FontError, use_fonts
from keyaccount._plot_words import cap_name, dimension, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from keyaccount._core import Result, Table

__all__ = ["FontError", "Picture", "ageing", "distribution", "moves", "pareto", "waterfall", "whale"]

_BLUE, _ORANGE, _GREY, _RED, _GREEN = "#2f6b9a", "#d9822b", "#9aa3ab", "#b8413c", "#4b8f5a"
_SHOWN = 20
"""As many customers as have a bar of their own."""


class Picture(Figure):
    """A figure that notebooks show and ``savefig`` writes; none of pyplot's state is touched."""

    def _repr_png_(self) -> bytes:
        out = BytesIO()
        self.savefig(out, format="png", dpi=110)
        return out.getvalue()


def whale(result: Result, *, lang: str = "en") -> Picture:
    """The whale curve (§4.4): the running share of all profit, the most profitable customers first.

    Above 100 % it shows what the last customers cost again. Customers whose profit is unknown are left
    out and counted in the title. Where all together made no profit, the axis is money instead.
    """
    say = words(lang)
    everybody: list[Decimal | None] = _column(result.scores, "profit", "profit_unrated")
    profits = sorted((profit for profit in everybody if profit is not None), reverse=True)
    total = sum(profits, Decimal(0))
    sums = _running(profits)
    shares = [100 * part / total for part in sums] if total > 0 else sums
    figure, axes = _figure(say["whale"])
    places = range(len(shares) + 1)
    heights = [0.0, *map(float, shares)]
    axes.plot(places, heights, color=_BLUE, linewidth=2)
    axes.fill_between(places, heights, color=_BLUE, alpha=0.12)
    axes.set_xlabel(say["customers_by_profit"].format(without=len(everybody) - len(profits)))
    if total > 0:
        axes.axhline(100, color=_GREY, linewidth=1, linestyle="--")
        axes.yaxis.set_major_formatter(PercentFormatter(decimals=0))
        axes.set_ylabel(say["share_of_profit"])
        best = max(range(len(shares)), key=shares.__getitem__)
        text = say["peak"].format(share=f"{shares[best]:.0f}", count=best + 1, all=len(shares))
        axes.plot([best + 1], [float(shares[best])], "o", color=_ORANGE)
        axes.annotate(
            text, (best + 1, float(shares[best])), xytext=(0, 8), textcoords="offset points", ha="right"
        )
        axes.set_ylim(top=float(max(*shares, Decimal(100))) * 1.15)
    else:
        _money_axis(axes, say["profit"].format(currency=result.policy.currency))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    return _done(figure)


def pareto(result: Result, *, lang: str = "en", shown: int = _SHOWN) -> Picture:
    """Order amounts, the largest first, with their running share: how few customers are how much.

    So many customers (``shown``) have a bar of their own, all others one together.
    """
    say = words(lang)
    rows = zip(_column(result.scores, "customer_id"), _column(result.scores, "order_amount"), strict=True)
    ordered = sorted(((a, c) for c, a in rows if a is not None), key=lambda row: (-row[0], row[1]))
    total = sum((amount for amount, _ in ordered), Decimal(0))
    first, rest = ordered[:shown], ordered[shown:]
    names = [customer for _, customer in first]
    amounts = [amount for amount, _ in first]
    if rest:
        names.append(say["others"].format(count=len(rest)))
        amounts.append(sum((amount for amount, _ in rest), Decimal(0)))
    figure, axes = _figure(say["pareto"], width=9.5)
    places = list(range(len(names)))
    axes.bar(places, [float(amount) for amount in amounts], color=_BLUE)
    if rest:
        axes.patches[-1].set_facecolor(_GREY)
    axes.set_xticks(places, names, rotation=60, ha="right", rotation_mode="anchor")
    _money_axis(axes, say["order_amount"].format(currency=result.policy.currency))
    if total > 0:
        right = axes.twinx()
        shares = [100 * part / total for part in _running(amounts)]
        right.plot(places, [float(share) for share in shares], color=_ORANGE, marker="o", markersize=4)
        right.axhline(80, color=_GREY, linewidth=1, linestyle="--")
        right.set_ylim(0, 108)
        right.yaxis.set_major_formatter(PercentFormatter(decimals=0))
        right.set_ylabel(say["running_share"])
    return _done(figure)


def distribution(result: Result, *, lang: str = "en") -> Picture:
    """How many customers have which grade, and which value class."""
    say = words(lang)
    told = result.distribution
    grades = {**told.grades, say["unrated"]: told.unrated, say["new"]: told.new}
    classes = Counter(value for value in _column(result.scores, "value_class") if value is not None)
    figure, left = _figure(say["distribution"], panels=2, width=9.5)
    right = figure.axes[1]
    colours = [_BLUE] * len(told.grades) + [_GREY, _GREY]
    _counts(left, list(grades), list(grades.values()), colours, say["by_grade"])
    # The classes as they follow one another from the customer of most value down.
    order = list(dict.fromkeys(_by_value(result)))
    named = [say["value_classes"].get(name, name) for name in order]
    _counts(right, named, [classes[name] for name in order], [_GREEN] * len(order), say["by_value_class"])
    left.set_ylabel(say["customers"])
    return _done(figure)


_LATE = (0, 30, 60, 90, 180)


def ageing(result: Result, *, lang: str = "en") -> Picture:
    """How much money was how many days late: paid, written off, and still open and past due (§4.2).

    The days are those after the due date, before any are excused.
    """
    say = words(lang)
    labels = [
        say["on_time"],
        *(f"{a + 1}–{b}" for a, b in pairwise(_LATE)),
        f">{_LATE[-1]}",
    ]
    states = ("paid", "open", "written_off")
    sums = {state: [Decimal(0)] * len(labels) for state in states}
    slices = zip(
        _column(result.slices, "state"),
        _column(result.slices, "days_late"),
        _column(result.slices, "amount"),
        strict=True,
    )
    for state, days, amount in slices:
        sums[state][sum(days > bound for bound in _LATE)] += amount
    figure, axes = _figure(say["ageing"])
    base = [0.0] * len(labels)
    for state, colour in zip(states, (_BLUE, _ORANGE, _RED), strict=True):
        heights = [float(amount) for amount in sums[state]]
        axes.bar(labels, heights, bottom=base, color=colour, label=say[state])
        base = [below + height for below, height in zip(base, heights, strict=True)]
    axes.legend(frameon=False)
    axes.set_xlabel(say["days_late"])
    _money_axis(axes, say["amount"].format(currency=result.policy.currency))
    return _done(figure)


def moves(before: Result, after: Result, *, lang: str = "en") -> Picture:
    """From which grade to which customers move between two results of one book, such as of two policies.

    The counts are those of ``compare(before, after).matrix()``; movers are in bold. New customers stand
    apart, whatever their provisional grade.
    """
    say = words(lang)
    matrix = compare(before, after).matrix()
    stands = [
        zip(_column(matrix, f"track_{when}"), _column(matrix, f"grade_{when}"), strict=True)
        for when in ("before", "after")
    ]
    told = zip(*stands, _column(matrix, "customers"), _column(matrix, "movers"), strict=True)
    cells: dict[tuple[str, str], tuple[int, int]] = {}
    for (track, grade), (track_after, grade_after), customers, movers in told:
        key = (_state(track, grade, say), _state(track_after, grade_after, say))
        counted, moved = cells.get(key, (0, 0))
        cells[key] = (counted + customers, moved + movers)
    rows = [*before.distribution.grades, *_others(say, {row for row, _ in cells})]
    columns = [*after.distribution.grades, *_others(say, {column for _, column in cells})]
    counts = [[cells.get((row, column), (0, 0))[0] for column in columns] for row in rows]
    figure, axes = _figure(say["moves"], width=6.5, height=5.5)
    most = max(1, *(count for row in counts for count in row))
    axes.imshow(counts, cmap="Blues", vmin=0, vmax=most)
    for y, row in enumerate(counts):
        for x, count in enumerate(row):
            if count:
                colour = "white" if count > most / 2 else "black"
                weight = "bold" if cells[rows[y], columns[x]][1] else "normal"
                axes.text(x, y, str(count), ha="center", va="center", color=colour, fontweight=weight)
    axes.set_xticks(range(len(columns)), columns)
    axes.set_yticks(range(len(rows)), rows)
    axes.set_xlabel(_named(after))
    axes.set_ylabel(_named(before))
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    return _done(figure)


def waterfall(result: Result, customer_id: str, *, lang: str = "en") -> Picture:
    """From the scores of one customer to its grade: what each dimension adds, and what caps take away.

    A cap that lowers the grade falls to where the grade it allows ends. Raises ``KeyaccountError`` for a
    customer that is not there, ``ValueError`` for one without a composite score.
    """
    say = words(lang)
    told: Any = result.explain(customer_id).to_dict()
    composite, grading = told["composite"], told["grading"]
    if composite is None or composite["score"] is None:
        reason = "new_customer" if composite is None else composite["unrated"]["code"]
        raise ValueError(
            f"customer `{customer_id}` has no composite score ({reason}), so nothing adds up to one"
        )
    score = Decimal(composite["score"])
    steps = [(dimension(s["dimension"], lang), Decimal(s["adds"])) for s in composite["shares"] if s["adds"]]
    figure, axes = _figure("", width=8)
    level = Decimal(0)
    labels: list[str] = []
    for label, adds in steps:
        _bar(axes, len(labels), level, adds, _BLUE, f"+{adds}")
        labels.append(label)
        level += adds
    _bar(axes, len(labels), Decimal(0), score, _GREEN, f"{score}")
    labels.append(say["composite"])
    bounds = [(band["band"], Decimal(band["at_least"])) for band in grading["bands"]]
    level = score
    for cap in grading["caps"]:
        if not cap["lowers"]:
            continue
        place = [name for name, _ in bounds].index(cap["at_most"])
        ceiling = min(level, bounds[place - 1][1])
        _bar(axes, len(labels), ceiling, level - ceiling, _RED, say["at_most"].format(grade=cap["at_most"]))
        labels.append(cap_name(cap["name"], lang))
        level = ceiling
    for name, bound in bounds:
        axes.axhline(float(bound), color=_GREY, linewidth=0.8, linestyle=":", zorder=0)
        axes.text(len(labels) - 0.45, float(bound) + 1, name, color="#555555")
    axes.set_xticks(range(len(labels)), labels)
    axes.set_xlim(-0.6, len(labels) - 0.2)
    axes.set_ylim(0, 108)
    axes.set_ylabel(say["points"])
    name = told["customer"]["name"]
    who = f"{customer_id} {name}" if name else customer_id
    axes.set_title(say["waterfall"].format(customer=who, grade=told["grade"]), loc="left")
    return _done(figure)


def _bar(axes: Axes, place: int, bottom: Decimal, height: Decimal, colour: str, text: str) -> None:
    axes.bar([place], [float(height)], bottom=[float(bottom)], color=colour, width=0.62)
    axes.text(place, float(bottom + height) + 1.2, text, ha="center")


def _counts(
    axes: Axes, names: Sequence[str], counts: Sequence[int], colours: Sequence[str], title: str
) -> None:
    bars = axes.bar(names, counts, color=colours)
    axes.bar_label(bars, padding=2)
    axes.set_title(title, fontsize="medium", loc="left")
    axes.margins(y=0.12)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))


def _column(table: Table, name: str, unless: str | None = None) -> list[Any]:
    """The cells of a column, and nothing where the column ``unless`` says why there is nothing."""
    arrow = pa.table(table)
    cells = arrow[name].to_pylist()
    if unless is None:
        return cells
    return [cell if why is None else None for cell, why in zip(cells, arrow[unless].to_pylist(), strict=True)]


def _by_value(result: Result) -> list[str]:
    basis = "profit" if any(cell is not None for cell in _column(result.scores, "profit")) else "order_amount"
    rows = zip(_column(result.scores, basis), _column(result.scores, "value_class"), strict=True)
    ordered = sorted(((v, c) for v, c in rows if v is not None and c is not None), key=lambda row: -row[0])
    return [name for _, name in ordered]


def _state(track: str | None, grade: str | None, say: dict[str, Any]) -> str:
    """Where a customer stands: its grade if it is rated."""
    if track == "rated" and grade is not None:
        return grade
    return {"unrated": say["unrated"], "new": say["new"]}.get(track or "", say["absent"])


def _others(say: dict[str, Any], there: set[str]) -> list[str]:
    """What stands behind the grades, of what is there."""
    return [name for name in (say["unrated"], say["new"], say["absent"]) if name in there]


def _named(result: Result) -> str:
    return f"{result.stamp.policy_name} {result.stamp.policy_version}, {result.as_of}"


def _running(values: Sequence[Decimal]) -> list[Decimal]:
    sums, total = [], Decimal(0)
    for value in values:
        total += value
        sums.append(total)
    return sums


def _money_axis(axes: Axes, label: str) -> None:
    axes.yaxis.set_major_formatter(FuncFormatter(lambda amount, _: f"{amount:,.0f}"))
    axes.set_ylabel(label)


def _figure(title: str, *, width: float = 7.5, height: float = 4.5, panels: int = 1) -> tuple[Picture, Axes]:
    figure = Picture(figsize=(width, height), layout="constrained")
    for panel in range(panels):
        axes = figure.add_subplot(1, panels, panel + 1)
        axes.spines[["top", "right"]].set_visible(False)
    if panels > 1:
        figure.suptitle(title, x=0.01, ha="left")
    else:
        figure.axes[0].set_title(title, loc="left")
    return figure, figure.axes[0]


def _done(figure: Picture) -> Picture:
    use_fonts(figure)
    return figure
