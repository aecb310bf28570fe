"""The vectors of approval through the Python API: cases, step by step."""

from __future__ import annotations

import copy
import pickle
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from decisions.support import policy_of, reason, remedies, vectors

from keyaccount import KeyaccountError, Policy
from keyaccount.approval import (
    AmendRequest,
    ApprovalRules,
    Case,
    Circumstances,
    Decision,
    Delegation,
    Organisation,
    Papers,
    Person,
    Phase,
    PhaseDraft,
    Refused,
    RequestKind,
    RoleHolder,
    SubmitRequest,
    Terms,
    Verdict,
    VerdictOutcome,
    is_valid_uscc,
    my_acts,
)
from keyaccount.decisions import ReasonCode

PEOPLE = {
    "wang": "王建国",
    "gao": "高远",
    "zhao": "赵敏",
    "qian": "钱程",
    "sun": "孙丽",
    "li": "李刚",
    "zhou": "周全",
}
ROLES = [
    ("wang", "branch_manager", "north"),
    ("gao", "branch_manager", "south"),
    ("zhao", "key_account_dept", None),
    ("qian", "key_account_dept", None),
    ("sun", "deputy_sales_director", None),
    ("li", "sales_director", None),
]
SIGNED = {"signed_by_us": True, "signed_by_customer": True, "customer_seal": True}
PAPERS: dict[str, Any] = {
    "application_form": {},
    "draft_contract": {},
    "reconciliation_statement": SIGNED,
    "basic_situation": {
        "legal_name": "华岳精细化工有限公司",
        "kind": "enterprise",
        "identification": "91350100M000100Y43",
        "address": "福州市鼓楼区",
        "contact_name": "陈晓",
        "phone": "0591-0000000",
        "industry": "chemicals",
        "region": "fujian",
        "owner": "wang",
        "opened_on": "2024-03-01",
    },
    "business_licence": {"valid_to": "2030-12-31"},
    "tax_certificate": {},
    "principal_contact": {"name": "陈晓", "phone": "0591-0000000"},
    "past_business": {"amount": "350000", "period": "2025"},
    "arrears_statement": {"owes": False},
    "branch_evaluation": {"text": "合作稳定", "level": "good"},
}


def organisation(vector: dict[str, Any]) -> Organisation:
    without = vector.get("without_roles_of", [])
    holders = [
        RoleHolder(person_id=person, role=role, unit=unit, valid_from=date(2026, 1, 1))
        for person, role, unit in ROLES
        if person not in without
    ]
    holders += [RoleHolder.from_plain(each) for each in vector.get("role_holders", [])]
    return Organisation(
        people=[Person(person_id=person, name=name) for person, name in PEOPLE.items()],
        role_holders=holders,
        delegations=[Delegation.from_plain(each) for each in vector.get("delegations", [])],
    )


def submission(asked: dict[str, Any], on: date, by: str) -> SubmitRequest:
    papers = {name: paper for name, paper in PAPERS.items() if name not in asked.get("without", [])}
    papers |= asked.get("papers", {})
    known = asked.get("circumstances")
    circumstances = (
        Circumstances(prior_business=True, individual=False, open_amount=Decimal(0))
        if known is None
        else Circumstances.from_plain(known)
    )
    return SubmitRequest(on=on, by=by, papers=Papers.from_plain(papers), circumstances=circumstances)


