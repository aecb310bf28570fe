"""Who may see a customer's file, and the log of it: what a type checker must understand of it."""

from datetime import date, datetime

from keyaccount import Policy
from keyaccount.approval import Organisation, RoleHolder
from keyaccount.archive import (
    AccessDesk,
    AccessRegisters,
    Answer,
    ArchiveAction,
    Attempt,
    CustomerFile,
    FileStatus,
    LogIntegrity,
    LogWriter,
    Nda,
    verify_log,
)
from keyaccount.decisions import ReasonCode, VerdictOutcome


def main() -> str:
    """Decides one attempt, and writes it down."""
    holder = RoleHolder(
        person_id="lin",
        role="account_manager",
        unit="sales",
        valid_from=date(2026, 1, 1),
    )
    registers = AccessRegisters(
        organisation=Organisation(role_holders=[holder]),
        ndas=[Nda(person_id="lin", signed_on=date(2026, 1, 1))],
        grants=[],
    )
    desk = AccessDesk(Policy.shipped("standard"), registers)
    at = datetime(2026, 11, 4, 12)
    file = CustomerFile(customer_id="K1", owner="lin", department="sales", status=FileStatus.FILED)
    answer: Answer = desk.decide(at=at, by="lin", action=ArchiveAction.VIEW_ELECTRONIC, file=file)
    rule: ReasonCode | None = answer.rule
    attempt = Attempt(at=at, by="lin", action=ArchiveAction.VIEW_ELECTRONIC, file=file)
    writer = LogWriter()
    lines: list[str] = [writer.open(at), writer.append(desk.entry(attempt))]
    verified = verify_log("".join(lines).encode(), checkpoint=writer.checkpoint)
    permitted: bool = answer.outcome is VerdictOutcome.PERMIT
    intact: bool = verified.outcome is LogIntegrity.INTACT
    said = rule.reading("en") if rule else ""
    return f"{said}: {permitted}, {intact}: {[each.action.value for each in desk.may_do('lin', file, at)]}"


if __name__ == "__main__":
    print(main())
