// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `verdict`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;
use crate::errors::KeyaccountError;
use crate::errors::guarded;
use crate::values::CalendarDate;
use keyaccount::DelegationId;
use keyaccount::PersonId;

/// The answer of a fast path: what it comes to, and what decided it.
#[uniffi::remote(Record)]
pub struct Answer {
    /// What it comes to.
    pub outcome: VerdictOutcome,
    /// The first thing that decided, in the order of the policy; the first of the verdict's reasons.
    #[uniffi(default = None)]
    pub rule: Option<ReasonCode>,
}

/// How something would have to change.
#[uniffi::remote(Enum)]
pub enum NeededChange {
    /// Supply what is missing.
    Supply { table: String },
    /// Fill in what is blank.
    State { field: String },
    /// Put a document on file, or complete it.
    Document { document: String, lacks: Vec<String> },
    /// Let somebody act.
    Act { role: String, person: Option<PersonId>, delegation: Option<DelegationId> },
    /// Wait: it may be done from this day on.
    From { on: CalendarDate },
    /// So much more.
    More { by: Measure, to: Measure },
    /// So much less.
    Less { by: Measure, to: Measure },
    /// Become one of these.
    Become { one_of: Vec<Measure> },
    /// Change the terms of a case, which makes it a draft again.
    Amend,
    /// The condition ends.
    End,
    /// Nothing does.
    Unreachable,
}

/// What must follow if a decision is acted on.
#[uniffi::remote(Record)]
pub struct Obligation {
    /// What.
    pub code: ObligationCode,
    /// Where the written policy says it.
    #[uniffi(default = None)]
    pub clause: Option<String>,
    /// What it is about: a contract, a register.
    #[uniffi(default = None)]
    pub about: Option<String>,
    /// The role that must see to it.
    #[uniffi(default = None)]
    pub role: Option<String>,
    /// The last day for it, included.
    #[uniffi(default = None)]
    pub by: Option<CalendarDate>,
}

/// The same obligation with its last day.
#[uniffi::export]
pub fn obligation_by(obligation: Obligation, day: CalendarDate) -> Obligation {
    obligation.by(day)
}

/// An obligation without details.
#[uniffi::export]
pub fn obligation_new(code: ObligationCode, clause: Option<String>) -> Obligation {
    Obligation::new(code, clause.as_deref())
}

/// What it says, in one clause without a full stop.
#[uniffi::export]
pub fn obligation_sentence(obligation: Obligation, language: Language) -> String {
    obligation.sentence(language)
}

/// What must follow a decision. Stable codes in `snake_case`.
#[uniffi::remote(Enum)]
pub enum ObligationCode {
    /// File it for the record.
    File,
    /// Enter it in the log.
    Log,
    /// It ends.
    Expires,
    /// Apply for it again.
    Renew,
    /// A step of an approval: have it signed.
    Sign,
    /// A step of an approval: have it approved.
    Approve,
    /// Keep the written authority of whoever stood in with the case.
    KeepAuthority,
    /// Have the contract signed.
    SignContract,
    /// Have compliance sign it off.
    ComplianceSignOff,
    /// Apply for it, and have the request approved.
    Apply,
    /// Give no gifts and no benefits.
    NoGifts,
    /// Hand it out on paper alone.
    PaperOnly,
    /// Explain it and let a person decide, if asked to.
    PersonOnRequest,
    /// Delete it.
    Delete,
    /// Anonymise it.
    Anonymise,
    /// Let a named person attend who takes no other part.
    Witness,
    /// Write the contact down on the day it was (R70).
    LogContact,
    /// Enter it on the disposal list.
    EnterDisposalList,
}

/// The stable code.
#[uniffi::export]
pub fn obligation_code_code(obligation_code: ObligationCode) -> String {
    obligation_code.code().to_owned()
}

/// What would make one reason fall away.
#[uniffi::remote(Record)]
pub struct RemedyStep {
    /// The reason it answers.
    pub code: ReasonCode,
    /// What that is about, as in the `Reason`.
    #[uniffi(default = None)]
    pub about: Option<String>,
    /// The smallest change that does.
    pub change: NeededChange,
}

