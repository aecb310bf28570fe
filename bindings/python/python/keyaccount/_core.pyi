"""
The compiled part of `keyaccount`. Import the names from `keyaccount` itself.
"""

from _typeshed import SupportsGetItem
from datetime import date
from decimal import Decimal
from os import PathLike
from pandas import DataFrame
from polars import DataFrame as DataFrame2
from typing import Any, Final, SupportsIndex, final

__all__ = ["VERSION", "Backtest", "BookData", "Comparison", "Distribution", "Explanation", "Note", "Policy", "PolicyChange", "PolicyUpgrade", "Problem", "Remedy", "Result", "Stamp", "Table", "backtest", "compare", "finish_partition", "merge_population_shares", "merge_ranking_shares", "population_share", "ranking_share", "run_command"]

VERSION: Final[str]
"""
The version of the package and of the library in it.
"""

@final
class Backtest:
    """
    How well the scores of a past day foretold what happened.
    """
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def proposals(self, /) -> list[str]:
        """
        The proposals that were asked for, as the TOML that would carry them out.
        """
    def summary(self, /, lang: str = "en") -> str:
        """
        The back-test summed up as text, proposals with what speaks for and against them.
        """
    @property
    def table(self, /) -> Table:
        """
        Outcomes by grade and by group of scores, for each score and measure.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        Everything as dictionaries and lists; decimals and days are texts.
        """

@final
class BookData:
    """
    What `keyaccount.Book` keeps: the tables of a book.
    """
    @staticmethod
    def columns(table: str) -> list[tuple[str, bool]]:
        """
        The columns of a table: name, whether it is required.
        """
    @staticmethod
    def from_dir(path: str | PathLike[str], skip_bad_rows: bool, progress: bool) -> BookData:
        """
        A book of files.
        """
    @staticmethod
    def from_frames(tables: "dict[str, object]", settings: "dict[str, object]", progress: bool) -> BookData:
        """
        A book of frames by table name.
        """
    def input_digest(self, /, as_of: date) -> str:
        """
        The SHA-256 of what was known on a day.
        """
    def latest_date(self, /) -> date | None:
        """
        The latest date of the book.
        """
    def notes(self, /) -> list[Note]:
        """
        What was noticed while reading.
        """
    def problems(self, /) -> list[Problem]:
        """
        What is wrong with the book whatever the day.
        """
    def row_counts(self, /) -> dict[str, int]:
        """
        How many rows each table has that is there.
        """
    def score(self, /, policy: Policy, days: SupportsGetItem[int, date], input_digest: bool, progress: bool) -> list[Result]:
        """
        Scores on each of these days.
        """
    @staticmethod
    def table_names() -> list[str]:
        """
        The names of the tables a book may have, in the order they are read.
        """

@final
class Comparison:
    """
    What differs between two results: who moves, from where, to where and why.
    """
    def __len__(self, /) -> int: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def after(self, /) -> Stamp:
        """
        What the result after was made from.
        """
    @property
    def before(self, /) -> Stamp:
        """
        What the result before was made from.
        """
    def matrix(self, /) -> Table:
        """
        How many stand where before and after, with their money.
        """
    def moves(self, /, lang: str | None = None) -> Table:
        """
        Who moves, from where, to where and why; in a language the reason is a sentence.
        """
    def policy_changes(self, /, lang: str | None = None) -> Table:
        """
        What differs between the policies.
        """
    def summary(self, /, lang: str = "en") -> str:
        """
        The comparison summed up as text.
        """
    def to_csv(self, /, path: str | PathLike[str], *, lang: str | None = None, escape_formulas: bool = False) -> None:
        """
        Writes who moves as CSV.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        Everything as dictionaries and lists; decimals and days are texts.
        """
    def to_json(self, /, path: str | PathLike[str]) -> None:
        """
        Writes every table as JSON.
        """
    def to_xlsx(self, /, path: str | PathLike[str], *, lang: str | None = None) -> None:
        """
        Writes a workbook, a sheet for each table.
        """

