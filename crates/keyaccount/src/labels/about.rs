//! What a reason is about, as people read it: names of facts, roles and codes are translated, all else
//! stays as written.

use std::borrow::Cow;

use super::{Language, admission, read, read_one, roles};
use crate::book::{Code, CustomerKind, EvaluationLevel, OfficialRank};
use crate::measure::{Bound, Measure};
use crate::policy::{AdmissionFact, RequestKind};
use crate::reason::{Reason, ReasonCode};

/// What a reason of this code is about.
pub(crate) fn about(code: ReasonCode, about: &str, language: Language) -> Cow<'_, str> {
    match code {
        code if code.is_of_access() => access(code, about, language),
        ReasonCode::NeedsApproval | ReasonCode::SignOffMissing => roles::role(about, language),
        // Tables, and the document that lacks them.
        ReasonCode::NotSupplied if about.contains(": ") => super::case::about(code, about, language),
        code if names_condition(code) => read_one(&admission::CONDITIONS, about, language),
        code => super::case::about(code, about, language),
    }
}

/// What a reason on customer files speaks of; ids of people, customers and grants stay as they are.
fn access(code: ReasonCode, text: &str, language: Language) -> Cow<'_, str> {
    match code {
        ReasonCode::FieldNotGranted | ReasonCode::NeverGranted => {
            Cow::Owned(super::archive::fields(text, language))
        }
        ReasonCode::AllowedByRole
        | ReasonCode::NotPermitted
        | ReasonCode::MaintainerOnly
        | ReasonCode::NeedsSecondApproval
        | ReasonCode::FormNotGranted
        | ReasonCode::PaperOnly
        | ReasonCode::WrongStatus
        | ReasonCode::NoFileNamed
        | ReasonCode::NoRequesterNamed
        | ReasonCode::OtherLevel
        | ReasonCode::NoApprovalNeeded
        | ReasonCode::ExternalDisclosure => super::archive::of_access(text, language),
        _ => Cow::Borrowed(text),
    }
}

/// Whether reasons of this code are about a condition of admission.
pub(crate) const fn names_condition(code: ReasonCode) -> bool {
    matches!(
        code,
        ReasonCode::ConditionMet
            | ReasonCode::ConditionNotMet
            | ReasonCode::NotOnRecord
            | ReasonCode::NotSupplied
            | ReasonCode::OtherCurrency
            | ReasonCode::PartialPopulation
            | ReasonCode::HighEndUnknown
    )
}

/// The fact a reason of admission is about.
fn fact(code: ReasonCode, about: &str) -> Option<AdmissionFact> {
    let fact = AdmissionFact::ALL.iter().copied().find(|fact| fact.name() == about);
    fact.filter(|_| names_condition(code))
}

/// A value a reason found or requires.
pub(crate) fn value<'m>(reason: &Reason, measure: &'m Measure, language: Language) -> Cow<'m, Measure> {
    value_of(reason.code, reason.about.as_deref(), measure, language)
}

/// A value that a reason of this code, about this, speaks of.
pub(crate) fn value_of<'m>(
    code: ReasonCode,
    about: Option<&str>,
    measure: &'m Measure,
    language: Language,
) -> Cow<'m, Measure> {
    let Measure::Text(text) = measure else { return Cow::Borrowed(measure) };
    if code.is_of_access() {
        return match access(code, text, language) {
            Cow::Borrowed(same) if same == text => Cow::Borrowed(measure),
            reading => Cow::Owned(Measure::Text(reading.into_owned())),
        };
    }
    if code == ReasonCode::ConditionMet && about == Some(admission::COMPANY_PROPOSED) {
        return Cow::Owned(Measure::Text(roles::role(text, language).into_owned()));
    }
    let reading = match (about.and_then(|about| fact(code, about)), code) {
        (Some(AdmissionFact::Evaluation | AdmissionFact::GoodCredit), _) => {
            EvaluationLevel::from_code(text).map(|level| admission::evaluation(level, language).to_owned())
        }
        (Some(AdmissionFact::Kind), _) => {
            CustomerKind::from_code(text).map(|kind| admission::kind(kind, language).to_owned())
        }
        (Some(AdmissionFact::ValueClass), _) => Some(read("value_class", text, language)),
        (None, ReasonCode::IdentityDisagrees) => {
            CustomerKind::from_code(text).map(|kind| admission::kind(kind, language).to_owned())
        }
        (None, ReasonCode::KindNotCovered | ReasonCode::DelegationScope) => {
            RequestKind::from_code(text).map(|kind| kind.reading(language).into_owned())
        }
        (None, ReasonCode::OfficialRank | ReasonCode::PublicOfficial) => {
            OfficialRank::from_code(text).map(|rank| admission::rank(rank, language).to_owned())
        }
        _ => None,
    };
    reading.map_or(Cow::Borrowed(measure), |reading| Cow::Owned(Measure::Text(reading)))
}

/// A bound a reason requires.
pub(crate) fn bound<'b>(reason: &Reason, bound: &'b Bound, language: Language) -> Cow<'b, Bound> {
    let one = |measure: &Measure| value(reason, measure, language).into_owned();
    match bound {
        Bound::OneOf(several) => Cow::Owned(Bound::OneOf(several.iter().map(one).collect())),
        Bound::OtherThan(several) => Cow::Owned(Bound::OtherThan(several.iter().map(one).collect())),
        Bound::AtLeast(least @ Measure::Text(_)) => Cow::Owned(Bound::AtLeast(one(least))),
        _ => Cow::Borrowed(bound),
    }
}
