"""Books of Spark DataFrames: the rows of the local run, byte for byte."""

from __future__ import annotations

import io
import os
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.csv
import pytest

import keyaccount as ka

pytest.importorskip("pyspark", reason="the extra `spark` is not installed")

from pyspark.sql import SparkSession

from keyaccount import spark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyspark.sql import DataFrame

SAMPLE = Path(__file__).parents[3] / "examples" / "sample-book"
DAY = date(2026, 6, 30)
TABLES = (
    "customers",
    "products",
    "orders",
    "order_lines",
    "invoices",
    "settlements",
    "delay_reasons",
    "credit_facts",
    "prospect_assessments",
    "grade_overrides",
    "contracts",
)


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").appName("keyaccount")
    for key, value in {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
    }.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def sample(session: SparkSession, names: tuple[str, ...] = TABLES) -> dict[str, DataFrame]:
    return {name: session.read.csv(str(SAMPLE / f"{name}.csv"), header=True) for name in names}


def local(tables: dict[str, DataFrame], policy: ka.Policy, **settings: object) -> ka.Result:
    frames = {name: frame.toArrow() for name, frame in tables.items()}
    return ka.Book(**frames, **settings).score(policy, DAY)  # type: ignore[arg-type]


def bytes_of(table: object) -> bytes:
    """The table as CSV; dictionaries, which Spark does not have, as their texts."""
    arrow = pa.table(table)
    fields = [
        pa.field(f.name, f.type.value_type if pa.types.is_dictionary(f.type) else f.type)
        for f in arrow.schema
    ]
    out = io.BytesIO()
    pyarrow.csv.write_csv(arrow.cast(pa.schema(fields)), out)
    return out.getvalue()


def check(tables: dict[str, DataFrame], policy: ka.Policy, partitions: int, **settings: object) -> ka.Result:
    """Scores on Spark and locally, and gives what Spark says of the whole."""
    expected = local(tables, policy, **settings)
    made = spark.assess(tables, policy, DAY, partitions=partitions, **settings)
    assert len(expected) > 0
    assert bytes_of(made.table.toArrow()) == bytes_of(expected.scores)
    assert made.whole.stamp == expected.stamp
    notes = [(note.code, note.count, note.money, note.about) for note in expected.notes]
    told = [(note.code, note.count, note.money, note.about) for note in made.whole.notes]
    assert told == [note for note in notes if note[0] != "shared_order_ids"]
    assert repr(made.whole.distribution) == repr(expected.distribution)
    assert bytes_of(made.whole.portfolio) == bytes_of(expected.portfolio)
    return made.whole


def test_the_sample_book_gives_the_same_bytes(session: SparkSession, standard: ka.Policy) -> None:
    tables = sample(session)
    whole = check(tables, standard, 3)
    # And those are the ones of the files, whose reader sees every table there is.
    files = ka.Book.from_dir(SAMPLE).score(standard, DAY)
    assert bytes_of(local(tables, standard).scores) == bytes_of(files.scores)
    assert len(whole) == 0
    one = spark.assess(tables, standard, DAY, table="credit", partitions=2).table
    assert bytes_of(one.toArrow()) == bytes_of(local(tables, standard).credit)
    told = spark.score(tables, standard, DAY, lang="zh", partitions=2)
    assert bytes_of(told.toArrow()) == bytes_of(local(tables, standard).explained("zh"))


