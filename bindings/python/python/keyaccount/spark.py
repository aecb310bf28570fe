"""Books too large for one machine, as Spark DataFrames: ``pip install keyaccount[spark]``.

>>> from keyaccount import spark
>>> scores = spark.score({"order_lines": lines, "invoices": invoices}, policy, as_of)  # doctest: +SKIP

The rows of each customer are gathered on one executor and measured there. Three passes make the same rows
as one machine: what the customers of each partition add to the population, what they add to the order of
all, and then the tables. Only the first two come together on the driver, which grow with the customers and
not with their rows; rows of the book never do, except the table of products, which is sent to every executor.
"""

# pyarrow has no types, and pyspark few.
# pyright: basic, reportMissingTypeStubs=false

from __future__ import annotations

import pickle
import zlib
from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyspark.sql import Window
from pyspark.sql import functions as f
from pyspark.sql.pandas.types import from_arrow_schema

from keyaccount._core import (
    BookData,
    Policy,
    Problem,
    finish_partition,
    merge_population_shares,
    merge_ranking_shares,
    population_share,
    ranking_share,
)
from keyaccount.errors import KeyaccountError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from pyspark.sql import Column, DataFrame

    from keyaccount._core import Result

__all__ = ["SparkResult", "assess", "score"]

_SHARED = ("products",)
_SCORED = (
    "customers",
    "products",
    "orders",
    "order_lines",
    "invoices",
    "settlements",
    "delay_reasons",
    "credit_facts",
    "prospect_assessments",
    "ratings",
    "grade_overrides",
    "contracts",
)
"""The tables scores are made of; the others serve decisions."""

_Tables = dict[str, pa.Table]
"""Tables of a partition by name."""

_PART, _ROW, _PLACE = "_keyaccount_part", "_keyaccount_row", "_keyaccount_place"
_SENT = ["share", "refused", "rejected"]
"""What a part sends to the driver."""
_MOST_TOGETHER = 10_000
"""So many customers may share ids with others: they go into one part, which must fit into one executor."""
_SETTINGS: dict[str, object] = {
    "currency": None,
    "amounts": None,
    "unknown_customers": None,
    "missing_customer": None,
    "unknown_invoices": None,
    "unapplied_credit": None,
    "history_from": None,
    "partial": False,
    "zone": None,
    "money_decimals": None,
    "skip_bad_rows": False,
}


@dataclass(frozen=True)
class SparkResult:
    """A book scored on Spark."""

    table: DataFrame
    """One row for each customer, in the order of the score table. Worked out when it is asked for."""

    whole: Result
    """The whole book without the rows of customers: ``stamp``, ``notes``, ``distribution``, ``portfolio``.

    Of the notes one may count less than that of a local run: order ids that several customers use.
    """

    rejected: tuple[Problem, ...] = ()
    """The problems of rows that were left out, with ``skip_bad_rows``: those of products first, then those of
    each partition one after the other, in which lines count the rows of that partition.
    """


def score(tables: Mapping[str, DataFrame], policy: Policy, as_of: date, **options: Any) -> DataFrame:
    """The score table of a book of Spark DataFrames: the rows of ``Book(...).score(policy, as_of).scores``.

    ``options`` as in `assess`.
    """
    return assess(tables, policy, as_of, **options).table


