"""What every decision is made of: verdicts, reasons, measures and the codes of a policy.

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

from keyaccount._records._plain import Lang, Record, Variant, Wire, ask, read, read_some

__all__ = [
    "AccessForm",
    "Answer",
    "ApprovalTier",
    "ArchiveAction",
    "ArchivePart",
    "BasicField",
    "Bound",
    "BoundAbove",
    "BoundAtLeast",
    "BoundAtMost",
    "BoundBefore",
    "BoundBelow",
    "BoundOneOf",
    "BoundOtherThan",
    "BoundSince",
    "BoundUpTo",
    "CallStage",
    "ContactKind",
    "CustomerVerdict",
    "Disposition",
    "DutyKind",
    "EvaluationLevel",
    "IncidentStep",
    "Jurisdiction",
    "KeepFor",
    "KeepForMonths",
    "KeepForPermanent",
    "Measure",
    "MeasureCount",
    "MeasureCreditBand",
    "MeasureDate",
    "MeasureDays",
    "MeasureDimensions",
    "MeasureGrade",
    "MeasureMoney",
    "MeasureMonths",
    "MeasureNumber",
    "MeasurePercent",
    "MeasurePercentPoints",
    "MeasurePoints",
    "MeasureRatio",
    "MeasureStep",
    "MeasureText",
    "MeasureWeight",
    "MeasureYesNo",
    "NeededChange",
    "NeededChangeAct",
    "NeededChangeAmend",
    "NeededChangeBecome",
    "NeededChangeDocument",
    "NeededChangeEnd",
    "NeededChangeFrom",
    "NeededChangeLess",
    "NeededChangeMore",
    "NeededChangeState",
    "NeededChangeSupply",
    "NeededChangeUnreachable",
    "NoticeContent",
    "Obligation",
    "ObligationCode",
    "Permission",
    "Reason",
    "ReasonCode",
    "RegisterField",
    "RemedyStep",
    "ReminderKind",
    "RequestKind",
    "RetentionBasis",
    "RetentionBasisChosen",
    "RetentionBasisLaw",
    "RetentionTrigger",
    "Stamp",
    "StepAct",
    "TierStep",
    "Verdict",
    "VerdictOutcome",
    "VerdictRemedy",
    "VipChannel",
    "VipListed",
    "VipListing",
    "VipStanding",
    "Weekday",
]

class Weekday(StrEnum):
    """A day of the week."""

    MON = "Mon"
    TUE = "Tue"
    WED = "Wed"
    THU = "Thu"
    FRI = "Fri"
    SAT = "Sat"
    SUN = "Sun"


class AccessForm(StrEnum):
    """The form in which customer data is used: a closed list."""

    PAPER = "paper"
    """``paper``"""
    ELECTRONIC = "electronic"
    """``electronic``"""

    def reading(self, lang: Lang = "en") -> str:
        """The form as people read it: "on paper" or 纸质."""
        return ask("AccessForm.reading", self, lang)


class ArchiveAction(StrEnum):
    """What may be done with customer files: a closed list (§6.2)."""

    SUBMIT_CHANGE = "submit_change"
    """``submit_change``: hand in a new customer or a change (R122)."""
    ENTER_BASIC_INFO = "enter_basic_info"
    """``enter_basic_info``: fill in the basic information card, while the file is a draft (R115)."""
    ENTER_DYNAMIC_INFO = "enter_dynamic_info"
    """``enter_dynamic_info``: add what has become known; adds only, changes nothing (R116)."""
    MAINTAIN = "maintain"
    """``maintain``: edit a filed archive (R123)."""
    FILE_PAPERS = "file_papers"
    """``file_papers``: put papers on file."""
    SEARCH = "search"
    """``search``: look for customers in the whole base (R124). Opening a customer one knows is
    none.
    """
    VIEW_ELECTRONIC = "view_electronic"
    """``view_electronic``: open the electronic file."""
    VIEW_PAPER_EXTRACT = "view_paper_extract"
    """``view_paper_extract``: use a paper extract of listed fields (R128)."""
    EXPORT = "export"
    """``export``: export or copy data."""
    DISCLOSE_EXTERNAL = "disclose_external"
    """``disclose_external``: hand anything to anybody outside; no policy can allow it (R127)."""
    BACKUP = "backup"
    """``backup``: make a backup (R125)."""
    RESTORE = "restore"
    """``restore``: put a backup back."""
    GRANT_ACCESS = "grant_access"
    """``grant_access``: decide on access requests."""
    AUDIT = "audit"
    """``audit``: audit the files and read the access log (R173)."""
    ANONYMISE = "anonymise"
    """``anonymise``: remove what identifies a person (R171)."""
    DISPOSE = "dispose"
    """``dispose``: destroy files whose retention has ended."""
    SET_CONFIDENTIALITY = "set_confidentiality"
    """``set_confidentiality``: set a file's level of confidentiality."""

    def is_of_whole_base(self) -> bool:
        """Whether it is about the whole base rather than one file."""
        return ask("ArchiveAction.is_of_whole_base", self)

    def reading(self, lang: Lang = "en") -> str:
        """The action as people read it, such as "search the whole base" or 在客户群中查找客户."""
        return ask("ArchiveAction.reading", self, lang)


class ArchivePart(StrEnum):
    """A part of a customer's file: a closed list (R118–R121, R312)."""

    BASIC_CARD = "basic_card"
    """``basic_card``: the basic information card."""
    ASSESSMENT_REPORT = "assessment_report"
    """``assessment_report``: the consumption assessment report."""
    SUPPLY_CONTRACT = "supply_contract"
    """``supply_contract``: the supply contract."""
    SALES_REPORT = "sales_report"
    """``sales_report``: the sales statistics report."""
    RELATIONSHIP_NETWORK = "relationship_network"
    """``relationship_network``: the relationship network."""

    def reading(self, lang: Lang = "en") -> str:
        """The part as people read it, such as "basic information card" or 客户基本信息卡."""
        return ask("ArchivePart.reading", self, lang)


class BasicField(StrEnum):
    """A field of the basic information card: a closed list of ten (§3.1)."""

    LEGAL_NAME = "legal_name"
    """``legal_name``"""
    KIND = "kind"
    """``kind``"""
    IDENTIFICATION = "identification"
    """``identification``: the unified social credit code, or an individual's reference."""
    ADDRESS = "address"
    """``address``"""
    CONTACT_NAME = "contact_name"
    """``contact_name``: the primary contact's name."""
    PHONE = "phone"
    """``phone``: the primary contact's phone."""
    INDUSTRY = "industry"
    """``industry``"""
    REGION = "region"
    """``region``"""
    OWNER = "owner"
    """``owner``: who of us is in charge."""
    OPENED_ON = "opened_on"
    """``opened_on``: when the file was opened."""

    def reading(self, lang: Lang = "en") -> str:
        """The field as people read it, such as "legal name" or 单位名称."""
        return ask("BasicField.reading", self, lang)


