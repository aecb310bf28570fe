"""The vectors of the access log, of privacy and of what files consist of, through the Python API."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from decisions.support import vectors

from keyaccount import Policy
from keyaccount.approval import Delegation, Organisation, Person, RoleHolder
from keyaccount.archive import (
    AccessGrant,
    AccessRegisters,
    AccuracySample,
    ArchiveChange,
    BasicField,
    Checkpoint,
    CompositionPolicy,
    LogEntry,
    LogWriter,
    Nda,
    PartOnFile,
    PlainTable,
    anonymise,
    deidentify,
    search_log,
    verify_log,
)

POLICY = Policy.shipped("standard")
#: The digest of the policy that decided the entries of the vectors.
DECIDED_BY = "ab" * 32


def hold(found: Any, asked: dict[str, Any], expected: str, place: str) -> None:
    """What was found against what was expected, read back, and in both languages."""
    plain = found.to_plain()
    used = plain.pop("policy", None)
    assert plain == asked[expected], place
    assert used is None or (used["name"], used["version"]) == ("standard", "1")
    assert type(found).from_plain(found.to_plain()) == found
    assert (found.text(), found.text("zh")) == (asked["en"], asked["zh"]), place


def registers(plain: dict[str, Any]) -> AccessRegisters:
    def records(kind: Any, given: Any) -> list[Any]:
        return [kind.from_plain(each) for each in given]

    organisation = None
    if (of := plain.get("organisation")) is not None:
        organisation = Organisation(
            people=records(Person, of.get("people", [])),
            role_holders=records(RoleHolder, of.get("role_holders", [])),
            delegations=records(Delegation, of.get("delegations", [])),
        )
    ndas, grants = plain.get("ndas"), plain.get("grants")
    return AccessRegisters(
        organisation=organisation,
        ndas=None if ndas is None else records(Nda, ndas),
        grants=None if grants is None else records(AccessGrant, grants),
    )


def log(asked: dict[str, Any], place: str) -> None:
    checkpoint = asked.get("checkpoint")
    checkpoint = None if checkpoint is None else Checkpoint.from_plain(checkpoint)
    hold(verify_log(asked["log"].encode(), checkpoint=checkpoint), asked, "expect", place)


def search(asked: dict[str, Any], place: str) -> None:
    entries = [LogEntry.from_plain(each) for each in asked["entries"]]
    writer = LogWriter()
    # The entries stand from line 2 on.
    lines = [writer.open(entries[0].at), *(writer.append(entry) for entry in entries)]
    text = "".join(lines).encode()
    verified, found = search_log(text, POLICY, registers=registers(asked["registers"]), also_of=[DECIDED_BY])
    assert verified.entries == len(entries)
    hold(found, asked, "expect", place)


def privacy(kind: str, asked: dict[str, Any], place: str) -> None:
    table = PlainTable.from_plain(asked["table"])
    if kind == "anonymise":
        made, report = anonymise(table, POLICY)
    else:
        made, report = deidentify(table, POLICY, key=bytes.fromhex(asked["key"]))
    assert made == PlainTable.from_plain(asked["expect"]), place
    hold(report, asked, "report", place)


def composition(asked: dict[str, Any], place: str) -> None:
    on_file = [PartOnFile.from_plain(each) for each in asked["on_file"]]
    as_of, key_account = date.fromisoformat(asked["as_of"]), asked["key_account"]
    found = CompositionPolicy(POLICY).composition(on_file, key_account=key_account, as_of=as_of)
    hold(found, asked, "expect", place)


def quality(asked: dict[str, Any], place: str) -> None:
    rules = CompositionPolicy(POLICY)
    found = rules.quality(
        completeness=rules.card_completeness([BasicField(each) for each in asked["filled"]]),
        changes=[ArchiveChange.from_plain(each) for each in asked["changes"]],
        sample=AccuracySample.from_plain(asked["sample"]),
        as_of=date.fromisoformat(asked["as_of"]),
    )
    hold(found, asked, "expect", place)


@pytest.mark.parametrize(
    ("place", "vector"), vectors("archive"), ids=lambda each: each if isinstance(each, str) else ""
)
def test_every_vector_holds(place: str, vector: dict[str, Any]) -> None:
    [(kind, asked)] = vector["archive"].items()
    if kind in ("deidentify", "anonymise"):
        privacy(kind, asked, place)
    else:
        {"log": log, "search": search, "composition": composition, "quality": quality}[kind](asked, place)


def test_every_kind_of_question_is_asked() -> None:
    kinds = {kind for _, vector in vectors("archive") for kind in vector["archive"]}
    assert kinds == {"log", "search", "deidentify", "anonymise", "composition", "quality"}


def test_a_checkpoint_of_another_day_is_told() -> None:
    """A checkpoint names more lines than the log has left: lines were cut off behind."""
    writer = LogWriter()
    at = datetime(2026, 11, 20, 9)
    lines = [writer.open(at)]
    entry = LogEntry.from_plain(
        {
            "at": "2026-11-20T09:00:01",
            "actor": "P-1",
            "action": "search",
            "outcome": "allowed",
            "policy": DECIDED_BY,
        }
    )
    lines += [writer.append(entry), writer.append(entry)]
    checkpoint = writer.checkpoint
    whole = verify_log("".join(lines).encode(), checkpoint=checkpoint)
    cut = verify_log("".join(lines[:-1]).encode(), checkpoint=checkpoint)
    assert (whole.outcome.value, whole.holds()) == ("intact", True)
    assert (cut.outcome.value, cut.holds()) == ("altered", False)
