"""
The compiled part of `keyaccount`. Import the names from `keyaccount` itself.
"""

from _typeshed import SupportsGetItem
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from keyaccount._records.decisions import Verdict
from keyaccount.due import BookDue as BookDue2
from os import PathLike
from pandas import DataFrame
from polars import DataFrame as DataFrame2
from typing import Any, Final, SupportsIndex, final

__all__ = ["VERSION", "AccessDesk", "AccessPolicy", "AccessRegisters", "AccessRequest", "ApprovalRules", "Backtest", "BookData", "BookDue", "Case", "Comparison", "CompositionPolicy", "Disposal", "Distribution", "Explanation", "Incident", "LogHead", "Note", "Organisation", "Policy", "PolicyChange", "PolicyUpgrade", "Problem", "Remedy", "Result", "RetentionRules", "Stamp", "Table", "WorkCalendar", "access_answers", "add_months", "ageing", "anonymise", "anonymise_frame", "answer_of", "ask", "audited_entries", "backtest", "calls_of", "canonical_record", "case_of_contract", "circumstances_of_book", "compare", "composite_band", "composite_score", "contact_days", "credit_band", "credit_limit", "credit_points", "credit_terms", "cumulative_shares", "deidentify", "deidentify_frame", "due_calendar", "due_csv", "due_for", "due_json", "due_list", "due_merged", "due_table", "duties", "file_of_book", "finish_partition", "greetings", "growth", "is_valid_uscc", "language_code", "log_mark", "looking_on", "merge_population_shares", "merge_ranking_shares", "my_acts", "organisation_of_book", "papers_of_book", "pareto_curve", "plain_csv", "population_share", "portfolio_metrics", "quintile", "ranking_share", "read_case_file", "read_checkpoint", "read_plain_table", "read_records", "reading", "reassessment_due", "refusal", "refusals", "registers_of_book", "restored", "round_ratio", "routes", "run_command", "sign_checkpoint", "signed_bytes", "told_steps", "value_classes", "verify_log", "weekly_contact", "whale_curve", "window"]

VERSION: Final[str]
"""
The version of the package and of the library in it.
"""

@final
class AccessDesk:
    """
    The desk at which attempts are decided.
    """
    def __new__(cls, /, policy: AccessPolicy, registers: AccessRegisters) -> AccessDesk: ...
    def actions_of(self, /, person: str, file: Any, at: datetime) -> Any: ...
    def decide(self, /, at: datetime, by: str, action: str, file: Any | None, fields: SupportsGetItem[int, str], form: str | None, requester: str | None, requested: str | None) -> int:
        """
        The number of the answer. `file` is any object with the attributes of a `CustomerFile`.
        """
    def entry(self, /, attempt: Any) -> Any: ...
    def explain(self, /, attempt: Any) -> Any: ...
    def grounds(self, /, attempt: Any) -> Any: ...
    def who_may(self, /, attempt: Any) -> Any: ...

@final
class AccessPolicy:
    """
    What a policy says of access to customer files, and who may stand in.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    @staticmethod
    def of(policy: Policy) -> AccessPolicy: ...
    def permission(self, /, role: str, action: str) -> str:
        """
        The code of what a role may do.
        """

@final
class AccessRegisters:
    """
    Registers an attempt is held against: people, agreements, grants. One that was not supplied leaves what
    depends on it undecided.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def grants(self, /) -> Any: ...
    def ndas(self, /) -> Any: ...
    @staticmethod
    def of(organisation: Organisation | None, ndas: Any, grants: Any) -> AccessRegisters: ...
    def organisation(self, /) -> Organisation | None: ...

