//! What the library answers about plain records: their form, and the questions they can be asked.
//!
//! Written by generate/records.py from the core: change that, not this.

use keyaccount::{Language, Problem, ProblemCode, quote};
use pyo3::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::errors::raise;
use crate::language::language;
use crate::plain::{from_plain, to_plain};
use crate::text::Text;

type Plain<'py> = PyResult<Bound<'py, PyAny>>;

fn again<'py, T: DeserializeOwned + Serialize>(value: &Bound<'py, PyAny>) -> Plain<'py> {
    to_plain(value.py(), &of::<T>(value)?)
}

fn of<T: DeserializeOwned>(value: &Bound<'_, PyAny>) -> PyResult<T> {
    from_plain("", value)
}

fn argument<T: DeserializeOwned>(arguments: &[Bound<'_, PyAny>], at: usize) -> PyResult<T> {
    from_plain("", arguments.get(at).ok_or_else(|| unknown("a question without its argument"))?)
}

fn spoken(arguments: &[Bound<'_, PyAny>], at: usize) -> PyResult<Language> {
    let code: String = argument(arguments, at)?;
    language(&code)
}

fn unknown(found: &str) -> PyErr {
    raise(Problem::new(ProblemCode::UnknownCode, found, "a record of this library"))
}

/// A plain record as the library writes it, once it has been read.
#[pyfunction]
pub(crate) fn canonical_record<'py>(name: Text, value: &Bound<'py, PyAny>) -> Plain<'py> {
    match &*name {
        "AccessForm" => again::<keyaccount::AccessForm>(value),
        "Answer" => again::<keyaccount::Answer>(value),
        "ApprovalTier" => again::<keyaccount::ApprovalTier>(value),
        "ArchiveAction" => again::<keyaccount::ArchiveAction>(value),
        "ArchivePart" => again::<keyaccount::ArchivePart>(value),
        "BasicField" => again::<keyaccount::BasicField>(value),
        "Bound" => again::<keyaccount::Bound>(value),
        "CallStage" => again::<keyaccount::CallStage>(value),
        "CustomerVerdict" => again::<keyaccount::CustomerVerdict>(value),
        "Disposition" => again::<keyaccount::Disposition>(value),
        "DutyKind" => again::<keyaccount::DutyKind>(value),
        "IncidentStep" => again::<keyaccount::IncidentStep>(value),
        "Jurisdiction" => again::<keyaccount::Jurisdiction>(value),
        "KeepFor" => again::<keyaccount::KeepFor>(value),
        "Measure" => again::<keyaccount::Measure>(value),
        "NeededChange" => again::<keyaccount::NeededChange>(value),
        "NoticeContent" => again::<keyaccount::NoticeContent>(value),
        "Obligation" => again::<keyaccount::Obligation>(value),
        "ObligationCode" => again::<keyaccount::ObligationCode>(value),
        "Permission" => again::<keyaccount::Permission>(value),
        "Reason" => again::<keyaccount::Reason>(value),
        "ReasonCode" => again::<keyaccount::ReasonCode>(value),
        "RegisterField" => again::<keyaccount::RegisterField>(value),
        "RemedyStep" => again::<keyaccount::RemedyStep>(value),
        "RequestKind" => again::<keyaccount::RequestKind>(value),
        "RetentionBasis" => again::<keyaccount::RetentionBasis>(value),
        "RetentionTrigger" => again::<keyaccount::RetentionTrigger>(value),
        "Stamp" => again::<keyaccount::Stamp>(value),
        "StepAct" => again::<keyaccount::StepAct>(value),
        "TierStep" => again::<keyaccount::TierStep>(value),
        "Verdict" => again::<keyaccount::Verdict>(value),
        "VerdictOutcome" => again::<keyaccount::VerdictOutcome>(value),
        "VerdictRemedy" => again::<keyaccount::VerdictRemedy>(value),
        "VipChannel" => again::<keyaccount::VipChannel>(value),
        "VipListed" => again::<keyaccount::VipListed>(value),
        "VipListing" => again::<keyaccount::VipListing>(value),
        "VipStanding" => again::<keyaccount::VipStanding>(value),
        "Act" => again::<keyaccount::approval::Act>(value),
        "ActRequest" => again::<keyaccount::approval::ActRequest>(value),
        "AmendRequest" => again::<keyaccount::approval::AmendRequest>(value),
        "ArrearsStatement" => again::<keyaccount::approval::ArrearsStatement>(value),
        "Authority" => again::<keyaccount::approval::Authority>(value),
        "AwaitedAct" => again::<keyaccount::approval::AwaitedAct>(value),
        "BasicCard" => again::<keyaccount::approval::BasicCard>(value),
        "BranchEvaluation" => again::<keyaccount::approval::BranchEvaluation>(value),
        "CaseReport" => again::<keyaccount::approval::CaseReport>(value),
        "Circumstances" => again::<keyaccount::approval::Circumstances>(value),
        "ContractStatus" => again::<keyaccount::approval::ContractStatus>(value),
        "Decision" => again::<keyaccount::approval::Decision>(value),
        "Delegation" => again::<keyaccount::approval::Delegation>(value),
        "Event" => again::<keyaccount::approval::Event>(value),
        "EventKind" => again::<keyaccount::approval::EventKind>(value),
        "MayAct" => again::<keyaccount::approval::MayAct>(value),
        "Opened" => again::<keyaccount::approval::Opened>(value),
        "OtherContract" => again::<keyaccount::approval::OtherContract>(value),
        "Paper" => again::<keyaccount::approval::Paper>(value),
        "Papers" => again::<keyaccount::approval::Papers>(value),
        "PastBusiness" => again::<keyaccount::approval::PastBusiness>(value),
        "Person" => again::<keyaccount::approval::Person>(value),
        "Phase" => again::<keyaccount::approval::Phase>(value),
        "PrincipalContact" => again::<keyaccount::approval::PrincipalContact>(value),
        "RoleHolder" => again::<keyaccount::approval::RoleHolder>(value),
        "Rules" => again::<keyaccount::approval::Rules>(value),
        "Submission" => again::<keyaccount::approval::Submission>(value),
        "SubmitRequest" => again::<keyaccount::approval::SubmitRequest>(value),
        "Terms" => again::<keyaccount::approval::Terms>(value),
        "WhoMayAct" => again::<keyaccount::approval::WhoMayAct>(value),
        "WithdrawRequest" => again::<keyaccount::approval::WithdrawRequest>(value),
        "AccessAct" => again::<keyaccount::archive::AccessAct>(value),
        "AccessAsk" => again::<keyaccount::archive::AccessAsk>(value),
        "AccessEvent" => again::<keyaccount::archive::AccessEvent>(value),
        "AccessEventKind" => again::<keyaccount::archive::AccessEventKind>(value),
        "AccessGrant" => again::<keyaccount::archive::AccessGrant>(value),
        "AccessGrounds" => again::<keyaccount::archive::AccessGrounds>(value),
        "AccessNeed" => again::<keyaccount::archive::AccessNeed>(value),
        "AccessPhase" => again::<keyaccount::archive::AccessPhase>(value),
        "AccessPolicy" => again::<keyaccount::archive::AccessPolicy>(value),
        "AccessStep" => again::<keyaccount::archive::AccessStep>(value),
        "AccuracySample" => again::<keyaccount::archive::AccuracySample>(value),
        "ActionAnswer" => again::<keyaccount::archive::ActionAnswer>(value),
        "ArchiveChange" => again::<keyaccount::archive::ArchiveChange>(value),
        "ArchiveQuality" => again::<keyaccount::archive::ArchiveQuality>(value),
        "Attempt" => again::<keyaccount::archive::Attempt>(value),
        "AuditedEntry" => again::<keyaccount::archive::AuditedEntry>(value),
        "Checkpoint" => again::<keyaccount::archive::Checkpoint>(value),
        "Composition" => again::<keyaccount::archive::Composition>(value),
        "CustomerFile" => again::<keyaccount::archive::CustomerFile>(value),
        "Decided" => again::<keyaccount::archive::Decided>(value),
        "FileStatus" => again::<keyaccount::archive::FileStatus>(value),
        "LeftOut" => again::<keyaccount::archive::LeftOut>(value),
        "LeftOutReason" => again::<keyaccount::archive::LeftOutReason>(value),
        "LegalCompulsion" => again::<keyaccount::archive::LegalCompulsion>(value),
        "LogAlteration" => again::<keyaccount::archive::LogAlteration>(value),
        "LogDifference" => again::<keyaccount::archive::LogDifference>(value),
        "LogEntry" => again::<keyaccount::archive::LogEntry>(value),
        "LogFinding" => again::<keyaccount::archive::LogFinding>(value),
        "LogFindings" => again::<keyaccount::archive::LogFindings>(value),
        "LogHead" => again::<keyaccount::archive::LogHead>(value),
        "LogIntegrity" => again::<keyaccount::archive::LogIntegrity>(value),
        "LogOutcome" => again::<keyaccount::archive::LogOutcome>(value),
        "LogRule" => again::<keyaccount::archive::LogRule>(value),
        "LogVerification" => again::<keyaccount::archive::LogVerification>(value),
        "MayDo" => again::<keyaccount::archive::MayDo>(value),
        "Nda" => again::<keyaccount::archive::Nda>(value),
        "PartOnFile" => again::<keyaccount::archive::PartOnFile>(value),
        "PartState" => again::<keyaccount::archive::PartState>(value),
        "PartStatus" => again::<keyaccount::archive::PartStatus>(value),
        "PlainTable" => again::<keyaccount::archive::PlainTable>(value),
        "PolicyUsed" => again::<keyaccount::archive::PolicyUsed>(value),
        "PrivacyGroups" => again::<keyaccount::archive::PrivacyGroups>(value),
        "PrivacyReport" => again::<keyaccount::archive::PrivacyReport>(value),
        "QualityShare" => again::<keyaccount::archive::QualityShare>(value),
        "Requested" => again::<keyaccount::archive::Requested>(value),
        "UsableGrant" => again::<keyaccount::archive::UsableGrant>(value),
        "UseOfGrant" => again::<keyaccount::archive::UseOfGrant>(value),
        "Used" => again::<keyaccount::archive::Used>(value),
        "WhoMayDo" => again::<keyaccount::archive::WhoMayDo>(value),
        "ClockState" => again::<keyaccount::archive::incident::ClockState>(value),
        "IncidentAct" => again::<keyaccount::archive::incident::IncidentAct>(value),
        "IncidentClock" => again::<keyaccount::archive::incident::IncidentClock>(value),
        "IncidentEvent" => again::<keyaccount::archive::incident::IncidentEvent>(value),
        "IncidentOpened" => again::<keyaccount::archive::incident::IncidentOpened>(value),
        "IncidentReport" => again::<keyaccount::archive::incident::IncidentReport>(value),
        "Waiver" => again::<keyaccount::archive::incident::Waiver>(value),
        "ClassSchedule" => again::<keyaccount::archive::retention::ClassSchedule>(value),
        "DisposalAct" => again::<keyaccount::archive::retention::DisposalAct>(value),
        "DisposalEntry" => again::<keyaccount::archive::retention::DisposalEntry>(value),
        "DisposalEvent" => again::<keyaccount::archive::retention::DisposalEvent>(value),
        "DisposalOpened" => again::<keyaccount::archive::retention::DisposalOpened>(value),
        "DisposalPhase" => again::<keyaccount::archive::retention::DisposalPhase>(value),
        "DisposalRequest" => again::<keyaccount::archive::retention::DisposalRequest>(value),
        "DisposalRules" => again::<keyaccount::archive::retention::DisposalRules>(value),
        "EarlierFields" => again::<keyaccount::archive::retention::EarlierFields>(value),
        "Hold" => again::<keyaccount::archive::retention::Hold>(value),
        "HoldKind" => again::<keyaccount::archive::retention::HoldKind>(value),
        "KeptAs" => again::<keyaccount::archive::retention::KeptAs>(value),
        "KeptRecord" => again::<keyaccount::archive::retention::KeptRecord>(value),
        "MissingForRetention" => again::<keyaccount::archive::retention::MissingForRetention>(value),
        "RecordsFile" => again::<keyaccount::archive::retention::RecordsFile>(value),
        "RetentionState" => again::<keyaccount::archive::retention::RetentionState>(value),
        "Schedule" => again::<keyaccount::archive::retention::Schedule>(value),
        "ContactKind" => again::<keyaccount::book::ContactKind>(value),
        "EvaluationLevel" => again::<keyaccount::book::EvaluationLevel>(value),
        "ReminderKind" => again::<keyaccount::book::ReminderKind>(value),
        "Birthday" => again::<keyaccount::due::Birthday>(value),
        "CalendarDays" => again::<keyaccount::due::CalendarDays>(value),
        "CallCustomer" => again::<keyaccount::due::CallCustomer>(value),
        "ChangeMade" => again::<keyaccount::due::ChangeMade>(value),
        "ContactDays" => again::<keyaccount::due::ContactDays>(value),
        "ContactMade" => again::<keyaccount::due::ContactMade>(value),
        "Due" => again::<keyaccount::due::Due>(value),
        "DueAbout" => again::<keyaccount::due::DueAbout>(value),
        "DueCode" => again::<keyaccount::due::DueCode>(value),
        "DueKind" => again::<keyaccount::due::DueKind>(value),
        "DueList" => again::<keyaccount::due::DueList>(value),
        "DuePart" => again::<keyaccount::due::DuePart>(value),
        "DueState" => again::<keyaccount::due::DueState>(value),
        "DueUnit" => again::<keyaccount::due::DueUnit>(value),
        "DutyFacts" => again::<keyaccount::due::DutyFacts>(value),
        "DutyRun" => again::<keyaccount::due::DutyRun>(value),
        "FileOpened" => again::<keyaccount::due::FileOpened>(value),
        "GreetingDay" => again::<keyaccount::due::GreetingDay>(value),
        "Looking" => again::<keyaccount::due::Looking>(value),
        "Regularity" => again::<keyaccount::due::Regularity>(value),
        "Reporter" => again::<keyaccount::due::Reporter>(value),
        "SetReminder" => again::<keyaccount::due::SetReminder>(value),
        "VisitsLogged" => again::<keyaccount::due::VisitsLogged>(value),
        "WeeklyContact" => again::<keyaccount::due::WeeklyContact>(value),
        _ => Err(unknown(&quote(&name))),
    }
}

