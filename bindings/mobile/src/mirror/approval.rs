// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `approval`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;
use crate::errors::KeyaccountError;
use crate::errors::guarded;
use crate::values::CalendarDate;
use crate::values::Position;
use keyaccount::CaseId;
use keyaccount::ContractId;
use keyaccount::CustomerId;
use keyaccount::DelegationId;
use keyaccount::Exact;
use keyaccount::PersonId;

/// An act on a step: who did it, in whose place, on what authority, on which terms.
#[uniffi::remote(Record)]
pub struct Act {
    /// The step, from 1.
    pub step: Position,
    /// What was decided.
    pub decision: Decision,
    /// The digest of the submission it was decided on (`Case::digest`).
    pub digest: String,
    /// The role and the delegation, as they were on that day.
    pub authority: Authority,
    /// What was said.
    #[uniffi(default = None)]
    pub opinion: Option<String>,
}

/// An act as it is asked for.
#[uniffi::remote(Record)]
pub struct ActRequest {
    /// The day.
    pub on: CalendarDate,
    /// Who acts.
    pub by: PersonId,
    /// What is decided.
    pub decision: Decision,
    /// The role in which it is decided, one's own or that of whom one stands in for.
    pub role: String,
    /// The delegation by which one stands in for another.
    #[uniffi(default = None)]
    pub delegation: Option<DelegationId>,
    /// The digest of the submission it is decided on (`Case::digest`): what was read.
    pub digest: String,
    /// What is said.
    #[uniffi(default = None)]
    pub opinion: Option<String>,
}

/// A change of the terms as it is asked for.
#[uniffi::remote(Record)]
pub struct AmendRequest {
    /// The day.
    pub on: CalendarDate,
    /// Who amends.
    pub by: PersonId,
    /// The terms from then on, all of them.
    pub terms: Terms,
}

/// Whether the customer owes us money, and how much (是否欠我公司货款).
#[uniffi::remote(Record)]
pub struct ArrearsStatement {
    /// Whether it does.
    #[uniffi(default = None)]
    pub owes: Option<bool>,
    /// How much.
    #[uniffi(default = None)]
    pub amount: Option<Exact>,
}

/// What is declared to be owed: 0 for a no, which must not name an amount; nothing if the statement is
/// not complete.
#[uniffi::export]
pub fn arrears_statement_declared(
    arrears_statement: ArrearsStatement,
) -> Result<Option<Exact>, KeyaccountError> {
    guarded(|| Ok(arrears_statement.declared()))
}

/// The authority an act was accepted on, as it was on that day.
#[uniffi::remote(Record)]
pub struct Authority {
    /// The role, held by whoever acts or by the principal.
    pub holding: RoleHolder,
    /// The delegation by which whoever acts stands in for the principal.
    #[uniffi(default = None)]
    pub delegation: Option<Delegation>,
}

/// A case that awaits somebody.
#[uniffi::remote(Record)]
pub struct AwaitedAct {
    /// The case.
    pub case_id: CaseId,
    /// The step, from 1.
    pub step: Position,
    /// What is to be done.
    pub decision: Decision,
    /// In which role.
    pub role: String,
    /// On what authority, the first that entitles.
    pub authority: Authority,
    /// The digest of what was submitted, which the act must name (`Case::digest`).
    pub digest: String,
}

/// The basic information card (客户基本信息卡, §3.1): what each field says. A blank one is not filled.
#[uniffi::remote(Record)]
pub struct BasicCard {
    /// Stands alone.
    #[uniffi(default = None)]
    pub legal_name: Option<String>,
    /// Stands alone.
    #[uniffi(default = None)]
    pub kind: Option<String>,
    /// Stands alone.
    #[uniffi(default = None)]
    pub identification: Option<String>,
    /// Stands alone.
    #[uniffi(default = None)]
    pub address: Option<String>,
    /// Stands alone.
    #[uniffi(default = None)]
    pub contact_name: Option<String>,
    /// Stands alone.
    #[uniffi(default = None)]
    pub phone: Option<String>,
    /// Stands alone.
    #[uniffi(default = None)]
    pub industry: Option<String>,
    /// Stands alone.
    #[uniffi(default = None)]
    pub region: Option<String>,
    /// Stands alone.
    #[uniffi(default = None)]
    pub owner: Option<PersonId>,
    /// Stands alone.
    #[uniffi(default = None)]
    pub opened_on: Option<CalendarDate>,
}

/// Whether a field is filled.
#[uniffi::export]
pub fn basic_card_is_filled(basic_card: BasicCard, field: BasicField) -> bool {
    basic_card.is_filled(field)
}

/// What the branch thinks of the customer (办事处对客户的评价).
#[uniffi::remote(Record)]
pub struct BranchEvaluation {
    /// In words.
    #[uniffi(default = None)]
    pub text: Option<String>,
    /// The level.
    #[uniffi(default = None)]
    pub level: Option<EvaluationLevel>,
}