@final
class AccessRequest:
    """
    An access request: what is asked, and what happened to it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def ask(self, /) -> Any: ...
    def copy(self, /) -> AccessRequest: ...
    def decide(self, /, act: Any, registers: AccessRegisters) -> int: ...
    @property
    def ends(self, /) -> datetime | None: ...
    def events(self, /) -> Any: ...
    def explain(self, /, act: Any, registers: AccessRegisters) -> Any: ...
    @staticmethod
    def from_json(text: str, file: str) -> AccessRequest: ...
    def grants(self, /) -> Any: ...
    def history(self, /, lang: str, organisation: Organisation) -> list[str]: ...
    def need(self, /) -> Any: ...
    @staticmethod
    def open(ask: Any, by: str, at: datetime, rules: AccessPolicy, registers: AccessRegisters) -> tuple[AccessRequest | None, Any | None]:
        """
        The request, or else the verdict that refuses it.
        """
    def phase(self, /) -> Any: ...
    @property
    def requester(self, /) -> str: ...
    def take(self, /, act: Any, registers: AccessRegisters) -> Any: ...
    def to_json(self, /) -> str: ...
    def who_may(self, /, act: Any, registers: AccessRegisters) -> list[tuple[str, str | None]]: ...

@final
class ApprovalRules:
    """
    The approval rules of a policy.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def explain_route(self, /, terms: Any, on: date, circumstances: Any) -> Any:
        """
        The verdict of a route, with a warning for contracts that may have been split from it.
        """
    @staticmethod
    def of(policy: Policy) -> ApprovalRules: ...
    def route(self, /, amount: Any | None, framework_estimate: Any | None, agreed_price: Any | None, settlement_floor_price: Any | None) -> int:
        """
        The tier from 1, or 0 if the contract is refused, and the number of the answer, as one integer.
        """
    def tiers(self, /) -> Any:
        """
        The tiers, lowest amounts first.
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
    def summary(self, /, lang: "str" = "en") -> str:
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
    def __copy__(self, /) -> BookData:
        """
        It never changes, so that a copy is the same.
        """
    def __deepcopy__(self, /, _memo: Any) -> BookData: ...
    def __reduce__(self, /) -> str: ...
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
class BookDue:
    """
    What is due of a book at an instant of the day it was scored on.
    """
    def calls(self, /) -> Any: ...
    def calls_of(self, /, customer_id: str) -> Any: ...
    def due_list(self, /, kinds: Any, person: str | None, more: Any) -> Any:
        """
        The list, with more parts of the same instant.
        """
    def duties(self, /) -> Any: ...
    def holds(self, /) -> Any: ...
    def kept_records(self, /) -> Any: ...
    def looking(self, /) -> Any: ...
    @staticmethod
    def of(result: Result, calendar: WorkCalendar, looking: Any) -> BookDue: ...
    def regularity(self, /, weeks: SupportsIndex) -> Any: ...
    def regularity_table(self, /, weeks: SupportsIndex) -> Table:
        """
        How regularly every customer was contacted, as an Arrow table.
        """
    def retention(self, /) -> Any: ...
    def roles_of(self, /, person: str) -> list[str]: ...
    def table(self, /, kinds: Any, person: str | None, more: Any, lang: str | None) -> Table:
        """
        The same list as an Arrow table.
        """

@final
class Case:
    """
    An approval case: what it was opened with, and what happened to it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def act(self, /, request: Any, organisation: Organisation) -> Any: ...
    def amend(self, /, request: Any) -> Any: ...
    def copy(self, /) -> Case: ...
    def decide_act(self, /, on: date, by: str, decision: Any, role: str, delegation: str | None, digest: str | None, organisation: Organisation) -> int: ...
    def decide_amend(self, /, request: Any) -> int: ...
    def decide_submit(self, /, request: Any, rules: ApprovalRules) -> int: ...
    def decide_withdraw(self, /, request: Any) -> int: ...
    @property
    def digest(self, /) -> str: ...
    def events(self, /) -> Any: ...
    def explain_act(self, /, request: Any, organisation: Organisation) -> Any: ...
    def explain_amend(self, /, request: Any) -> Any: ...
    def explain_submit(self, /, request: Any, rules: ApprovalRules) -> Any: ...
    def explain_withdraw(self, /, request: Any) -> Any: ...
    @staticmethod
    def from_json(text: str, file: str) -> Case: ...
    def history(self, /, lang: str, organisation: Organisation) -> list[str]: ...
    @property
    def id(self, /) -> str: ...
    def next_step(self, /) -> Any: ...
    @staticmethod
    def open(id: str, kind: Any, applicant: str, unit: str, terms: Any) -> Case: ...
    def opened(self, /) -> Any: ...
    def phase(self, /) -> Any: ...
    def report(self, /, on: date, organisation: Organisation, rules: ApprovalRules, submission: Any) -> Any: ...
    def report_text(self, /, report: Any, rules: ApprovalRules, organisation: Organisation, lang: str) -> str: ...
    @property
    def round(self, /) -> int: ...
    def submit(self, /, request: Any, rules: ApprovalRules) -> Any: ...
    def terms(self, /) -> Any: ...
    def tier(self, /) -> Any: ...
    def to_json(self, /) -> str: ...
    def who_may_act(self, /, on: date, organisation: Organisation) -> Any: ...
    def withdraw(self, /, request: Any) -> Any: ...

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
    def summary(self, /, lang: "str" = "en") -> str:
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
class CompositionPolicy:
    """
    What a policy says a customer's file consists of.
    """
    def card_completeness(self, /, filled: Any) -> Any: ...
    def composition(self, /, on_file: Any, key_account: bool, as_of: date) -> Any: ...
    @staticmethod
    def of(policy: Policy) -> CompositionPolicy: ...
    def quality(self, /, completeness: Any, changes: Any, sample: Any, as_of: date) -> Any: ...
    def register_completeness(self, /, filled: Any, declined: Any) -> Any: ...
    def register_without_purpose(self, /, filled: Any, with_purpose: Any) -> Any: ...

