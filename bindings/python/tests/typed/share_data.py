"""Tables without what identifies a person: what a type checker must understand of it."""

from datetime import date

from keyaccount import Policy
from keyaccount._core import Table
from keyaccount.archive import (
    AccuracySample,
    ArchiveQuality,
    BasicField,
    CompositionPolicy,
    LeftOut,
    PlainTable,
    PrivacyReport,
    anonymise,
    deidentify,
)
from keyaccount.book import Frame


def of_frame(frame: Frame) -> Table:
    """A frame of any library."""
    left, report = anonymise(frame, Policy.shipped("standard"))
    assert report.rows_out == len(left)
    return left


def main() -> str:
    """De-identifies a table, and says how good files are."""
    policy = Policy.shipped("standard")
    table = PlainTable(columns=("customer_id", "phone"), rows=(("K1", "13800138000"), ("K2", None)))
    made, report = deidentify(table, policy, key=bytes(range(32)))
    cells: tuple[str | None, ...] = made.rows[0]
    said: PrivacyReport = report
    left_out: tuple[LeftOut, ...] = said.left_out
    rules = CompositionPolicy(policy)
    quality: ArchiveQuality = rules.quality(
        completeness=rules.card_completeness([BasicField.LEGAL_NAME]),
        changes=[],
        sample=AccuracySample(sampled=20, correct=18),
        as_of=date(2026, 11, 21),
    )
    return f"{cells[1]}, {len(left_out)}, {quality.accuracy.percent}, {quality.text('en').splitlines()[-1]}"


if __name__ == "__main__":
    print(main())