@final
class Distribution:
    """
    How many customers have which grade.
    """
    def __repr__(self, /) -> str: ...
    @property
    def grades(self, /) -> dict[str, int]:
        """
        How many rated customers have each grade, best first.
        """
    @property
    def new(self, /) -> int:
        """
        New customers.
        """
    @property
    def total(self, /) -> int:
        """
        All customers.
        """
    @property
    def unrated(self, /) -> int:
        """
        Customers without a composite score.
        """

@final
class Explanation:
    """
    Every step of the arithmetic of one customer, from payments and orders to the grade.

    `print(explanation)` reads it out in the language it was asked for.
    """
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def customer_id(self, /) -> str:
        """
        The customer it is about.
        """
    def text(self, /, lang: str | None = None) -> str:
        """
        As plain text: what the grade is, why, what would change it; then each step with its numbers.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        Every step as dictionaries and lists, as the command writes them in JSON: decimals and days are
        texts.
        """

@final
class Note:
    """
    Something noticed beside a result.
    """
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def about(self, /) -> str:
        """
        The table or columns it is about; may be empty.
        """
    @property
    def code(self, /) -> str:
        """
        What was noticed, a stable code such as `unknown_columns`.
        """
    @property
    def count(self, /) -> int:
        """
        How often.
        """
    @property
    def money(self, /) -> Decimal | None:
        """
        How much money it carries, where that means something.
        """
    def sentence(self, /, lang: str = "en") -> str:
        """
        The note as a sentence, with its count and money.
        """

@final
class Policy:
    """
    A checked policy: the written rules of an organisation, as data that compute.

    It can only be made by loading one, so every value in it has passed the check. Two policies are equal
    if they mean the same.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def currency(self, /) -> str:
        """
        The ISO 4217 code of all money in it.
        """
    @property
    def digest(self, /) -> str:
        """
        The SHA-256 of the canonical text, in lower-case hexadecimal: equal for policies that mean the
        same.
        """
    @property
    def effective_from(self, /) -> date | None:
        """
        The day it comes into force, if it says.
        """
    @staticmethod
    def from_file(path: str | PathLike[str], *, settings: dict[str, bool | SupportsIndex | Decimal | str] | None = None) -> Policy:
        """
        Reads a policy file. `settings` as in `shipped`.

        Raises `KeyaccountError` as `from_toml` does, and for a file that cannot be read.
        """
    @staticmethod
    def from_toml(text: str, *, file: str = "policy.toml", settings: dict[str, bool | SupportsIndex | Decimal | str] | None = None) -> Policy:
        """
        Reads the text of a policy file: TOML, or JSON if its first character is `{`. `file` is the name
        that problems carry.

        Raises `KeyaccountError` with everything that is wrong, each with its line, what was found, what
        was expected and how to mend it.
        """
    @staticmethod
    def json_schema() -> str:
        """
        The JSON Schema (2020-12) of policy files, as text, with descriptions in English and Chinese.
        """
    @property
    def name(self, /) -> str:
        """
        The name used in results.
        """
    @staticmethod
    def names() -> list[str]:
        """
        The names of the policies that come with the library.
        """
    @staticmethod
    def shipped(name: str = "standard", *, settings: dict[str, bool | SupportsIndex | Decimal | str] | None = None) -> Policy:
        """
        The policy that comes with the library under this name, such as `standard` or `standard@1`.

        `settings` changes some of its values, as in `{"composite.weights.credit": "0.3"}`: by
        path, in the order given; a text is read as TOML.

        Raises `KeyaccountError` for a name there is no policy of, with the nearest one, and for settings
        the policy does not have.
        """
    @property
    def title(self, /) -> str | None:
        """
        The title as printed, if it has one.
        """
    def to_markdown(self, /, lang: str = "en") -> str:
        """
        The policy in words, as numbered articles to be read and signed, in Markdown.
        """
    def to_text(self, /, lang: str = "en") -> str:
        """
        The policy in words, as numbered articles to be read and signed, in plain text.
        """
    def to_toml(self, /) -> str:
        """
        The canonical text: every value, also those the file left to their defaults.
        """
    @staticmethod
    def upgrade(text: str, *, file: str = "policy.toml") -> PolicyUpgrade:
        """
        Brings the text of a policy file of an older format up to date, with its comments and layout.

        The text is only rewritten, not checked.

        Raises `KeyaccountError` for a text that cannot be read, and for a format that is not stated or
        newer than this library.
        """
    @property
    def version(self, /) -> str:
        """
        The version.
        """

@final
class PolicyChange:
    """
    A change an upgrade made.
    """
    @property
    def line(self, /) -> int:
        """
        The line it starts in, from 1, in the file as it was before.
        """
    @property
    def now(self, /) -> str:
        """
        What stands there.
        """
    @property
    def was(self, /) -> str:
        """
        What stood there.
        """

@final
class PolicyUpgrade:
    """
    A policy file in the newest format.
    """
    @property
    def changes(self, /) -> list[PolicyChange]:
        """
        What was changed, in the order of the file.
        """
    @property
    def from_format(self, /) -> int:
        """
        The format it had.
        """
    @property
    def text(self, /) -> str:
        """
        The whole file; the very text that was given if there was nothing to change.
        """
    @property
    def to_format(self, /) -> int:
        """
        The format it has.
        """

@final
class Problem:
    """
    One thing that is wrong with an input, and how to mend it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def code(self, /) -> str:
        """
        The kind of problem, a stable code such as `unknown_key`.
        """
    @property
    def column(self, /) -> int | None:
        """
        The column from 1: of characters in a policy, of fields in a table.
        """
    @property
    def expected(self, /) -> str:
        """
        What was expected.
        """
    @property
    def file(self, /) -> str | None:
        """
        The file, or the table when there is no file.
        """
    @property
    def found(self, /) -> str:
        """
        What was found.
        """
    @property
    def line(self, /) -> int | None:
        """
        The line from 1; for a table without a file the row from 1.
        """
    @property
    def path(self, /) -> str:
        """
        The path in a policy (`credit.bands[2].at_least`) or the column's name in a table; may be empty.
        """
    @property
    def remedy(self, /) -> str:
        """
        What to do about it; empty where the expectation says it all.
        """
    @property
    def sentence(self, /) -> str:
        """
        All of it in one line: `file:line:column (path): found …, expected …; remedy`.
        """