@final
class Disposal:
    """
    A disposal: what happened to it, and where it stands by that.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def act(self, /, asked: Any, organisation: Organisation, holds: Any) -> Any: ...
    def check_policy(self, /, policy: Policy) -> None: ...
    def copy(self, /) -> Disposal: ...
    def decide(self, /, asked: Any, organisation: Organisation, holds: Any) -> int: ...
    def entries(self, /) -> Any: ...
    def events(self, /) -> Any: ...
    def explain(self, /, asked: Any, organisation: Organisation, holds: Any) -> Any: ...
    @staticmethod
    def from_json(text: str, file: str) -> Disposal: ...
    def history(self, /, lang: str, organisation: Organisation) -> list[str]: ...
    @property
    def id(self, /) -> str: ...
    @staticmethod
    def open(id: str, department: str | None, policy: Policy) -> Disposal: ...
    def opened(self, /) -> Any: ...
    def phase(self, /) -> Any: ...
    def records(self, /) -> Any: ...
    def to_json(self, /) -> str: ...
    @property
    def witnesses(self, /) -> list[str]: ...

@final
class Distribution:
    """
    How many customers have which grade.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str, str, str]]: ...
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
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str, str, str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def customer_id(self, /) -> str:
        """
        The customer it is about.
        """
    def markdown(self, /, lang: str | None = None) -> str:
        """
        The same as Markdown (CommonMark with tables), for a document or a cell of a notebook.
        """
    @property
    def steps(self, /) -> Table:
        """
        The chain from the scores of the dimensions to the grade, one row for each step: `step` (`dimension`,
        `composite` or, of a new customer, `prospect`, then `cap` and `approval`), `item` (the dimension or
        cap), `score` in points from 0 to 100, `weight` as a fraction of 1, the points it `adds` and those
        that it then `reaches` (of a dimension without a score those reached before, if any), `grade`, and
        `clause`, the text of where the written policy says it. Only caps that lower the grade are there: each
        falls to where the next better grade than it allows begins.
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
class Incident:
    """
    A leak and the response to it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def check_policy(self, /, policy: Policy) -> None: ...
    def copy(self, /) -> Incident: ...
    def decide(self, /, event: Any) -> int: ...
    def due(self, /, now: datetime) -> Any: ...
    def events(self, /) -> Any: ...
    def explain(self, /, event: Any) -> Any: ...
    @staticmethod
    def from_json(text: str, file: str) -> Incident: ...
    def history(self, /, lang: str, organisation: Organisation) -> list[str]: ...
    @property
    def id(self, /) -> str: ...
    @staticmethod
    def open(id: str, detected_at: datetime, jurisdictions: Any, policy: Policy, staff_accounts: SupportsGetItem[int, str], customer_accounts: SupportsGetItem[int, str]) -> Incident: ...
    def opened(self, /) -> Any: ...
    def record(self, /, event: Any) -> Any: ...
    def report(self, /, at: datetime) -> Any: ...
    def to_json(self, /) -> str: ...