/// A case on a day.
#[uniffi::remote(Record)]
pub struct CaseReport {
    /// The case.
    pub case_id: CaseId,
    /// The day.
    pub on: CalendarDate,
    /// Where it stands.
    pub phase: Phase,
    /// The round, from 1.
    pub round: u32,
    /// The terms as they are now.
    pub terms: Terms,
    /// Their digest, which every act must name.
    pub digest: String,
    /// What it was made from: the policy is the one the case stands under, or that a draft would be submitted
    /// under; `input_digest` is `Case::digest`.
    pub stamp: Stamp,
    /// Whom alone it is about; everybody if left out.
    #[uniffi(default = None)]
    pub person: Option<PersonId>,
    /// What does not decide but should be known: rules that are not those of the policy given, acts of
    /// somebody the organisation does not know.
    #[uniffi(default = [])]
    pub warnings: Vec<Reason>,
    /// The approval it takes, or that a draft would take.
    #[uniffi(default = None)]
    pub tier: Option<String>,
    /// Whether a draft may be submitted with what is handed in.
    #[uniffi(default = None)]
    pub submission: Option<Verdict>,
    /// The steps to come, in order: who may take each on that day as things stand.
    pub steps: Vec<WhoMayAct>,
}

/// The same report of one person alone.
#[uniffi::export]
pub fn case_report_of_person(
    case_report: CaseReport,
    person: PersonId,
) -> Result<CaseReport, KeyaccountError> {
    guarded(|| Ok(case_report.of_person(&person)))
}

/// What a submission looks up about the customer. What is left out is not known, which is never the same as
/// no or nothing.
#[uniffi::remote(Record)]
pub struct Circumstances {
    /// Whether there is an order or an invoice from before the submission.
    #[uniffi(default = None)]
    pub prior_business: Option<bool>,
    /// Whether the customer is an individual. Where it is not known, what is asked of others is asked.
    #[uniffi(default = None)]
    pub individual: Option<bool>,
    /// The customer's open amount in the book.
    #[uniffi(default = None)]
    pub open_amount: Option<Exact>,
    /// The customer's unified social credit code.
    #[uniffi(default = None)]
    pub uscc: Option<String>,
    /// The customer's parent.
    #[uniffi(default = None)]
    pub parent_id: Option<CustomerId>,
    /// Other contracts, of whomever; those linked to this one are found among them.
    pub contracts: Vec<OtherContract>,
}

/// What somebody decides on a step.
#[uniffi::remote(Enum)]
pub enum Decision {
    /// Sign it, and go on.
    Sign,
    /// Approve it, and go on.
    Approve,
    /// Put it on file, and go on.
    File,
    /// Send it back to be done over.
    Return,
    /// Refuse it for good.
    Reject,
}

/// `sign`, `approve`, `file`, `return` or `reject`.
#[uniffi::export]
pub fn decision_code(decision: Decision) -> String {
    decision.code().to_owned()
}

/// A written authority to act in another's place (书面授权, R191, §5.4).
#[uniffi::remote(Record)]
pub struct Delegation {
    /// The id, which acts name.
    pub delegation_id: DelegationId,
    /// Who grants it.
    pub principal: PersonId,
    /// The role of the principal's that it is about.
    pub role: String,
    /// Who stands in.
    pub delegate: PersonId,
    /// The paper that grants it.
    #[uniffi(default = None)]
    pub written_ref: Option<String>,
    /// The day of the paper.
    pub issued_on: CalendarDate,
    /// The first day it holds.
    pub valid_from: CalendarDate,
    /// The last day it holds, included.
    pub valid_to: CalendarDate,
    /// The largest amount it covers; any if left out.
    #[uniffi(default = None)]
    pub max_amount: Option<Exact>,
    /// What kinds of request it covers; every kind if left out, none if empty.
    #[uniffi(default = None)]
    pub scope: Option<Vec<RequestKind>>,
    /// The day it was revoked, which is the last day it holds.
    #[uniffi(default = None)]
    pub revoked_on: Option<CalendarDate>,
}

/// Whether a person may take a step.
#[uniffi::remote(Record)]
pub struct MayAct {
    /// Who.
    pub person_id: PersonId,
    /// Everything that entitles the person; nobody may act on nothing.
    pub authorities: Vec<Authority>,
    /// Why the person may not; empty if anything entitles him.
    pub reasons: Vec<Reason>,
}

/// What a case is opened with.
#[uniffi::remote(Record)]
pub struct Opened {
    /// The case, which is the contract's id.
    pub id: CaseId,
    /// What is asked for.
    pub kind: RequestKind,
    /// Who asks: the only one who may submit, amend and withdraw.
    pub applicant: PersonId,
    /// The unit that asks (办事处): roles bound to units must be held in it.
    pub unit: String,
    /// The terms to begin with.
    pub terms: Terms,
}

