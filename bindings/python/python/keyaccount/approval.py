"""Approval: which steps a contract takes, on which papers, who may take them, and a record of who did.

>>> import keyaccount as ka
>>> from keyaccount.approval import ApprovalRules
>>> rules = ApprovalRules.of(ka.Policy.shipped("standard"))
>>> rules.route("99999.99").tier, rules.route("100000").tier
('tier_1', 'tier_2')

A :class:`Case` is a list of events, and where it stands is what they come to: it is opened with its
terms, submitted with its papers under the rules of a policy, and acted upon by the people of an
:class:`Organisation`. Every question has a fast answer (``decide_…``) and a verdict with its reasons and
remedies (``explain_…``). What is refused raises :class:`Refused` and changes nothing.

Amounts are ``Decimal``, ``int`` or texts in plain digits, never binary floats.
"""

# The parts of the package share what their objects hold.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from os import PathLike
from typing import TYPE_CHECKING, Any, Self

from keyaccount import _core
from keyaccount._decided import Refused, answer, done, read_text, shown
from keyaccount._records._plain import (
    Lang,
    Number,
    PolicySection,
    read,
    read_all,
    read_some,
    read_union,
    to_plain,
)
from keyaccount._records.approval import (
    Act,
    ActRequest,
    AmendRequest,
    ArrearsStatement,
    Authority,
    AwaitedAct,
    BasicCard,
    BranchEvaluation,
    CaseReport,
    Circumstances,
    ContractStatus,
    Decision,
    Delegation,
    Event,
    EventKind,
    EventKindAct,
    EventKindAmend,
    EventKindSubmit,
    EventKindWithdraw,
    MayAct,
    Opened,
    OtherContract,
    Paper,
    Papers,
    PastBusiness,
    Person,
    Phase,
    PhaseDraft,
    PhaseExecutable,
    PhaseInProgress,
    PhaseRejected,
    PhaseSubmitted,
    PhaseWithdrawn,
    PrincipalContact,
    RoleHolder,
    Rules,
    Submission,
    SubmitRequest,
    Terms,
    WhoMayAct,
    WithdrawRequest,
)
from keyaccount._records.decisions import (
    Answer,
    ApprovalTier,
    EvaluationLevel,
    ReasonCode,
    RequestKind,
    StepAct,
    TierStep,
    Verdict,
    VerdictOutcome,
)

if TYPE_CHECKING:
    from keyaccount._core import Policy, Table
    from keyaccount.book import Book, Frame

__all__ = [
    "Act",
    "ActRequest",
    "AmendRequest",
    "Answer",
    "ApprovalRules",
    "ApprovalTier",
    "ArrearsStatement",
    "Authority",
    "AwaitedAct",
    "BasicCard",
    "BranchEvaluation",
    "Case",
    "CaseFile",
    "CaseReport",
    "Circumstances",
    "ContractStatus",
    "Decision",
    "Delegation",
    "EvaluationLevel",
    "Event",
    "EventKind",
    "EventKindAct",
    "EventKindAmend",
    "EventKindSubmit",
    "EventKindWithdraw",
    "MayAct",
    "Number",
    "Opened",
    "Organisation",
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
    "PolicySection",
    "PrincipalContact",
    "ReasonCode",
    "Refused",
    "RequestKind",
    "RoleHolder",
    "Routed",
    "Rules",
    "StepAct",
    "Submission",
    "SubmitRequest",
    "Terms",
    "TierStep",
    "Verdict",
    "VerdictOutcome",
    "WhoMayAct",
    "WithdrawRequest",
    "circumstances_of",
    "is_valid_uscc",
    "my_acts",
    "papers_of",
    "read_case_file",
]


@dataclass(frozen=True, slots=True)
class Routed:
    """The fast answer to which approval a contract takes."""

    tier: str | None
    """The name of the tier; none if the contract is refused."""
    outcome: VerdictOutcome
    """Permitted, or refused."""
    rule: ReasonCode | None
    """What decided the tier, or why the contract is refused."""