class CallStage(StrEnum):
    """Which of the two intervals of calls applies to a customer: a closed list."""

    NOT_YET_CLOSED = "not_yet_closed"
    """``not_yet_closed``: customers who are new or have not closed a deal yet."""
    CLOSED = "closed"
    """``closed``"""

    def reading(self, lang: Lang = "en") -> str:
        """The stage as people read it: "not yet closed" or 未成交."""
        return ask("CallStage.reading", self, lang)


class Disposition(StrEnum):
    """What becomes of records whose period has ended: a closed list."""

    DELETE = "delete"
    """``delete``"""
    ANONYMISE = "anonymise"
    """``anonymise``: keep the statistics, and nothing that identifies a person."""

    def reading(self, lang: Lang = "en") -> str:
        """What becomes of records as people read it, such as "delete" or 删除."""
        return ask("Disposition.reading", self, lang)


class DutyKind(StrEnum):
    """The duties around customer files: a closed list (§6.4)."""

    BACKUP = "backup"
    """``backup``: counted from the last one that succeeded (R125)."""
    WEEKLY_REPORT = "weekly_report"
    """``weekly_report``: of every account manager and ISO week, counted from its Sunday (R117)."""
    SUBMIT_CHANGE = "submit_change"
    """``submit_change``: counted from the day a change was learned."""
    UPDATE_ARCHIVE = "update_archive"
    """``update_archive``: counted from the day a change was handed in (R122)."""
    FULL_REVIEW = "full_review"
    """``full_review``: of every file, counted from the last one, or the day it was opened (R137)."""
    REGISTER_INSPECTION = "register_inspection"
    """``register_inspection``: of the visitors' register, counted from the last one (R76)."""
    ATTESTATION = "attestation"
    """``attestation``: of isolated storage, encryption and access control, counted from the last
    one (R126, R166).
    """
    ACCESS_LOG_REVIEW = "access_log_review"
    """``access_log_review``: counted from the last one (R173)."""
    SYSTEM_AUDIT = "system_audit"
    """``system_audit``: counted from the last one (R173)."""

    def recurs(self) -> bool:
        """Whether it must be done again and again, so that doing it at once makes no sense."""
        return ask("DutyKind.recurs", self)


class IncidentStep(StrEnum):
    """A step of the response: a closed list (R168–R170)."""

    REPORT = "report"
    """``report``: report it internally (R169)."""
    CONTAIN = "contain"
    """``contain``: freeze the accounts involved, revoke grants, preserve logs (R170)."""
    ASSESS = "assess"
    """``assess``: what data, how many persons, cause, harm."""
    NOTIFY_AUTHORITY_CN = "notify_authority_cn"
    """``notify_authority_cn``: notify the Chinese authority."""
    NOTIFY_AUTHORITY_EU = "notify_authority_eu"
    """``notify_authority_eu``: notify the European authority."""
    NOTIFY_CUSTOMERS = "notify_customers"
    """``notify_customers``: notify the customers affected (R170)."""
    CLOSE = "close"
    """``close``: remedy, review and close."""

    def is_notice(self) -> bool:
        """Whether the step is a notice."""
        return ask("IncidentStep.is_notice", self)

    def jurisdiction(self) -> Jurisdiction | None:
        """Whose law asks for the step; nothing of steps that every incident has."""
        return read_some(Jurisdiction, ask("IncidentStep.jurisdiction", self))

    def reading(self, lang: Lang = "en") -> str:
        """The step as people read it, such as "internal report" or 内部上报."""
        return ask("IncidentStep.reading", self, lang)


class Jurisdiction(StrEnum):
    """Whose law applies: a closed list."""

    CN = "CN"
    """``CN``: China."""
    EU = "EU"
    """``EU``: the European Union."""

    def reading(self, lang: Lang = "en") -> str:
        """The place as people read it."""
        return ask("Jurisdiction.reading", self, lang)


class NoticeContent(StrEnum):
    """What a notice says: a closed list (PIPL art. 57, GDPR art. 33)."""

    DATA_TYPES = "data_types"
    """``data_types``: what kinds of data."""
    CAUSE = "cause"
    """``cause``: how it came about."""
    HARM = "harm"
    """``harm``: what harm may follow."""
    MEASURES = "measures"
    """``measures``: what has been done."""
    SELF_HELP = "self_help"
    """``self_help``: what those affected can do."""
    CONTACT = "contact"
    """``contact``: whom to ask."""
    NUMBERS = "numbers"
    """``numbers``: how many persons and records."""
    DPO = "dpo"
    """``dpo``: the data protection officer."""

    def reading(self, lang: Lang = "en") -> str:
        """What a notice says as people read it."""
        return ask("NoticeContent.reading", self, lang)


class ObligationCode(StrEnum):
    """What must follow a decision. Stable codes in ``snake_case``."""

    FILE = "file"
    """File it for the record."""
    LOG = "log"
    """Enter it in the log."""
    EXPIRES = "expires"
    """It ends."""
    RENEW = "renew"
    """Apply for it again."""
    SIGN = "sign"
    """A step of an approval: have it signed."""
    APPROVE = "approve"
    """A step of an approval: have it approved."""
    KEEP_AUTHORITY = "keep_authority"
    """Keep the written authority of whoever stood in with the case."""
    SIGN_CONTRACT = "sign_contract"
    """Have the contract signed."""
    COMPLIANCE_SIGN_OFF = "compliance_sign_off"
    """Have compliance sign it off."""
    APPLY = "apply"
    """Apply for it, and have the request approved."""
    NO_GIFTS = "no_gifts"
    """Give no gifts and no benefits."""
    PAPER_ONLY = "paper_only"
    """Hand it out on paper alone."""
    PERSON_ON_REQUEST = "person_on_request"
    """Explain it and let a person decide, if asked to."""
    DELETE = "delete"
    """Delete it."""
    ANONYMISE = "anonymise"
    """Anonymise it."""
    WITNESS = "witness"
    """Let a named person attend who takes no other part."""
    LOG_CONTACT = "log_contact"
    """Write the contact down on the day it was (R70)."""
    ENTER_DISPOSAL_LIST = "enter_disposal_list"
    """Enter it on the disposal list."""


class Permission(StrEnum):
    """What a role may do. From most to least."""

    ALLOW = "allow"
    """``allow``"""
    OWN_CUSTOMERS = "own"
    """``own``: for the customers the person is in charge of, no others."""
    NEEDS_APPROVAL = "approval"
    """``approval``: with an approved access request."""
    NEEDS_TWO_APPROVALS = "two_approvals"
    """``two_approvals``: with a request that a second approver has approved too."""
    DENY = "deny"
    """``deny``: whatever is not said."""

    def reading(self, lang: Lang = "en") -> str:
        """The permission as people read it, such as "needs approval" or 须经批准."""
        return ask("Permission.reading", self, lang)