@final
class Remedy:
    """
    One thing that alone could give a customer a better grade, and what it comes to.
    """
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def concerns_others(self, /) -> bool:
        """
        Whether it would also move the scores of other customers, which are ranked with this one.
        """
    @property
    def is_reachable(self, /) -> bool:
        """
        Whether any change of it gives a better grade.
        """
    @property
    def lever(self, /) -> str:
        """
        What would change, a stable code such as `credit`, `volume`, `overdue`.
        """
    def sentence(self, /, lang: str | None = None) -> str:
        """
        The remedy in one sentence.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        Every number of it as dictionaries and lists; decimals and days are texts.
        """

@final
class Result:
    """
    A whole book scored on one day: scores, grades and ranks of every customer, with notes and stamp.

    `result["K001"]` is the row of one customer as a dictionary, `len(result)` how many there are,
    `"K001" in result` whether one is there.
    """
    def __contains__(self, customer_id: str, /) -> bool: ...
    def __getitem__(self, customer_id: str, /) -> dict[str, str | Decimal | int | date | None]:
        """
        The row of one customer: decimals as `Decimal`, days as `date`, what does not apply as `None`.

        Raises `KeyError` for a customer that is not there.
        """
    def __len__(self, /) -> int: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def as_of(self, /) -> date:
        """
        The day it holds for.
        """
    @property
    def behaviour(self, /) -> Table:
        """
        Recency, frequency, money, growth and deal stage of each customer.
        """
    @property
    def credit(self, /) -> Table:
        """
        Credit limit, exposure and hold of each customer.
        """
    @property
    def distribution(self, /) -> Distribution:
        """
        How many customers have which grade.
        """
    def explain(self, /, customer_id: str, lang: str = "en", audience: str = "internal") -> Explanation:
        """
        Every step of the arithmetic of one customer. `audience` is `internal`, or `customer` for a copy
        to hand out: nothing about other customers, no profit, no names of our people.

        Raises `KeyaccountError` for a customer that is not there, with the nearest id.
        """
    def explained(self, /, lang: str = "en") -> Table:
        """
        The score table followed by `main_reason`, what decided the grade, and `next_step`, the smallest
        thing that would lift it, one sentence each.
        """
    def key_accounts(self, /, lang: str | None = None) -> Table:
        """
        Who may be admitted as a key account, and by how much each other customer misses it. In a language
        it also says so in sentences.

        Raises `KeyaccountError` if the policy has no rules for key accounts.
        """
    @property
    def notes(self, /) -> list[Note]:
        """
        What was noticed beside it, the most helpful first.
        """
    @property
    def policy(self, /) -> Policy:
        """
        The policy it was made under.
        """
    @property
    def portfolio(self, /) -> Table:
        """
        Metrics of the whole book.
        """
    @property
    def rejected(self, /) -> list[Problem]:
        """
        The problems of rows that were left out.
        """
    def remedies(self, /, customer_id: str, lang: str = "en") -> list[Remedy]:
        """
        For each dimension alone, and for each condition that holds, the smallest change that gives the
        customer a better grade, or why there is none.

        Raises `KeyaccountError` for a customer that is not there, with the nearest id.
        """
    @property
    def scores(self, /) -> Table:
        """
        Scores, grades and ranks: one row for each customer, rated ones by priority, then unrated ones,
        then new ones. Scores have two decimals, from 0 to 100.
        """
    @property
    def slices(self, /) -> Table:
        """
        The arithmetic of credit, one row for each payment.
        """
    @property
    def stamp(self, /) -> Stamp:
        """
        What it was made from.
        """
    def to_csv(self, /, path: str | PathLike[str], *, table: str | None = None, lang: str | None = None, escape_formulas: bool = False) -> None:
        """
        Writes a table as CSV, and beside it the run file from which `keyaccount verify` makes it again.

        `table` is `scores` (which it is unless stated), `slices`, `credit`, `behaviour` or `portfolio`; `lang` puts headings and codes
        into a language. The file is written whole or not at all.
        """
    def to_json(self, /, path: str | PathLike[str], *, table: str | None = None) -> None:
        """
        Writes a table (`table` as in `to_csv`) with stamp, notes and distribution as JSON, and beside it the
        run file.
        """
    def to_xlsx(self, /, path: str | PathLike[str], *, table: str | None = None, lang: str | None = None) -> None:
        """
        Writes a workbook, a sheet for each table (or only one), with stamp, distribution and notes, and
        beside it the run file.
        """
    def vip_register(self, /, register: str | PathLike[str], lang: str | None = None) -> Table:
        """
        Until when each VIP of a register (a CSV file of `customer_id` and `listed_on`) is listed, and
        whose listing is renewed.

        Raises `KeyaccountError` for a register that cannot be read and for a policy without such rules.
        """
    def vips(self, /, lang: str | None = None) -> Table:
        """
        Who may apply to be a VIP. In a language it also says why in sentences.

        Raises `KeyaccountError` if the policy has no rules for VIPs.
        """

