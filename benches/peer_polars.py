"""Scores a customer book with polars: the script somebody would write instead of using keyaccount.

    python peer_polars.py BOOK --as-of 2026-06-30 -o out.csv [--check OURS.csv] [--arrow --reps 5]

BOOK is a directory with customers.csv, order_lines.csv, invoices.csv and settlements.csv (or payments.csv);
with --arrow, of the same tables as Arrow files, which are loaded before anything is timed. The rules
are those of the shipped policy `standard` as far as such a book feeds them: no delay reasons, no
write-offs, no missing costs, no prospects, no overrides. Money is counted in hundredths, as integers;
nothing is rounded but by `rounded`. With --check the result is compared with that of
`keyaccount score`, column by column. With --float money is a binary float, as in many a notebook, to show
what comes of it: the rules are the same, the comparison counts the customers that come out otherwise.
"""

import argparse
import datetime as dt
import json
import resource
import statistics
import sys
import time
from pathlib import Path

import polars as pl

WINDOW_MONTHS, NEW_MONTHS = 12, 3
# Days late and points in ten-thousandths; straight lines between, rounded to four decimals.
CURVE = [(0, 1_000_000), (15, 875_000), (22, 750_000), (30, 625_000),
         (60, 500_000), (90, 375_000), (120, 250_000), (180, 0)]
VETO_DAYS = 180
CREDIT_BANDS = [("AAA", 90_00), ("AA", 80_00), ("A", 70_00), ("B", 60_00), ("C", 0)]
BANDS = [("A", 80_00), ("B", 60_00), ("C", 40_00), ("D", 0)]
CAPS = [("vetoed", "D"), ("bad_credit", "C"), ("weak_credit", "B"), ("low_margin", "B"), ("no_profit", "C")]
COLUMNS = [
    "customer_id", "name", "track", "credit_score", "credit_grade", "weighted_days_late", "on_time_rate",
    "max_days_late", "overdue_amount", "vetoes", "credit_caps", "order_amount", "order_quantity",
    "order_count", "volume_rank", "volume_score", "volume_share", "profit", "margin_percent", "profit_rank",
    "profit_score", "composite_score", "raw_grade", "caps", "computed_grade", "grade", "value_class",
    "score_rank", "priority_rank",
]
# Whole numbers that stand for two decimals.
HUNDREDTHS = [
    "credit_score", "weighted_days_late", "on_time_rate", "overdue_amount", "order_amount", "volume_score",
    "volume_share", "profit", "margin_percent", "profit_score", "composite_score",
]