class Checked:
    def __init__(self, place: str) -> None:
        self.place = place
        self.digests: list[tuple[str, str]] = []

    def same(self, what: str, expected: object, found: object) -> None:
        assert found == expected, f"{self.place}: {what}"

    def plain(self, value: Any) -> Any:
        """A plain value, the digests nobody works out by hand replaced by their names."""
        if isinstance(value, dict):
            return {key: self.plain(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.plain(each) for each in value]
        if isinstance(value, str):
            for digest, name in self.digests:
                value = value.replace(digest, name)
        return value

    def grounds(self, found: Any) -> list[Any]:
        bare = [
            {key: each for key, each in one.to_plain().items() if key not in ("code", "about")}
            for one in found
        ]
        return self.plain(bare)

    def verdict(self, expected: dict[str, Any], found: Verdict) -> None:
        if "outcome" in expected:
            self.same("outcome", expected["outcome"], found.outcome.value)
        if "reasons" in expected:
            self.same("reasons", expected["reasons"], [reason(each) for each in found.reasons])
        if "grounds" in expected:
            self.same("grounds", expected["grounds"], self.grounds(found.reasons))
        if "warnings" in expected:
            self.same(
                "warnings",
                expected["warnings"],
                [reason(each) for each in found.warnings],
            )
        if "warned" in expected:
            self.same("warned", expected["warned"], self.grounds(found.warnings))
        if "obligations" in expected:
            obligations = [
                each.code.value if each.role is None else f"{each.code.value}: {each.role}"
                for each in found.obligations
            ]
            self.same("obligations", expected["obligations"], obligations)
        if "remedies" in expected:
            self.same("remedies", expected["remedies"], remedies(found))
        for lang, sentence in expected.get("first_reason", {}).items():
            first = found.reasons[0].sentence(lang) if found.reasons else ""
            self.same("first reason", sentence, self.plain(first))
        assert Verdict.from_plain(found.to_plain()) == found


def ask(
    checked: Checked,
    case: Case,
    rules: ApprovalRules,
    people: Organisation,
    asked: dict[str, Any],
) -> None:
    on, by, expected = (
        date.fromisoformat(asked["on"]),
        asked.get("by", "wang"),
        asked["expect"],
    )
    before = case.copy()
    what = asked["what"]
    if what == "withdraw":
        kind, given = "withdraw", {}
    else:
        kind, given = next(iter(what.items()))
    if kind == "who_may_act":
        who = case.who_may_act(on, people)
        may = [
            [
                person.person_id,
                authority.delegation.delegation_id if authority.delegation else None,
            ]
            for person in who.people
            for authority in person.authorities
        ]
        checked.same("who may act", given["may"], may)
        for person, codes in given.get("may_not", {}).items():
            reasons = next(each.reasons for each in who.people if each.person_id == person)
            checked.same(f"why not {person}", codes, [each.code.value for each in reasons])
    else:
        if kind == "submit":
            request = submission(given, on, by)
            answer, verdict = (
                case.decide_submit(request, rules),
                case.explain_submit(request, rules),
            )

            def do() -> Phase:
                return case.submit(request, rules)
        elif kind == "act":
            digest = case.digest
            if given.get("on_terms") is not None:
                other = Terms.from_plain(given["on_terms"]).digest()
                digest = other if other != case.terms.digest() else digest
            checked.digests = [(case.digest, "{digest}"), (digest, "{named}")]
            act: dict[str, Any] = {
                "on": on,
                "by": by,
                "decision": Decision(given["decision"]),
                "role": given["role"],
                "delegation": given.get("delegation"),
                "digest": digest,
            }
            answer, verdict = (
                case.decide_act(people, **act),
                case.explain_act(people, **act),
            )

            def do() -> Phase:
                return case.act(people, **act)
        elif kind == "amend":
            terms = Terms.from_plain(given)
            answer, verdict = (
                case.decide_amend(on=on, by=by, terms=terms),
                case.explain_amend(on=on, by=by, terms=terms),
            )

            def do() -> Phase:
                return case.amend(on=on, by=by, terms=terms)
        else:
            answer, verdict = (
                case.decide_withdraw(on=on, by=by),
                case.explain_withdraw(on=on, by=by),
            )

            def do() -> Phase:
                return case.withdraw(on=on, by=by)

        checked.same("verdict beside the answer", verdict.answer(), answer)
        checked.verdict(expected, verdict)
        if verdict.outcome is VerdictOutcome.PERMIT:
            checked.same("phase of what was done", do(), case.phase)
            checked.same("events", len(before.events) + 1, len(case.events))
        else:
            with pytest.raises(Refused) as refused:
                do()
            checked.same("verdict of what was refused", verdict, refused.value.verdict)
            checked.same(
                "problems",
                [each.sentence() for each in verdict.reasons],
                [each.found for each in refused.value.problems],
            )
            checked.same("refused case", before, case)
    if "phase" in expected:
        checked.same("phase", expected["phase"], case.phase.to_plain())
    if "round" in expected:
        checked.same("round", expected["round"], case.round)
    if "tier" in expected:
        checked.same("tier", expected["tier"], case.tier.name if case.tier else "none")
    checked.same("case read back", case, Case.from_json(case.to_json()))


@pytest.mark.parametrize(
    ("place", "vector"),
    vectors("approval"),
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_every_case_goes_as_was_worked_out_by_hand(place: str, vector: dict[str, Any]) -> None:
    rules = ApprovalRules.of(policy_of(vector))
    people = organisation(vector)
    terms = Terms.from_plain(vector["terms"])
    case = Case(
        "HT-1",
        applicant="wang",
        unit="north",
        terms=terms,
        kind=RequestKind(vector.get("kind", "key_account")),
    )
    for at, asked in enumerate(vector["asked"]):
        ask(Checked(f"{place} / {at + 1}"), case, rules, people, asked)


@pytest.fixture
def rules() -> ApprovalRules:
    return ApprovalRules.of(Policy.shipped("standard"))


# §5.2, R188–R190: below 100,000; from 100,000 to below 300,000; 300,000 and above.
@pytest.mark.parametrize(
    ("amount", "tier"),
    [
        ("0.01", 0),
        ("99999.99", 0),
        ("100000", 1),
        (Decimal("299999.99"), 1),
        (300_000, 2),
        ("9" * 22, 2),
    ],
)
def test_an_amount_takes_its_tier(rules: ApprovalRules, amount: Any, tier: int) -> None:
    routed = rules.route(amount)
    assert routed.tier == rules.tiers[tier].name
    assert routed.outcome is VerdictOutcome.PERMIT
    assert routed.rule is ReasonCode.TIER_BY_AMOUNT
    # One object for each answer.
    assert rules.route(amount) is routed
    verdict = rules.explain_route(Terms(customer="K1", amount=Decimal(amount)), on=date(2026, 11, 4))
    assert verdict.outcome is routed.outcome
    assert verdict.reasons[0].code is routed.rule
    assert verdict.reasons[0].about == routed.tier
    assert verdict.stamp.as_of == date(2026, 11, 4)


def test_a_contract_without_an_amount_above_zero_is_refused(
    rules: ApprovalRules,
) -> None:
    for amount in (0, "-1", Decimal("0E-9")):
        routed = rules.route(amount)
        assert (routed.tier, routed.outcome, routed.rule) == (
            None,
            VerdictOutcome.DENY,
            ReasonCode.INVALID_AMOUNT,
        )


@pytest.mark.parametrize(
    ("amount", "code", "says"),
    [
        (0.1, "wrong_type", "Decimal("),
        (True, "wrong_type", "bool"),
        ("1e3", "bad_number", "1e3"),
        ("1,000", "bad_number", "1,000"),
        (Decimal("NaN"), "bad_number", "NaN"),
        (Decimal("Infinity"), "bad_number", "Inf"),
        ("9" * 60, "out_of_range", "38 digits"),
        (b"1", "wrong_type", "bytes"),
    ],
)
def test_what_is_no_exact_number_is_refused(rules: ApprovalRules, amount: Any, code: str, says: str) -> None:
    with pytest.raises(KeyaccountError) as refused:
        rules.route(amount)
    [problem] = refused.value.problems
    assert (problem.code, problem.path) == (code, "amount")
    assert says in str(problem)


def test_a_policy_without_approvals_is_refused() -> None:
    text = 'format = 1\nname = "none"\nversion = "1"\ncurrency = "CNY"\n'
    with pytest.raises(KeyaccountError):
        ApprovalRules.of(Policy.from_toml(text))


def test_organisations_are_checked_and_asked() -> None:
    people = organisation({})
    assert people.name("li") == "李刚"
    assert people.name("nobody") == "nobody"
    assert people.everybody() == ("gao", "li", "qian", "sun", "wang", "zhao", "zhou")
    assert Organisation.from_plain(people.to_plain()) == people
    assert people.concerning(["sales_director"]).everybody() == ("li",)
    twice = [Person(person_id="li"), Person(person_id="li"), Person(person_id="")]
    with pytest.raises(KeyaccountError) as refused:
        Organisation(people=twice)
    assert [(problem.code, problem.path) for problem in refused.value.problems] == [
        ("duplicate", "people[1].person_id"),
        ("bad_identifier", "people[2].person_id"),
    ]


def test_whom_a_case_awaits(rules: ApprovalRules) -> None:
    people = organisation({})
    terms = Terms(
        customer="K1",
        amount=Decimal(80000),
        agreed_price=Decimal(95),
        settlement_floor_price=Decimal(90),
    )
    case = Case("HT-9", applicant="wang", unit="north", terms=terms)
    assert case.phase == PhaseDraft()
    assert my_acts([case], "wang", date(2026, 11, 4), people) == ()
    case.submit(submission({}, date(2026, 11, 2), "wang"), rules)
    [awaited] = my_acts([case], "wang", date(2026, 11, 4), people)
    assert (awaited.case_id, awaited.step, awaited.decision, awaited.role) == (
        "HT-9",
        1,
        Decision.SIGN,
        "branch_manager",
    )
    assert awaited.digest == case.digest
    report = case.report(date(2026, 11, 4), people, rules)
    text = case.report_text(report, people, rules, lang="zh")
    assert "王建国" in text
    assert case.history(people, lang="en")[0].startswith("2026-11-02")


def test_a_refusal_travels_between_processes(rules: ApprovalRules) -> None:
    case = Case(
        "HT-9",
        applicant="wang",
        unit="north",
        terms=Terms(customer="K1", amount=Decimal(1)),
    )
    with pytest.raises(Refused) as refused:
        case.act(
            organisation({}),
            on=date(2026, 11, 4),
            by="wang",
            decision=Decision.SIGN,
            role="branch_manager",
        )
    again = pickle.loads(pickle.dumps(refused.value))
    assert again.verdict == refused.value.verdict
    assert copy.deepcopy(refused.value.verdict) == refused.value.verdict
    assert refused.value.text("zh").startswith("不")


def test_a_notebook_shows_a_verdict(rules: ApprovalRules) -> None:
    verdict = rules.explain_route(Terms(customer="<K1>", amount=Decimal(0)), on=date(2026, 11, 4))
    shown = verdict._repr_html_()
    assert shown is not None
    assert "not permitted" in shown
    assert "amount" in shown
    assert "<K1>" not in shown
    # What cannot be read out is shown as it is.
    assert verdict.stamp._repr_html_() is None


def test_records_are_values() -> None:
    request = AmendRequest(
        on=date(2026, 11, 4),
        by="wang",
        terms=Terms(customer="K1", amount=Decimal("1.50")),
    )
    assert hash(request) == hash(
        AmendRequest(
            on=date(2026, 11, 4),
            by="wang",
            terms=Terms(customer="K1", amount=Decimal("1.5")),
        )
    )
    with pytest.raises(AttributeError):
        request.by = "li"  # type: ignore[misc]


def test_uscc() -> None:
    # The check digit of GB 32100 for this body is 3.
    assert is_valid_uscc("91350100M000100Y43")
    assert not is_valid_uscc("91350100M000100Y44")