def assess(
    tables: Mapping[str, DataFrame],
    policy: Policy,
    as_of: date,
    *,
    table: str = "scores",
    lang: str | None = None,
    partitions: int | None = None,
    **settings: object,
) -> SparkResult:
    """Scores and grades every customer of a book of Spark DataFrames as of a day.

    ``tables`` are those of `keyaccount.Book` that scores are made of, under the same names, with the same
    columns and types; ``settings`` are those of `keyaccount.Book`. ``table`` is ``scores``, ``credit`` or
    ``behaviour``; with a language the score table says in a sentence what decided and what would help.
    ``partitions`` is into how many parts the customers are cut (that many as Spark shuffles into, unless
    stated): a part must fit into the memory of one executor.

    The DataFrames are read several times: cache them if that is dear. Where the order of rows matters, as
    with two payments of an invoice on one day, it is that of the DataFrame.

    Raises ``KeyaccountError`` for whatever a local run refuses, with the problems of all partitions: lines
    count the rows of the partition. Of each invoice or contract of two customers, and of lines that name no
    customer and an order of several, the first is told. With ``skip_bad_rows`` the rows a local run leaves
    out are left out; for that all customers who share such ids go into one part, and more than 10,000 of
    them are refused. Raises ``ValueError`` for tables that scores are not made of.
    """
    _check(tables, table, settings)
    session = next(iter(tables.values())).sparkSession
    count = partitions or int(session.conf.get("spark.sql.shuffle.partitions") or 200)
    keyed = _with_customer(tables)
    unclear = _check_unique(keyed, is_skipped=bool(settings.get("skip_bad_rows")))
    shared = {name: frame.toArrow() for name, frame in tables.items() if name in _SHARED}
    empty = {name: frame.limit(0).toArrow() for name, frame in tables.items() if name not in _SHARED}
    work = _Work(policy.to_toml(), as_of, {**_SETTINGS, **settings}, shared, empty, table, lang)
    parts = _in_parts(keyed, count, unclear)
    shares, rejected = _collected(parts, work.population)
    population = merge_population_shares(shares)
    work = replace(work, shares=(_packed(population),))
    ranking = merge_ranking_shares(_collected(parts, work.ranking)[0])
    work = replace(work, shares=(_packed(population), _packed(ranking)))
    whole, rows = work.finished({})
    done = parts.groupBy(_PART).applyInArrow(_over(work.rows), from_arrow_schema(rows.schema))
    return SparkResult(done.orderBy(_PLACE).drop(_PLACE), whole, tuple(rejected))


@dataclass(frozen=True)
class _Work:
    """What executors need beside the rows of their partition."""

    policy: str
    as_of: date
    settings: dict[str, object]
    shared: _Tables
    """Tables that are whole in every partition."""
    empty: _Tables
    """The other tables without their rows, so that every partition has the same tables."""
    table: str
    lang: str | None
    shares: tuple[bytes, ...] = ()

    def _book(self, tables: _Tables) -> tuple[BookData, Policy]:
        book = BookData.from_frames({**self.empty, **self.shared, **tables}, self.settings, False)
        return book, Policy.from_toml(self.policy)

    def _read(self) -> list[str]:
        return [zlib.decompress(share).decode() for share in self.shares]

    def population(self, tables: _Tables) -> tuple[str, list[Problem]]:
        """What the partition adds to the population, and the problems of rows it leaves out."""
        return population_share(*self._book(tables), self.as_of)

    def ranking(self, tables: _Tables) -> tuple[str, list[Problem]]:
        """What the partition adds to the order of all; its problems are told already."""
        return ranking_share(*self._book(tables), self.as_of, *self._read()), []

    def finished(self, tables: _Tables) -> tuple[Result, pa.Table]:
        """The result of the partition, and its rows with their places."""
        result, places = finish_partition(*self._book(tables), self.as_of, *self._read())
        made = result.explained(self.lang) if self.lang else getattr(result, self.table)
        rows = _plain(pa.table(made)).append_column(_PLACE, pa.array(places, pa.int64()))
        return result, rows

    def rows(self, tables: _Tables) -> pa.Table:
        """The rows of the partition with their places."""
        return self.finished(tables)[1]


def _check(tables: Mapping[str, DataFrame], table: str, settings: Mapping[str, object]) -> None:
    if not tables:
        raise ValueError("no tables: expected at least `order_lines` or `invoices`")
    for name in tables:
        if name not in _SCORED:
            raise ValueError(
                f"`{name}` is no table that scores are made of: expected some of {', '.join(_SCORED)}"
            )
    if table not in ("scores", "credit", "behaviour"):
        raise ValueError(f"`{table}` is no table of customers: expected `scores`, `credit` or `behaviour`")
    for name in settings:
        if name not in _SETTINGS:
            raise ValueError(f"`{name}` is no setting of a book: expected some of {', '.join(_SETTINGS)}")


def _id(frame: DataFrame, column: str) -> Column:
    """An id as the library reads it: as it is written, but nothing if all of it is white space."""
    if column not in frame.columns:
        return f.lit(None).cast("string")
    text = f.col(column).cast("string")
    return f.when(~text.rlike(r"(?U)^\s*$"), text)