def awkward(session: SparkSession) -> dict[str, DataFrame]:
    """Lines that leave their customer to the order, payments of no invoice or no customer, several of a
    day, types of all kinds, more decimals here than there, strangers."""
    customers = [(f"K{n}", ["north", "south", None][n % 3]) for n in range(20)]
    orders = [(f"H{n}", n % 21, date(2026, 1, 1 + n % 28)) for n in range(25)]
    lines = [
        (f"H{n}", None, None, Decimal(n * 37 % 900) + Decimal("0.5"), Decimal(n % 7)) for n in range(25)
    ] + [
        (f"L{n}", f" K{n % 22} ", date(2025, 9 + n % 4, 5), Decimal(n * 91 % 1700) / 4, None)
        for n in range(60)
    ]
    invoices = [(n, f"K{n % 20}", date(2025, 10, 1 + n % 28), 30, Decimal(100 + n)) for n in range(60)]
    settlements = [(n % 62, None, date(2025, 12, 1 + n % 28), Decimal(40)) for n in range(90)] + [
        (None, f"K{n % 20}", date(2026, 2, 3), Decimal("7000.5")) for n in range(8)
    ]
    frame = session.createDataFrame
    return {
        "customers": frame(customers, "customer_id string, region string"),
        "orders": frame(orders, "order_id string, customer_id int, ordered_on date").selectExpr(
            "order_id", "concat('K', customer_id) as customer_id", "ordered_on"
        ),
        "order_lines": frame(
            lines,
            "order_id string, customer_id string, ordered_on date, amount decimal(18,2), cost decimal(18,4)",
        ),
        "invoices": frame(
            invoices,
            "invoice_id bigint, customer_id string, issued_on date, terms_days int, amount decimal(12,2)",
        ),
        "settlements": frame(
            settlements, "invoice_id bigint, customer_id string, settled_on date, amount decimal(12,3)"
        ).repartition(3),
    }


@pytest.mark.parametrize("partitions", [1, 7])
def test_rows_find_their_customer(session: SparkSession, standard: ka.Policy, partitions: int) -> None:
    tables = awkward(session)
    tables["settlements"] = tables["settlements"].cache()
    whole = check(tables, standard, partitions, unknown_customers="skip", unknown_invoices="skip")
    codes = {note.code for note in whole.notes}
    assert {"skipped_unknown_customer", "skipped_unknown_invoice", "unapplied_credit"} <= codes


def test_ranks_within_regions_are_those_of_all_partitions(session: SparkSession) -> None:
    policy = ka.Policy.shipped("standard", settings={"volume.rank_within": "region"})
    check(awkward(session), policy, 4, unknown_customers="add", unknown_invoices="skip")


def test_a_book_without_rows_is_scored(session: SparkSession, standard: ka.Policy) -> None:
    nobody = session.createDataFrame(
        [], "order_id string, customer_id string, ordered_on date, amount decimal(9,2)"
    )
    made = spark.assess({"order_lines": nobody}, standard, DAY)
    assert made.table.count() == 0
    assert made.whole.stamp == local({"order_lines": nobody}, standard).stamp


def test_rows_that_are_left_out_are_listed(session: SparkSession, standard: ka.Policy) -> None:
    rows = [(str(n), f"K{n % 5}", DAY, 30, Decimal(-n if n % 4 == 3 else n + 1)) for n in range(20)]
    columns = "invoice_id string, customer_id string, issued_on date, terms_days int, amount decimal(9,2)"
    tables = {"invoices": session.createDataFrame(rows, columns)}
    made = spark.assess(tables, standard, DAY, partitions=3, skip_bad_rows=True)
    expected = local(tables, standard, skip_bad_rows=True)

    assert told(made.rejected) == told(expected.rejected)
    assert len(made.rejected) == 5
    assert bytes_of(made.table.toArrow()) == bytes_of(expected.scores)


def test_products_are_read_by_all_and_told_once(session: SparkSession, standard: ka.Policy) -> None:
    products = session.createDataFrame(
        [("P1", Decimal(2)), ("P1", Decimal(3)), ("", Decimal(4))],
        "product_id string, unit_cost decimal(9,2)",
    )
    rows = [(f"L{n}", f"K{n}", DAY, Decimal(5)) for n in range(12)]
    columns = "order_id string, customer_id string, ordered_on date, amount decimal(9,2)"
    lines = session.createDataFrame(rows, columns)
    # Of many parts most are empty.
    for tables, parts in (({"order_lines": lines}, 3), ({"order_lines": lines.limit(1)}, 9)):
        tables = {"products": products, **tables}
        made = spark.assess(tables, standard, DAY, partitions=parts, skip_bad_rows=True)
        expected = local(tables, standard, skip_bad_rows=True).rejected
        assert len(expected) > 1
        assert made.rejected == tuple(expected)