class ReasonCode(StrEnum):
    """Why a result is as it is. Stable codes in ``snake_case``."""

    NEW_CUSTOMER = "new_customer"
    """The first trade is too recent, or there is none."""
    NO_PAYMENTS = "no_payments"
    """Nothing was paid in the window and nothing is overdue."""
    NO_ORDER_DATA = "no_order_data"
    """The book has no order lines at all."""
    NO_QUANTITY = "no_quantity"
    """The policy adds quantities, and no line of the customer has one."""
    NO_COST_DATA = "no_cost_data"
    """The book says nowhere what goods cost."""
    MISSING_MARGIN = "missing_margin"
    """A line of the customer has no cost."""
    INSUFFICIENT_DIMENSIONS = "insufficient_dimensions"
    """Too few dimensions, or too little weight, for a composite."""
    PARTIAL_POPULATION = "partial_population"
    """The book holds only some customers, so ranks would mislead."""
    NO_ASSESSMENT = "no_assessment"
    """Nobody assessed the prospect."""
    ASSESSMENT_EXPIRED = "assessment_expired"
    """The last assessment is too old."""
    INCOMPLETE_ASSESSMENT = "incomplete_assessment"
    """Too little of the assessment is filled in."""
    WRITE_OFF = "write_off"
    """A write-off or bad debt in the window."""
    WILFUL_DEFAULT = "wilful_default"
    """A wilful default in the window."""
    OVERDUE_DAYS = "overdue_days"
    """An open slice too many days late."""
    LEGAL_TROUBLE = "legal_trouble"
    """Unresolved litigation, insolvency or suspended business."""
    BOUNCED_BILL = "bounced_bill"
    """A bounced bill in the window."""
    SHORT_RELATIONSHIP = "short_relationship"
    """The first trade is too recent."""
    DOCUMENTS_MISSING = "documents_missing"
    """Documents are expressly said to be incomplete."""
    VETOED = "vetoed"
    """Any veto."""
    BAD_CREDIT = "bad_credit"
    """Credit in the worst band."""
    WEAK_CREDIT = "weak_credit"
    """Credit in a weak band."""
    LOW_MARGIN = "low_margin"
    """A margin far below that of all customers."""
    NO_PROFIT = "no_profit"
    """No profit."""
    SMALL_ACCOUNT = "small_account"
    """Orders below a bound."""
    HOLD_OVER_LIMIT = "hold_over_limit"
    """Exposure above the limit."""
    HOLD_OVERDUE = "hold_overdue"
    """An open slice too late."""
    NO_RATING = "no_rating"
    """Nobody rated the customer in a dimension of the user's own."""
    SPECIAL_APPROVAL = "special_approval"
    """A special approval."""
    OWN_CAP = "own_cap"
    """A cap of the policy's own; the reason says which."""
    SCORE = "score"
    """The score, nothing else."""
    OVERRIDE = "override"
    """An approved grade."""
    OVERRIDE_HELD = "override_held"
    """An approved grade that a veto holds down."""
    PROSPECT_OVERRIDE = "prospect_override"
    """An approved prospect score."""
    NOT_SUPPLIED = "not_supplied"
    """A register that the rule reads was not supplied; the reason names it."""
    NEEDS_APPROVAL = "needs_approval"
    """Somebody must approve it first."""
    AUTOMATED = "automated"
    """A rule decided about a person, nobody else did."""
    NOT_ON_RECORD = "not_on_record"
    """Nothing is on record of what the rule asks; the reason says of what."""
    OTHER_CURRENCY = "other_currency"
    """The book's money is not the policy's."""
    REQUEST_NOT_EXECUTABLE = "request_not_executable"
    """An approval is asked for that has not gone all its way yet."""
    CONTRACT_UNSIGNED = "contract_unsigned"
    """No contract is signed."""
    CONDITION_MET = "condition_met"
    """A condition of the definition holds; the reason says which fact it asks about."""
    CONDITION_NOT_MET = "condition_not_met"
    """A condition of the definition does not hold."""
    STOCK_NOT_COUNTED = "stock_not_counted"
    """Stock held for the customer is not known, so only receivables count as capital occupied."""
    CONTRACT_ENDED = "contract_ended"
    """A contract has ended, so that it counts no more."""
    SINGLE_ORDER = "single_order"
    """V1: what the greatest order comes to."""
    PERIOD_PURCHASES = "period_purchases"
    """V2: what the greatest period comes to."""
    OFFICIAL_RANK = "official_rank"
    """V3: the rank of a contact at a public unit."""
    HIGH_END_UNKNOWN = "high_end_unknown"
    """Some products are not marked as high-end or not, and that decides."""
    PRODUCT_UNMARKED = "product_unmarked"
    """What lines of a product that is not marked come to."""
    PUBLIC_OFFICIAL = "public_official"
    """A public official is concerned: no gifts, no benefits."""
    SIGN_OFF_MISSING = "sign_off_missing"
    """Compliance has not signed it off."""
    LISTING_ENDED = "listing_ended"
    """The listing has ended."""
    TIER_BY_AMOUNT = "tier_by_amount"
    """The amount decides the tier."""
    TIER_NO_AMOUNT = "tier_no_amount"
    """No amount is known, and the policy says which tier that is."""
    TIER_BELOW_FLOOR = "tier_below_floor"
    """The agreed price is below the settlement floor price, which takes a higher tier."""
    INVALID_AMOUNT = "invalid_amount"
    """The amount is not above 0."""
    AMBIGUOUS_TIER = "ambiguous_tier"
    """The amount stands at the edge of two tiers, and the policy takes neither."""
    NO_AMOUNT = "no_amount"
    """No amount is known, and the policy refuses that."""
    BELOW_FLOOR_REFUSED = "below_floor_refused"
    """The agreed price is below the settlement floor price, which the policy refuses."""
    AGREED_PRICE_UNKNOWN = "agreed_price_unknown"
    """There is no agreed price to hold against the settlement floor price."""
    KIND_NOT_COVERED = "kind_not_covered"
    """The policy's approvals are of contracts, and something else is asked for."""
    POSSIBLE_SPLIT = "possible_split"
    """With contracts submitted shortly before, the amount reaches a higher tier."""
    MISSING_DOCUMENTS = "missing_documents"
    """A required document is missing or incomplete."""
    ARREARS_MISMATCH = "arrears_mismatch"
    """The declared arrears are not the open amount of the book."""
    BUSINESS_DISAGREES = "business_disagrees"
    """The papers and the book disagree on business done before."""
    IDENTITY_DISAGREES = "identity_disagrees"
    """The papers and the book disagree on who the customer is."""
    CASE_NOT_SUBMITTED = "case_not_submitted"
    """The case is a draft."""
    CASE_SUBMITTED = "case_submitted"
    """The case is submitted already."""
    CASE_EXECUTABLE = "case_executable"
    """Every step has been taken."""
    CASE_CLOSED = "case_closed"
    """The case was rejected or withdrawn."""
    BACK_DATED = "back_dated"
    """The day is before the last event of the case."""
    NOT_THE_APPLICANT = "not_the_applicant"
    """Somebody else applied."""
    BY_APPLICANT = "by_applicant"
    """The applicant does what the applicant may."""
    NOTHING_AMENDED = "nothing_amended"
    """The terms are the same as before."""
    UNSOUND_TERMS = "unsound_terms"
    """An id, a number, a text or a day is not one that may be handed in."""
    STALE_APPROVAL = "stale_approval"
    """The act was made on terms that have changed since."""
    OUT_OF_SEQUENCE = "out_of_sequence"
    """Another step comes first."""
    SAME_PERSON = "same_person"
    """A person took part in an earlier deciding act of this round."""
    FILING_DECIDES_NOTHING = "filing_decides_nothing"
    """A step that puts on file cannot reject."""
    ENTITLED_BY_ROLE = "entitled_by_role"
    """The person holds the role."""
    ENTITLED_BY_DELEGATION = "entitled_by_delegation"
    """The person stands in by a delegation."""
    NOT_IN_ROLE = "not_in_role"
    """The person does not hold the role."""
    NOT_YOUR_UNIT = "not_your_unit"
    """The person holds the role in another unit."""
    ROLE_NOT_YET_HELD = "role_not_yet_held"
    """The person holds the role later only."""
    ROLE_NO_LONGER_HELD = "role_no_longer_held"
    """The person held the role."""
    DELEGATION_NOT_ALLOWED = "delegation_not_allowed"
    """The policy lets nobody stand in."""
    UNKNOWN_DELEGATION = "unknown_delegation"
    """There is no such delegation."""
    NOT_THE_DELEGATE = "not_the_delegate"
    """The delegation is to somebody else."""
    DELEGATION_OTHER_ROLE = "delegation_other_role"
    """The delegation is of another role."""
    DELEGATE_IS_PRINCIPAL = "delegate_is_principal"
    """Somebody stands in for himself."""
    NO_WRITTEN_REF = "no_written_ref"
    """The delegation names no paper."""
    DELEGATION_SCOPE = "delegation_scope"
    """The delegation does not cover this kind of request."""
    DELEGATION_TOO_LONG = "delegation_too_long"
    """The delegation is longer than the policy allows."""
    DELEGATION_NOT_ISSUED = "delegation_not_issued"
    """The delegation was issued later."""
    DELEGATION_NOT_YET_VALID = "delegation_not_yet_valid"
    """The delegation begins later."""
    DELEGATION_REVOKED = "delegation_revoked"
    """The delegation was revoked."""
    DELEGATION_EXPIRED = "delegation_expired"
    """The delegation has ended."""
    DELEGATION_AMOUNT_EXCEEDED = "delegation_amount_exceeded"
    """The amount is above that of the delegation."""
    DELEGATION_AMOUNT_UNKNOWN = "delegation_amount_unknown"
    """The delegation has an amount, the case has none."""
    PRINCIPAL_LACKS_ROLE = "principal_lacks_role"
    """The principal does not hold the role."""
    OTHER_RULES = "other_rules"
    """A case stands under rules that are not those of the policy at hand."""
    UNKNOWN_PERSON = "unknown_person"
    """A person who acted is not one the organisation knows."""
    ALLOWED_BY_ROLE = "allowed_by_role"
    """A role allows it."""
    OWN_CUSTOMER = "own_customer"
    """The customer is the person's own."""
    GRANTED = "granted"
    """A grant covers it."""
    OUTSIDE = "outside"
    """The person is none of those to whom files are open."""
    NO_NDA = "no_nda"
    """No agreement holds."""
    NDA_EXPIRED = "nda_expired"
    """An agreement has ended."""
    NOT_PERMITTED = "not_permitted"
    """The role does not allow it."""
    MAINTAINER_ONLY = "maintainer_only"
    """Only the maintainer edits filed archives."""
    NOT_OWN_CUSTOMER = "not_own_customer"
    """The customer is somebody else's."""
    NEEDS_SECOND_APPROVAL = "needs_second_approval"
    """The second approval is missing."""
    FIELD_NOT_GRANTED = "field_not_granted"
    """A field that no approval names."""
    FORM_NOT_GRANTED = "form_not_granted"
    """A form that was not approved."""
    PAPER_ONLY = "paper_only"
    """Nothing but paper."""
    GRANT_EXPIRED = "grant_expired"
    """The grant has ended."""
    GRANT_REVOKED = "grant_revoked"
    """The grant was revoked."""
    SELF_APPROVAL = "self_approval"
    """Nobody decides on his own request."""
    APPROVER_NOT_ENTITLED = "approver_not_entitled"
    """Somebody approved who may not."""
    WRONG_STATUS = "wrong_status"
    """The file is not in a state for this."""
    NO_FILE_NAMED = "no_file_named"
    """No file is named."""
    EXTERNAL_DISCLOSURE = "external_disclosure"
    """Nothing goes to anybody outside."""
    LEGAL_COMPULSION = "legal_compulsion"
    """The law compels a disclosure, and a record of its own says so."""
    NO_REQUESTER_NAMED = "no_requester_named"
    """Nobody is named whose request is decided on."""
    OTHER_LEVEL = "other_level"
    """Another level decides on the request."""
    NOTHING_TO_DECIDE = "nothing_to_decide"
    """There is no request to decide on."""
    DEPARTMENT_UNKNOWN = "department_unknown"
    """The department that owns a file is not known."""
    GRANT_ID_TAKEN = "grant_id_taken"
    """The id of a grant is in the register already."""
    NO_PURPOSE = "no_purpose"
    """The request says nothing of its purpose."""
    NOTHING_ASKED = "nothing_asked"
    """The request asks for nothing."""
    NEVER_GRANTED = "never_granted"
    """A field or form that is never granted."""
    NO_APPROVAL_NEEDED = "no_approval_needed"
    """No approval is needed."""
    SEVERAL_DEPARTMENTS = "several_departments"
    """Files of several departments."""
    NOBODY_ABOVE = "nobody_above"
    """Nobody stands above whoever asks."""
    REQUEST_NOT_OPEN = "request_not_open"
    """The request awaits no decision."""
    REQUEST_NOT_GRANTED = "request_not_granted"
    """The request is not granted."""
    GRANT_STILL_RUNS = "grant_still_runs"
    """It is not over yet."""
    LAST_CONTACT = "last_contact"
    """The last contact of any kind."""
    LAST_CLOSE_CONTACT = "last_close_contact"
    """The last close contact."""
    NO_CONTACT_YET = "no_contact_yet"
    """No contact yet: the day the record was opened counts."""
    NO_CLOSE_CONTACT_YET = "no_close_contact_yet"
    """No close contact yet: the day the record was opened counts."""
    FIRST_VISIT = "first_visit"
    """The first visit."""
    MILESTONE_REACHED = "milestone_reached"
    """A milestone."""
    DAY_SET = "day_set"
    """The day that was set."""
    BIRTHDAY_ON = "birthday_on"
    """A birthday."""
    HOLIDAY_ON = "holiday_on"
    """A holiday."""
    LAST_DONE = "last_done"
    """The last time it was done."""
    NOTHING_KNOWN = "nothing_known"
    """It has never been done, and nothing tells since when it should have been."""
    LAST_DAY_NOT_KNOWN = "last_day_not_known"
    """The work calendar does not reach the last day, or there is no such day."""
    REASSESSMENT_SET = "reassessment_set"
    """The day on which grades are to be given anew."""
    NEVER_DONE = "never_done"
    """It has never been done."""
    WEEK_ENDED = "week_ended"
    """The last day of the week reported on."""
    CHANGE_LEARNED = "change_learned"
    """A change was learned."""
    CHANGE_SUBMITTED = "change_submitted"
    """A change was handed in."""
    FILE_OPENED = "file_opened"
    """A file was opened."""
    RETENTION_ENDED = "retention_ended"
    """The period has ended."""
    CONSENT_WITHDRAWN = "consent_withdrawn"
    """Consent is withdrawn, and nothing else justifies keeping the record."""
    RETENTION_RUNNING = "retention_running"
    """The period runs."""
    LEGAL_HOLD = "legal_hold"
    """A legal hold keeps the record."""
    OPEN_DISPUTE = "open_dispute"
    """An open dispute keeps the record."""
    KEPT_PERMANENTLY = "kept_permanently"
    """The record is kept permanently."""
    TRIGGER_NOT_KNOWN = "trigger_not_known"
    """The day the period counts from is missing."""
    UNKNOWN_RECORD_CLASS = "unknown_record_class"
    """The policy does not have the class of the record."""
    OTHER_BASIS_NOT_KNOWN = "other_basis_not_known"
    """Consent is withdrawn, and whether anything else justifies keeping the record is not stated."""
    PERSONAL_FOR_GOOD = "personal_for_good"
    """Personal data in a class that is kept permanently."""
    DEPARTMENT_NOT_KNOWN = "department_not_known"
    """The department whose records they are is not stated, and its approver cannot be told."""
    OF_OTHER_DEPARTMENT = "of_other_department"
    """Records of another department than the disposal's."""
    NOTHING_PROPOSED = "nothing_proposed"
    """A disposal without a record."""
    RECORD_TWICE = "record_twice"
    """A record is proposed twice."""
    DISPOSAL_EXECUTED = "disposal_executed"
    """The disposal has been carried out."""
    DISPOSAL_LISTED = "disposal_listed"
    """The disposal stands on its list."""
    WITNESSES_MISSING = "witnesses_missing"
    """Too few persons have witnessed."""
    WITNESS_TOOK_PART = "witness_took_part"
    """A witness takes another part, or a witness already."""
    INDEPENDENT_WITNESS = "independent_witness"
    """A witness who takes no other part."""
    INCIDENT_RECORDED = "incident_recorded"
    """It follows from what was recorded before."""
    INCIDENT_CLOSED = "incident_closed"
    """The incident is closed."""
    TIME_OUT_OF_ORDER = "time_out_of_order"
    """A time before detection, after its recording, or a recording before the last."""
    AWARE_ALREADY = "aware_already"
    """Awareness is on record."""
    STEP_NOT_REQUIRED = "step_not_required"
    """The policy does not have the step, or the incident does not need it."""
    STEP_DONE = "step_done"
    """The step is done or waived."""
    STEP_BY_ITSELF = "step_by_itself"
    """The step is recorded by an event of its own."""
    NOTICE_EMPTY = "notice_empty"
    """A notice that says nothing."""
    NOT_WAIVABLE = "not_waivable"
    """The policy does not let the step be waived."""
    WAIVER_UNDOCUMENTED = "waiver_undocumented"
    """A waiver without evidence."""
    NOTHING_ASSESSED = "nothing_assessed"
    """An assessment that says nothing."""
    STEPS_OPEN = "steps_open"
    """Steps are still open."""
    SCALE_NOT_KNOWN = "scale_not_known"
    """The number of persons is not known, and more of them would shorten the clock."""
    LAW_NOT_KNOWN = "law_not_known"
    """Nobody has said whose law applies, so that every law's steps are asked for."""
    NOTICE_INCOMPLETE = "notice_incomplete"
    """A notice lacks some of its contents."""

    def is_of_decisions(self) -> bool:
        """Whether it is a reason of decisions, rather than one of scores, grades and credit."""
        return ask("ReasonCode.is_of_decisions", self)

    def reading(self, lang: Lang = "en") -> str:
        """The short reading, as it stands in the cells of tables."""
        return ask("ReasonCode.reading", self, lang)


