"""Approval: terms, papers, people and what happens to a case.

Written by generate/records.py from the core: change that, not this.
"""
# ruff: noqa
# pyright: reportPrivateUsage=false

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, TypeAlias, Union

from keyaccount._records._plain import Lang, PolicySection, Record, Variant, Wire, ask, read_some
from keyaccount._records.decisions import (
    BasicField,
    EvaluationLevel,
    Reason,
    RequestKind,
    Stamp,
    Verdict,
)

__all__ = [
    "Act",
    "ActRequest",
    "AmendRequest",
    "ArrearsStatement",
    "Authority",
    "AwaitedAct",
    "BasicCard",
    "BranchEvaluation",
    "CaseReport",
    "Circumstances",
    "ContractStatus",
    "Decision",
    "Delegation",
    "Event",
    "EventKind",
    "EventKindAct",
    "EventKindAmend",
    "EventKindSubmit",
    "EventKindWithdraw",
    "MayAct",
    "Opened",
    "OtherContract",
    "Paper",
    "Papers",
    "PastBusiness",
    "Person",
    "Phase",
    "PhaseDraft",
    "PhaseExecutable",
    "PhaseInProgress",
    "PhaseRejected",
    "PhaseSubmitted",
    "PhaseWithdrawn",
    "PrincipalContact",
    "RoleHolder",
    "Rules",
    "Submission",
    "SubmitRequest",
    "Terms",
    "WhoMayAct",
    "WithdrawRequest",
]

class ContractStatus(StrEnum):
    """Where a contract stands (R8, §5.6)."""

    DRAFT = "draft"
    """草稿"""
    SUBMITTED = "submitted"
    """已提交: handed in for approval."""
    APPROVED = "approved"
    """已批准: not signed yet."""
    SIGNED = "signed"
    """已签订"""
    EFFECTIVE = "effective"
    """生效"""
    CLOSED = "closed"
    """已完结"""
    REJECTED = "rejected"
    """已驳回: counts for nothing."""
    WITHDRAWN = "withdrawn"
    """已撤回: counts for nothing."""
    CANCELLED = "cancelled"
    """已取消: counts for nothing."""

    def counts(self) -> bool:
        """Whether the contract counts at all: it was neither rejected nor withdrawn nor cancelled
        (§5.6a).
        """
        return ask("ContractStatus.counts", self)


class Decision(StrEnum):
    """What somebody decides on a step."""

    SIGN = "sign"
    """Sign it, and go on."""
    APPROVE = "approve"
    """Approve it, and go on."""
    FILE = "file"
    """Put it on file, and go on."""
    RETURN = "return"
    """Send it back to be done over."""
    REJECT = "reject"
    """Refuse it for good."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Delegation(Record):
    """A written authority to act in another's place (书面授权, R191, §5.4)."""

    _left_out: ClassVar[frozenset[str]] = frozenset({
        "max_amount",
        "revoked_on",
        "scope",
        "written_ref",
    })

    delegation_id: str
    """The id, which acts name."""
    principal: str
    """Who grants it."""
    role: str
    """The role of the principal's that it is about."""
    delegate: str
    """Who stands in."""
    written_ref: str | None = None
    """The paper that grants it."""
    issued_on: date
    """The day of the paper."""
    valid_from: date
    """The first day it holds."""
    valid_to: date
    """The last day it holds, included."""
    max_amount: Decimal | None = None
    """The largest amount it covers; any if left out."""
    scope: tuple[RequestKind, ...] | None = None
    """What kinds of request it covers; every kind if left out, none if empty."""
    revoked_on: date | None = None
    """The day it was revoked, which is the last day it holds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RoleHolder(Record):
    """A role somebody holds, from day to day."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"unit", "valid_to"})

    person_id: str
    """Who."""
    role: str
    """Which role, as the policy names it."""
    unit: str | None = None
    """The unit it is held in. Only roles that the policy binds to units look at it."""
    valid_from: date
    """The first day."""
    valid_to: date | None = None
    """The last day, included; no end if left out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Authority(Record):
    """The authority an act was accepted on, as it was on that day."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"delegation"})

    holding: RoleHolder
    """The role, held by whoever acts or by the principal."""
    delegation: Delegation | None = None
    """The delegation by which whoever acts stands in for the principal."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Act(Record):
    """An act on a step: who did it, in whose place, on what authority, on which terms."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"opinion"})

    step: int
    """The step, from 1."""
    decision: Decision
    """What was decided."""
    digest: str
    """The digest of the submission it was decided on (``Case::digest``)."""
    authority: Authority
    """The role and the delegation, as they were on that day."""
    opinion: str | None = None
    """What was said."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ActRequest(Record):
    """An act as it is asked for."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"delegation", "opinion"})

    on: date
    """The day."""
    by: str
    """Who acts."""
    decision: Decision
    """What is decided."""
    role: str
    """The role in which it is decided, one's own or that of whom one stands in for."""
    delegation: str | None = None
    """The delegation by which one stands in for another."""
    digest: str
    """The digest of the submission it is decided on (``Case::digest``): what was read."""
    opinion: str | None = None
    """What is said."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms(Record):
    """What is approved: the terms that may not change behind the back of whoever signed.

    Two terms are the same if their digests are; ``1.50`` is ``1.5``.
    """

    _left_out: ClassVar[frozenset[str]] = frozenset({
        "agreed_price",
        "amount",
        "framework_estimate",
        "settlement_floor_price",
        "text_digest",
    })

    customer: str
    """The customer."""
    amount: Decimal | None = None
    """The total contract amount, tax included (A4)."""
    framework_estimate: Decimal | None = None
    """Of a framework contract without an amount: the estimated amount of a year."""
    agreed_price: Decimal | None = None
    """The agreed price, for the same unit of goods as the settlement floor price."""
    settlement_floor_price: Decimal | None = None
    """The settlement floor price (结算底价)."""
    text_digest: str | None = None
    """A digest of the contract's text, of whatever kind."""

    def deciding_amount(self) -> Decimal | None:
        """The amount that decides the tier: the total, or else the estimate."""
        return read_some(Decimal, ask("Terms.deciding_amount", self))

    def digest(self) -> str:
        """SHA-256 of the terms, as 64 hexadecimal digits. Acts name it, and no act stands on other
        terms.
        """
        return ask("Terms.digest", self)

    def is_below_floor_price(self) -> bool:
        """Whether the agreed price is below the settlement floor price, strictly (N6); not if
        either is not known.
        """
        return ask("Terms.is_below_floor_price", self)