class ApprovalRules:
    """The approval rules of a policy (``[approval]``), ready to be applied."""

    __slots__ = ("_core", "_routes", "_tiers")

    def __init__(self, core: _core.ApprovalRules) -> None:
        """Use :meth:`of`."""
        self._core = core
        self._tiers = read_all(ApprovalTier, core.tiers())
        self._routes: dict[int, Routed] = {}

    @classmethod
    def of(cls, policy: Policy) -> Self:
        """The rules of a policy.

        Raises ``KeyaccountError`` for a policy that says nothing of approvals.
        """
        return cls(_core.ApprovalRules.of(policy))

    @property
    def tiers(self) -> tuple[ApprovalTier, ...]:
        """The tiers, lowest amounts first."""
        return self._tiers

    def route(
        self,
        amount: Number | None = None,
        *,
        framework_estimate: Number | None = None,
        agreed_price: Number | None = None,
        settlement_floor_price: Number | None = None,
    ) -> Routed:
        """Which approval a contract takes (§5.2, R188–R190): the fast answer.

        ``amount`` is the total with tax; ``framework_estimate`` the estimate of a year of a framework
        contract without one; the two prices are for the same unit of goods.

        Raises ``KeyaccountError`` for what is no exact number, such as ``0.1`` or ``"1e3"``.
        """
        number = self._core.route(amount, framework_estimate, agreed_price, settlement_floor_price)
        try:
            return self._routes[number]
        except KeyError:
            found = answer(number & 0xFFFFFFFF)
            tier = self._tiers[(number >> 32) - 1].name if number >> 32 else None
            return self._routes.setdefault(number, Routed(tier, found.outcome, found.rule))

    def route_all(self, contracts: Frame) -> Table:
        """Which approval each row of a frame takes: of the columns ``amount`` (or ``framework_estimate``),
        ``agreed_price`` and ``settlement_floor_price``, a table of ``tier`` (null where the contract is
        refused), ``outcome`` and ``rule``, row by row as :meth:`route`. Null is not known.

        Raises ``KeyaccountError`` for a frame without an amount, a column of binary floats, a number of
        more than six decimals, with its row.
        """
        return _core.routes(self._core, contracts)

    def explain_route(self, terms: Terms, *, on: date, circumstances: Circumstances | None = None) -> Verdict:
        """Which approval a contract takes and why: what decided the tier, its steps as obligations, what a
        refused contract would need, and a warning where ``circumstances`` name contracts it may have been
        split from (§5.6a).
        """
        circumstances = Circumstances() if circumstances is None else circumstances
        return read(
            Verdict,
            self._core.explain_route(terms.to_plain(), on, circumstances.to_plain()),
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ApprovalRules) and self._core == other._core

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<ApprovalRules {', '.join(tier.name for tier in self._tiers)}>"


