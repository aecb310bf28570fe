"""
The compiled part of `keyaccount`. Import the names from `keyaccount` itself.
"""

from _typeshed import SupportsGetItem
from datetime import date
from decimal import Decimal
from os import PathLike
from typing import Final, SupportsIndex, final

__all__ = ["VERSION", "Policy", "PolicyChange", "PolicyUpgrade", "Problem", "run_command"]

VERSION: Final[str]
"""
The version of the package and of the library in it.
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
    def from_file(path: str | PathLike[str], *, settings: SupportsGetItem[int, tuple[str, bool | SupportsIndex | Decimal | str]] | None = None) -> Policy:
        """
        Reads a policy file.

        Raises `KeyaccountError` as `from_toml` does, and for a file that cannot be read.
        """
    @staticmethod
    def from_toml(text: str, *, file: str = "policy.toml", settings: SupportsGetItem[int, tuple[str, bool | SupportsIndex | Decimal | str]] | None = None) -> Policy:
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
    def shipped(name: str = "standard", *, settings: SupportsGetItem[int, tuple[str, bool | SupportsIndex | Decimal | str]] | None = None) -> Policy:
        """
        The policy that comes with the library under this name, such as `standard` or `standard@1`.

        `settings` changes some of its values, as in `[("composite.weights.credit", "0.3")]`.

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

def run_command(arguments: SupportsGetItem[int, str]) -> int:
    """
    Runs the `keyaccount` command in this process and returns its exit code.

    `arguments` are those of the command line, its own name first. It writes to the standard output and
    standard error of the process, not to `sys.stdout`. The exit codes: 0 done, 1 done with findings,
    2 refused.
    """
