"""How long a record is kept, and how it goes: what a type checker must understand of it."""

from datetime import date, datetime

from keyaccount import Policy
from keyaccount.approval import Organisation, RoleHolder
from keyaccount.archive import (
    Disposal,
    DisposalActApprove,
    DisposalActPropose,
    DisposalEntry,
    DisposalPhase,
    Hold,
    HoldKind,
    KeptAs,
    KeptRecord,
    Refused,
    RetentionRules,
    RetentionState,
    Schedule,
)
from keyaccount.decisions import Verdict, VerdictOutcome


def main() -> str:
    """Schedules one record, and proposes it for disposal."""
    policy, today = Policy.shipped("standard"), date(2026, 11, 21)
    record = KeptRecord(
        record_id="R-1",
        customers=("K1",),
        department="north",
        kept_as=(KeptAs(class_="prospects", trigger_on=date(2025, 11, 20)),),
    )
    rules = RetentionRules(policy)
    schedule: Schedule = rules.schedule(record, as_of=today, holds=[])
    until: date | None = schedule.keep_until
    held = Hold(customer_id="K1", kind=HoldKind.OPEN_DISPUTE, from_=today)
    verdict: Verdict = rules.explain(record, as_of=today, holds=[held])
    part = rules.due([record], now=datetime(2026, 11, 21, 9), horizon=today, holds=[])
    people = Organisation(
        role_holders=[RoleHolder(person_id="ma", role="maintainer", valid_from=date(2020, 1, 1))]
    )
    disposal = Disposal("XH-1", policy=policy, department="north")
    phase: DisposalPhase = disposal.act(
        people, on=today, by="ma", act=DisposalActPropose(records=(record,)), holds=[]
    )
    refused = ""
    try:
        disposal.act(people, on=today, by="ma", act=DisposalActApprove(), holds=[])
    except Refused as error:
        refused = error.text("en")
    entries: tuple[DisposalEntry, ...] = disposal.entries
    state: RetentionState = schedule.state
    permitted: bool = verdict.outcome is VerdictOutcome.PERMIT
    counts = [len(part.entries), len(entries)]
    return f"{state.value} after {until}: {permitted}, {counts}, {phase.reading('zh')}, {refused}"


if __name__ == "__main__":
    print(main())