class RegisterField(StrEnum):
    """A field of the visitor register: a closed list of eight (R71)."""

    NAME = "name"
    """``name``"""
    VISIT_DATE = "visit_date"
    """``visit_date``"""
    PHONE = "phone"
    """``phone``"""
    APPEARANCE = "appearance"
    """``appearance``"""
    WORK_UNIT = "work_unit"
    """``work_unit``"""
    HOME_ADDRESS = "home_address"
    """``home_address``"""
    PURCHASE_INTENT = "purchase_intent"
    """``purchase_intent``"""
    VISIT_NOTES = "visit_notes"
    """``visit_notes``"""

    def reading(self, lang: Lang = "en") -> str:
        """The field as people read it, such as "purchase intent" or 购买意向."""
        return ask("RegisterField.reading", self, lang)


class RequestKind(StrEnum):
    """What is asked for: a closed list (§3.3)."""

    KEY_ACCOUNT = "key_account"
    """``key_account``: a contract with a key account."""
    VIP = "vip"
    """``vip``: to be listed as a VIP."""
    ARCHIVE_ACCESS = "archive_access"
    """``archive_access``: to use customer files."""
    GIFT = "gift"
    """``gift``: to give a gift."""

    def reading(self, lang: Lang = "en") -> str:
        """What is asked for as people read it, such as "key account contracts" or 大客户合同."""
        return ask("RequestKind.reading", self, lang)