@dataclass(frozen=True, kw_only=True, slots=True)
class AmendRequest(Record):
    """A change of the terms as it is asked for."""

    on: date
    """The day."""
    by: str
    """Who amends."""
    terms: Terms
    """The terms from then on, all of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ArrearsStatement(Record):
    """Whether the customer owes us money, and how much (是否欠我公司货款)."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"amount", "owes"})

    owes: bool | None = None
    """Whether it does."""
    amount: Decimal | None = None
    """How much."""

    def declared(self) -> Decimal | None:
        """What is declared to be owed: 0 for a no, which must not name an amount; nothing if the
        statement is not complete.
        """
        return read_some(Decimal, ask("ArrearsStatement.declared", self))


@dataclass(frozen=True, kw_only=True, slots=True)
class AwaitedAct(Record):
    """A case that awaits somebody."""

    case_id: str
    """The case."""
    step: int
    """The step, from 1."""
    decision: Decision
    """What is to be done."""
    role: str
    """In which role."""
    authority: Authority
    """On what authority, the first that entitles."""
    digest: str
    """The digest of what was submitted, which the act must name (``Case::digest``)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BasicCard(Record):
    """The basic information card (客户基本信息卡, §3.1): what each field says. A blank one is not filled."""

    _left_out: ClassVar[frozenset[str]] = frozenset({
        "address",
        "contact_name",
        "identification",
        "industry",
        "kind",
        "legal_name",
        "opened_on",
        "owner",
        "phone",
        "region",
    })

    legal_name: str | None = None
    kind: str | None = None
    identification: str | None = None
    address: str | None = None
    contact_name: str | None = None
    phone: str | None = None
    industry: str | None = None
    region: str | None = None
    owner: str | None = None
    opened_on: date | None = None

    def is_filled(self, field: BasicField) -> bool:
        """Whether a field is filled."""
        return ask("BasicCard.is_filled", self, field)


@dataclass(frozen=True, kw_only=True, slots=True)
class BranchEvaluation(Record):
    """What the branch thinks of the customer (办事处对客户的评价)."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"level", "text"})

    text: str | None = None
    """In words."""
    level: EvaluationLevel | None = None
    """The level."""


