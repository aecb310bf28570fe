// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `reason`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;
use crate::errors::KeyaccountError;
use crate::errors::guarded;

/// Why a result is as it is: the rule, where the written policy says it, and what it found.
#[uniffi::remote(Record)]
pub struct Reason {
    /// Which rule.
    pub code: ReasonCode,
    /// What it is about, where the code alone does not say: the name of a cap of the user's own, an
    /// invoice.
    #[uniffi(default = None)]
    pub about: Option<String>,
    /// Where the written policy says it.
    #[uniffi(default = None)]
    pub clause: Option<String>,
    /// What was found.
    #[uniffi(default = None)]
    pub actual: Option<Measure>,
    /// What would have to be found for the reason to fall away.
    #[uniffi(default = None)]
    pub required: Option<Bound>,
    /// How far the one is from the other.
    #[uniffi(default = None)]
    pub shortfall: Option<Measure>,
}

/// What it says, in one sentence without a full stop: the rule, what it is about, the actual and
/// the required value, how far apart they are, and the clause.
#[uniffi::export]
pub fn reason_sentence(reason: Reason, language: Language) -> Result<String, KeyaccountError> {
    guarded(|| Ok(reason.sentence(language)))
}

/// Why a result is as it is. Stable codes in `snake_case`.
#[uniffi::remote(Enum)]
pub enum ReasonCode {
    /// The first trade is too recent, or there is none.
    NewCustomer,
    /// Nothing was paid in the window and nothing is overdue.
    NoPayments,
    /// The book has no order lines at all.
    NoOrderData,
    /// The policy adds quantities, and no line of the customer has one.
    NoQuantity,
    /// The book says nowhere what goods cost.
    NoCostData,
    /// A line of the customer has no cost.
    MissingMargin,
    /// Too few dimensions, or too little weight, for a composite.
    InsufficientDimensions,
    /// The book holds only some customers, so ranks would mislead.
    PartialPopulation,
    /// Nobody assessed the prospect.
    NoAssessment,
    /// The last assessment is too old.
    AssessmentExpired,
    /// Too little of the assessment is filled in.
    IncompleteAssessment,
    /// A write-off or bad debt in the window.
    WriteOff,
    /// A wilful default in the window.
    WilfulDefault,
    /// An open slice too many days late.
    OverdueDays,
    /// Unresolved litigation, insolvency or suspended business.
    LegalTrouble,
    /// A bounced bill in the window.
    BouncedBill,
    /// The first trade is too recent.
    ShortRelationship,
    /// Documents are expressly said to be incomplete.
    DocumentsMissing,
    /// Any veto.
    Vetoed,
    /// Credit in the worst band.
    BadCredit,
    /// Credit in a weak band.
    WeakCredit,
    /// A margin far below that of all customers.
    LowMargin,
    /// No profit.
    NoProfit,
    /// Orders below a bound.
    SmallAccount,
    /// Exposure above the limit.
    HoldOverLimit,
    /// An open slice too late.
    HoldOverdue,
    /// Nobody rated the customer in a dimension of the user's own.
    NoRating,
    /// A special approval.
    SpecialApproval,
    /// A cap of the policy's own; the reason says which.
    OwnCap,
    /// The score, nothing else.
    Score,
    /// An approved grade.
    Override,
    /// An approved grade that a veto holds down.
    OverrideHeld,
    /// An approved prospect score.
    ProspectOverride,
    /// A register that the rule reads was not supplied; the reason names it.
    NotSupplied,
    /// Somebody must approve it first.
    NeedsApproval,
    /// A rule decided about a person, nobody else did.
    Automated,
    /// Nothing is on record of what the rule asks; the reason says of what.
    NotOnRecord,
    /// The book's money is not the policy's.
    OtherCurrency,
    /// An approval is asked for that has not gone all its way yet.
    RequestNotExecutable,
    /// No contract is signed.
    ContractUnsigned,
    /// A condition of the definition holds; the reason says which fact it asks about.
    ConditionMet,
    /// A condition of the definition does not hold.
    ConditionNotMet,
    /// Stock held for the customer is not known, so only receivables count as capital occupied.
    StockNotCounted,
    /// A contract has ended, so that it counts no more.
    ContractEnded,
    /// V1: what the greatest order comes to.
    SingleOrder,
    /// V2: what the greatest period comes to.
    PeriodPurchases,
    /// V3: the rank of a contact at a public unit.
    OfficialRank,
    /// Some products are not marked as high-end or not, and that decides.
    HighEndUnknown,
    /// What lines of a product that is not marked come to.
    ProductUnmarked,
    /// A public official is concerned: no gifts, no benefits.
    PublicOfficial,
    /// Compliance has not signed it off.
    SignOffMissing,
    /// The listing has ended.
    ListingEnded,
    /// The amount decides the tier.
    TierByAmount,
    /// No amount is known, and the policy says which tier that is.
    TierNoAmount,
    /// The agreed price is below the settlement floor price, which takes a higher tier.
    TierBelowFloor,
    /// The amount is not above 0.
    InvalidAmount,
    /// The amount stands at the edge of two tiers, and the policy takes neither.
    AmbiguousTier,
    /// No amount is known, and the policy refuses that.
    NoAmount,
    /// The agreed price is below the settlement floor price, which the policy refuses.
    BelowFloorRefused,
    /// There is no agreed price to hold against the settlement floor price.
    AgreedPriceUnknown,
    /// The policy's approvals are of contracts, and something else is asked for.
    KindNotCovered,
    /// With contracts submitted shortly before, the amount reaches a higher tier.
    PossibleSplit,
    /// A required document is missing or incomplete.
    MissingDocuments,
    /// The declared arrears are not the open amount of the book.
    ArrearsMismatch,
    /// The papers and the book disagree on business done before.
    BusinessDisagrees,
    /// The papers and the book disagree on who the customer is.
    IdentityDisagrees,
    /// The case is a draft.
    CaseNotSubmitted,
    /// The case is submitted already.
    CaseSubmitted,
    /// Every step has been taken.
    CaseExecutable,
    /// The case was rejected or withdrawn.
    CaseClosed,
    /// The day is before the last event of the case.
    BackDated,
    /// Somebody else applied.
    NotTheApplicant,
    /// The applicant does what the applicant may.
    ByApplicant,
    /// The terms are the same as before.
    NothingAmended,
    /// An id, a number, a text or a day is not one that may be handed in.
    UnsoundTerms,
    /// The act was made on terms that have changed since.
    StaleApproval,
    /// Another step comes first.
    OutOfSequence,
    /// A person took part in an earlier deciding act of this round.
    SamePerson,
    /// A step that puts on file cannot reject.
    FilingDecidesNothing,
    /// The person holds the role.
    EntitledByRole,
    /// The person stands in by a delegation.
    EntitledByDelegation,
    /// The person does not hold the role.
    NotInRole,
    /// The person holds the role in another unit.
    NotYourUnit,
    /// The person holds the role later only.
    RoleNotYetHeld,
    /// The person held the role.
    RoleNoLongerHeld,
    /// The policy lets nobody stand in.
    DelegationNotAllowed,
    /// There is no such delegation.
    UnknownDelegation,
    /// The delegation is to somebody else.
    NotTheDelegate,
    /// The delegation is of another role.
    DelegationOtherRole,
    /// Somebody stands in for himself.
    DelegateIsPrincipal,
    /// The delegation names no paper.
    NoWrittenRef,
    /// The delegation does not cover this kind of request.
    DelegationScope,
    /// The delegation is longer than the policy allows.
    DelegationTooLong,
    /// The delegation was issued later.
    DelegationNotIssued,
    /// The delegation begins later.
    DelegationNotYetValid,
    /// The delegation was revoked.
    DelegationRevoked,
    /// The delegation has ended.
    DelegationExpired,
    /// The amount is above that of the delegation.
    DelegationAmountExceeded,
    /// The delegation has an amount, the case has none.
    DelegationAmountUnknown,
    /// The principal does not hold the role.
    PrincipalLacksRole,
    /// A case stands under rules that are not those of the policy at hand.
    OtherRules,
    /// A person who acted is not one the organisation knows.
    UnknownPerson,
    /// A role allows it.
    AllowedByRole,
    /// The customer is the person's own.
    OwnCustomer,
    /// A grant covers it.
    Granted,
    /// The person is none of those to whom files are open.
    Outside,
    /// No agreement holds.
    NoNda,
    /// An agreement has ended.
    NdaExpired,
    /// The role does not allow it.
    NotPermitted,
    /// Only the maintainer edits filed archives.
    MaintainerOnly,
    /// The customer is somebody else's.
    NotOwnCustomer,
    /// The second approval is missing.
    NeedsSecondApproval,
    /// A field that no approval names.
    FieldNotGranted,
    /// A form that was not approved.
    FormNotGranted,
    /// Nothing but paper.
    PaperOnly,
    /// The grant has ended.
    GrantExpired,
    /// The grant was revoked.
    GrantRevoked,
    /// Nobody decides on his own request.
    SelfApproval,
    /// Somebody approved who may not.
    ApproverNotEntitled,
    /// The file is not in a state for this.
    WrongStatus,
    /// No file is named.
    NoFileNamed,
    /// Nothing goes to anybody outside.
    ExternalDisclosure,
    /// The law compels a disclosure, and a record of its own says so.
    LegalCompulsion,
    /// Nobody is named whose request is decided on.
    NoRequesterNamed,
    /// Another level decides on the request.
    OtherLevel,
    /// There is no request to decide on.
    NothingToDecide,
    /// The department that owns a file is not known.
    DepartmentUnknown,
    /// The id of a grant is in the register already.
    GrantIdTaken,
    /// The request says nothing of its purpose.
    NoPurpose,
    /// The request asks for nothing.
    NothingAsked,
    /// A field or form that is never granted.
    NeverGranted,
    /// No approval is needed.
    NoApprovalNeeded,
    /// Files of several departments.
    SeveralDepartments,
    /// Nobody stands above whoever asks.
    NobodyAbove,
    /// The request awaits no decision.
    RequestNotOpen,
    /// The request is not granted.
    RequestNotGranted,
    /// It is not over yet.
    GrantStillRuns,
    /// The last contact of any kind.
    LastContact,
    /// The last close contact.
    LastCloseContact,
    /// No contact yet: the day the record was opened counts.
    NoContactYet,
    /// No close contact yet: the day the record was opened counts.
    NoCloseContactYet,
    /// The first visit.
    FirstVisit,
    /// A milestone.
    MilestoneReached,
    /// The day that was set.
    DaySet,
    /// A birthday.
    BirthdayOn,
    /// A holiday.
    HolidayOn,
    /// The last time it was done.
    LastDone,
    /// It has never been done, and nothing tells since when it should have been.
    NothingKnown,
    /// The work calendar does not reach the last day, or there is no such day.
    LastDayNotKnown,
    /// The day on which grades are to be given anew.
    ReassessmentSet,
    /// It has never been done.
    NeverDone,
    /// The last day of the week reported on.
    WeekEnded,
    /// A change was learned.
    ChangeLearned,
    /// A change was handed in.
    ChangeSubmitted,
    /// A file was opened.
    FileOpened,
    /// The period has ended.
    RetentionEnded,
    /// Consent is withdrawn, and nothing else justifies keeping the record.
    ConsentWithdrawn,
    /// The period runs.
    RetentionRunning,
    /// A legal hold keeps the record.
    LegalHold,
    /// An open dispute keeps the record.
    OpenDispute,
    /// The record is kept permanently.
    KeptPermanently,
    /// The day the period counts from is missing.
    TriggerNotKnown,
    /// The policy does not have the class of the record.
    UnknownRecordClass,
    /// Consent is withdrawn, and whether anything else justifies keeping the record is not stated.
    OtherBasisNotKnown,
    /// Personal data in a class that is kept permanently.
    PersonalForGood,
    /// The department whose records they are is not stated, and its approver cannot be told.
    DepartmentNotKnown,
    /// Records of another department than the disposal's.
    OfOtherDepartment,
    /// A disposal without a record.
    NothingProposed,
    /// A record is proposed twice.
    RecordTwice,
    /// The disposal has been carried out.
    DisposalExecuted,
    /// The disposal stands on its list.
    DisposalListed,
    /// Too few persons have witnessed.
    WitnessesMissing,
    /// A witness takes another part, or a witness already.
    WitnessTookPart,
    /// A witness who takes no other part.
    IndependentWitness,
    /// It follows from what was recorded before.
    IncidentRecorded,
    /// The incident is closed.
    IncidentClosed,
    /// A time before detection, after its recording, or a recording before the last.
    TimeOutOfOrder,
    /// Awareness is on record.
    AwareAlready,
    /// The policy does not have the step, or the incident does not need it.
    StepNotRequired,
    /// The step is done or waived.
    StepDone,
    /// The step is recorded by an event of its own.
    StepByItself,
    /// A notice that says nothing.
    NoticeEmpty,
    /// The policy does not let the step be waived.
    NotWaivable,
    /// A waiver without evidence.
    WaiverUndocumented,
    /// An assessment that says nothing.
    NothingAssessed,
    /// Steps are still open.
    StepsOpen,
    /// The number of persons is not known, and more of them would shorten the clock.
    ScaleNotKnown,
    /// Nobody has said whose law applies, so that every law's steps are asked for.
    LawNotKnown,
    /// A notice lacks some of its contents.
    NoticeIncomplete,
}

/// The stable code.
#[uniffi::export]
pub fn reason_code_code(reason_code: ReasonCode) -> String {
    reason_code.code().to_owned()
}

/// Whether it is a reason of decisions, rather than one of scores, grades and credit.
#[uniffi::export]
pub fn reason_code_is_of_decisions(reason_code: ReasonCode) -> bool {
    reason_code.is_of_decisions()
}

/// The short reading, as it stands in the cells of tables.
#[uniffi::export]
pub fn reason_code_reading(reason_code: ReasonCode, language: Language) -> String {
    reason_code.reading(language).to_owned()
}