class RetentionTrigger(StrEnum):
    """From when a period counts: a closed list."""

    YEAR_END = "year_end"
    """``year_end``: the end of the year in which the record's date lies."""
    CONTRACT_END = "contract_end"
    """``contract_end``: the contract ended."""
    TRANSACTION_COMPLETED = "transaction_completed"
    """``transaction_completed``: the transaction was completed."""
    RELATION_ENDED = "relation_ended"
    """``relation_ended``: business with the customer ended."""
    LAST_CONTACT = "last_contact"
    """``last_contact``: the last contact with the person."""
    EVENT = "event"
    """``event``: what the record tells of happened."""
    WITHDRAWAL_OR_LAST_MESSAGE = "withdrawal_or_last_message"
    """``withdrawal_or_last_message``: consent was withdrawn, or the last message was sent."""
    CLOSED = "closed"
    """``closed``: the matter was closed."""
    COMPLETED = "completed"
    """``completed``: the work was completed."""
    NONE = "none"
    """``none``: nothing, since the records are kept permanently."""

    def reading(self, lang: Lang = "en") -> str:
        """From when a period counts as people read it, such as "end of the contract" or 合同终止."""
        return ask("RetentionTrigger.reading", self, lang)


class StepAct(StrEnum):
    """What is done in a step: a closed list (§5.3)."""

    SIGN = "sign"
    """``sign``: an accountable signature on the request and the draft contract (A2)."""
    APPROVE = "approve"
    """``approve``"""
    FILE = "file"
    """``file``: put on record. It decides nothing."""

    def decides(self) -> bool:
        """Whether the step decides, so that segregation of duties applies to it (§5.3)."""
        return ask("StepAct.decides", self)

    def reading(self, lang: Lang = "en") -> str:
        """The act as people read it, such as "sign" or 签署."""
        return ask("StepAct.reading", self, lang)


