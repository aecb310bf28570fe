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

from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, MaxNLocator, PercentFormatter

from keyaccount import _core
from keyaccount._core import compare
from keyaccount._fonts import FontError, use_fonts
from keyaccount._plot_words import words
from keyaccount.errors import KeyaccountError

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
    running, shares, peak, unknown = _core.whale_curve(result)
    heights = [Decimal(0), *map(Decimal, running if shares is None else shares)]
    figure, axes = _figure(say["whale"])
    places = range(len(heights))
    drawn = [float(height) for height in heights]
    axes.plot(places, drawn, color=_BLUE, linewidth=2)
    axes.fill_between(places, drawn, color=_BLUE, alpha=0.12)
    axes.set_xlabel(say["customers_by_profit"].format(without=unknown))
    if peak is not None and shares is not None:
        axes.axhline(100, color=_GREY, linewidth=1, linestyle="--")
        axes.yaxis.set_major_formatter(PercentFormatter(decimals=0))
        axes.set_ylabel(say["share_of_profit"])
        best = Decimal(shares[peak])
        text = say["peak"].format(share=shares[peak], count=peak + 1, all=len(shares))
        axes.plot([peak + 1], [float(best)], "o", color=_ORANGE)
        axes.annotate(text, (peak + 1, float(best)), xytext=(0, 8), textcoords="offset points", ha="right")
        axes.set_ylim(top=max(float(best), 100) * 1.15)
    else:
        _money_axis(axes, say["profit"].format(currency=result.policy.currency))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    return _done(figure)


def pareto(result: Result, *, lang: str = "en", shown: int = _SHOWN) -> Picture:
    """Order amounts, the largest first, with their running share: how few customers are how much.

    So many customers (``shown``) have a bar of their own, all others one together. Where all together
    ordered nothing, or less, there are no shares.

    Raises ``KeyaccountError`` for ``shown`` below 1.
    """
    say = words(lang)
    if shown < 1:
        expected = "at least one customer with a bar of its own"
        raise KeyaccountError([_core.Problem("out_of_range", f"`{shown}`", expected, path="shown")])
    first, others = _core.pareto_curve(result, shown)
    names = [customer for customer, _, _ in first]
    amounts = [Decimal(amount) for _, amount, _ in first]
    shares = [share for _, _, share in first]
    if others is not None:
        count, together = others
        names.append(say["others"].format(count=count))
        amounts.append(Decimal(together))
        # Nothing comes after them.
        shares.append(None if None in shares else "100")
    figure, axes = _figure(say["pareto"], width=9.5)
    places = list(range(len(names)))
    axes.bar(places, [float(amount) for amount in amounts], color=_BLUE)
    if others is not None:
        axes.patches[-1].set_facecolor(_GREY)
    axes.set_xticks(places, names, rotation=60, ha="right", rotation_mode="anchor")
    _money_axis(axes, say["order_amount"].format(currency=result.policy.currency))
    if shares and None not in shares:
        right = axes.twinx()
        right.plot(places, [float(share) for share in shares], color=_ORANGE, marker="o", markersize=4)
        right.axhline(80, color=_GREY, linewidth=1, linestyle="--")
        # Returns beyond all orders fall below 0, and lift those before them above 100.
        drawn = [float(share) for share in shares]
        right.set_ylim(min(0, min(drawn) * 1.08), max(108, max(drawn) * 1.08))
        right.yaxis.set_major_formatter(PercentFormatter(decimals=0))
        right.set_ylabel(say["running_share"])
    return _done(figure)


def distribution(result: Result, *, lang: str = "en") -> Picture:
    """How many customers have which grade, and which value class."""
    say = words(lang)
    told = result.distribution
    unrated, new = _tracks(result, lang)
    grades = [*told.grades.items(), (unrated, told.unrated), (new, told.new)]
    figure, left = _figure(say["distribution"], panels=2, width=9.5)
    right = figure.axes[1]
    colours = [_BLUE] * len(told.grades) + [_GREY, _GREY]
    _counts(left, grades, colours, say["by_grade"])
    classes = _core.value_classes(result, lang)
    _counts(right, classes, [_GREEN] * len(classes), say["by_value_class"])
    left.set_ylabel(say["customers"])
    return _done(figure)


