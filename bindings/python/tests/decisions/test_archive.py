"""The vectors of customer files through the Python API: access, retention, disposals, incidents, the log."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from decisions.support import ASK, FILE, archive_verdict, policy_of, reason, remedies, vectors

from keyaccount import KeyaccountError, Policy
from keyaccount.approval import Delegation, Organisation, RoleHolder
from keyaccount.archive import (
    AccessDesk,
    AccessForm,
    AccessGrant,
    AccessPhase,
    AccessRegisters,
    AccessRequest,
    AccessRules,
    AccessStepApprove,
    AccessStepGrant,
    ArchiveAction,
    Attempt,
    CompositionPolicy,
    CustomerFile,
    Disposal,
    DisposalRequest,
    FileStatus,
    Hold,
    Incident,
    IncidentEvent,
    IncidentStep,
    Jurisdiction,
    KeptRecord,
    LogIntegrity,
    LogWriter,
    Nda,
    PlainTable,
    Refused,
    RetentionRules,
    RetentionState,
    VerdictOutcome,
    anonymise,
    audited_entries,
    deidentify,
    search_log,
    verify_log,
)

FIRST = date(2026, 1, 1)
NOON = datetime(2026, 11, 4, 12)
COLUMNS = [
    ("account_manager", "lin"),
    ("department_supervisor", "bai"),
    ("department_manager", "qin"),
    ("maintainer", "wei"),
    ("filing_specialist", "he"),
    ("staff", "xu"),
    ("backup_operator", "lu"),
    ("auditor", "mo"),
    ("outside", "ex"),
    ("general_manager", "tang"),
]
WHOLE_BASE = {"search", "backup", "restore", "audit"}


def holders(more: list[RoleHolder]) -> list[RoleHolder]:
    inside = [(role, person, "sales") for role, person in COLUMNS if role != "outside"]
    inside += [
        ("department_manager", "song", "trade"),
        ("general_manager", "ren", "head office"),
    ]
    made = [
        RoleHolder(person_id=person, role=role, unit=unit, valid_from=FIRST) for role, person, unit in inside
    ]
    return made + more


def registers(asked: dict[str, Any]) -> AccessRegisters:
    every = holders([RoleHolder.from_plain(each) for each in asked.get("role_holders", [])])
    signed = [each.person_id for each in every] + ["ex"]
    ndas: list[Nda] | None = [
        Nda(person_id=person, signed_on=FIRST) for person in signed if person not in asked.get("unsigned", [])
    ]
    if asked.get("ndas") is not None:
        ndas = [Nda.from_plain(each) for each in asked["ndas"]]
    missing = asked.get("not_supplied", [])
    organisation = Organisation(
        role_holders=every,
        delegations=[Delegation.from_plain(each) for each in asked.get("delegations", [])],
    )
    grants = [AccessGrant.from_plain(each) for each in asked.get("grants", [])]
    return AccessRegisters(
        organisation=None if "role_holders" in missing else organisation,
        ndas=None if "ndas" in missing else ndas,
        grants=None if "grants" in missing else grants,
    )


def attempt_of(asked: dict[str, Any]) -> Attempt:
    def stated(name: str, usual: str) -> str | None:
        return usual if asked.get(name) is None else asked[name] or None

    file = CustomerFile(
        customer_id="K1",
        owner=stated("owner", "lin"),
        department=stated("department", "sales"),
        level=stated("level", "L1"),
        status=FileStatus(asked.get("status") or "filed"),
    )
    return Attempt.from_plain(
        {
            key: value
            for key, value in {
                "at": asked["at"],
                "by": asked["by"],
                "action": asked["action"],
                "file": None if asked.get("no_file") else file.to_plain(),
                "fields": asked.get("fields", []),
                "form": asked.get("form"),
                "requester": asked.get("requester"),
                "requested": asked.get("requested"),
            }.items()
            if value is not None
        }
    )


def decided(desk: AccessDesk, attempt: Attempt) -> Any:
    return desk.decide(
        at=attempt.at,
        by=attempt.by,
        action=attempt.action,
        file=attempt.file,
        fields=attempt.fields,
        form=attempt.form,
        requester=attempt.requester,
        requested=attempt.requested,
    )


def cell(rules: AccessRules, action: ArchiveAction, role: str, person: str, paper_only: bool) -> str:
    form = (
        AccessForm.PAPER
        if paper_only and action is not ArchiveAction.VIEW_ELECTRONIC
        else AccessForm.ELECTRONIC
    )
    if action in (ArchiveAction.VIEW_PAPER_EXTRACT, ArchiveAction.GRANT_ACCESS):
        form = AccessForm.PAPER
    grant_form = form
    if action is ArchiveAction.GRANT_ACCESS:
        grant_form = AccessForm.PAPER if paper_only else AccessForm.ELECTRONIC
    asker, asked = (None, None)
    if action is ArchiveAction.GRANT_ACCESS:
        own = role == "general_manager"
        asker, asked = ("qin", ArchiveAction.EXPORT) if own else ("xu", ArchiveAction.VIEW_PAPER_EXTRACT)
    found: list[list[bool]] = []
    for approvals in (0, 1, 2):
        grant = AccessGrant(
            grant_id="G1",
            requester=person,
            action=action,
            customer_id=None if action.value in WHOLE_BASE else "K1",
            fields=("phone",),
            form=grant_form,
            decided_by="ren" if person == "qin" else "qin",
            second_by="tang" if approvals == 2 else None,
            decided_at=NOON,
            expires_at=datetime(2026, 11, 12),
        )
        known = registers({}).with_grants([grant] if approvals else [])
        desk = AccessDesk(rules, known)
        row: list[bool] = []
        for owner, level in (
            ("somebody else", "L1"),
            (person, "L1"),
            ("somebody else", "L3"),
        ):
            status = FileStatus.DRAFT if action is ArchiveAction.ENTER_BASIC_INFO else FileStatus.FILED
            file = replace(FILE, owner=owner, level=level, status=status)
            attempt = Attempt(
                at=NOON,
                by=person,
                action=action,
                file=file,
                fields=("phone",),
                form=form,
                requester=asker,
                requested=asked,
            )
            verdict = desk.explain(attempt)
            assert decided(desk, attempt) == verdict.answer()
            row.append(verdict.outcome is VerdictOutcome.PERMIT)
        found.append(row)
    no, own, yes = [False] * 3, [False, True, False], [True] * 3
    once = [True, True, action.value in WHOLE_BASE]
    if found[0] == yes:
        return "A"
    return {
        str([own] * 3): "O",
        str([no, once, yes]): "P",
        str([no, no, yes]): "P2",
        str([no] * 3): "D",
    }.get(str(found), str(found))


ACCESS = vectors("access")
NAMES = {"ids": lambda each: each if isinstance(each, str) else ""}


@pytest.mark.parametrize(
    ("place", "vector"),
    [each for each in ACCESS if "attempt" in each[1]["asks"]],
    **NAMES,
)
def test_every_attempt_comes_to_what_was_worked_out_by_hand(place: str, vector: dict[str, Any]) -> None:
    asked = vector["asks"]["attempt"]
    desk = AccessDesk(policy_of(vector), registers(asked))
    attempt, expected = attempt_of(asked), asked["expect"]
    verdict = desk.explain(attempt)
    assert decided(desk, attempt) == verdict.answer()
    assert verdict.outcome.value == expected["outcome"]
    assert [reason(each) for each in verdict.reasons] == expected["reasons"]
    if expected.get("remedies") is not None:
        assert remedies(verdict) == expected["remedies"]
    if expected.get("obligations") is not None:
        assert [each.sentence() for each in verdict.obligations] == expected["obligations"]
    if expected.get("chinese") is not None:
        assert [each.sentence("zh") for each in verdict.reasons] == expected["chinese"]
    grounds = desk.grounds(attempt)
    assert grounds.answer == verdict.answer()
    # The log keeps what was tried, whatever came of it.
    entry = desk.entry(attempt)
    assert (entry.outcome.value == "allowed") == (verdict.outcome is VerdictOutcome.PERMIT)


@pytest.mark.parametrize(
    ("place", "vector"),
    [each for each in ACCESS if "matrix" in each[1]["asks"]],
    **NAMES,
)
def test_every_cell_of_the_matrix(place: str, vector: dict[str, Any]) -> None:
    policy = policy_of(vector)
    rules = AccessRules.of(policy)
    paper_only = tomllib.loads(policy.to_toml())["archive"]["access"].get("paper_only", [])
    checked = 0
    for action, row in vector["asks"]["matrix"].items():
        for (role, person), expected in zip(COLUMNS, row.split(), strict=True):
            assert cell(rules, ArchiveAction(action), role, person, role in paper_only) == expected, (
                action,
                role,
            )
            checked += 1
    assert checked == 170


@pytest.mark.parametrize(("place", "vector"), vectors("retention"), **NAMES)
def test_every_record_is_kept_as_long_as_was_worked_out(place: str, vector: dict[str, Any]) -> None:
    rules = RetentionRules(policy_of(vector))
    record = KeptRecord.from_plain(vector["record"])
    given = vector.get("holds", [])
    holds = None if given is None else [Hold.from_plain(each) for each in given]
    for asked in vector["asked"]:
        as_of = date.fromisoformat(asked["as_of"])
        found = rules.schedule(record, as_of=as_of, holds=holds)
        plain = found.to_plain()
        for name in (
            "state",
            "keep_until",
            "disposable_from",
            "must_go",
            "must_go_by",
            "then",
            "next_change",
        ):
            if name in asked:
                assert plain.get(name) == asked[name], f"{place}: {name} on {as_of}"
        if "decided_by" in asked:
            assert (found.decided_by or "") == asked["decided_by"], place
        if "missing" in asked:
            assert [each.missing and each.missing.value for each in found.classes] == asked["missing"], place
        if "earlier" in asked:
            earlier = [
                f"{', '.join(each.fields)}: {each.class_} from {each.disposable_from}"
                for each in found.earlier
            ]
            assert earlier == asked["earlier"], place
        verdict = rules.explain(record, as_of=as_of, holds=holds)
        assert rules.decide(record, as_of=as_of, holds=holds) == verdict.answer()
        archive_verdict(asked.get("verdict", {}), verdict, place)
        assert (found.state is RetentionState.DISPOSABLE) == (verdict.outcome is VerdictOutcome.PERMIT)


def disposers(vector: dict[str, Any]) -> Organisation:
    four = [
        ("ma", "maintainer"),
        ("mb", "maintainer"),
        ("dm", "department_manager"),
        ("gm", "general_manager"),
    ]
    made = [
        RoleHolder(
            person_id=person,
            role=role,
            unit="north" if role == "department_manager" else None,
            valid_from=date(2020, 1, 1),
        )
        for person, role in four
    ]
    return Organisation(
        role_holders=made + [RoleHolder.from_plain(each) for each in vector.get("role_holders", [])]
    )


@pytest.mark.parametrize(("place", "vector"), vectors("disposal"), **NAMES)
def test_every_disposal_goes_as_was_worked_out_by_hand(place: str, vector: dict[str, Any]) -> None:
    people = disposers(vector)
    policy = policy_of(vector, "strict_archive")
    disposal = Disposal("XH-1", policy=policy, department=vector.get("department", "north"))
    disposal.check_policy(policy)
    for asked in vector["asked"]:
        request = DisposalRequest.from_plain(asked["ask"])
        given = asked.get("holds", [])
        holds = None if given is None else [Hold.from_plain(each) for each in given]
        verdict = disposal.explain(people, on=request.on, by=request.by, act=request.act, holds=holds)
        assert (
            disposal.decide(people, on=request.on, by=request.by, act=request.act, holds=holds)
            == verdict.answer()
        )
        archive_verdict(asked.get("verdict", {}), verdict, place)
        before = disposal.copy()
        if verdict.outcome is VerdictOutcome.PERMIT:
            phase = disposal.act(people, on=request.on, by=request.by, act=request.act, holds=holds)
            assert phase is disposal.phase
        else:
            with pytest.raises(Refused) as refused:
                disposal.act(people, on=request.on, by=request.by, act=request.act, holds=holds)
            assert refused.value.verdict == verdict
            assert disposal == before
        assert disposal.phase.value == asked["phase"], place
        assert Disposal.from_json(disposal.to_json()) == disposal


@pytest.mark.parametrize(("place", "vector"), vectors("incident"), **NAMES)
def test_every_incident_goes_as_was_worked_out_by_hand(place: str, vector: dict[str, Any]) -> None:
    staff, customers = vector.get("accounts", [[], []])
    incident = Incident(
        "L-1",
        detected_at=datetime.fromisoformat(vector["detected_at"]),
        jurisdictions=[Jurisdiction(each) for each in vector["jurisdictions"]],
        policy=policy_of(vector),
        staff_accounts=staff,
        customer_accounts=customers,
    )
    for at, asked in enumerate(vector["asked"]):
        here = f"{place} [{at}]"
        if "record" in asked:
            event = IncidentEvent.from_plain(asked["record"]["event"])
            expected = asked["record"].get("verdict", {})
            given: dict[str, Any] = {
                "recorded_at": event.recorded_at,
                "by": event.by,
                "what": event.what,
            }
            verdict = incident.explain(**given)
            assert incident.decide(**given) == verdict.answer()
            archive_verdict(expected or {"outcome": "permit"}, verdict, here)
            before = incident.copy()
            if verdict.outcome is VerdictOutcome.PERMIT:
                incident.record(**given)
                assert len(incident.events) == len(before.events) + 1
            else:
                with pytest.raises(Refused) as refused:
                    incident.record(**given)
                assert refused.value.verdict == verdict
                assert incident == before
            assert Incident.from_json(incident.to_json()) == incident
            continue
        asked = asked["report"]
        now = datetime.fromisoformat(asked["at"])
        report = incident.report(now)
        if "level" in asked:
            assert report.level == asked["level"], here
        if "accounts" in asked:
            assert list(report.accounts) == asked["accounts"], here
        if "next_change" in asked:
            change = asked["next_change"]
            assert report.next_change == (change and datetime.fromisoformat(change)), here
        for step, expected in asked.get("clocks", {}).items():
            clock = report.clock(IncidentStep(step))
            assert (clock is None) == (expected is None), here
            if clock is None:
                continue
            plain = clock.to_plain()
            for name, value in expected.items():
                if name == "sentences":
                    for lang, sentence in value.items():
                        assert clock.sentence(lang) == sentence, here
                elif name in ("contents", "lacks"):
                    assert plain.get(name, []) == value, f"{here}: {name}"
                elif name == "late_seconds":
                    assert clock.late_seconds == value, here
                else:
                    assert plain.get(name) == value, f"{here}: {name}"
        entries, _ = incident.due(now)
        for lang, expected in asked.get("due", {}).items():
            assert [each.sentence(lang) for each in entries] == expected, here
        for lang, expected in asked.get("history", {}).items():
            assert list(incident.history(Organisation(), lang=lang)) == expected, here


def lines_of_a_day(desk: AccessDesk) -> tuple[LogWriter, list[str]]:
    writer = LogWriter()
    lines = [writer.open(datetime(2026, 11, 4, 8))]
    for minute, person in enumerate(["lin", "xu", "ex"]):
        attempt = Attempt(
            at=NOON + timedelta(minutes=minute),
            by=person,
            action=ArchiveAction.VIEW_ELECTRONIC,
            file=FILE,
        )
        lines.append(writer.append(desk.entry(attempt)))
    return writer, lines


def test_a_log_is_made_verified_and_searched(tmp_path: Path) -> None:
    policy = Policy.shipped("standard")
    known = registers({})
    writer, lines = lines_of_a_day(AccessDesk(policy, known))
    log = "".join(lines).encode()
    checkpoint = writer.checkpoint
    assert checkpoint is not None
    assert checkpoint.count == writer.head.count == 4
    assert verify_log(log).outcome is LogIntegrity.UNANCHORED
    verified = verify_log(log, checkpoint=checkpoint)
    assert verified.outcome is LogIntegrity.INTACT
    assert verified.entries == 3
    path = tmp_path / "access.log"
    path.write_bytes(log)
    assert verify_log(path, checkpoint=checkpoint) == verified
    # One letter of one line, and everything after it is worth nothing.
    altered = log.replace(b'"xu"', b'"xv"')
    assert altered != log
    found = verify_log(altered, checkpoint=checkpoint)
    assert found.outcome is LogIntegrity.ALTERED
    assert found.first_altered is not None
    assert found.first_altered.line == 3
    assert not found.holds()
    # A line that was cut off is missed because of the checkpoint alone.
    cut = "".join(lines[:-1]).encode()
    assert verify_log(cut).outcome is LogIntegrity.UNANCHORED
    assert verify_log(cut, checkpoint=checkpoint).outcome is LogIntegrity.ALTERED
    again, findings = search_log(log, policy, registers=known, checkpoint=checkpoint)
    assert again == verified
    assert findings.policy.name == "standard"
    assert findings.other_policy == 0
    entries = audited_entries(log, policy)
    assert [each.entry.actor for each in entries] == ["lin", "xu", "ex"]
    assert [each.entry.outcome.value for each in entries] == [
        "allowed",
        "denied",
        "denied",
    ]
    # The next segment goes on from the head.
    more = LogWriter(writer.head)
    assert more.head == writer.head
    with pytest.raises(FileNotFoundError):
        verify_log(tmp_path / "nothing.log")


def test_a_request_is_approved_and_handed_out() -> None:
    policy, known = Policy.shipped("standard"), registers({})
    with pytest.raises(Refused):
        AccessRequest(ASK, by="ex", at=NOON, rules=policy, registers=known)
    request = AccessRequest(ASK, by="xu", at=NOON, rules=policy, registers=known)
    assert request.phase is AccessPhase.REQUESTED
    assert request.grants == ()
    step = AccessStepApprove()
    assert request.decide(known, at=NOON, by="xu", step=step).outcome is VerdictOutcome.DENY
    with pytest.raises(Refused):
        request.take(known, at=NOON, by="xu", step=step)
    may = [person for person, _ in request.who_may(known, at=NOON, by="xu", step=step)]
    assert "qin" in may
    assert "xu" not in may
    assert request.take(known, at=NOON, by="qin", step=step) is request.phase
    later = NOON + timedelta(minutes=5)
    handing_out = AccessStepGrant(grant_id="G7")
    clerks = [person for person, _ in request.who_may(known, at=later, by="xu", step=handing_out)]
    assert request.take(known, at=later, by=clerks[0], step=handing_out) is AccessPhase.GRANTED
    [grant] = request.grants
    assert (grant.grant_id, grant.requester, grant.customer_id) == ("G7", "xu", "K1")
    desk = AccessDesk(policy, known.with_grants(request.grants))
    seen = Attempt(
        at=later,
        by="xu",
        action=ArchiveAction.VIEW_PAPER_EXTRACT,
        file=FILE,
        fields=("phone",),
        form=AccessForm.PAPER,
    )
    assert desk.explain(seen).outcome is VerdictOutcome.PERMIT
    assert desk.entry(seen).grant_id == "G7"
    assert AccessRequest.from_json(request.to_json()) == request


def test_more_grants_are_no_register_of_grants_unless_there_are_some() -> None:
    grant = AccessGrant(
        grant_id="G1",
        requester="xu",
        fields=("phone",),
        form=AccessForm.PAPER,
        decided_by="lin",
        decided_at=NOON,
        expires_at=NOON + timedelta(days=1),
    )
    unknown = AccessRegisters()
    assert unknown.with_grants([]).grants is None
    assert unknown.with_grants([grant]).grants == (grant,)
    none_given = AccessRegisters(grants=[])
    assert none_given.with_grants([]).grants == ()
    assert none_given.with_grants([grant]).with_grants([]).grants == (grant,)
    # What nobody looked into is undecided, and no denial.
    attempt = Attempt(
        at=NOON,
        by="lin",
        action=ArchiveAction.VIEW_PAPER_EXTRACT,
        file=replace(FILE, owner="xu"),
        fields=("phone",),
        form=AccessForm.PAPER,
    )
    policy = Policy.shipped("standard")
    known = AccessRegisters(organisation=registers({}).organisation, ndas=[])
    before = AccessDesk(policy, known).explain(attempt)
    assert AccessDesk(policy, known.with_grants([])).explain(attempt) == before


def test_what_somebody_may_do_and_who_may_do_it() -> None:
    desk = AccessDesk(Policy.shipped("standard"), registers({}))
    answers = desk.may_do("lin", FILE, NOON)
    assert [each.action for each in answers] == list(ArchiveAction)
    for each in answers:
        plain = desk.explain(Attempt(at=NOON, by="lin", action=each.action, file=FILE))
        if each.action in (ArchiveAction.SEARCH, ArchiveAction.MAINTAIN):
            assert each.answer == plain.answer()
    attempt = Attempt(at=NOON, by="nobody", action=ArchiveAction.MAINTAIN, file=FILE)
    who = desk.who_may_do(attempt)
    assert {person for _, person in COLUMNS if person != "ex"} <= {each.person_id for each in who.people}
    for each in who.people:
        assert each.answer == desk.explain(replace(attempt, by=each.person_id)).answer()


def test_tables_are_deidentified_and_anonymised() -> None:
    policy = Policy.shipped("standard")
    table = PlainTable(columns=("customer_id", "phone"), rows=(("K1", "13800138000"), ("K2", None)))
    made, report = deidentify(table, policy, key=b"k" * 32)
    assert report.rows_in == report.rows_out == 2
    assert all(
        "K1" not in (cell or "") and "13800138000" not in (cell or "") for row in made.rows for cell in row
    )
    assert deidentify(table, policy, key=b"k" * 32)[0] == made
    assert deidentify(table, policy, key=b"l" * 32)[0] != made
    with pytest.raises(KeyaccountError):
        deidentify(table, policy, key=b"short")
    with pytest.raises(KeyaccountError):
        deidentify(
            PlainTable(columns=("customer_id",), rows=(("K1", "more"),)),
            policy,
            key=b"k" * 32,
        )
    # Two rows are fewer than any group may have.
    left, report = anonymise(table, policy)
    assert left.rows == ()
    assert report.rows_out == 0


def test_a_file_says_what_it_lacks() -> None:
    composition = CompositionPolicy(Policy.shipped("standard")).composition([], key_account=True, as_of=FIRST)
    assert not composition.complete
    assert composition.completeness.good == 0
    assert {part.status.value for part in composition.parts} == {"missing"}


@pytest.mark.parametrize(
    "change",
    [
        {"action": "veiw_electronic"},
        {"action": ""},
        {"form": "papyrus"},
        {"by": 7},
        {"at": "today"},
        {"file": object()},
        {"fields": [1]},
    ],
)
def test_odd_attempts_only_raise(change: dict[str, Any]) -> None:
    desk = AccessDesk(Policy.shipped("standard"), registers({}))
    given: dict[str, Any] = {"at": NOON, "by": "lin", "action": "search"} | change
    with pytest.raises((KeyaccountError, TypeError, AttributeError)):
        desk.decide(**given)