def _with_customer(tables: Mapping[str, DataFrame]) -> dict[str, DataFrame]:
    """The tables with the place of each row, and in `_PART` whose row it is.

    Rows of orders and invoices nobody knows go together by their id, wherever that is.
    """
    keyed = {}
    for name, frame in tables.items():
        if name in _SHARED:
            continue
        rows = frame.select(
            f.struct(*[f.col(f"`{column}`") for column in frame.columns]).alias(name),
            f.monotonically_increasing_id().alias(_ROW),
            _id(frame, "customer_id").alias(_PART),
            _id(frame, "order_id").alias("order"),
            _id(frame, "invoice_id").alias("invoice"),
            _id(frame, "contract_id").alias("contract"),
        )
        keyed[name] = rows
    for name, by, source in (
        ("order_lines", "order", "orders"),
        ("settlements", "invoice", "invoices"),
        ("delay_reasons", "invoice", "invoices"),
    ):
        if name not in keyed:
            continue
        rows = keyed[name]
        if source in keyed:
            owners = (
                keyed[source]
                .groupBy(by)
                .agg(f.min(_PART).alias("owner"), f.count_distinct(_PART).alias("owners"))
            )
            rows = rows.join(owners.filter(f.col(by).isNotNull()), by, "left")
        else:
            rows = rows.withColumns({"owner": f.lit(None).cast("string"), "owners": f.lit(0)})
        # An invoice says whose its payments are; a line says so itself before its order does.
        first = [_PART, "owner"] if by == "order" else ["owner", _PART]
        unclear = f.col(_PART).isNull() & (f.col("owners") > 1) if by == "order" else f.lit(False)
        rows = rows.withColumns({_PART: f.coalesce(*first, by), "unclear": unclear})
        keyed[name] = rows.drop("owner", "owners")
    return keyed


def _check_unique(keyed: Mapping[str, DataFrame], *, is_skipped: bool) -> DataFrame | None:
    """Refuses what one machine would refuse and no partition can see for itself; or, where such rows are left
    out, gives the customers that one partition must see together: each with the one they are gathered under.
    """
    shared = []
    for name, by in (("invoices", "invoice"), ("contracts", "contract")):
        if name in keyed:
            # Whoever is named with an id; a row that names nobody may come first too.
            rows = keyed[name].filter(f.col(by).isNotNull())
            owner = f.coalesce(f.col(_PART), f.lit("")) if is_skipped else f.col(_PART)
            owners = rows.groupBy(by).agg(f.count_distinct(owner).alias("owners")).filter("owners > 1")
            for row in [] if is_skipped else owners.orderBy(by).limit(1).collect():
                found = f"{by} `{row[by]}` of {row['owners']} customers in `{name}`"
                raise KeyaccountError(
                    [Problem("duplicate", found, "each id once", file=name, path=f"{by}_id")]
                )
            shared.append((rows.withColumn(_PART, owner), owners, by))
    if "order_lines" in keyed and "orders" in keyed:
        lines = keyed["order_lines"].filter("unclear")
        for row in [] if is_skipped else lines.orderBy("order").limit(1).collect():
            found = f"a line without a customer, and order `{row['order']}` of several customers"
            problem = Problem(
                "ambiguous_order", found, "the customer of the line", "order_lines", path="customer_id"
            )
            raise KeyaccountError([problem])
        heads = keyed["orders"].filter(f.col(_PART).isNotNull())
        shared.append((heads, lines.select("order").distinct(), "order"))
    if not is_skipped or not shared:
        return None
    pairs = [
        rows.join(ids.select(by), by, "left_semi").select(f.concat_ws(" ", f.lit(by), by).alias("id"), _PART)
        for rows, ids, by in shared
    ]
    named = reduce(lambda one, other: one.unionByName(other), pairs)
    # Whoever shares an id, with the first of those who do: however many ids two share, that is told once.
    first = f.min(_PART).over(Window.partitionBy("id"))
    found = named.select(first.alias("first"), _PART).distinct()
    if found.select(_PART).distinct().limit(_MOST_TOGETHER + 1).count() > _MOST_TOGETHER:
        problem = Problem(
            "out_of_range",
            f"more than {_MOST_TOGETHER} customers whose invoices, contracts or orders others have too",
            "ids of one customer each",
            remedy="leave out rows whose id is only a placeholder",
        )
        raise KeyaccountError([problem])
    gathered = _gathered([(row["first"], row[_PART]) for row in found.orderBy("first", _PART).collect()])
    if not gathered:
        return None
    session = keyed[next(iter(keyed))].sparkSession
    return session.createDataFrame(sorted(gathered.items()), f"{_PART} string, gathered string")