/// What a method of a record says, by `Type.method`.
#[pyfunction]
pub(crate) fn ask<'py>(
    py: Python<'py>,
    name: Text,
    value: &Bound<'py, PyAny>,
    arguments: Vec<Bound<'py, PyAny>>,
) -> Plain<'py> {
    let arguments = &*arguments;
    match &*name {
        "AccessForm.reading" => {
            to_plain(py, &of::<keyaccount::AccessForm>(value)?.reading(spoken(arguments, 0)?))
        }
        "ApprovalTier.reading" => {
            to_plain(py, &of::<keyaccount::ApprovalTier>(value)?.reading(spoken(arguments, 0)?))
        }
        "ArchiveAction.is_of_whole_base" => {
            to_plain(py, &of::<keyaccount::ArchiveAction>(value)?.is_of_whole_base())
        }
        "ArchiveAction.reading" => {
            to_plain(py, &of::<keyaccount::ArchiveAction>(value)?.reading(spoken(arguments, 0)?))
        }
        "ArchivePart.reading" => {
            to_plain(py, &of::<keyaccount::ArchivePart>(value)?.reading(spoken(arguments, 0)?))
        }
        "BasicField.reading" => {
            to_plain(py, &of::<keyaccount::BasicField>(value)?.reading(spoken(arguments, 0)?))
        }
        "Bound.words" => to_plain(py, &of::<keyaccount::Bound>(value)?.words(spoken(arguments, 0)?)),
        "CallStage.reading" => {
            to_plain(py, &of::<keyaccount::CallStage>(value)?.reading(spoken(arguments, 0)?))
        }
        "Disposition.reading" => {
            to_plain(py, &of::<keyaccount::Disposition>(value)?.reading(spoken(arguments, 0)?))
        }
        "DutyKind.recurs" => to_plain(py, &of::<keyaccount::DutyKind>(value)?.recurs()),
        "IncidentStep.is_notice" => to_plain(py, &of::<keyaccount::IncidentStep>(value)?.is_notice()),
        "IncidentStep.jurisdiction" => to_plain(py, &of::<keyaccount::IncidentStep>(value)?.jurisdiction()),
        "IncidentStep.reading" => {
            to_plain(py, &of::<keyaccount::IncidentStep>(value)?.reading(spoken(arguments, 0)?))
        }
        "Jurisdiction.reading" => {
            to_plain(py, &of::<keyaccount::Jurisdiction>(value)?.reading(spoken(arguments, 0)?))
        }
        "Measure.words" => to_plain(py, &of::<keyaccount::Measure>(value)?.words(spoken(arguments, 0)?)),
        "NoticeContent.reading" => {
            to_plain(py, &of::<keyaccount::NoticeContent>(value)?.reading(spoken(arguments, 0)?))
        }
        "Obligation.sentence" => {
            to_plain(py, &of::<keyaccount::Obligation>(value)?.sentence(spoken(arguments, 0)?))
        }
        "Permission.reading" => {
            to_plain(py, &of::<keyaccount::Permission>(value)?.reading(spoken(arguments, 0)?))
        }
        "Reason.sentence" => to_plain(py, &of::<keyaccount::Reason>(value)?.sentence(spoken(arguments, 0)?)),
        "ReasonCode.is_of_decisions" => to_plain(py, &of::<keyaccount::ReasonCode>(value)?.is_of_decisions()),
        "ReasonCode.reading" => {
            to_plain(py, &of::<keyaccount::ReasonCode>(value)?.reading(spoken(arguments, 0)?))
        }
        "RegisterField.reading" => {
            to_plain(py, &of::<keyaccount::RegisterField>(value)?.reading(spoken(arguments, 0)?))
        }
        "RemedyStep.sentence" => {
            to_plain(py, &of::<keyaccount::RemedyStep>(value)?.sentence(spoken(arguments, 0)?))
        }
        "RequestKind.reading" => {
            to_plain(py, &of::<keyaccount::RequestKind>(value)?.reading(spoken(arguments, 0)?))
        }
        "RetentionTrigger.reading" => {
            to_plain(py, &of::<keyaccount::RetentionTrigger>(value)?.reading(spoken(arguments, 0)?))
        }
        "StepAct.decides" => to_plain(py, &of::<keyaccount::StepAct>(value)?.decides()),
        "StepAct.reading" => to_plain(py, &of::<keyaccount::StepAct>(value)?.reading(spoken(arguments, 0)?)),
        "Verdict.answer" => to_plain(py, &of::<keyaccount::Verdict>(value)?.answer()),
        "Verdict.text" => to_plain(py, &of::<keyaccount::Verdict>(value)?.text(spoken(arguments, 0)?)),
        "VerdictOutcome.reading" => {
            to_plain(py, &of::<keyaccount::VerdictOutcome>(value)?.reading(spoken(arguments, 0)?))
        }
        "VerdictRemedy.is_reachable" => to_plain(py, &of::<keyaccount::VerdictRemedy>(value)?.is_reachable()),
        "ArrearsStatement.declared" => {
            to_plain(py, &of::<keyaccount::approval::ArrearsStatement>(value)?.declared())
        }
        "BasicCard.is_filled" => {
            to_plain(py, &of::<keyaccount::approval::BasicCard>(value)?.is_filled(argument(arguments, 0)?))
        }
        "ContractStatus.counts" => to_plain(py, &of::<keyaccount::approval::ContractStatus>(value)?.counts()),
        "Phase.is_open" => to_plain(py, &of::<keyaccount::approval::Phase>(value)?.is_open()),
        "Phase.reading" => {
            to_plain(py, &of::<keyaccount::approval::Phase>(value)?.reading(spoken(arguments, 0)?))
        }
        "Terms.deciding_amount" => to_plain(py, &of::<keyaccount::approval::Terms>(value)?.deciding_amount()),
        "Terms.digest" => to_plain(py, &of::<keyaccount::approval::Terms>(value)?.digest()),
        "Terms.is_below_floor_price" => {
            to_plain(py, &of::<keyaccount::approval::Terms>(value)?.is_below_floor_price())
        }
        "AccessGrant.given_at" => to_plain(py, &of::<keyaccount::archive::AccessGrant>(value)?.given_at()),
        "AccessGrant.holds_from" => {
            to_plain(py, &of::<keyaccount::archive::AccessGrant>(value)?.holds_from())
        }
        "AccessPhase.reading" => {
            to_plain(py, &of::<keyaccount::archive::AccessPhase>(value)?.reading(spoken(arguments, 0)?))
        }
        "ArchiveQuality.text" => {
            to_plain(py, &of::<keyaccount::archive::ArchiveQuality>(value)?.text(spoken(arguments, 0)?))
        }
        "AuditedEntry.text" => {
            to_plain(py, &of::<keyaccount::archive::AuditedEntry>(value)?.text(spoken(arguments, 0)?))
        }
        "Checkpoint.signed_bytes" => {
            to_plain(py, &of::<keyaccount::archive::Checkpoint>(value)?.signed_bytes())
        }
        "Checkpoint.to_head" => to_plain(py, &of::<keyaccount::archive::Checkpoint>(value)?.to_head()),
        "Checkpoint.to_json" => to_plain(py, &of::<keyaccount::archive::Checkpoint>(value)?.to_json()),
        "Composition.text" => {
            to_plain(py, &of::<keyaccount::archive::Composition>(value)?.text(spoken(arguments, 0)?))
        }
        "LeftOutReason.reading" => {
            to_plain(py, &of::<keyaccount::archive::LeftOutReason>(value)?.reading(spoken(arguments, 0)?))
        }
        "LogAlteration.text" => {
            to_plain(py, &of::<keyaccount::archive::LogAlteration>(value)?.text(spoken(arguments, 0)?))
        }
        "LogDifference.reading" => {
            to_plain(py, &of::<keyaccount::archive::LogDifference>(value)?.reading(spoken(arguments, 0)?))
        }
        "LogFinding.sentence" => {
            to_plain(py, &of::<keyaccount::archive::LogFinding>(value)?.sentence(spoken(arguments, 0)?))
        }
        "LogFindings.is_clean" => to_plain(py, &of::<keyaccount::archive::LogFindings>(value)?.is_clean()),
        "LogFindings.text" => {
            to_plain(py, &of::<keyaccount::archive::LogFindings>(value)?.text(spoken(arguments, 0)?))
        }
        "LogHead.checkpoint" => to_plain(py, &of::<keyaccount::archive::LogHead>(value)?.checkpoint()),
        "LogRule.reading" => {
            to_plain(py, &of::<keyaccount::archive::LogRule>(value)?.reading(spoken(arguments, 0)?))
        }
        "LogVerification.holds" => to_plain(py, &of::<keyaccount::archive::LogVerification>(value)?.holds()),
        "LogVerification.text" => {
            to_plain(py, &of::<keyaccount::archive::LogVerification>(value)?.text(spoken(arguments, 0)?))
        }
        "Nda.holds" => to_plain(py, &of::<keyaccount::archive::Nda>(value)?.holds(argument(arguments, 0)?)),
        "PartStatus.reading" => {
            to_plain(py, &of::<keyaccount::archive::PartStatus>(value)?.reading(spoken(arguments, 0)?))
        }
        "PrivacyReport.text" => {
            to_plain(py, &of::<keyaccount::archive::PrivacyReport>(value)?.text(spoken(arguments, 0)?))
        }
        "QualityShare.words" => {
            to_plain(py, &of::<keyaccount::archive::QualityShare>(value)?.words(spoken(arguments, 0)?))
        }
        "IncidentClock.sentence" => to_plain(
            py,
            &of::<keyaccount::archive::incident::IncidentClock>(value)?.sentence(spoken(arguments, 0)?),
        ),
        "IncidentReport.clock" => to_plain(
            py,
            &of::<keyaccount::archive::incident::IncidentReport>(value)?.clock(argument(arguments, 0)?),
        ),
        "IncidentReport.lines" => to_plain(
            py,
            &of::<keyaccount::archive::incident::IncidentReport>(value)?.lines(spoken(arguments, 0)?),
        ),
        "DisposalPhase.reading" => to_plain(
            py,
            &of::<keyaccount::archive::retention::DisposalPhase>(value)?.reading(spoken(arguments, 0)?),
        ),
        "Hold.is_active" => to_plain(
            py,
            &of::<keyaccount::archive::retention::Hold>(value)?.is_active(argument(arguments, 0)?),
        ),
        "ContactKind.reading" => {
            to_plain(py, &of::<keyaccount::book::ContactKind>(value)?.reading(spoken(arguments, 0)?))
        }
        "Due.next_change" => {
            to_plain(py, &of::<keyaccount::due::Due>(value)?.next_change(argument(arguments, 0)?))
        }
        "Due.reminds_on" => {
            to_plain(py, &of::<keyaccount::due::Due>(value)?.reminds_on(argument(arguments, 0)?))
        }
        "Due.sentence" => to_plain(py, &of::<keyaccount::due::Due>(value)?.sentence(spoken(arguments, 0)?)),
        "DueCode.is_contact" => to_plain(py, &of::<keyaccount::due::DueCode>(value)?.is_contact()),
        "DueCode.kind" => to_plain(py, &of::<keyaccount::due::DueCode>(value)?.kind()),
        "DueCode.lapses" => to_plain(py, &of::<keyaccount::due::DueCode>(value)?.lapses()),
        "DueCode.reading" => {
            to_plain(py, &of::<keyaccount::due::DueCode>(value)?.reading(spoken(arguments, 0)?))
        }
        "DueKind.reading" => {
            to_plain(py, &of::<keyaccount::due::DueKind>(value)?.reading(spoken(arguments, 0)?))
        }
        "DueState.reading" => {
            to_plain(py, &of::<keyaccount::due::DueState>(value)?.reading(spoken(arguments, 0)?))
        }
        _ => Err(unknown(&quote(&name))),
    }
}