/// Another contract (BOOK §1 `contracts`).
#[uniffi::remote(Record)]
pub struct OtherContract {
    /// Its id. A contract with the id of the case is the case itself.
    pub contract_id: ContractId,
    /// The customer.
    pub customer_id: CustomerId,
    /// The customer's unified social credit code.
    #[uniffi(default = None)]
    pub uscc: Option<String>,
    /// The customer's parent.
    #[uniffi(default = None)]
    pub parent_id: Option<CustomerId>,
    /// The total amount, tax included.
    pub amount: Exact,
    /// The day it was submitted.
    pub submitted_on: CalendarDate,
    /// Where it stands; submitted if left out.
    pub status: ContractStatus,
}

/// A paper that is there.
#[uniffi::remote(Record)]
pub struct Paper {
    /// Whether we signed it.
    pub signed_by_us: bool,
    /// Whether the customer signed it.
    pub signed_by_customer: bool,
    /// Whether it bears the customer's official seal (公章).
    pub customer_seal: bool,
    /// Whether it is a copy.
    pub copy: bool,
    /// The last day it holds, included; no end if left out.
    #[uniffi(default = None)]
    pub valid_to: Option<CalendarDate>,
    /// Of a licence: the unified social credit code on it.
    #[uniffi(default = None)]
    pub uscc: Option<String>,
}

/// What was handed in with a request; what is left out is not there.
#[uniffi::remote(Record)]
pub struct Papers {
    /// 大客户申请表 (D1, R184).
    #[uniffi(default = None)]
    pub application_form: Option<Paper>,
    /// The blank contract or its draft (D2, R185).
    #[uniffi(default = None)]
    pub draft_contract: Option<Paper>,
    /// 对账单 (D3, R186).
    #[uniffi(default = None)]
    pub reconciliation_statement: Option<Paper>,
    /// The basic information card (D4a).
    #[uniffi(default = None)]
    pub basic_situation: Option<BasicCard>,
    /// The business licence (D4b).
    #[uniffi(default = None)]
    pub business_licence: Option<Paper>,
    /// The tax registration certificate (D4c).
    #[uniffi(default = None)]
    pub tax_certificate: Option<Paper>,
    /// How to reach the person in charge (D4d).
    #[uniffi(default = None)]
    pub principal_contact: Option<PrincipalContact>,
    /// The business already done (D4e).
    #[uniffi(default = None)]
    pub past_business: Option<PastBusiness>,
    /// Whether the customer owes us money (D4f).
    #[uniffi(default = None)]
    pub arrears_statement: Option<ArrearsStatement>,
    /// What the branch thinks of the customer (D4g).
    #[uniffi(default = None)]
    pub branch_evaluation: Option<BranchEvaluation>,
}

/// Whether a document is there at all, be it incomplete.
#[uniffi::export]
pub fn papers_has(papers: Papers, kind: DocumentKind) -> Result<bool, KeyaccountError> {
    guarded(|| Ok(papers.has(kind)))
}

/// The business already done with a customer: amount and period, or that there was none.
#[uniffi::remote(Record)]
pub struct PastBusiness {
    /// There was none.
    pub none: bool,
    /// The amount.
    #[uniffi(default = None)]
    pub amount: Option<Exact>,
    /// The period it is of, in words.
    #[uniffi(default = None)]
    pub period: Option<String>,
}

/// A person who may act.
#[uniffi::remote(Record)]
pub struct Person {
    /// The id, which acts name.
    pub person_id: PersonId,
    /// The name as people read it.
    #[uniffi(default = None)]
    pub name: Option<String>,
}

/// Where a case stands.
#[uniffi::remote(Enum)]
pub enum Phase {
    /// Not submitted, or sent back.
    Draft,
    /// Submitted, no step taken yet.
    Submitted,
    /// Some steps taken.
    InProgress { step: Position },
    /// Every step taken (可执行).
    Executable,
    /// Refused for good.
    Rejected,
    /// Withdrawn by the applicant.
    Withdrawn,
}

/// `draft`, `submitted`, `in_progress`, `executable`, `rejected` or `withdrawn`.
#[uniffi::export]
pub fn phase_code(phase: Phase) -> Result<String, KeyaccountError> {
    guarded(|| Ok(phase.code().to_owned()))
}

/// Whether somebody is to take a step.
#[uniffi::export]
pub fn phase_is_open(phase: Phase) -> Result<bool, KeyaccountError> {
    guarded(|| Ok(phase.is_open()))
}

