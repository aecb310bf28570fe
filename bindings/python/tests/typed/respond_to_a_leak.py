"""A leak, and the response to it: what a type checker must understand of it."""

from datetime import datetime

from keyaccount import Policy
from keyaccount.archive import (
    ClockState,
    Incident,
    IncidentActAssessed,
    IncidentActDone,
    IncidentActNotified,
    IncidentClock,
    IncidentStep,
    Jurisdiction,
    NoticeContent,
)
from keyaccount.decisions import Answer, VerdictOutcome


def main() -> str:
    """Opens an incident, records two things, and reads its clocks."""
    leak = Incident(
        "L-1",
        detected_at=datetime(2026, 11, 20, 9),
        jurisdictions=[Jurisdiction.CN],
        policy=Policy.shipped("standard"),
        staff_accounts=["lin"],
    )
    at = datetime(2026, 11, 20, 10)
    leak.record(recorded_at=at, by="wu", what=IncidentActDone(step=IncidentStep.CONTAIN, at=at))
    assessed = IncidentActAssessed(at=at, persons=1200, categories=("names",), sensitive=False)
    leak.record(recorded_at=at, by="wu", what=assessed)
    notice = IncidentActNotified(step=IncidentStep.NOTIFY_CUSTOMERS, at=at, contents=(NoticeContent.CAUSE,))
    answer: Answer = leak.decide(recorded_at=at, by="wu", what=notice)
    report = leak.report(at)
    clock: IncidentClock | None = report.clock(IncidentStep.CONTAIN)
    state: ClockState | None = clock.state if clock is not None else None
    entries, change = leak.due(at)
    following: datetime | None = change
    again = Incident.from_json(leak.to_json())
    lines: tuple[str, ...] = report.lines("zh")
    permitted: bool = answer.outcome is VerdictOutcome.PERMIT
    return f"{state}, {permitted}, {len(entries)} until {following}, {again == leak}, {lines[0]}"


if __name__ == "__main__":
    print(main())