def ageing(result: Result, *, lang: str = "en") -> Picture:
    """How much money was how many days late: paid, written off, and still open and past due (§4.2).

    The days are those after the due date, before any are excused.
    """
    say = words(lang)
    bands = _core.ageing(result)
    labels = [_days(band, say["on_time"]) for band in bands]
    figure, axes = _figure(say["ageing"])
    base = [0.0] * len(labels)
    for state, colour in zip(("paid", "open", "written_off"), (_BLUE, _ORANGE, _RED), strict=True):
        heights = [float(Decimal(band[state])) for band in bands]
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
    unrated, new = _tracks(after, lang)
    stand = {"unrated": unrated, "new": new, "absent": say["absent"]}
    cells: dict[tuple[str, str], tuple[int, int]] = {}
    for (track, grade), (track_after, grade_after), customers, movers in told:
        key = (_state(track, grade, stand), _state(track_after, grade_after, stand))
        counted, moved = cells.get(key, (0, 0))
        cells[key] = (counted + customers, moved + movers)
    rows = [*before.distribution.grades, *_others(stand, {row for row, _ in cells})]
    columns = [*after.distribution.grades, *_others(stand, {column for _, column in cells})]
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
    explanation = result.explain(customer_id)
    told: Any = explanation.to_dict()
    composite, grading = told["composite"], told["grading"]
    if composite is None or composite["score"] is None:
        reason = "new_customer" if composite is None else composite["unrated"]["code"]
        raise ValueError(
            f"customer `{customer_id}` has no composite score ({reason}), so nothing adds up to one"
        )
    figure, axes = _figure("", width=8)
    labels: list[str] = []
    for label, step in _core.told_steps(explanation, lang):
        adds, reaches = (Decimal(step[key]) if step[key] else None for key in ("adds", "reaches"))
        if step["kind"] == "composite" and reaches is not None:
            _bar(axes, len(labels), Decimal(0), reaches, _GREEN, f"{reaches}")
        elif step["kind"] == "dimension" and adds is not None and reaches is not None:
            _bar(axes, len(labels), reaches - adds, adds, _BLUE, f"+{adds}")
        elif step["kind"] == "cap" and adds is not None and reaches is not None:
            _bar(axes, len(labels), reaches, -adds, _RED, say["at_most"].format(grade=step["grade"]))
        else:
            continue
        labels.append(label)
    bounds = [(band["band"], Decimal(band["at_least"])) for band in grading["bands"]]
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


def _counts(axes: Axes, counts: Sequence[tuple[str, int]], colours: Sequence[str], title: str) -> None:
    # By place: two may be called the same.
    places = range(len(counts))
    bars = axes.bar(places, [count for _, count in counts], color=colours)
    axes.set_xticks(places, [name for name, _ in counts])
    axes.bar_label(bars, padding=2)
    axes.set_title(title, fontsize="medium", loc="left")
    axes.margins(y=0.12)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))


def _column(table: Table, name: str) -> list[Any]:
    return pa.table(table)[name].to_pylist()


def _tracks(result: Result, lang: str) -> list[str]:
    """What stands beside the grades: unrated and new customers."""
    return [_core.reading(result, "track", track, lang) for track in ("unrated", "new")]


def _days(band: dict[str, Any], on_time: str) -> str:
    """The days of a band."""
    first, last = band["from_day"], band["to_day"]
    if first is None:
        return on_time
    return f">{first - 1}" if last is None else f"{first}–{last}"


def _state(track: str | None, grade: str | None, stand: dict[str, str]) -> str:
    """Where a customer stands: its grade if it is rated."""
    if track == "rated" and grade is not None:
        return grade
    return stand.get(track or "", stand["absent"])


def _others(stand: dict[str, str], there: set[str]) -> list[str]:
    """What stands behind the grades, of what is there."""
    return [name for name in stand.values() if name in there]


def _named(result: Result) -> str:
    return f"{result.stamp.policy_name} {result.stamp.policy_version}, {result.as_of}"


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
    for text in figure.findobj(Text):
        # A dollar of a name begins no formula.
        text.set_parse_math(False)
    use_fonts(figure)
    return figure