@final
class Stamp:
    """
    What a result was made from. The same stamp and library version give the same bytes.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    @property
    def as_of(self, /) -> date:
        """
        The day the result holds for.
        """
    @property
    def input_digest(self, /) -> str:
        """
        The SHA-256 of the rows of the book known on that day; empty if it was not asked for.
        """
    @property
    def library_version(self, /) -> str:
        """
        The version of the library.
        """
    @property
    def policy_digest(self, /) -> str:
        """
        The SHA-256 of its meaning.
        """
    @property
    def policy_name(self, /) -> str:
        """
        The name of the policy.
        """
    @property
    def policy_version(self, /) -> str:
        """
        Its version.
        """
    @property
    def population_digest(self, /) -> str | None:
        """
        The digest of a population measured before; `None` if the population is the book's own.
        """
    @property
    def rules_version(self, /) -> int:
        """
        The version of the arithmetic.
        """

@final
class Table:
    """
    A table of a result, in Arrow's memory.

    Every library that reads the Arrow PyCapsule interface takes it as it is: `polars.DataFrame(table)`,
    `pyarrow.table(table)`, `duckdb.sql("from table")` by way of pyarrow. Texts are `utf8`, codes and
    grades dictionaries of `utf8`, numbers `decimal128(38, s)`, counts and ranks `int64`, days `date32`;
    every column may have nulls, which mean that nothing applies. The stamp is the schema's metadata.
    """
    def __arrow_c_schema__(self, /) -> "object":
        """
        The Arrow PyCapsule interface: the schema.
        """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The Arrow PyCapsule interface: the rows.
        """
    def __len__(self, /) -> int: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def column_names(self, /) -> list[str]:
        """
        The names of the columns.
        """
    def head(self, /, count: SupportsIndex = 10) -> list[list[str | None]]:
        """
        The first rows as texts, as people read them; what does not apply is `None`.
        """
    def to_pandas(self, /) -> DataFrame:
        """
        A pandas frame: decimals, integers and days as Arrow's types (`decimal128(38, 2)[pyarrow]`), codes
        as categories, texts as strings. Needs pandas and pyarrow: `pip install keyaccount[pandas]`.
        """
    def to_polars(self, /) -> DataFrame2:
        """
        A polars frame: decimals as `Decimal`, codes as `Categorical`. Needs polars: `pip install
        keyaccount[polars]`.
        """
    def to_pyarrow(self, /) -> Any:
        """
        A `pyarrow.Table`, not copied. Needs pyarrow.
        """

