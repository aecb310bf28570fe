"""A contract goes through its approval: what a type checker must understand of it."""

from datetime import date
from decimal import Decimal

from keyaccount import Policy
from keyaccount.approval import (
    ApprovalRules,
    Case,
    Decision,
    Delegation,
    Organisation,
    Papers,
    Person,
    PhaseExecutable,
    PhaseInProgress,
    Refused,
    RoleHolder,
    Routed,
    SubmitRequest,
    Terms,
)
from keyaccount.decisions import (
    MeasureMoney,
    NeededChangeAct,
    NeededChangeDocument,
    Verdict,
    VerdictOutcome,
)


def needed(verdict: Verdict) -> list[str]:
    """What would turn a decision, in words of its own."""
    said: list[str] = []
    for remedy in verdict.remedies:
        for step in remedy.steps:
            match step.change:
                case NeededChangeDocument(document=document, lacks=lacks):
                    said.append(f"{document}: {', '.join(lacks)}")
                case NeededChangeAct(role=role, person=person):
                    said.append(f"{person or 'anybody'} as {role}")
                case _:
                    said.append(step.sentence("zh"))
    return said


def main() -> str:
    """Routes an amount, submits a case, and has its first step signed."""
    rules = ApprovalRules.of(Policy.shipped("standard"))
    routed: Routed = rules.route(Decimal("99999.99"), agreed_price="95", settlement_floor_price=90)
    name: str | None = routed.tier
    people = Organisation(
        people=[Person(person_id="wang", name="王建国")],
        role_holders=[
            RoleHolder(
                person_id="wang",
                role="branch_manager",
                unit="north",
                valid_from=date(2026, 1, 1),
            ),
        ],
        delegations=[
            Delegation(
                delegation_id="SQ-1",
                principal="wang",
                role="branch_manager",
                delegate="zhou",
                issued_on=date(2026, 11, 1),
                valid_from=date(2026, 11, 1),
                valid_to=date(2026, 11, 30),
                max_amount=Decimal(50000),
            )
        ],
    )
    case = Case(
        "HT-1",
        applicant="wang",
        unit="north",
        terms=Terms(customer="K1", amount=Decimal(80000)),
    )
    request = SubmitRequest(on=date(2026, 11, 2), by="wang", papers=Papers())
    verdict: Verdict = case.explain_submit(request, rules)
    if verdict.outcome is not VerdictOutcome.PERMIT:
        for reason in verdict.reasons:
            if isinstance(reason.actual, MeasureMoney):
                amount: Decimal = reason.actual.value
                print(amount)
        return f"{name}: {needed(verdict)}"
    try:
        phase = case.submit(request, rules)
        phase = case.act(
            people,
            on=date(2026, 11, 3),
            by="wang",
            decision=Decision.SIGN,
            role="branch_manager",
        )
    except Refused as refused:
        return refused.verdict.text("zh")
    match phase:
        case PhaseInProgress(step=step):
            return f"step {step}"
        case PhaseExecutable():
            return "executable"
        case _:
            return phase.reading()


if __name__ == "__main__":
    print(main())