@final
class LogHead:
    """
    Where a log stands after its last line; it makes the next one.
    """
    def __new__(cls, /, head: Any | None) -> LogHead:
        """
        Of a log without a line, or of one that stands as a plain head says.
        """
    def append(self, /, entry: Any) -> str: ...
    def checkpoint(self, /) -> Any: ...
    def open(self, /, at: datetime) -> str: ...
    def state(self, /) -> Any: ...

@final
class Note:
    """
    Something noticed beside a result.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str, str, str]]: ...
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
    def sentence(self, /, lang: "str" = "en") -> str:
        """
        The note as a sentence, with its count and money.
        """

@final
class Organisation:
    """
    People, the roles they hold and the delegations between them.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def concerning(self, /, roles: SupportsGetItem[int, str]) -> Organisation: ...
    def delegation(self, /, id: str) -> Any: ...
    def everybody(self, /) -> list[str]: ...
    def name(self, /, person: str) -> str: ...
    @staticmethod
    def of(people: Any, role_holders: Any, delegations: Any) -> Organisation: ...
    @staticmethod
    def of_tables(tables: Any) -> Organisation: ...
    def tables(self, /) -> Any:
        """
        `{people, role_holders, delegations}`
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
    def __reduce__(self, /) -> tuple[Any, tuple[str]]:
        """
        Policies go to other processes as their canonical text.
        """
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
    def from_file(path: str | PathLike[str], *, settings: dict[str, str | bool | SupportsIndex | Decimal | int] | None = None) -> Policy:
        """
        Reads a policy file. `settings` as in `shipped`.

        Raises `KeyaccountError` as `from_toml` does, and for a file that cannot be read.
        """
    @staticmethod
    def from_toml(text: str, *, file: "str" = "policy.toml", settings: dict[str, str | bool | SupportsIndex | Decimal | int] | None = None) -> Policy:
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
    def shipped(name: "str" = "standard", *, settings: dict[str, str | bool | SupportsIndex | Decimal | int] | None = None) -> Policy:
        """
        The policy that comes with the library under this name, such as `standard` or `standard@1`.

        `settings` changes some of its values, as in `{"composite.weights.credit": "0.3"}`: by
        path, in the order given; a text is read as TOML, and a binary float
        is refused.

        Raises `KeyaccountError` for a name there is no policy of, with the nearest one, and for settings
        the policy does not have.
        """
    @property
    def title(self, /) -> str | None:
        """
        The title as printed, if it has one.
        """
    def to_markdown(self, /, lang: "str" = "en") -> str:
        """
        The policy in words, as numbered articles to be read and signed, in Markdown.
        """
    def to_text(self, /, lang: "str" = "en") -> str:
        """
        The policy in words, as numbered articles to be read and signed, in plain text.
        """
    def to_toml(self, /) -> str:
        """
        The canonical text: every value, also those the file left to their defaults.
        """
    @staticmethod
    def upgrade(text: str, *, file: "str" = "policy.toml") -> PolicyUpgrade:
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
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, code: str, found: str, expected: str, file: str | None = None, line: SupportsIndex | None = None, column: SupportsIndex | None = None, path: str = ..., remedy: str = ...) -> Problem:
        """
        A problem with a code of the library; one of another code, as a later version may have, cannot be
        made.
        """
    def __reduce__(self, /) -> tuple[type, tuple[str, str, str, str | None, int | None, int | None, str, str]]:
        """
        Exceptions come back from other processes whole.
        """
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
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str, str, str]]: ...
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
    `"K001" in result` whether one is there, and `for customer_id in result` goes over their ids.
    """
    def __contains__(self, customer_id: str, /) -> bool: ...
    def __copy__(self, /) -> Result:
        """
        It never changes, so that a copy is the same.
        """
    def __deepcopy__(self, /, _memo: Any) -> Result: ...
    def __getitem__(self, customer_id: str, /) -> dict[str, str | Decimal | int | date | None]:
        """
        The row of one customer: decimals as `Decimal`, days as `date`, what does not apply as `None`.

        Raises `KeyError` for a customer that is not there, with the nearest id, and `KeyaccountError` for a
        text that UTF-8 cannot hold.
        """
    def __iter__(self, /) -> Iterator[str]:
        """
        The ids of the customers, in the order of the score table.
        """
    def __len__(self, /) -> int: ...
    def __reduce__(self, /) -> str: ...
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
    def due(self, /, *, at: datetime | None = None, ahead: timedelta | None = None, calendar: Any | None = None) -> BookDue2:
        """
        What is due: calls, duties, records that must go. Without `at`, an instant of the day that was
        scored, the end of that day counts. What begins within `ahead` is listed as upcoming.

        Raises `KeyaccountError` for an instant of another day.
        """
    def explain(self, /, customer_id: str, lang: "str" = "en", audience: "str" = "internal") -> Explanation:
        """
        Every step of the arithmetic of one customer. `audience` is `internal`, or `customer` for a copy
        to hand out: nothing about other customers, no amounts of profit, costs or margins, no names of our people.

        Raises `KeyaccountError` for a customer that is not there, with the nearest id.
        """
    def explained(self, /, lang: "str" = "en") -> Table:
        """
        The score table followed by `main_reason`, what decided the grade, and `next_step`, the smallest
        thing that would lift it, one sentence each.
        """
    def key_account(self, /, customer_id: str, *, stock_held: Decimal | int | str | None = None) -> Verdict:
        """
        Whether one customer may be admitted as a key account: every condition that decides with its actual
        and required value, what would turn it, and what must follow. `stock_held` is the value of stock held
        for it, in money, which counts as capital occupied; unless stated it counts as none, of which a refusal
        for capital warns.

        Raises `KeyaccountError` if the policy has no rules for key accounts, for a customer that is not
        there, with the nearest id, and for stock below zero.
        """
    def key_account_in_effect(self, /, customer_id: str, *, request_executable: bool, stock_held: Decimal | int | str | None = None) -> Verdict:
        """
        Whether the status of key account is in effect: the customer may be admitted, its request has gone
        through every approval (`request_executable`), and a contract that has not ended is signed.
        `stock_held` as in `key_account`.

        Raises `KeyaccountError` as `key_account` does.
        """
    def key_accounts(self, /, lang: str | None = None) -> Table:
        """
        Who may be admitted as a key account, and by how much each other customer misses it. In a language
        it also says so in sentences.

        Raises `KeyaccountError` if the policy has no rules for key accounts.
        """
    def list_vip(self, /, customer_id: str, *, channel: str, approved_by: str | None = None, signed_off: bool = False) -> Verdict:
        """
        Whether one customer may be listed as a VIP on the day of the result. `channel` is who brings it
        about, `self_applied` or `company_proposed`; `approved_by` the role that approved it, `signed_off`
        whether compliance did.

        Raises `KeyaccountError` as `vip` does, and for another channel.
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
    def remedies(self, /, customer_id: str, lang: "str" = "en") -> list[Remedy]:
        """
        For each dimension alone, and for each condition that holds, the smallest change that gives the
        customer a better grade, or why there is none.

        Raises `KeyaccountError` for a customer that is not there, with the nearest id.
        """
    def renew_vip(self, /, customer_id: str, *, listed_on: date) -> Verdict:
        """
        Whether the listing of a VIP that was listed on a day is renewed on the day of the result.

        Raises `KeyaccountError` as `vip` does, and for an instant with a zone, whose day depends on where
        one stands.
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
    def vip(self, /, customer_id: str) -> Verdict:
        """
        Whether one customer may apply to be a VIP: every way that is open, or what each lacks, and what must
        follow. Being permitted to apply is not being listed.

        Raises `KeyaccountError` if the policy has no rules for VIPs, and for a customer that is not there,
        with the nearest id.
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
class RetentionRules:
    """
    The retention schedule of a policy.
    """
    def decide(self, /, record: Any, holds: Any, as_of: date) -> int: ...
    def due(self, /, records: Any, holds: Any, now: datetime, horizon: date) -> Any:
        """
        What must go and when that changes, as a plain `DuePart`.
        """
    def explain(self, /, record: Any, holds: Any, as_of: date) -> Any: ...
    def must_go_this_month(self, /, records: Any, holds: Any, as_of: date) -> Any: ...
    @staticmethod
    def of(policy: Policy) -> RetentionRules: ...
    def schedule(self, /, record: Any, holds: Any, as_of: date) -> Any: ...

@final
class Stamp:
    """
    What a result was made from. The same stamp and library version give the same bytes.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str, str, str]]: ...
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
        The Arrow PyCapsule interface: the rows. Another schema than their own is what pyarrow makes of
        it, where that is installed and can.
        """
    def __copy__(self, /) -> Table:
        """
        It never changes, so that a copy is the same.
        """
    def __deepcopy__(self, /, _memo: Any) -> Table: ...
    def __len__(self, /) -> int: ...
    def __reduce__(self, /) -> str: ...
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

@final
class WorkCalendar:
    """
    A calendar of working days.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def add_working_days(self, /, day: date, count: SupportsIndex) -> date: ...
    def covers(self, /, day: date) -> bool: ...
    def days(self, /) -> Any: ...
    @staticmethod
    def from_file(path: str | PathLike[str]) -> WorkCalendar: ...
    def is_working(self, /, day: date) -> bool: ...
    @staticmethod
    def of(days: Any) -> WorkCalendar: ...