def months_before(day, months):
    """The same day so many months before, or that month's last day."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    last = (dt.date(year + (month == 11), (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(day.day, last))


def rounded(numerator, denominator):
    """numerator ÷ denominator as a whole number, half away from zero; null unless the denominator is > 0."""
    half = (2 * numerator.abs() + denominator) // (2 * denominator)
    return pl.when(denominator > 0).then(half * numerator.sign())


def band(score, bands):
    """The name of the first band whose bound the score reaches."""
    result = pl.when(score.is_null()).then(None)
    for name, bound in bands:
        result = result.when(score >= bound).then(pl.lit(name))
    return result


def points(days):
    """Points of an item so many days late, in ten-thousandths."""
    result = pl.when(days <= CURVE[0][0]).then(CURVE[0][1])
    for (low, high_points), (high, low_points) in zip(CURVE, CURVE[1:]):
        fall, span = high_points - low_points, high - low
        result = result.when(days <= high).then(high_points - (2 * (days - low) * fall + span) // (2 * span))
    return result.otherwise(CURVE[-1][1])


# Money that is published as it is, not as a ratio.
MONEY = ["order_amount", "profit", "overdue_amount"]
# What other exports call these tables and columns.
FILES = {"settlements": "payments"}
NAMES = {"id": "customer_id", "paid_on": "settled_on"}


def read(source, table, money=(), exact=True):
    """A table; money as hundredths. Below 10^13 the way from text through a float loses nothing."""
    if isinstance(source, dict):
        # The units of decimals with two digits after the point.
        cells = lambda column: column.to_physical().cast(pl.Int64) if exact else column.cast(pl.Float64)
        return source[table].lazy().with_columns(cells(pl.col(column)) for column in money)
    path = find(source, table, "csv")
    scan = pl.scan_csv(path, schema_overrides={column: pl.Float64 for column in money}, try_parse_dates=True)
    scan = scan.rename(NAMES, strict=False)
    if not exact:
        return scan
    return scan.with_columns((pl.col(column) * 100).round().cast(pl.Int64) for column in money)


def find(directory, table, ending):
    path = directory / f"{table}.{ending}"
    return path if path.exists() else directory / f"{FILES.get(table, table)}.{ending}"


def load(directory):
    """Every table from its Arrow file."""
    tables = ["customers", "order_lines", "invoices", "settlements"]
    read_one = lambda table: pl.read_ipc(find(directory, table, "arrow"))
    return {table: read_one(table).rename(NAMES, strict=False) for table in tables}


def credit(invoices, settlements, as_of, start):
    """Slices: paid in the window, or open and overdue however old."""
    invoices = invoices.filter(pl.col("issued_on") <= as_of)
    paid = (
        settlements.filter(pl.col("settled_on") <= as_of)
        .group_by("invoice_id", "settled_on").agg(pl.col("amount").sum().alias("paid"))
        .join(invoices, on="invoice_id")
    )
    left = (
        invoices.join(paid.group_by("invoice_id").agg(pl.col("paid").sum()), on="invoice_id", how="left")
        .with_columns(slice=pl.col("amount") - pl.col("paid").fill_null(0))
        .filter(pl.col("slice") > 0, pl.col("due_on") < as_of)
    )
    slices = pl.concat([
        paid.filter(pl.col("settled_on") > start)
        .select("customer_id", "due_on", slice="paid", day="settled_on", open=pl.lit(False)),
        left.select("customer_id", "due_on", "slice", day=pl.lit(as_of), open=pl.lit(True)),
    ])
    days = (pl.col("day") - pl.col("due_on")).dt.total_days().clip(0)
    amount, late = pl.col("slice"), pl.col("days")
    return (
        slices.with_columns(days=days).with_columns(points=points(late))
        .group_by("customer_id").agg(
            total=amount.sum(),
            points=(amount * pl.col("points")).sum(),
            late=(amount * late).sum(),
            slices=pl.len().cast(pl.Int64),
            on_time=(late == 0).sum().cast(pl.Int64),
            max_days_late=late.max(),
            overdue_amount=amount.filter(pl.col("open")).sum(),
            worst_open=late.filter(pl.col("open")).max(),
        )
        .select(
            "customer_id", "max_days_late", "overdue_amount",
            credit_score=rounded(pl.col("points"), 100 * pl.col("total")),
            weighted_days_late=rounded(100 * pl.col("late"), pl.col("total")),
            on_time_rate=rounded(10_000 * pl.col("on_time"), pl.col("slices")),
            vetoed=pl.col("worst_open").fill_null(0) > VETO_DAYS,
        )
    )


def orders(lines, as_of, start):
    """Amount, quantity, orders and profit of the window."""
    return (
        lines.filter(pl.col("ordered_on") > start, pl.col("ordered_on") <= as_of)
        .group_by("customer_id").agg(
            order_amount=pl.col("amount").sum(),
            order_quantity=pl.col("quantity").sum(),
            order_count=pl.col("order_id").n_unique(),
            profit=(pl.col("amount") - pl.col("cost")).sum(),
        )
    )


def ranked(value, prefix):
    """Competition rank and its score on a base of 100, among the values above zero."""
    rated = pl.col("is_new").not_()
    positive = rated & (pl.col(value) > 0)
    count = positive.sum().cast(pl.Int64)
    rank = pl.when(positive).then(pl.col(value)).rank("min", descending=True).cast(pl.Int64)
    rank = pl.when(positive).then(rank).when(rated).then(count + 1)
    score = pl.when(positive).then(rounded(10_000 * (count - rank + 1), count)).when(rated).then(0)
    return {f"{prefix}_rank": rank, f"{prefix}_score": score}


def score(source, as_of, exact=True):
    """The score table of a directory, or of loaded tables, as a lazy frame."""
    start, new_after = months_before(as_of, WINDOW_MONTHS), months_before(as_of, NEW_MONTHS)
    customers = read(source, "customers")
    named = "name" in customers.collect_schema()
    customers = customers.select("customer_id", pl.col("name") if named else pl.lit(None, pl.String).alias("name"))
    lines = read(source, "order_lines", ["amount", "cost"], exact)
    invoices = read(source, "invoices", ["amount"], exact)
    settlements = read(source, "settlements", ["amount"], exact)

    first_order = lines.filter(pl.col("ordered_on") <= as_of).group_by("customer_id").agg(
        first_order=pl.col("ordered_on").min())
    first_invoice = invoices.filter(pl.col("issued_on") <= as_of).group_by("customer_id").agg(
        first_invoice=pl.col("issued_on").min())
    measured = (
        customers
        .join(orders(lines, as_of, start), on="customer_id", how="left")
        .join(credit(invoices, settlements, as_of, start), on="customer_id", how="left")
        .join(first_order, on="customer_id", how="left")
        .join(first_invoice, on="customer_id", how="left")
        .with_columns(
            pl.col("order_amount", "order_count", "profit").fill_null(0),
            pl.col("vetoed").fill_null(False),
            first_trade=pl.min_horizontal("first_order", "first_invoice"),
        )
        .with_columns(is_new=(pl.col("first_trade") > new_after).fill_null(True))
    )

    # New customers take no part in scores, ranks, totals and classes; their facts are shown.
    of_rated = pl.when(pl.col("is_new").not_())
    rated_profit = of_rated.then(pl.col("profit"))
    value = rated_profit.clip(0)
    total_amount, total_profit = of_rated.then(pl.col("order_amount")).sum(), rated_profit.sum()
    by_score = of_rated.then(pl.col("credit_score"))
    scored = (
        measured
        .with_columns(
            credit_score=by_score,
            credit_by_score=band(by_score, CREDIT_BANDS),
            volume_share=of_rated.then(rounded(10_000 * pl.col("order_amount"), total_amount)),
            margin_percent=rounded(10_000 * pl.col("profit"), pl.col("order_amount")),
            population_margin=rounded(10_000 * total_profit, total_amount),
            **ranked("order_amount", "volume"),
            **ranked("profit", "profit"),
        )
        .sort(pl.col("profit"), descending=True)
        .with_columns(value=value, profit_of_rated=rated_profit, before=value.fill_null(0).cum_sum() - value.fill_null(0))
        # Customers with the same profit stand behind the same sum.
        .with_columns(before=pl.col("before").min().over("profit"))
    )

    composite = pl.when(pl.col("is_new")).then(None).when(pl.col("credit_score").is_not_null()).then(
        rounded(10 * pl.col("credit_score") + 30 * pl.col("volume_score") + 60 * pl.col("profit_score"), pl.lit(100))
    ).otherwise(rounded(30 * pl.col("volume_score") + 60 * pl.col("profit_score"), pl.lit(90)))
    short = pl.col("first_trade") > start
    graded_credit = (
        pl.when("vetoed").then(pl.lit("C"))
        .when(short & pl.col("credit_by_score").is_in(["AAA", "AA"])).then(pl.lit("A"))
        .otherwise(pl.col("credit_by_score"))
    )
    total = pl.col("value").sum()
    holds = {
        "vetoed": pl.col("vetoed"),
        "bad_credit": pl.col("credit_by_score") == "C",
        "weak_credit": pl.col("credit_by_score") == "B",
        "low_margin": (pl.col("population_margin") > 0) & (2 * pl.col("margin_percent") < pl.col("population_margin")),
        "no_profit": pl.col("profit") <= 0,
    }
    rated = pl.col("composite_score").is_not_null()
    raw = band(pl.col("composite_score"), BANDS)
    # The worst of several one-letter grades is the greatest letter.
    capped = pl.max_horizontal(raw, *(pl.when(rated & holds[name]).then(pl.lit(grade)) for name, grade in CAPS))
    graded = (
        scored.with_columns(composite_score=composite, credit_grade=graded_credit)
        .with_columns(
            track=pl.when(pl.col("is_new")).then(pl.lit("new")).otherwise(pl.lit("rated")),
            vetoes=pl.when("vetoed").then(pl.lit("overdue_180")),
            credit_caps=pl.when(short & pl.col("credit_score").is_not_null()).then(pl.lit("short_relationship")),
            raw_grade=raw,
            grade=capped,
            computed_grade=capped,
            caps=pl.concat_str(
                [pl.when(rated & holds[name]).then(pl.lit(name)) for name, _ in CAPS], separator=";", ignore_nulls=True),
            value_class=pl.when(pl.col("value").is_null()).then(None)
            .when(pl.col("value") <= 0).then(pl.lit("low"))
            .when(100 * pl.col("before") < 80 * total).then(pl.lit("high"))
            .when(100 * pl.col("before") < 95 * total).then(pl.lit("medium"))
            .otherwise(pl.lit("low")),
            score_rank=pl.col("composite_score").rank("min", descending=True),
        )
        .sort("is_new", "grade", -pl.col("composite_score"), -pl.col("profit_of_rated"),
              pl.col("customer_id").cast(pl.String), nulls_last=True)
        .with_columns(priority_rank=pl.when(pl.col("is_new").not_()).then(pl.int_range(1, pl.len() + 1)))
    )
    hundredths = HUNDREDTHS if exact else [column for column in HUNDREDTHS if column not in MONEY]
    return graded.with_columns(pl.col(hundredths).cast(pl.Float64) / 100).select(COLUMNS)


def check(ours, theirs):
    """Compares two results and returns how many customers differ."""
    text = lambda path: pl.read_csv(path, infer_schema=False).fill_null("")
    ours, theirs = text(ours), text(theirs)
    columns = [column for column in theirs.columns if column in ours.columns and column != "customer_id"]
    both = ours.join(theirs, on="customer_id", how="full", suffix="_theirs", coalesce=True)
    differs = {column: pl.col(column).ne_missing(pl.col(f"{column}_theirs")) for column in columns}
    for column, count in both.select(**{c: d.sum() for c, d in differs.items()}).row(0, named=True).items():
        if count:
            print(f"{column}: {count} customers differ")
            print(both.filter(differs[column]).select("customer_id", column, f"{column}_theirs").head(3))
    differing = both.filter(pl.any_horizontal(differs.values())).height
    same_order = ours["customer_id"].equals(theirs["customer_id"])
    print(f"{differing} of {both.height} customers differ in {len(columns) + 1} columns, "
          f"rows in {'the same' if same_order else 'another'} order")
    return differing


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("book", type=Path)
    parser.add_argument("--as-of", type=dt.date.fromisoformat, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--engine", choices=["in-memory", "streaming"], default="streaming")
    parser.add_argument("--check", type=Path, metavar="OURS", help="a result of `keyaccount score` to compare with")
    parser.add_argument("--float", action="store_true", help="money as binary floats, which is wrong")
    parser.add_argument("--arrow", action="store_true", help="time the job on loaded Arrow tables; prints JSON")
    parser.add_argument("--reps", type=int, default=5, help="with --arrow: how many runs, after one not counted")
    arguments = parser.parse_args()
    source = load(arguments.book) if arguments.arrow else arguments.book
    start = time.perf_counter()
    table = score(source, arguments.as_of, not arguments.float).collect(engine=arguments.engine)
    if arguments.float:
        left = table.filter(pl.col("overdue_amount") > 0, pl.col("overdue_amount") < 0.005).height
        print(f"{left} customers are overdue by less than half a hundredth, which is nothing")
    if arguments.arrow:
        print(json.dumps(repeat(source, arguments)))
    table.write_csv(arguments.output, float_precision=2)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{table.height} customers in {seconds:.2f} s (imports not counted), peak memory {peak} MiB", file=sys.stderr)
    if arguments.check and check(arguments.check, arguments.output):
        sys.exit(1)


def repeat(source, arguments):
    """Times of the job on loaded tables, and processor time by wall time."""
    times, used, begun = [], time.process_time(), time.perf_counter()
    for _ in range(arguments.reps):
        start = time.perf_counter()
        score(source, arguments.as_of, not arguments.float).collect(engine=arguments.engine)
        times.append(time.perf_counter() - start)
    parallelism = (time.process_time() - used) / (time.perf_counter() - begun)
    return {"seconds": statistics.median(times), "min": min(times), "max": max(times), "parallelism": parallelism}


if __name__ == "__main__":
    main()