class VerdictOutcome(StrEnum):
    """What a decision comes to."""

    PERMIT = "permit"
    """It may be done."""
    DENY = "deny"
    """It may not be done. Waiting for somebody's approval is a deny with the reason
    ``needs_approval``.
    """
    INDETERMINATE = "indeterminate"
    """It cannot be told, since a whole register was not supplied, or does not say what decides.
    Whoever asks takes it for a deny.
    """

    def reading(self, lang: Lang = "en") -> str:
        """As people read it."""
        return ask("VerdictOutcome.reading", self, lang)


class VipChannel(StrEnum):
    """Who brings a listing about."""

    SELF_APPLIED = "self_applied"
    """The customer applied itself (R104)."""
    COMPANY_PROPOSED = "company_proposed"
    """The company proposes it (R108): it need not meet what lets others apply."""


class ContactKind(StrEnum):
    """How a customer was in touch with us (§3.3 ``ContactLog``)."""

    VISIT = "visit"
    """拜访"""
    PHONE = "phone"
    """电话"""
    SMS = "sms"
    """短信"""
    EMAIL = "email"
    """邮件"""
    SOCIAL = "social"
    """社交媒体"""
    MEETING = "meeting"
    """会议"""
    VIDEO = "video"
    """视频"""
    NEGOTIATION = "negotiation"
    """谈判"""
    PHONE_FOLLOW_UP = "phone_follow_up"
    """电话回访"""

    def reading(self, lang: Lang = "en") -> str:
        """The kind of contact as people read it, such as "visit" or 拜访."""
        return ask("ContactKind.reading", self, lang)


class EvaluationLevel(StrEnum):
    """What the branch thinks of a customer (§5.5 D4g)."""

    POOR = "poor"
    """差"""
    FAIR = "fair"
    """一般"""
    GOOD = "good"
    """较好"""
    EXCELLENT = "excellent"
    """好"""


class ReminderKind(StrEnum):
    """What is to be remembered of a customer (§7.1)."""

    SIGNING = "signing"
    """签约"""
    MATERIALS = "materials"
    """交材料"""
    CALLBACK = "callback"
    """回电: at the set instant."""
    MILESTONE = "milestone"
    """节点: reached on that day."""
    OTHER = "other"
    """Anything else."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer(Record):
    """The answer of a fast path: what it comes to, and what decided it."""

    outcome: VerdictOutcome
    """What it comes to."""
    rule: ReasonCode | None = None
    """The first thing that decided, in the order of the policy; the first of the verdict's
    reasons.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class TierStep(Record):
    """A step of a tier: what is done, by which role."""

    act: StepAct
    """What is done."""
    role: str
    """Who does it, one of ``Approval.roles``."""
    clause: str | None = None
    """Where the written policy says it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ApprovalTier(Record):
    """``[[approval.tiers]]``: a range of amounts and the steps it takes."""

    name: str
    """The tier's name."""
    clause: str | None = None
    """Where the written policy says it."""
    from_: Decimal
    """Where it begins: 0 for the first tier, the ``to`` of the one before for any other. Whether
    the amount itself belongs to it is decided by ``Boundary``; 0 never does, since an amount is
    above 0.
    """
    to: Decimal | None = None
    """Where it ends, which is decided by ``Boundary`` likewise; empty for the last tier alone,
    which has no end.
    """
    steps: tuple[TierStep, ...]
    """At least one, in strict order."""

    def reading(self, lang: Lang = "en") -> str:
        """The tier as people read it: ``tier_2`` is "tier 2" or 第2档, any other name stays as it is
        written.
        """
        return ask("ApprovalTier.reading", self, lang)


class _Measure(Variant):
    __slots__ = ()
    _union: ClassVar[str] = "Measure"

    def words(self, lang: Lang = "en") -> str:
        """The value as people read it, with its unit."""
        return ask("Measure.words", self, lang)


@dataclass(frozen=True, slots=True)
class MeasurePoints(_Measure):
    """Points, 0–100."""

    _wire: ClassVar[Wire] = Wire("points", "value", ("unit", "value"))

    value: Decimal


@dataclass(frozen=True, slots=True)
class MeasureMoney(_Measure):
    """Money of the policy's currency, exact."""

    _wire: ClassVar[Wire] = Wire("money", "value", ("unit", "value"))

    value: Decimal


@dataclass(frozen=True, slots=True)
class MeasurePercent(_Measure):
    """Percent."""

    _wire: ClassVar[Wire] = Wire("percent", "value", ("unit", "value"))

    value: Decimal


@dataclass(frozen=True, slots=True)
class MeasurePercentPoints(_Measure):
    """Percentage points: the difference of two percentages."""

    _wire: ClassVar[Wire] = Wire("percent_points", "value", ("unit", "value"))

    value: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class MeasureRatio(_Measure):
    """A quotient that is compared without dividing."""

    _wire: ClassVar[Wire] = Wire("ratio", "fields", ("unit", "value"))

    part: Decimal
    """What is divided."""
    whole: Decimal
    """By what."""


@dataclass(frozen=True, slots=True)
class MeasureNumber(_Measure):
    """A plain number."""

    _wire: ClassVar[Wire] = Wire("number", "value", ("unit", "value"))

    value: Decimal


@dataclass(frozen=True, slots=True)
class MeasureDays(_Measure):
    """Days; averages have two decimals."""

    _wire: ClassVar[Wire] = Wire("days", "value", ("unit", "value"))

    value: Decimal


@dataclass(frozen=True, slots=True)
class MeasureMonths(_Measure):
    """Months."""

    _wire: ClassVar[Wire] = Wire("months", "value", ("unit", "value"))

    value: int


@dataclass(frozen=True, slots=True)
class MeasureCount(_Measure):
    """A number of things."""

    _wire: ClassVar[Wire] = Wire("count", "value", ("unit", "value"))

    value: int


@dataclass(frozen=True, slots=True)
class MeasureDimensions(_Measure):
    """A number of dimensions."""

    _wire: ClassVar[Wire] = Wire("dimensions", "value", ("unit", "value"))

    value: int


@dataclass(frozen=True, slots=True)
class MeasureWeight(_Measure):
    """A weight, 0–1."""

    _wire: ClassVar[Wire] = Wire("weight", "value", ("unit", "value"))

    value: Decimal


@dataclass(frozen=True, slots=True)
class MeasureDate(_Measure):
    """A day."""

    _wire: ClassVar[Wire] = Wire("date", "value", ("unit", "value"))

    value: date