def access_answers(desk: AccessDesk, attempts: Any) -> Table:
    """
    Whether the attempt of each row of a frame may be made.
    """

def add_months(day: date, months: SupportsIndex) -> Any:
    """
    The same day some months later.
    """

def ageing(result: Result) -> Any:
    """
    All money by days after the due day, a record for each band.
    """

def anonymise(policy: Policy, table: Any) -> tuple[Any, Any]:
    """
    The table with nothing in it that leads back to a person, and what became of it.
    """

def anonymise_frame(policy: Policy, frame: Any) -> tuple[Table, Any]:
    """
    The frame with nothing in it that leads back to a person, and what became of it.
    """

def answer_of(number: SupportsIndex) -> Any:
    """
    The answer an integer of a fast path stands for, as a plain value.
    """

def ask(name: str, value: Any, arguments: SupportsGetItem[int, Any]) -> Any:
    """
    What a method of a record says, by `Type.method`.
    """

def audited_entries(log: bytes | str | PathLike[str], policy: Policy) -> Any:
    """
    The entries of a log as an auditor reads them, those of a sound log alone.
    """

def backtest(result: Result, outcomes: Any, kind: str, *, calibrate: str | None = None, bounds: dict[str, tuple[Decimal | int | str, Decimal | int | str]] | None = None, step: Decimal | int | str | None = None) -> Backtest:
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