def _gathered(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """For each customer that shares an id the one under which all go that are linked so, near or far.

    A pair is what links a customer, and the customer.
    """
    under: dict[str, str] = {}

    def root(of: str) -> str:
        while under.setdefault(of, of) != of:
            under[of] = of = under[under[of]]
        return of

    first: dict[str, str] = {}
    for shared, customer in pairs:
        under[root(customer)] = root(first.setdefault(shared, customer))
    return {customer: root(customer) for customer in under}


def _in_parts(keyed: Mapping[str, DataFrame], count: int, unclear: DataFrame | None) -> DataFrame:
    """All rows in one DataFrame: part, place, and a column for each table, of which one is filled.

    The customers of ``unclear`` go into the part of the one they are gathered under.
    """
    frames = []
    for name, rows in keyed.items():
        owned = rows.withColumn(_PART, f.coalesce(f.col(_PART), f.lit("")))
        owner = f.col(_PART)
        if unclear is not None:
            owned = owned.join(f.broadcast(unclear), _PART, "left")
            owner = f.coalesce("gathered", _PART)
        part = f.pmod(f.xxhash64(owner), f.lit(count)).cast("int")
        frames.append(owned.select(part.alias(_PART), _ROW, name))
    return reduce(lambda one, other: one.unionByName(other, allowMissingColumns=True), frames)


def _tables(rows: pa.Table) -> _Tables:
    """The tables of a partition, each in its order."""
    rows = rows.sort_by(_ROW)
    tables = {}
    for name in rows.column_names:
        if name not in (_PART, _ROW):
            cells = rows[name].drop_null()
            if len(cells):
                tables[name] = pa.Table.from_struct_array(cells)
    return tables


def _over(work: Callable[[_Tables], pa.Table]) -> Callable[[pa.Table], pa.Table]:
    """The work as Spark wants it: from all rows of a part to a table."""

    def act(rows: pa.Table) -> pa.Table:
        return work(_tables(rows))

    return act


_Share = tuple[str | None, list[Problem], list[Problem]]
"""What a part comes to, why it was refused, and the problems of rows it leaves out."""


def _collected(
    parts: DataFrame, share: Callable[[_Tables], tuple[str, list[Problem]]]
) -> tuple[list[str], list[Problem]]:
    """What each part comes to, on the driver, and the problems of rows that were left out.

    Raises ``KeyaccountError`` with the problems of all parts that were refused.
    """

    def tried(tables: _Tables) -> _Share:
        try:
            made, left_out = share(tables)
        except KeyaccountError as error:
            return None, list(error.problems), []
        return made, [], left_out

    def packed(tables: _Tables) -> pa.Table:
        # Problems are sent as a row: all an exception brings from an executor is its traceback.
        made, *problems = tried(tables)
        cells = [None if made is None else _packed(made)]
        cells += [pickle.dumps(some) if some else None for some in problems]
        return pa.table([pa.array([cell], pa.binary()) for cell in cells], names=_SENT)

    # A part without customers has the shared tables and whatever holds for the whole book.
    made, refused, rejected = tried({})
    shares = [] if made is None else [made]
    of_all = [problem for problem in (*refused, *rejected) if problem.file not in _SHARED]
    sent = ", ".join(f"{name} binary" for name in _SENT)
    for row in parts.groupBy(_PART).applyInArrow(_over(packed), sent).toLocalIterator():
        for problems, name in ((refused, "refused"), (rejected, "rejected")):
            found = [] if row[name] is None else pickle.loads(row[name])
            # What is wrong with a table that every part has is told once.
            problems += [
                problem for problem in found if problem.file not in _SHARED and problem not in of_all
            ]
        if row["share"] is not None:
            shares.append(zlib.decompress(bytes(row["share"])).decode())
    if refused:
        raise KeyaccountError(refused)
    return shares, rejected


def _packed(share: str) -> bytes:
    return zlib.compress(share.encode(), 1)


def _plain(table: pa.Table) -> pa.Table:
    """Codes as texts, since Spark has no dictionaries."""
    fields = [
        pa.field(field.name, field.type.value_type if pa.types.is_dictionary(field.type) else field.type)
        for field in table.schema
    ]
    return table.cast(pa.schema(fields))
