//! The parts a grade is worked out from, each of which can be exchanged alone.

use crate::policy::{Fact, Policy};

/// A part of what makes a grade: something measured, or a part of the written policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// Who approved which grade.
    Approval,
    /// Whether the customer is new, and then its prospect score.
    Prospect,
    Vetoes,
    /// Score, bands and facts of credit.
    Credit,
    /// What holds the credit grade down, however high the score.
    CreditCaps,
    Volume,
    Profit,
    /// The user's own dimensions.
    Ratings,
    /// Kind, region, country, industry and size.
    Profile,
    Weights,
    /// The fewest dimensions and the least weight.
    Minimums,
    Bands,
    Caps,
    /// Whether an approval lifts a veto.
    OverrideRule,
}

impl Part {
    /// The parts of the written policy that work on scores already published.
    pub(super) const WRITTEN: [Self; 5] =
        [Self::Weights, Self::Minimums, Self::Bands, Self::Caps, Self::OverrideRule];

    /// The parts of the policy by the paths of their values; none for what moves no grade.
    const PATHS: &[(&'static str, Option<Self>)] = &[
        ("composite.weights", Some(Self::Weights)),
        ("composite.min_dimensions", Some(Self::Minimums)),
        ("composite.min_weight", Some(Self::Minimums)),
        ("composite.bands", Some(Self::Bands)),
        ("composite.caps", Some(Self::Caps)),
        ("composite.override_lifts_veto", Some(Self::OverrideRule)),
        ("credit.vetoes", Some(Self::Vetoes)),
        // Limits, holds and what counts as good elsewhere.
        ("credit.limit", None),
        ("credit.hold_overdue_days_above", None),
        ("credit.good_from", None),
        ("credit.caps", Some(Self::CreditCaps)),
        ("credit", Some(Self::Credit)),
        ("volume", Some(Self::Volume)),
        ("profit", Some(Self::Profit)),
        ("prospect", Some(Self::Prospect)),
    ];

    /// The code of the causes it gives rise to, or of the first of them.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Approval => "approval",
            Self::Prospect => "prospect_score",
            Self::Vetoes => "vetoes",
            Self::Credit => "credit_score",
            Self::CreditCaps => "credit_caps",
            Self::Volume => "volume_score",
            Self::Profit => "profit_score",
            Self::Ratings => "rating",
            Self::Profile => "profile",
            Self::Weights => "weights",
            Self::Minimums => "minimums",
            Self::Bands => "bands",
            Self::Caps => "caps",
            Self::OverrideRule => "override_rule",
        }
    }

    /// The part that a value of the policy belongs to; none for what moves no grade.
    pub(super) fn of_path(path: &str) -> Option<Self> {
        let is_of = |section: &str| {
            path.strip_prefix(section).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        if path.ends_with(".clause") {
            return None;
        }
        Self::PATHS.iter().find(|(section, _)| is_of(section)).and_then(|(_, part)| *part)
    }

    /// The part that a fact of a predicate belongs to; none for the composite score, which is worked
    /// out from all of them. The credit grade is worked out from score, credit caps and vetoes.
    pub(super) const fn of_fact(fact: Fact) -> Option<Self> {
        match fact {
            Fact::CompositeScore => None,
            Fact::Vetoed => Some(Self::Vetoes),
            Fact::CreditBandByScore
            | Fact::CreditGrade
            | Fact::CreditScore
            | Fact::OverdueAmount
            | Fact::WeightedDaysLate
            | Fact::MaxDaysLate
            | Fact::OnTimeRate => Some(Self::Credit),
            Fact::ShortRelationship | Fact::DocumentsMissing => Some(Self::CreditCaps),
            Fact::VolumeScore | Fact::OrderAmount12m | Fact::OrderCount => Some(Self::Volume),
            Fact::ProfitScore | Fact::MarginPercent | Fact::MarginToPopulation | Fact::Profit => {
                Some(Self::Profit)
            }
            Fact::Kind | Fact::Region | Fact::Country | Fact::Industry | Fact::Size => Some(Self::Profile),
        }
    }

    /// Whether two policies differ in this part. What is measured may always differ.
    pub(super) fn differs(self, before: &Policy, after: &Policy) -> bool {
        let (a, b) = (before.composite(), after.composite());
        match self {
            Self::Weights => a.weights != b.weights,
            Self::Minimums => (a.min_dimensions, a.min_weight) != (b.min_dimensions, b.min_weight),
            Self::Bands => a.bands != b.bands,
            Self::Caps => {
                let rule = |policy: &Policy| {
                    let rules = policy.composite();
                    let caps = rules.caps.iter().filter(|cap| cap.enabled);
                    let named = caps
                        .map(|c| (c.name.clone(), c.when.clone(), rules.bands.name(c.at_most).to_owned()));
                    named.collect::<Vec<_>>()
                };
                rule(before) != rule(after)
            }
            Self::OverrideRule => a.override_lifts_veto != b.override_lifts_veto,
            _ => true,
        }
    }
}

/// The codes of every part that values of a policy belong to.
#[cfg(test)]
pub(crate) fn every_part() -> Vec<&'static str> {
    let mut parts: Vec<_> = Part::PATHS.iter().filter_map(|(_, part)| Some((*part)?.code())).collect();
    parts.sort_unstable();
    parts.dedup();
    parts
}