def calls_of(customer: Any, policy: Policy, calendar: WorkCalendar, looking: Any) -> Any:
    """
    What is due of one customer, as a plain `DuePart`.
    """

def canonical_record(name: str, value: Any) -> Any:
    """
    A plain record as the library writes it, once it has been read.
    """

def case_of_contract(book: BookData, contract_id: str, on: date, applicant: str | None) -> Case:
    """
    The case of a contract that was handed in by a day: a draft.
    """

def circumstances_of_book(book: BookData, customer_id: str, on: date) -> Any:
    """
    What a book says of a customer on the day of a submission, as plain `Circumstances`.
    """

def compare(before: Result, after: Result) -> Comparison:
    """
    Holds two results of one book against each other: under another policy, or on another day.

    Raises `KeyaccountError` for results that cannot be compared, such as those of books in other
    currencies.
    """

def composite_band(policy: Policy, score: Decimal | int | str) -> str:
    """
    The grade of a composite score, before caps.
    """

def composite_score(policy: Policy, scores: dict[str, Decimal | int | str | None]) -> str | None:
    """
    The composite of the scores of the dimensions, in plain digits.
    """

def contact_days(contacts: Any, policy: Policy, at: datetime) -> Any:
    """
    What contacts up to an instant come to, as plain `ContactDays`.
    """

def credit_band(policy: Policy, score: Decimal | int | str) -> str:
    """
    The credit grade of a score.
    """

def credit_limit(sales: Decimal | int | str, months: SupportsIndex, coefficient: Decimal | int | str, term_days: SupportsIndex) -> str | None:
    """
    The credit limit, in plain digits.
    """

def credit_points(policy: Policy, days_late: SupportsIndex) -> int:
    """
    Ten-thousandths of a point of credit.
    """

def credit_terms(policy: Policy, grade: str) -> tuple[str, int]:
    """
    The coefficient, in plain digits, and the days of a credit grade.
    """