/// Where the case stands as people read it, such as "in progress, step 2" or 审批中，第2步.
#[uniffi::export]
pub fn phase_reading(phase: Phase, language: Language) -> Result<String, KeyaccountError> {
    guarded(|| Ok(phase.reading(language)))
}

/// Whom to reach at the customer's.
#[uniffi::remote(Record)]
pub struct PrincipalContact {
    /// The person in charge.
    #[uniffi(default = None)]
    pub name: Option<String>,
    /// The phone.
    #[uniffi(default = None)]
    pub phone: Option<String>,
}

/// A role somebody holds, from day to day.
#[uniffi::remote(Record)]
pub struct RoleHolder {
    /// Who.
    pub person_id: PersonId,
    /// Which role, as the policy names it.
    pub role: String,
    /// The unit it is held in. Only roles that the policy binds to units look at it.
    #[uniffi(default = None)]
    pub unit: Option<String>,
    /// The first day.
    pub valid_from: CalendarDate,
    /// The last day, included; no end if left out.
    #[uniffi(default = None)]
    pub valid_to: Option<CalendarDate>,
}

/// The fast answer to which approval a contract takes.
#[uniffi::remote(Record)]
pub struct Routed {
    /// The tier by its position in `Approval::tiers`; none if the contract is refused.
    #[uniffi(default = None)]
    pub tier: Option<Position>,
    /// Permitted with what decided the tier, or refused with why.
    pub answer: Answer,
}

/// A submission as it is asked for.
#[uniffi::remote(Record)]
pub struct SubmitRequest {
    /// The day.
    pub on: CalendarDate,
    /// Who submits.
    pub by: PersonId,
    /// What is handed in.
    pub papers: Papers,
    /// What is known beside it.
    pub circumstances: Circumstances,
}

/// What is approved: the terms that may not change behind the back of whoever signed.
///
/// Two terms are the same if their digests are; `1.50` is `1.5`.
#[uniffi::remote(Record)]
pub struct Terms {
    /// The customer.
    pub customer: CustomerId,
    /// The total contract amount, tax included (A4).
    #[uniffi(default = None)]
    pub amount: Option<Exact>,
    /// Of a framework contract without an amount: the estimated amount of a year.
    #[uniffi(default = None)]
    pub framework_estimate: Option<Exact>,
    /// The agreed price, for the same unit of goods as the settlement floor price.
    #[uniffi(default = None)]
    pub agreed_price: Option<Exact>,
    /// The settlement floor price (结算底价).
    #[uniffi(default = None)]
    pub settlement_floor_price: Option<Exact>,
    /// A digest of the contract's text, of whatever kind.
    #[uniffi(default = None)]
    pub text_digest: Option<String>,
}

/// The amount that decides the tier: the total, or else the estimate.
#[uniffi::export]
pub fn terms_deciding_amount(terms: Terms) -> Result<Option<Exact>, KeyaccountError> {
    guarded(|| Ok(terms.deciding_amount()))
}

/// SHA-256 of the terms, as 64 hexadecimal digits. Acts name it, and no act stands on other terms.
#[uniffi::export]
pub fn terms_digest(terms: Terms) -> Result<String, KeyaccountError> {
    guarded(|| Ok(terms.digest()))
}

/// Whether the agreed price is below the settlement floor price, strictly (N6); not if either is not
/// known.
#[uniffi::export]
pub fn terms_is_below_floor_price(terms: Terms) -> Result<bool, KeyaccountError> {
    guarded(|| Ok(terms.is_below_floor_price()))
}

/// The terms of a contract of a book.
#[uniffi::export]
pub fn terms_of_contract(contract: ContractRow) -> Result<Terms, KeyaccountError> {
    guarded(|| Ok(Terms::of_contract(&contract)))
}

/// Who may take the next step of a case on a day, and why everybody else may not.
#[uniffi::remote(Record)]
pub struct WhoMayAct {
    /// The day.
    pub on: CalendarDate,
    /// The step, from 1; nothing if no step is to be taken.
    #[uniffi(default = None)]
    pub step: Option<Position>,
    /// What is to be done.
    #[uniffi(default = None)]
    pub decision: Option<Decision>,
    /// In which role.
    #[uniffi(default = None)]
    pub role: Option<String>,
    /// Where the written policy says it.
    #[uniffi(default = None)]
    pub clause: Option<String>,
    /// Why no step is to be taken.
    #[uniffi(default = None)]
    pub closed: Option<Reason>,
    /// Everybody the organisation knows, by id.
    pub people: Vec<MayAct>,
}

/// A withdrawal as it is asked for.
#[uniffi::remote(Record)]
pub struct WithdrawRequest {
    /// The day.
    pub on: CalendarDate,
    /// Who withdraws.
    pub by: PersonId,
    /// Why.
    #[uniffi(default = None)]
    pub reason: Option<String>,
}
