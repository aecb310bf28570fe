"""How long decisions take, on a wheel built for release: `python tests/bench_decisions.py`.

Microseconds of a call and milliseconds of 100,000 rows, the fastest of several rounds.
"""

from __future__ import annotations

import sys
import timeit
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from decisions.test_approval import organisation, submission
from decisions.test_archive import registers
from decisions.test_batches import amounts, attempts, shortest

from keyaccount import Policy
from keyaccount.approval import ApprovalRules, Case, Decision, Terms
from keyaccount.archive import AccessDesk, ArchiveAction, CustomerFile, FileStatus

CALLS = 20_000


def main() -> None:
    """Measures and prints."""
    policy = Policy.shipped("standard")
    rules, desk = ApprovalRules.of(policy), AccessDesk(policy, registers({}))
    amount, at, day = Decimal("120000.00"), datetime(2026, 11, 4, 12), date(2026, 11, 4)
    file = CustomerFile(
        customer_id="K1",
        owner="lin",
        department="sales",
        level="L1",
        status=FileStatus.FILED,
    )
    people = organisation({})
    terms = Terms(
        customer="K1",
        amount=Decimal(80000),
        agreed_price=Decimal(95),
        settlement_floor_price=Decimal(90),
    )
    case = Case("HT-1", applicant="wang", unit="north", terms=terms)
    case.submit(submission({}, date(2026, 11, 2), "wang"), rules)

    scope = {"rules": rules, "desk": desk, "amount": amount, "at": at, "day": day, "file": file, "case": case}
    scope |= {"people": people, "Decision": Decision, "ArchiveAction": ArchiveAction}

    def calls(name: str, code: str) -> None:
        seconds = min(timeit.repeat(code, globals=scope, number=CALLS)) / CALLS
        print(f"{name:34} {seconds * 1e6:8.2f} µs")

    calls("rules.route(Decimal)", "rules.route(amount)")
    calls("rules.route(str)", "rules.route('120000.00')")
    calls(
        "desk.decide, the whole base",
        "desk.decide(at=at, by='lin', action=ArchiveAction.SEARCH)",
    )
    calls(
        "desk.decide, a file",
        "desk.decide(at=at, by='lin', action=ArchiveAction.MAINTAIN, file=file)",
    )
    act = "on=day, by='wang', decision=Decision.SIGN, role='branch_manager'"
    calls("case.decide_act", f"case.decide_act(people, {act})")
    contracts, questions = amounts(), attempts()
    print(f"{'100,000 routes':34} {shortest(lambda: rules.route_all(contracts)) * 1e3:8.2f} ms")
    print(f"{'100,000 attempts':34} {shortest(lambda: desk.decide_all(questions)) * 1e3:8.2f} ms")


if __name__ == "__main__":
    main()