def cumulative_shares(values: SupportsGetItem[int, Decimal | int | str]) -> list[str] | None:
    """
    Running shares of the total in percent, in plain digits.
    """

def deidentify(policy: Policy, table: Any, key: SupportsGetItem[int, SupportsIndex]) -> tuple[Any, Any]:
    """
    The table with pseudonyms for what identifies a person, and what became of it.
    """

def deidentify_frame(policy: Policy, frame: Any, key: SupportsGetItem[int, SupportsIndex]) -> tuple[Table, Any]:
    """
    The frame with pseudonyms for what identifies a person, and what became of it.
    """

def due_calendar(list: Any, lang: str) -> str:
    """
    The list as an iCalendar file.
    """

def due_csv(list: Any, lang: str | None, escape_formulas: bool) -> str:
    """
    The list as CSV.
    """

def due_for(list: Any, person: str, roles: SupportsGetItem[int, str]) -> Any:
    """
    What of a list a person is to do, as a plain `DueList`.
    """

def due_json(list: Any) -> str:
    """
    The list as JSON.
    """

def due_list(policy: Policy, at: datetime, value_classes: SupportsGetItem[int, str] | None, parts: Any) -> Any:
    """
    The list that parts of one instant make, as a plain `DueList`; in the order of the policy's value
    classes, unless others are named.
    """

def due_merged(list: Any, others: SupportsGetItem[int, tuple[SupportsIndex, Any]], parts: SupportsGetItem[int, tuple[SupportsIndex, Any]]) -> Any:
    """
    The list with other lists and more parts of the same instant in it, as a plain `DueList`; each of them
    with its place in `more`, by which problems name it.
    """

def due_table(list: Any, lang: str | None) -> Table:
    """
    The list as an Arrow table.
    """

def duties(facts: Any, policy: Policy, calendar: WorkCalendar, looking: Any, only: Any) -> Any:
    """
    What the duties around customer files come to, as a plain `DuePart`; of every kind if none is named.
    """

def file_of_book(book: BookData, customer_id: str, action: str, rules: AccessPolicy, as_of: date) -> Any:
    """
    The file of a customer as it is on a day, for something that is to be done with it; `None` if there is none.
    """

def finish_partition(book: BookData, policy: Policy, as_of: date, population: str, ranking: str) -> tuple[Result, list[int]]:
    """
    The result of a partition, and the place of each row of its score table in that of the whole book, from
    0.
    """

def greetings(owners: SupportsGetItem[int, str], policy: Policy, calendar: WorkCalendar, looking: Any) -> Any:
    """
    Greetings on the days of the calendar, as a plain `DuePart`.
    """

def growth(current: Decimal | int | str, previous: Decimal | int | str) -> str | None:
    """
    The growth in percent, in plain digits.
    """

def is_valid_uscc(code: str) -> bool:
    """
    Whether a text is a unified social credit code: 18 characters of its alphabet, the last of which is
    its check character (GB 32100).
    """

def language_code(code: str) -> str:
    """
    The code of a language that the library speaks.
    """

def log_mark(text: str) -> str:
    """
    What a text is entered in the log as.
    """

def looking_on(day: date) -> Any:
    """
    The last second of a day, up to which what happens on it is seen, as plain `Looking`.
    """

def merge_population_shares(shares: SupportsGetItem[int, str]) -> str:
    """
    What several partitions together, at least one, add to the population.
    """

def merge_ranking_shares(shares: SupportsGetItem[int, str]) -> str:
    """
    What several partitions together, at least one, add to the order of all.
    """

def my_acts(cases: SupportsGetItem[int, Case], person: str, on: date, organisation: Organisation) -> Any:
    """
    Which of these cases await a person on a day, in their order, as plain values.
    """

def organisation_of_book(book: BookData, as_of: date) -> Organisation:
    """
    People, role holders and delegations as they are visible on a day.
    """

def papers_of_book(book: BookData, customer_id: str, contract_id: str | None, on: date) -> Any:
    """
    What a book has of a customer's papers on a day, as plain `Papers`.
    """

def pareto_curve(result: Result, shown: SupportsIndex) -> Any:
    """
    The Pareto curve: id, amount and running percent of the first customers, then how many others there are
    with what they bring together, if there are any.
    """