class Organisation:
    """People, the roles they hold and the delegations between them, found by person and by id.

    Whoever holds a role or stands in need not be listed in ``people``, which gives names.
    """

    __slots__ = ("_core",)

    def __init__(
        self,
        *,
        people: Iterable[Person] = (),
        role_holders: Iterable[RoleHolder] = (),
        delegations: Iterable[Delegation] = (),
    ) -> None:
        """An organisation of these tables.

        Raises ``KeyaccountError`` with everything that is wrong with them: a blank id or one of more than 64
        characters, a person or delegation listed twice, a ``valid_to`` before its ``valid_from``, an amount
        of more than six decimals.
        """
        self._core = _core.Organisation.of(
            to_plain(tuple(people)),
            to_plain(tuple(role_holders)),
            to_plain(tuple(delegations)),
        )

    @classmethod
    def _of(cls, core: _core.Organisation) -> Self:
        made = cls.__new__(cls)
        made._core = core
        return made

    @classmethod
    def of_book(cls, book: Book, as_of: date) -> Self:
        """The people, role holders and delegations of a book that are visible on a day. Several kinds of
        request in one ``scope`` are parted by ``;``.

        Raises ``KeyaccountError`` as ``Organisation(…)`` does, and for a scope that is no kind of request.
        """
        return cls._of(_core.organisation_of_book(book._data, as_of))

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """The organisation of a ``dict`` of ``people``, ``role_holders`` and ``delegations``.

        Raises ``KeyaccountError`` for a value of another form, and as ``Organisation(…)`` does.
        """
        return cls._of(_core.Organisation.of_tables(plain))

    def to_plain(self) -> dict[str, object]:
        """The tables as a ``dict`` fit for JSON."""
        return self._core.tables()

    @property
    def people(self) -> tuple[Person, ...]:
        """Names of people."""
        return read_all(Person, self._core.tables()["people"])

    @property
    def role_holders(self) -> tuple[RoleHolder, ...]:
        """Roles and who holds them."""
        return read_all(RoleHolder, self._core.tables()["role_holders"])

    @property
    def delegations(self) -> tuple[Delegation, ...]:
        """Delegations."""
        return read_all(Delegation, self._core.tables()["delegations"])

    def delegation(self, delegation_id: str) -> Delegation | None:
        """The delegation with this id."""
        return read_some(Delegation, self._core.delegation(delegation_id))

    def name(self, person_id: str) -> str:
        """A person's name, or else the id."""
        return self._core.name(person_id)

    def everybody(self) -> tuple[str, ...]:
        """Everybody who is listed, holds a role or stands in, each once, by id."""
        return tuple(self._core.everybody())

    def concerning(self, roles: Sequence[str]) -> Organisation:
        """Those alone who hold one of these roles, or stand in for one."""
        return Organisation._of(self._core.concerning(list(roles)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Organisation) and self._core == other._core

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Organisation of {len(self._core.everybody())} people>"


class Case:
    """An approval case: what it is about, and what happened to it.

    Its state is nothing but what its events come to. One thread at a time may change a case.
    """

    __slots__ = ("_core",)

    def __init__(
        self,
        case_id: str,
        *,
        applicant: str,
        unit: str,
        terms: Terms,
        kind: RequestKind = RequestKind.KEY_ACCOUNT,
    ) -> None:
        """Opens a case: a draft in its first round.

        ``applicant`` is the only one who may submit, amend and withdraw; ``unit`` the branch whose manager
        signs first.

        Raises ``KeyaccountError`` for a blank id or one of more than 64 characters, and an amount of more
        than six decimals.
        """
        self._core = _core.Case.open(case_id, str(kind), applicant, unit, terms.to_plain())

    @classmethod
    def _of(cls, core: _core.Case) -> Self:
        made = cls.__new__(cls)
        made._core = core
        return made

    @classmethod
    def from_json(cls, text: str, *, file: str = "case.json") -> Self:
        """Reads a case, and replays it: every event must follow from those before it, under the rules and
        the authority written down with it. ``file`` is the name that problems carry.

        Raises ``KeyaccountError`` for a text that is no case, a form newer than this library, an event that
        could not have happened.
        """
        return cls._of(_core.Case.from_json(text, file))

    @classmethod
    def from_file(cls, path: str | PathLike[str]) -> Self:
        """Reads the case of a file, as :meth:`from_json` does.

        Raises ``OSError`` for a file that cannot be read.
        """
        return cls.from_json(read_text(path), file=shown(path))

    @classmethod
    def of_contract(cls, book: Book, contract_id: str, *, on: date, applicant: str | None = None) -> Self:
        """The draft of a contract of a book that was handed in by a day: by ``applicant``, else by the
        customer's account manager, else by the branch.

        Raises ``KeyaccountError`` for a contract the book does not have, with the nearest one, and one
        without ``unit``.
        """
        return cls._of(_core.case_of_contract(book._data, contract_id, on, applicant))

    def to_json(self) -> str:
        """The case as JSON, which :meth:`from_json` reads back as the same case."""
        return self._core.to_json()

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return type(self).from_json, (self.to_json(),)

    def copy(self) -> Case:
        """The same case, to try something on."""
        return Case._of(self._core.copy())

    @property
    def id(self) -> str:
        """Its id."""
        return self._core.id

    @property
    def opened(self) -> Opened:
        """What it was opened with."""
        return read(Opened, self._core.opened())

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened to it, in order."""
        return read_all(Event, self._core.events())

    @property
    def phase(self) -> Phase:
        """Where it stands."""
        return read_union(Phase, self._core.phase())

    @property
    def round(self) -> int:
        """The round, from 1: one more for every time that steps taken became void."""
        return self._core.round

    @property
    def terms(self) -> Terms:
        """The terms as they are now."""
        return read(Terms, self._core.terms())

    @property
    def digest(self) -> str:
        """What every act must name: of a draft the digest of its terms, once submitted that of the terms with
        the papers they were submitted with.
        """
        return self._core.digest

    @property
    def tier(self) -> ApprovalTier | None:
        """The approval it takes, unless it is a draft."""
        return read_some(ApprovalTier, self._core.tier())

    @property
    def next_step(self) -> tuple[int, TierStep] | None:
        """The next step, from 1, if somebody is to take one."""
        plain = self._core.next_step()
        return None if plain is None else (plain[0], read(TierStep, plain[1]))

    def decide_submit(self, request: SubmitRequest, rules: ApprovalRules) -> Answer:
        """Whether it may be submitted, and by which rule."""
        return answer(self._core.decide_submit(request.to_plain(), rules._core))

    def explain_submit(self, request: SubmitRequest, rules: ApprovalRules) -> Verdict:
        """Whether it may be submitted: the approval it takes and its steps, or every document that is missing
        and every rule that is not met.
        """
        return read(Verdict, self._core.explain_submit(request.to_plain(), rules._core))

    def submit(self, request: SubmitRequest, rules: ApprovalRules) -> Phase:
        """Submits the case under the rules of today, which it stands under from then on.

        Raises :class:`Refused` with the verdict: documents missing, no tier, not the applicant, submitted
        already.
        """
        return read_union(Phase, done(self._core.submit(request.to_plain(), rules._core)))

    def decide_act(
        self,
        organisation: Organisation,
        *,
        on: date,
        by: str,
        decision: Decision,
        role: str,
        delegation: str | None = None,
        digest: str | None = None,
    ) -> Answer:
        """Whether somebody may act, and by which rule. Without a ``digest`` the act is on the terms as they
        are now.
        """
        return answer(self._core.decide_act(on, by, decision, role, delegation, digest, organisation._core))

    def explain_act(
        self,
        organisation: Organisation,
        *,
        on: date,
        by: str,
        decision: Decision,
        role: str,
        delegation: str | None = None,
        digest: str | None = None,
    ) -> Verdict:
        """Whether somebody may act: by which role or paper, or every rule that is not met; who else may act
        instead.
        """
        request = self._act(on, by, decision, role, delegation, digest, None)
        return read(Verdict, self._core.explain_act(request.to_plain(), organisation._core))

    def act(
        self,
        organisation: Organisation,
        *,
        on: date,
        by: str,
        decision: Decision,
        role: str,
        delegation: str | None = None,
        digest: str | None = None,
        opinion: str | None = None,
    ) -> Phase:
        """Takes, returns or rejects the next step.

        ``digest`` is what the actor has read (:attr:`digest`); without one, the terms as they are now.

        Raises :class:`Refused` with the verdict.
        """
        request = self._act(on, by, decision, role, delegation, digest, opinion)
        return read_union(Phase, done(self._core.act(request.to_plain(), organisation._core)))

    def _act(
        self,
        on: date,
        by: str,
        decision: Decision,
        role: str,
        delegation: str | None,
        digest: str | None,
        opinion: str | None,
    ) -> ActRequest:
        digest = self.digest if digest is None else digest
        return ActRequest(
            on=on,
            by=by,
            decision=decision,
            role=role,
            delegation=delegation,
            digest=digest,
            opinion=opinion,
        )

    def decide_amend(self, *, on: date, by: str, terms: Terms) -> Answer:
        """Whether the terms may be changed, and by which rule."""
        return answer(self._core.decide_amend(AmendRequest(on=on, by=by, terms=terms).to_plain()))

    def explain_amend(self, *, on: date, by: str, terms: Terms) -> Verdict:
        """Whether the terms may be changed, or everything that is in the way."""
        return read(
            Verdict,
            self._core.explain_amend(AmendRequest(on=on, by=by, terms=terms).to_plain()),
        )

    def amend(self, *, on: date, by: str, terms: Terms) -> Phase:
        """Changes the terms: back to draft, and what was signed is void.

        Raises :class:`Refused` with the verdict.
        """
        return read_union(
            Phase,
            done(self._core.amend(AmendRequest(on=on, by=by, terms=terms).to_plain())),
        )

    def decide_withdraw(self, *, on: date, by: str) -> Answer:
        """Whether it may be withdrawn, and by which rule."""
        return answer(self._core.decide_withdraw(WithdrawRequest(on=on, by=by).to_plain()))

    def explain_withdraw(self, *, on: date, by: str) -> Verdict:
        """Whether it may be withdrawn, or everything that is in the way."""
        return read(
            Verdict,
            self._core.explain_withdraw(WithdrawRequest(on=on, by=by).to_plain()),
        )

    def withdraw(self, *, on: date, by: str, reason: str | None = None) -> Phase:
        """Withdraws the case.

        Raises :class:`Refused` with the verdict.
        """
        request = WithdrawRequest(on=on, by=by, reason=reason)
        return read_union(Phase, done(self._core.withdraw(request.to_plain())))

    def who_may_act(self, on: date, organisation: Organisation) -> WhoMayAct:
        """Who may take the next step on a day, and why everybody else may not."""
        return read(WhoMayAct, self._core.who_may_act(on, organisation._core))

    def report(
        self,
        on: date,
        organisation: Organisation,
        rules: ApprovalRules,
        *,
        submission: SubmitRequest | None = None,
    ) -> CaseReport:
        """The case on a day: for a draft whether it may be submitted with ``submission``, what is missing,
        and who could take the steps; then who may take the next step.
        """
        plain = self._core.report(on, organisation._core, rules._core, to_plain(submission))
        return read(CaseReport, plain)

    def report_text(
        self,
        report: CaseReport,
        organisation: Organisation,
        rules: ApprovalRules,
        *,
        lang: Lang = "en",
    ) -> str:
        """The report as people read it, with the history of the case. Control characters are escaped."""
        return self._core.report_text(report.to_plain(), rules._core, organisation._core, lang)

    def history(self, organisation: Organisation, *, lang: Lang = "en") -> tuple[str, ...]:
        """What happened to the case, a line for every event: the day, who, in whose place by which paper,
        what.
        """
        return tuple(self._core.history(lang, organisation._core))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Case) and self._core == other._core

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Case {self.id}: {self.phase.reading()}>"


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with its people, and what a draft would be submitted with."""

    case: Case
    """The case."""
    organisation: Organisation
    """Who holds which role, and who stands in."""
    papers: Papers
    """What is handed in with a submission."""
    circumstances: Circumstances
    """What is known beside it."""


def read_case_file(path: str | PathLike[str]) -> CaseFile:
    """Reads a file of a case with its people and papers, and replays the case.

    Raises ``KeyaccountError`` for a text of another form, a form newer than this library, people or
    delegations that are not sound, an event that could not have happened; ``OSError`` for a file that cannot
    be read.
    """
    case, organisation, papers, circumstances = _core.read_case_file(read_text(path), shown(path))
    return CaseFile(
        Case._of(case),
        Organisation._of(organisation),
        read(Papers, papers),
        read(Circumstances, circumstances),
    )


def papers_of(book: Book, customer_id: str, *, on: date, contract_id: str | None = None) -> Papers:
    """What a book has of a customer's papers on a day: its documents, those of the contract before those of
    none, the basic card from its row and its principal contact, the branch's last evaluation.
    """
    return read(Papers, _core.papers_of_book(book._data, customer_id, contract_id, on))


def circumstances_of(book: Book, customer_id: str, *, on: date) -> Circumstances:
    """What a book says of a customer on the day of a submission: business before that day, the open amount,
    other contracts. What the book does not have is not known, which is never the same as none.
    """
    return read(Circumstances, _core.circumstances_of_book(book._data, customer_id, on))


def my_acts(
    cases: Iterable[Case], person: str, on: date, organisation: Organisation
) -> tuple[AwaitedAct, ...]:
    """Which of these cases await a person on a day, in their order."""
    return read_all(
        AwaitedAct,
        _core.my_acts([case._core for case in cases], person, on, organisation._core),
    )


def is_valid_uscc(code: str) -> bool:
    """Whether a text is a unified social credit code: 18 characters of its alphabet, the last of which is
    the check digit of the others.
    """
    return _core.is_valid_uscc(code)