def backtest(result: Result, outcomes: Any, kind: str, *, calibrate: str | None = None, bounds: dict[str, tuple[Decimal, Decimal]] | None = None, step: Decimal | None = None) -> Backtest:
    """
    Holds a result against outcomes: a frame, or a CSV file, with `customer_id`, `outcome` and perhaps `on`,
    the day it was observed. Outcomes on or before the result's day are left out and counted.

    `kind` says what an outcome means: `bad` and `good` are yes or no, `higher_is_worse` and
    `higher_is_better` numbers (decimals, not floats).

    `calibrate` proposes other values for the policy, `weights` of the composite or points of the credit
    `curve`, each within `bounds` (the least and the most, by the dimension's name or by days late) and
    weights in steps of `step`. Nothing is changed: a proposal is TOML to be decided on.

    Raises `KeyaccountError` for what is wrong with outcomes and bounds.
    """

def compare(before: Result, after: Result) -> Comparison:
    """
    Holds two results of one book against each other: under another policy, or on another day.

    Raises `KeyaccountError` for results that cannot be compared, such as those of books in other
    currencies.
    """

def finish_partition(book: BookData, policy: Policy, as_of: date, population: str, ranking: str) -> tuple[Result, list[int]]:
    """
    The result of a partition, and the place of each row of its score table in that of the whole book, from
    0.
    """

def merge_population_shares(shares: SupportsGetItem[int, str]) -> str:
    """
    What several partitions together, at least one, add to the population.
    """

def merge_ranking_shares(shares: SupportsGetItem[int, str]) -> str:
    """
    What several partitions together, at least one, add to the order of all.
    """

def population_share(book: BookData, policy: Policy, as_of: date) -> str:
    """
    What the customers of a partition add to the population.
    """

def ranking_share(book: BookData, policy: Policy, as_of: date, population: str) -> str:
    """
    What the customers of a partition add to the order of all.
    """

def run_command(arguments: SupportsGetItem[int, str]) -> int:
    """
    Runs the `keyaccount` command in this process and returns its exit code.

    `arguments` are those of the command line, its own name first. It writes to the standard output and
    standard error of the process, not to `sys.stdout`. The exit codes: 0 done, 1 done with findings,
    2 refused.
    """