class _Phase(Variant):
    __slots__ = ()
    _union: ClassVar[str] = "Phase"

    def is_open(self) -> bool:
        """Whether somebody is to take a step."""
        return ask("Phase.is_open", self)

    def reading(self, lang: Lang = "en") -> str:
        """Where the case stands as people read it, such as "in progress, step 2" or 审批中，第2步."""
        return ask("Phase.reading", self, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class PhaseDraft(_Phase):
    """Not submitted, or sent back."""

    _wire: ClassVar[Wire] = Wire("draft", "nothing")


@dataclass(frozen=True, kw_only=True, slots=True)
class PhaseSubmitted(_Phase):
    """Submitted, no step taken yet."""

    _wire: ClassVar[Wire] = Wire("submitted", "nothing")


@dataclass(frozen=True, kw_only=True, slots=True)
class PhaseInProgress(_Phase):
    """Some steps taken."""

    _wire: ClassVar[Wire] = Wire("in_progress", "fields")

    step: int
    """The next step, from 1."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PhaseExecutable(_Phase):
    """Every step taken (可执行)."""

    _wire: ClassVar[Wire] = Wire("executable", "nothing")


@dataclass(frozen=True, kw_only=True, slots=True)
class PhaseRejected(_Phase):
    """Refused for good."""

    _wire: ClassVar[Wire] = Wire("rejected", "nothing")


@dataclass(frozen=True, kw_only=True, slots=True)
class PhaseWithdrawn(_Phase):
    """Withdrawn by the applicant."""

    _wire: ClassVar[Wire] = Wire("withdrawn", "nothing")


Phase: TypeAlias = Union[
    PhaseDraft,
    PhaseSubmitted,
    PhaseInProgress,
    PhaseExecutable,
    PhaseRejected,
    PhaseWithdrawn,
]
"""Where a case stands."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MayAct(Record):
    """Whether a person may take a step."""

    person_id: str
    """Who."""
    authorities: tuple[Authority, ...]
    """Everything that entitles the person; nobody may act on nothing."""
    reasons: tuple[Reason, ...]
    """Why the person may not; empty if anything entitles him."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WhoMayAct(Record):
    """Who may take the next step of a case on a day, and why everybody else may not."""

    _left_out: ClassVar[frozenset[str]] = frozenset({
        "clause",
        "closed",
        "decision",
        "role",
        "step",
    })

    on: date
    """The day."""
    step: int | None = None
    """The step, from 1; nothing if no step is to be taken."""
    decision: Decision | None = None
    """What is to be done."""
    role: str | None = None
    """In which role."""
    clause: str | None = None
    """Where the written policy says it."""
    closed: Reason | None = None
    """Why no step is to be taken."""
    people: tuple[MayAct, ...]
    """Everybody the organisation knows, by id."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseReport(Record):
    """A case on a day."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"person", "submission", "tier", "warnings"})

    case_id: str
    """The case."""
    on: date
    """The day."""
    phase: Phase
    """Where it stands."""
    round: int
    """The round, from 1."""
    terms: Terms
    """The terms as they are now."""
    digest: str
    """Their digest, which every act must name."""
    stamp: Stamp
    """What it was made from: the policy is the one the case stands under, or that a draft would be
    submitted under; ``input_digest`` is ``Case.digest``.
    """
    person: str | None = None
    """Whom alone it is about; everybody if left out."""
    warnings: tuple[Reason, ...] = ()
    """What does not decide but should be known: rules that are not those of the policy given, acts
    of somebody the organisation does not know.
    """
    tier: str | None = None
    """The approval it takes, or that a draft would take."""
    submission: Verdict | None = None
    """Whether a draft may be submitted with what is handed in."""
    steps: tuple[WhoMayAct, ...]
    """The steps to come, in order: who may take each on that day as things stand."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OtherContract(Record):
    """Another contract (BOOK §1 ``contracts``)."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"parent_id", "uscc"})

    contract_id: str
    """Its id. A contract with the id of the case is the case itself."""
    customer_id: str
    """The customer."""
    uscc: str | None = None
    """The customer's unified social credit code."""
    parent_id: str | None = None
    """The customer's parent."""
    amount: Decimal
    """The total amount, tax included."""
    submitted_on: date
    """The day it was submitted."""
    status: ContractStatus = ContractStatus.SUBMITTED
    """Where it stands; submitted if left out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Circumstances(Record):
    """What a submission looks up about the customer. What is left out is not known, which is never
    the same as no or nothing.
    """

    _left_out: ClassVar[frozenset[str]] = frozenset({
        "contracts",
        "individual",
        "open_amount",
        "parent_id",
        "prior_business",
        "uscc",
    })

    prior_business: bool | None = None
    """Whether there is an order or an invoice from before the submission."""
    individual: bool | None = None
    """Whether the customer is an individual. Where it is not known, what is asked of others is
    asked.
    """
    open_amount: Decimal | None = None
    """The customer's open amount in the book."""
    uscc: str | None = None
    """The customer's unified social credit code."""
    parent_id: str | None = None
    """The customer's parent."""
    contracts: tuple[OtherContract, ...] = ()
    """Other contracts, of whomever; those linked to this one are found among them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper(Record):
    """A paper that is there."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"uscc", "valid_to"})

    signed_by_us: bool = False
    """Whether we signed it."""
    signed_by_customer: bool = False
    """Whether the customer signed it."""
    customer_seal: bool = False
    """Whether it bears the customer's official seal (公章)."""
    copy: bool = False
    """Whether it is a copy."""
    valid_to: date | None = None
    """The last day it holds, included; no end if left out."""
    uscc: str | None = None
    """Of a licence: the unified social credit code on it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PastBusiness(Record):
    """The business already done with a customer: amount and period, or that there was none."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"amount", "period"})

    none: bool = False
    """There was none."""
    amount: Decimal | None = None
    """The amount."""
    period: str | None = None
    """The period it is of, in words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PrincipalContact(Record):
    """Whom to reach at the customer's."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"name", "phone"})

    name: str | None = None
    """The person in charge."""
    phone: str | None = None
    """The phone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Papers(Record):
    """What was handed in with a request; what is left out is not there."""

    _left_out: ClassVar[frozenset[str]] = frozenset({
        "application_form",
        "arrears_statement",
        "basic_situation",
        "branch_evaluation",
        "business_licence",
        "draft_contract",
        "past_business",
        "principal_contact",
        "reconciliation_statement",
        "tax_certificate",
    })

    application_form: Paper | None = None
    """大客户申请表 (D1, R184)."""
    draft_contract: Paper | None = None
    """The blank contract or its draft (D2, R185)."""
    reconciliation_statement: Paper | None = None
    """对账单 (D3, R186)."""
    basic_situation: BasicCard | None = None
    """The basic information card (D4a)."""
    business_licence: Paper | None = None
    """The business licence (D4b)."""
    tax_certificate: Paper | None = None
    """The tax registration certificate (D4c)."""
    principal_contact: PrincipalContact | None = None
    """How to reach the person in charge (D4d)."""
    past_business: PastBusiness | None = None
    """The business already done (D4e)."""
    arrears_statement: ArrearsStatement | None = None
    """Whether the customer owes us money (D4f)."""
    branch_evaluation: BranchEvaluation | None = None
    """What the branch thinks of the customer (D4g)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules(Record):
    """``[approval]`` of a policy, and which policy that was."""

    policy_name: str
    """Name of the policy."""
    policy_version: str
    """Its version."""
    policy_digest: str
    """SHA-256 of its resolved meaning."""
    approval: PolicySection
    """Its rules on approvals, shared by the cases submitted under them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Submission(Record):
    """What a case was submitted with, and the rules it has stood under since."""

    digest: str
    """The digest of the terms that were submitted; what acts name is ``Case.digest``."""
    papers: Papers = Papers()
    """What was handed in."""
    circumstances: Circumstances = Circumstances()
    """What was known beside it."""
    rules: Rules
    """The rules as they were on that day, so that the case replays under any later policy."""


class _EventKind(Variant):
    __slots__ = ()
    _union: ClassVar[str] = "EventKind"


@dataclass(frozen=True, slots=True)
class EventKindSubmit(_EventKind):
    """The applicant submits it: documents are judged, the tier is chosen, its steps and rules are
    fixed.
    """

    _wire: ClassVar[Wire] = Wire("submit", "value")

    value: Submission


@dataclass(frozen=True, slots=True)
class EventKindAct(_EventKind):
    """Somebody takes a step, returns or rejects it."""

    _wire: ClassVar[Wire] = Wire("act", "value")

    value: Act


@dataclass(frozen=True, kw_only=True, slots=True)
class EventKindAmend(_EventKind):
    """The applicant changes the terms, which voids what was signed."""

    _wire: ClassVar[Wire] = Wire("amend", "fields")

    terms: Terms
    """The terms from now on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EventKindWithdraw(_EventKind):
    """The applicant withdraws it."""

    _wire: ClassVar[Wire] = Wire("withdraw", "fields")

    _left_out: ClassVar[frozenset[str]] = frozenset({"reason"})

    reason: str | None = None
    """Why."""


EventKind: TypeAlias = Union[
    EventKindSubmit,
    EventKindAct,
    EventKindAmend,
    EventKindWithdraw,
]
"""What can happen to a case."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Event(Record):
    """One thing that happened to a case, and was accepted."""

    on: date
    """The day, not before that of the event before."""
    by: str
    """Who did it."""
    what: EventKind
    """What."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened(Record):
    """What a case is opened with."""

    id: str
    """The case, which is the contract's id."""
    kind: RequestKind
    """What is asked for."""
    applicant: str
    """Who asks: the only one who may submit, amend and withdraw."""
    unit: str
    """The unit that asks (办事处): roles bound to units must be held in it."""
    terms: Terms
    """The terms to begin with."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Person(Record):
    """A person who may act."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"name"})

    person_id: str
    """The id, which acts name."""
    name: str | None = None
    """The name as people read it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SubmitRequest(Record):
    """A submission as it is asked for."""

    on: date
    """The day."""
    by: str
    """Who submits."""
    papers: Papers = Papers()
    """What is handed in."""
    circumstances: Circumstances = Circumstances()
    """What is known beside it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WithdrawRequest(Record):
    """A withdrawal as it is asked for."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"reason"})

    on: date
    """The day."""
    by: str
    """Who withdraws."""
    reason: str | None = None
    """Why."""