def test_all_partitions_say_what_is_wrong(session: SparkSession, standard: ka.Policy) -> None:
    rows = [(str(n), f"K{n}", DAY, Decimal(-n)) for n in range(1, 30)]
    columns = "invoice_id string, customer_id string, issued_on date, amount decimal(9,2)"
    invoices = session.createDataFrame(rows, columns)
    # Each has one customer or none.
    with pytest.raises(ka.KeyaccountError) as refused:
        spark.score({"invoices": invoices}, standard, DAY, partitions=50)
    told = {problem.found for problem in refused.value.problems if problem.path == "amount"}
    assert told == {f"`-{n}`" for n in range(1, 30)}
    assert refused.value.count == len(refused.value.problems)


def told(problems: Iterable[ka.Problem]) -> list[tuple[str, str | None, str, str]]:
    """Problems without their lines, which are those of the partition."""
    return sorted((problem.code, problem.file, problem.path, problem.found) for problem in problems)


def test_what_only_scoring_leaves_out_is_listed(session: SparkSession, standard: ka.Policy) -> None:
    columns = "invoice_id string, customer_id string, issued_on date, terms_days int, amount decimal(9,2)"
    rows = [(str(n), f"K{n % 4}", DAY, 30, Decimal(n + 1)) for n in range(12)]
    graded = [(f"K{n}", "ABX"[n % 3], DAY, "lin", "why") for n in range(4)]
    approved = "customer_id string, grade string, approved_on date, approved_by string, reason string"
    tables = {
        "customers": session.createDataFrame([("K0",), ("K1",), ("K2",)], "customer_id string"),
        "invoices": session.createDataFrame(rows, columns),
        "grade_overrides": session.createDataFrame(graded, approved),
    }
    expected = local(tables, standard, skip_bad_rows=True).rejected
    # K3 is no customer, as three invoices and an approval say, and X no grade.
    assert [problem.code for problem in expected].count("unknown_customer") == 4
    assert ("unknown_code", "grade_overrides", "grade", "`X`") in told(expected)
    made = spark.assess(tables, standard, DAY, partitions=3, skip_bad_rows=True)
    assert told(made.rejected) == told(expected)
    check(tables, standard, 3, skip_bad_rows=True)