/// A step that answers `reason`.
#[uniffi::export]
pub fn remedy_step_answering(reason: Reason, change: NeededChange) -> Result<RemedyStep, KeyaccountError> {
    guarded(|| Ok(RemedyStep::answering(&reason, change)))
}

/// What it says, in one clause without a full stop.
#[uniffi::export]
pub fn remedy_step_sentence(remedy_step: RemedyStep, language: Language) -> Result<String, KeyaccountError> {
    guarded(|| Ok(remedy_step.sentence(language)))
}

/// A decision with its grounds.
///
/// `Serialize` and `Deserialize` give the same record back; what is empty is left out.
#[uniffi::remote(Record)]
pub struct Verdict {
    /// What it comes to.
    pub outcome: VerdictOutcome,
    /// What decided it, in the order of the policy: of a permit the conditions that hold, otherwise every
    /// one that does not hold or cannot be told.
    #[uniffi(default = [])]
    pub reasons: Vec<Reason>,
    /// What would turn a deny or an indeterminate decision into a permit: each remedy alone is enough.
    #[uniffi(default = [])]
    pub remedies: Vec<VerdictRemedy>,
    /// What must follow if it is acted on.
    #[uniffi(default = [])]
    pub obligations: Vec<Obligation>,
    /// What does not decide but should be known.
    #[uniffi(default = [])]
    pub warnings: Vec<Reason>,
    /// What it was made from; `as_of` is the day it holds for, and `input_digest` is empty where nothing
    /// but the question itself was looked at.
    pub stamp: Stamp,
}

/// What a fast path gives for it.
#[uniffi::export]
pub fn verdict_answer(verdict: Verdict) -> Result<Answer, KeyaccountError> {
    guarded(|| Ok(verdict.answer()))
}

/// A verdict with its reasons and nothing else.
#[uniffi::export]
pub fn verdict_new(
    outcome: VerdictOutcome,
    reasons: Vec<Reason>,
    stamp: Stamp,
) -> Result<Verdict, KeyaccountError> {
    guarded(|| Ok(Verdict::new(outcome, reasons, stamp)))
}

/// The decision as people read it: the outcome, then a line for every reason, remedy, obligation and
/// warning.
#[uniffi::export]
pub fn verdict_text(verdict: Verdict, language: Language) -> Result<String, KeyaccountError> {
    guarded(|| Ok(verdict.text(language)))
}

/// What a decision comes to.
#[uniffi::remote(Enum)]
pub enum VerdictOutcome {
    /// It may be done.
    Permit,
    /// It may not be done. Waiting for somebody's approval is a deny with the reason `needs_approval`.
    Deny,
    /// It cannot be told, since a whole register was not supplied, or does not say what decides. Whoever asks
    /// takes it for a deny.
    Indeterminate,
}

/// `permit`, `deny` or `indeterminate`.
#[uniffi::export]
pub fn verdict_outcome_code(verdict_outcome: VerdictOutcome) -> String {
    verdict_outcome.code().to_owned()
}

/// As people read it.
#[uniffi::export]
pub fn verdict_outcome_reading(verdict_outcome: VerdictOutcome, language: Language) -> String {
    verdict_outcome.reading(language).to_owned()
}

/// One way to turn a decision: every step of it is needed, and with all of them the decision is a permit.
///
/// **Guaranteed** where no step is `Unreachable`: with every step done the
/// decision turns; with one step left out, or done by one unit less, it does not. Everything else is held
/// as it is. Where a step is to supply what is missing, to
/// state what is blank, to wait or to submit a case, what
/// then shows decides.
#[uniffi::remote(Record)]
pub struct VerdictRemedy {
    /// The steps, in the order of the reasons they answer.
    pub steps: Vec<RemedyStep>,
}

/// Whether every step can be done.
#[uniffi::export]
pub fn verdict_remedy_is_reachable(verdict_remedy: VerdictRemedy) -> Result<bool, KeyaccountError> {
    guarded(|| Ok(verdict_remedy.is_reachable()))
}

/// A remedy of one step.
#[uniffi::export]
pub fn verdict_remedy_of(step: RemedyStep) -> Result<VerdictRemedy, KeyaccountError> {
    guarded(|| Ok(VerdictRemedy::of(step)))
}