@dataclass(frozen=True, slots=True)
class MeasureYesNo(_Measure):
    """Yes or no."""

    _wire: ClassVar[Wire] = Wire("yes_no", "value", ("unit", "value"))

    value: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class MeasureCreditBand(_Measure):
    """A credit grade."""

    _wire: ClassVar[Wire] = Wire("credit_band", "fields", ("unit", "value"))

    name: str
    """Its name."""
    from_: Decimal | None = None
    """The credit score it begins at."""


@dataclass(frozen=True, slots=True)
class MeasureGrade(_Measure):
    """A grade over all dimensions."""

    _wire: ClassVar[Wire] = Wire("grade", "value", ("unit", "value"))

    value: str


@dataclass(frozen=True, slots=True)
class MeasureText(_Measure):
    """A text of the book."""

    _wire: ClassVar[Wire] = Wire("text", "value", ("unit", "value"))

    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MeasureStep(_Measure):
    """A step of an approval."""

    _wire: ClassVar[Wire] = Wire("step", "fields", ("unit", "value"))

    act: StepAct
    """What is done."""
    role: str
    """By which role."""


Measure: TypeAlias = Union[
    MeasurePoints,
    MeasureMoney,
    MeasurePercent,
    MeasurePercentPoints,
    MeasureRatio,
    MeasureNumber,
    MeasureDays,
    MeasureMonths,
    MeasureCount,
    MeasureDimensions,
    MeasureWeight,
    MeasureDate,
    MeasureYesNo,
    MeasureCreditBand,
    MeasureGrade,
    MeasureText,
    MeasureStep,
]
"""A value with its unit."""


class _Bound(Variant):
    __slots__ = ()
    _union: ClassVar[str] = "Bound"

    def words(self, lang: Lang = "en") -> str:
        """The bound as people read it: ``at least 60.00 points``, ``不低于60.00分``."""
        return ask("Bound.words", self, lang)


@dataclass(frozen=True, slots=True)
class BoundAtLeast(_Bound):
    """Not below."""

    _wire: ClassVar[Wire] = Wire("at_least", "value", ("is", "bound"))

    value: Measure


@dataclass(frozen=True, slots=True)
class BoundAtMost(_Bound):
    """Not above."""

    _wire: ClassVar[Wire] = Wire("at_most", "value", ("is", "bound"))

    value: Measure


@dataclass(frozen=True, slots=True)
class BoundAbove(_Bound):
    """Strictly above."""

    _wire: ClassVar[Wire] = Wire("above", "value", ("is", "bound"))

    value: Measure


@dataclass(frozen=True, slots=True)
class BoundBelow(_Bound):
    """Strictly below."""

    _wire: ClassVar[Wire] = Wire("below", "value", ("is", "bound"))

    value: Measure


@dataclass(frozen=True, slots=True)
class BoundOneOf(_Bound):
    """Equal to one of these."""

    _wire: ClassVar[Wire] = Wire("one_of", "value", ("is", "bound"))

    value: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class BoundOtherThan(_Bound):
    """Equal to none of these."""

    _wire: ClassVar[Wire] = Wire("other_than", "value", ("is", "bound"))

    value: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class BoundBefore(_Bound):
    """Before a day."""

    _wire: ClassVar[Wire] = Wire("before", "value", ("is", "bound"))

    value: Measure


@dataclass(frozen=True, slots=True)
class BoundUpTo(_Bound):
    """On a day or earlier."""

    _wire: ClassVar[Wire] = Wire("up_to", "value", ("is", "bound"))

    value: Measure


@dataclass(frozen=True, slots=True)
class BoundSince(_Bound):
    """On a day or later."""

    _wire: ClassVar[Wire] = Wire("since", "value", ("is", "bound"))

    value: Measure