def test_ids_of_several_customers_are_left_out_as_in_a_local_run(
    session: SparkSession, standard: ka.Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = session.createDataFrame
    tables = {
        # A and B share invoice 1, and nobody has had 3 before C; 4 is told of nobody, then of D.
        "invoices": frame(
            [
                ("1", "B", DAY, 30, Decimal(5)),
                ("1", "A", DAY, 30, Decimal(6)),
                ("2", "A", DAY, 30, Decimal(7)),
                ("3", None, DAY, 30, Decimal(8)),
                ("3", "C", DAY, 30, Decimal(9)),
                ("4", "D", DAY, 30, Decimal(-1)),
                ("4", "E", DAY, 30, Decimal(10)),
            ],
            "invoice_id string, customer_id string, issued_on date, terms_days int, amount decimal(9,2)",
        ),
        "settlements": frame(
            [("1", None, DAY, Decimal(5)), ("3", None, DAY, Decimal(1)), ("4", None, DAY, Decimal(1))],
            "invoice_id string, customer_id string, settled_on date, amount decimal(9,2)",
        ),
        "contracts": frame(
            [("C1", "B", DAY, Decimal(1)), ("C1", "F", DAY, Decimal(2)), ("C2", "F", DAY, Decimal(3))],
            "contract_id string, customer_id string, submitted_on date, amount decimal(9,2)",
        ),
        # Whose is the line of H? Of G or of I, so that it is nobody's.
        "orders": frame(
            [("H", "G", DAY), ("H", "I", DAY), ("J", "I", DAY)],
            "order_id string, customer_id string, ordered_on date",
        ),
        "order_lines": frame(
            [("H", None, DAY, Decimal(3)), ("J", None, DAY, Decimal(4)), ("H", "G", DAY, Decimal(5))],
            "order_id string, customer_id string, ordered_on date, amount decimal(9,2)",
        ),
    }
    expected = local(tables, standard, skip_bad_rows=True)
    assert {(problem.file, problem.code) for problem in expected.rejected} >= {
        ("invoices", "duplicate"),
        ("contracts", "duplicate"),
        ("order_lines", "ambiguous_order"),
    }
    made = spark.assess(tables, standard, DAY, partitions=9, skip_bad_rows=True)
    assert told(made.rejected) == told(expected.rejected)
    assert bytes_of(made.table.toArrow()) == bytes_of(expected.scores)
    assert made.whole.stamp == expected.stamp
    # Not for any number of customers: all of them go to one machine.
    monkeypatch.setattr(spark, "_MOST_TOGETHER", 3)
    with pytest.raises(ka.KeyaccountError, match="more than 3 customers"):
        spark.score(tables, standard, DAY, skip_bad_rows=True)
    # However many ids two of them share.
    rows = [(str(number), customer, DAY, 30, Decimal(5)) for number in range(5) for customer in "AB"]
    shared = {"invoices": frame(rows, tables["invoices"].schema)}
    made = spark.assess(shared, standard, DAY, skip_bad_rows=True)
    assert told(made.rejected) == told(local(shared, standard, skip_bad_rows=True).rejected)
    assert len(made.rejected) == 5


def test_what_is_wrong_is_said(session: SparkSession, standard: ka.Policy) -> None:
    tables = sample(session, ("invoices", "contacts", "order_lines"))
    with pytest.raises(ValueError, match="`contacts` is no table that scores are made of"):
        spark.score(tables, standard, DAY)
    with pytest.raises(ValueError, match="no tables"):
        spark.score({}, standard, DAY)
    with pytest.raises(ValueError, match="`slices` is no table of customers"):
        spark.score({"invoices": tables["invoices"]}, standard, DAY, table="slices")
    with pytest.raises(ValueError, match="`curency` is no setting of a book"):
        spark.score({"invoices": tables["invoices"]}, standard, DAY, curency="CNY")
    rows = "invoice_id string, customer_id string, issued_on date, amount decimal(9,2)"
    one = (DAY, Decimal(5))
    twice = session.createDataFrame([("1", "A", *one), ("1", "B", *one)], rows)
    with pytest.raises(ValueError, match="invoice `1` of 2 customers in `invoices`"):
        spark.score({"invoices": twice}, standard, DAY)
    # What is wrong with a row comes from the executor that has it.
    negative = session.createDataFrame([("1", "A", DAY, Decimal(-5))], rows)
    with pytest.raises(ka.KeyaccountError, match="-5") as refused:
        spark.score({"invoices": negative}, standard, DAY)
    (problem,) = [problem for problem in refused.value.problems if problem.path == "amount"]
    assert (problem.file, problem.line, problem.found) == ("invoices", 1, "`-5`")
    floats = session.createDataFrame([("1", "A", DAY, 5.0)], rows.replace("decimal(9,2)", "double"))
    with pytest.raises(ValueError, match="money_decimals"):
        spark.score({"invoices": floats}, standard, DAY)
    lines = session.createDataFrame([("H", Decimal(5))], "order_id string, amount decimal(9,2)")
    heads = session.createDataFrame(
        [("H", "A", DAY), ("H", "B", DAY)], "order_id string, customer_id string, ordered_on date"
    )
    unclear = {"order_lines": lines, "orders": heads}
    with pytest.raises(ka.KeyaccountError, match="order `H` of several customers") as refused:
        spark.score(unclear, standard, DAY)
    with pytest.raises(ka.KeyaccountError) as locally:
        local(unclear, standard)
    assert {error.value.problems[0].code for error in (refused, locally)} == {"ambiguous_order"}