def plain_csv(table: Any) -> bytes:
    """
    The table as the bytes of a CSV file.
    """

def population_share(book: BookData, policy: Policy, as_of: date) -> tuple[str, list[Problem]]:
    """
    What the customers of a partition add to the population, and the problems of rows that are left out.
    """

def portfolio_metrics(begin_receivables: Decimal | int | str, credit_sales: Decimal | int | str, end_receivables: Decimal | int | str, end_current: Decimal | int | str, days: SupportsIndex) -> Any:
    """
    The measures of a portfolio, as plain `PortfolioMetrics`.
    """

def quintile(rank: SupportsIndex, of: SupportsIndex) -> int:
    """
    The quintile of a rank.
    """

def ranking_share(book: BookData, policy: Policy, as_of: date, population: str) -> str:
    """
    What the customers of a partition add to the order of all.
    """

def read_case_file(text: str, file: str) -> tuple[Case, Organisation, Any, Any]:
    """
    Reads a case with its people, papers and circumstances.
    """

def read_checkpoint(text: str, file: str) -> Any:
    """
    The checkpoint of a text that was kept, as a plain value.
    """

def read_plain_table(path: str | PathLike[str]) -> Any:
    """
    The table of a CSV file, as a plain `PlainTable`.
    """

def read_records(text: str, file: str) -> Any:
    """
    Records on file and what holds them, from the text of a file, as a plain value.
    """

def reading(result: Result, column: str, code: str, lang: str) -> str:
    """
    A code of a column of the score table as people read it.
    """

def reassessment_due(policy: Policy, last: date) -> Any:
    """
    The day the next assessment is due.
    """

def refusal(path: str, found: str, expected: str) -> BaseException:
    """
    The exception for a value that Python code was given and cannot take.
    """

def refusals(verdict: Any) -> list[Problem]:
    """
    Why something was refused, as problems: one for every reason of a verdict.
    """

def registers_of_book(book: BookData, as_of: date) -> AccessRegisters:
    """
    The registers of access as they are visible on a day.
    """

def restored(kind: str, json: str, lang: str) -> Any:
    """
    The record that was pickled.
    """

def round_ratio(numerator: Decimal | int | str, denominator: Decimal | int | str, places: SupportsIndex) -> int | None:
    """
    The quotient, rounded, in units of so many decimals.
    """

def routes(rules: ApprovalRules, contracts: Any) -> Table:
    """
    Which approval each row of a frame takes.
    """

def run_command(arguments: SupportsGetItem[int, str]) -> int:
    """
    Runs the `keyaccount` command in this process and returns its exit code.

    `arguments` are those of the command line, its own name first. It writes to the standard output and
    standard error of the process, not to `sys.stdout`. The exit codes: 0 done, 1 done with findings,
    2 refused.
    """

def sign_checkpoint(checkpoint: Any, signature: bytes) -> Any:
    """
    The checkpoint with a signature, as a plain value.
    """

def signed_bytes(checkpoint: Any) -> bytes:
    """
    What a signature of a checkpoint is made over.
    """

def told_steps(explanation: Explanation, lang: str) -> Any:
    """
    The steps as plain records, each with what it is called, for pictures.
    """

def value_classes(result: Result, lang: str) -> list[tuple[str, int]]:
    """
    How many customers are of each value class, best first: its reading in the language, and the count.
    """

def verify_log(log: bytes | str | PathLike[str], checkpoint: Any, policy: Policy | None, registers: AccessRegisters | None, compulsions: Any, also_of: SupportsGetItem[int, str]) -> tuple[Any, Any]:
    """
    What verifying a log against a checkpoint found, and what searching it by a policy found.
    """

def weekly_contact(contacts: SupportsGetItem[int, datetime], first: date, last: date) -> Any:
    """
    The share of ISO weeks with at least one contact, as a plain `WeeklyContact`.
    """

def whale_curve(result: Result) -> Any:
    """
    The whale curve: running sums, the same in percent of all (`None` where there are none), the place of the
    highest from 0, and of how many customers profit is not known.
    """

def window(as_of: date, months: SupportsIndex) -> Any:
    """
    The first and the last day of a window.
    """