Bound: TypeAlias = Union[
    BoundAtLeast,
    BoundAtMost,
    BoundAbove,
    BoundBelow,
    BoundOneOf,
    BoundOtherThan,
    BoundBefore,
    BoundUpTo,
    BoundSince,
]
"""What a value is held against."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Obligation(Record):
    """What must follow if a decision is acted on."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"about", "by", "clause", "role"})

    code: ObligationCode
    """What."""
    clause: str | None = None
    """Where the written policy says it."""
    about: str | None = None
    """What it is about: a contract, a register."""
    role: str | None = None
    """The role that must see to it."""
    by: date | None = None
    """The last day for it, included."""

    def sentence(self, lang: Lang = "en") -> str:
        """What it says, in one clause without a full stop."""
        return ask("Obligation.sentence", self, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason(Record):
    """Why a result is as it is: the rule, where the written policy says it, and what it found."""

    _left_out: ClassVar[frozenset[str]] = frozenset({
        "about",
        "actual",
        "clause",
        "required",
        "shortfall",
    })

    code: ReasonCode
    """Which rule."""
    about: str | None = None
    """What it is about, where the code alone does not say: the name of a cap of the user's own, an
    invoice.
    """
    clause: str | None = None
    """Where the written policy says it."""
    actual: Measure | None = None
    """What was found."""
    required: Bound | None = None
    """What would have to be found for the reason to fall away."""
    shortfall: Measure | None = None
    """How far the one is from the other."""

    def sentence(self, lang: Lang = "en") -> str:
        """What it says, in one sentence without a full stop: the rule, what it is about, the
        actual and the required value, how far apart they are, and the clause.
        """
        return ask("Reason.sentence", self, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stamp(Record):
    """What a result was made from. The same stamp and library version give the same bytes."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"population_digest"})

    policy_name: str
    """Name of the policy."""
    policy_version: str
    """Its version."""
    policy_digest: str
    """SHA-256 of its resolved meaning."""
    rules_version: int
    """``RULES_VERSION`` of the library."""
    as_of: date
    """The day the result holds for."""
    input_digest: str
    """``Book.input_digest``; empty if it was not asked for."""
    population_digest: str | None = None
    """``Population.digest`` of a population measured before; empty if the population is the book's
    own.
    """
    library_version: str
    """Version of this library."""


class _NeededChange(Variant):
    __slots__ = ()
    _union: ClassVar[str] = "NeededChange"


@dataclass(frozen=True, kw_only=True, slots=True)
class NeededChangeSupply(_NeededChange):
    """Supply what is missing."""

    _wire: ClassVar[Wire] = Wire("supply", "fields")

    table: str
    """The table of the book that would hold it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NeededChangeState(_NeededChange):
    """Fill in what is blank."""

    _wire: ClassVar[Wire] = Wire("state", "fields")

    field: str
    """The field."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NeededChangeDocument(_NeededChange):
    """Put a document on file, or complete it."""

    _wire: ClassVar[Wire] = Wire("document", "fields")

    _left_out: ClassVar[frozenset[str]] = frozenset({"lacks"})

    document: str
    """The document's code in the policy."""
    lacks: tuple[str, ...] = ()
    """What it lacks; empty if it is not there at all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NeededChangeAct(_NeededChange):
    """Let somebody act."""

    _wire: ClassVar[Wire] = Wire("act", "fields")

    _left_out: ClassVar[frozenset[str]] = frozenset({"delegation", "person"})

    role: str
    """The role that acts."""
    person: str | None = None
    """Who holds it or stands in; empty where anybody with the role will do."""
    delegation: str | None = None
    """The delegation by which a person stands in for the holder of the role."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NeededChangeFrom(_NeededChange):
    """Wait: it may be done from this day on."""

    _wire: ClassVar[Wire] = Wire("from", "fields")

    on: date
    """The first day."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NeededChangeMore(_NeededChange):
    """So much more."""

    _wire: ClassVar[Wire] = Wire("more", "fields")

    by: Measure
    """How much more."""
    to: Measure
    """What it comes to."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NeededChangeLess(_NeededChange):
    """So much less."""

    _wire: ClassVar[Wire] = Wire("less", "fields")

    by: Measure
    """How much less."""
    to: Measure
    """What it comes to."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NeededChangeBecome(_NeededChange):
    """Become one of these."""

    _wire: ClassVar[Wire] = Wire("become", "fields")

    one_of: tuple[Measure, ...]
    """Values that are enough; any of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NeededChangeAmend(_NeededChange):
    """Change the terms of a case, which makes it a draft again."""

    _wire: ClassVar[Wire] = Wire("amend", "nothing")


@dataclass(frozen=True, kw_only=True, slots=True)
class NeededChangeEnd(_NeededChange):
    """The condition ends."""

    _wire: ClassVar[Wire] = Wire("end", "nothing")


@dataclass(frozen=True, kw_only=True, slots=True)
class NeededChangeUnreachable(_NeededChange):
    """Nothing does."""

    _wire: ClassVar[Wire] = Wire("unreachable", "nothing")


NeededChange: TypeAlias = Union[
    NeededChangeSupply,
    NeededChangeState,
    NeededChangeDocument,
    NeededChangeAct,
    NeededChangeFrom,
    NeededChangeMore,
    NeededChangeLess,
    NeededChangeBecome,
    NeededChangeAmend,
    NeededChangeEnd,
    NeededChangeUnreachable,
]
"""How something would have to change."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RemedyStep(Record):
    """What would make one reason fall away."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"about"})

    code: ReasonCode
    """The reason it answers."""
    about: str | None = None
    """What that is about, as in the ``Reason``."""
    change: NeededChange
    """The smallest change that does."""

    def sentence(self, lang: Lang = "en") -> str:
        """What it says, in one clause without a full stop."""
        return ask("RemedyStep.sentence", self, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class VerdictRemedy(Record):
    """One way to turn a decision: every step of it is needed, and with all of them the decision is
    a permit.

    **Guaranteed** where no step is ``Unreachable``: with every step done the
    decision turns; with one step left out, or done by one unit less, it does not. Everything else is held
    as it is. Where a step is to supply what is missing, to
    state what is blank, to wait or to submit a case, what
    then shows decides.
    """

    steps: tuple[RemedyStep, ...]
    """The steps, in the order of the reasons they answer."""

    def is_reachable(self) -> bool:
        """Whether every step can be done."""
        return ask("VerdictRemedy.is_reachable", self)


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict(Record):
    """A decision with its grounds.

    ``Serialize`` and ``Deserialize`` give the same record back; what is empty is left out.
    """

    _left_out: ClassVar[frozenset[str]] = frozenset({
        "obligations",
        "reasons",
        "remedies",
        "warnings",
    })

    outcome: VerdictOutcome
    """What it comes to."""
    reasons: tuple[Reason, ...] = ()
    """What decided it, in the order of the policy: of a permit the conditions that hold, otherwise
    every one that does not hold or cannot be told.
    """
    remedies: tuple[VerdictRemedy, ...] = ()
    """What would turn a deny or an indeterminate decision into a permit: each remedy alone is
    enough.
    """
    obligations: tuple[Obligation, ...] = ()
    """What must follow if it is acted on."""
    warnings: tuple[Reason, ...] = ()
    """What does not decide but should be known."""
    stamp: Stamp
    """What it was made from; ``as_of`` is the day it holds for, and ``input_digest`` is empty
    where nothing but the question itself was looked at.
    """

    def answer(self) -> Answer:
        """What a fast path gives for it."""
        return read(Answer, ask("Verdict.answer", self))

    def text(self, lang: Lang = "en") -> str:
        """The decision as people read it: the outcome, then a line for every reason, remedy,
        obligation and warning.
        """
        return ask("Verdict.text", self, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class CustomerVerdict(Record):
    """The verdict on one customer."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"name"})

    customer_id: str
    """Its id."""
    name: str | None = None
    """Its name, if the book has one."""
    verdict: Verdict
    """What was decided."""


class _KeepFor(Variant):
    __slots__ = ()
    _union: ClassVar[str] = "KeepFor"


@dataclass(frozen=True, slots=True)
class KeepForMonths(_KeepFor):
    """So many months from the trigger, at least 1; years are twelve months each."""

    _wire: ClassVar[Wire] = Wire("months", "value")

    value: int


@dataclass(frozen=True, kw_only=True, slots=True)
class KeepForPermanent(_KeepFor):
    """For good; never personal data."""

    _wire: ClassVar[Wire] = Wire("permanent", "nothing")


KeepFor: TypeAlias = Union[
    KeepForMonths,
    KeepForPermanent,
]
"""How long records are kept."""


class _RetentionBasis(Variant):
    __slots__ = ()
    _union: ClassVar[str] = "RetentionBasis"


@dataclass(frozen=True, kw_only=True, slots=True)
class RetentionBasisChosen(_RetentionBasis):
    """The organisation chose the period."""

    _wire: ClassVar[Wire] = Wire("chosen", "nothing")


@dataclass(frozen=True, kw_only=True, slots=True)
class RetentionBasisLaw(_RetentionBasis):
    """A law asks for it."""

    _wire: ClassVar[Wire] = Wire("law", "fields")

    law: str
    """Which."""
    at_least_months: int | None = None
    """How many months it asks for, if it says."""


RetentionBasis: TypeAlias = Union[
    RetentionBasisChosen,
    RetentionBasisLaw,
]
"""Why records are kept so long."""


@dataclass(frozen=True, kw_only=True, slots=True)
class VipListed(Record):
    """A listing that was made. A listing that was renewed is one more, of the day on which it goes
    on.
    """

    customer_id: str
    """Who is listed."""
    listed_on: date
    """Since when."""


@dataclass(frozen=True, kw_only=True, slots=True)
class VipListing(Record):
    """A listing asked for, on the assessment's as-of day."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"approved_by"})

    customer_id: str
    """Who is to be listed."""
    channel: VipChannel
    """Who brings it about."""
    approved_by: str | None = None
    """The role that approved it, if one did."""
    signed_off: bool = False
    """Whether compliance signed it off."""


@dataclass(frozen=True, kw_only=True, slots=True)
class VipStanding(Record):
    """Where a listing stands on the as-of day."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"name"})

    customer_id: str
    """Who is listed."""
    name: str | None = None
    """Its name, if the book has one."""
    listed_on: date
    """Since when."""
    listed_until: date
    """The last day of the listing."""
    days_left: int
    """The days up to the last one: 0 on the last day itself, below 0 since the listing ended."""
    verdict: Verdict
    """Whether it is renewed."""

