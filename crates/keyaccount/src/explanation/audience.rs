//! Who an explanation is for, and what a customer's own copy leaves out.
//!
//! Every record is taken apart field by field, so that a field added later does not compile until
//! somebody decides who may see it.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use super::caps::{CapState, CapStep};
use super::composite::CompositeStep;
use super::grade::{ApprovalStep, GradeStep};
use super::judged::{ApprovedScore, ProspectStep, RatingStep};
use super::standing::{ProfitStep, ScoreFormula, VolumeStep};
use super::{Explanation, Translated};
use crate::error::{Problem, ProblemCode, quote};
use crate::policy::{Dimension, Fact};
use crate::reason::{Reason, ReasonCode};
use crate::remedies::{Lever, Remedy};

/// Who an explanation is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The organisation itself: everything.
    #[default]
    Internal,
    /// The customer: its own payments and orders, points and clauses; nothing about other customers, no
    /// profit, cost or margin, no names of our people.
    Customer,
}

impl Audience {
    /// Every audience.
    pub const ALL: [Self; 2] = [Self::Internal, Self::Customer];

    /// `internal` or `customer`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Customer => "customer",
        }
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Audience {
    type Err = Problem;

    /// Reads `internal` or `customer`; anything else, such as `Customer`, is an unknown code.
    fn from_str(code: &str) -> Result<Self, Problem> {
        let found = Self::ALL.into_iter().find(|audience| audience.code() == code);
        found.ok_or_else(|| Problem::new(ProblemCode::UnknownCode, quote(code), "`internal` or `customer`"))
    }
}

/// Facts whose values speak of others, or of what we earn.
pub(super) const fn is_internal(fact: Fact) -> bool {
    matches!(fact, Fact::MarginPercent | Fact::MarginToPopulation | Fact::Profit)
}

impl Explanation {
    /// The customer's own copy.
    #[must_use]
    pub fn for_customer(self) -> Self {
        let Self {
            audience: _,
            customer,
            policy,
            as_of,
            stamp: _,
            grade,
            reasons: _,
            next_step,
            remedies,
            credit,
            volume,
            profit,
            ratings,
            prospect,
            composite,
            grading,
            value_class: _,
            ranks: _,
        } = self;
        // Judged before caps are left out: the sentence speaks of all that hold.
        let next_step = next_step.filter(|_| grading.says_nothing_of_others());
        let grading = grading.for_customer();
        let composite = composite.for_customer();
        let prospect = prospect.map(ProspectStep::for_customer);
        let unrated = Self::why_unrated(prospect.as_ref(), &composite);
        Self {
            audience: Audience::Customer,
            customer,
            policy,
            as_of,
            stamp: None,
            grade,
            reasons: grading.decided_by(&credit.vetoes, unrated),
            next_step,
            remedies: remedies.into_iter().filter(is_for_customer).collect(),
            credit,
            volume: volume.for_customer(),
            profit: profit.for_customer(),
            ratings: ratings.into_iter().map(RatingStep::for_customer).collect(),
            prospect,
            composite,
            grading,
            value_class: None,
            ranks: None,
        }
    }
}

/// Whether a remedy gives a better grade without a word of others or of what we earn. Why another gives none
/// may rest on a margin, so that is left out.
fn is_for_customer(remedy: &Remedy) -> bool {
    remedy.reached().is_some() && !remedy.concerns_others() && remedy.lever != Lever::Profit
}

impl VolumeStep {
    fn for_customer(self) -> Self {
        let Self { clause, basis, window, value, orders, share: _, formula, score, unrated } = self;
        // Bands are rules of the policy; places and greatest values are the others'.
        let formula = formula.filter(|formula| matches!(formula, ScoreFormula::Band { .. }));
        Self { clause, basis, window, value, orders, share: None, formula, score, unrated }
    }
}

impl ProfitStep {
    fn for_customer(self) -> Self {
        let Self {
            clause,
            window,
            of_lines: _,
            cost_to_serve: _,
            profit: _,
            amount: _,
            margin: _,
            population_margin: _,
            lines_without_cost: _,
            formula: _,
            score,
            unrated,
        } = self;
        Self {
            clause,
            window,
            of_lines: None,
            cost_to_serve: None,
            profit: None,
            amount: None,
            margin: None,
            population_margin: None,
            lines_without_cost: None,
            formula: None,
            score,
            unrated: without_costs(unrated),
        }
    }
}

/// Why there is no profit score, unless it is for what we know of our costs.
fn without_costs(unrated: Option<Reason>) -> Option<Reason> {
    unrated.filter(|reason| reason.code == ReasonCode::NewCustomer)
}

impl RatingStep {
    fn for_customer(self) -> Self {
        let Self { dimension, ratings: _, mean, score, unrated } = self;
        Self { dimension, ratings: Vec::new(), mean, score, unrated }
    }
}

impl ProspectStep {
    fn for_customer(self) -> Self {
        let approved = self.approved.map(|approved| {
            let ApprovedScore { reason, score, justification: _, approved_by: _, on } = approved;
            ApprovedScore { reason, score, justification: None, approved_by: None, on }
        });
        Self { assessments: Vec::new(), approved, ..self }
    }
}

impl CompositeStep {
    fn for_customer(mut self) -> Self {
        for share in self.shares.iter_mut().filter(|share| share.dimension == Dimension::Profit) {
            share.unrated = without_costs(share.unrated.take());
        }
        self
    }
}

impl GradeStep {
    fn for_customer(self) -> Self {
        let Self { clause, provisional, score, raw, next_band, caps, computed, approved, grade } = self;
        // A cap on what we earn is shown only where it decides.
        let is_shown = |cap: &CapStep| cap.lowers || !cap.tests.iter().any(|test| is_internal(test.fact));
        let holding = caps.into_iter().filter(|cap| cap.state == CapState::Holds && is_shown(cap));
        let approved = approved.map(|approved| {
            let ApprovalStep { reason, grade, approved_by: _, justification: _, approved_on, expires_on } =
                approved;
            ApprovalStep { reason, grade, approved_by: None, justification: None, approved_on, expires_on }
        });
        Self {
            clause,
            provisional,
            score,
            raw,
            next_band,
            caps: holding.map(CapStep::for_customer).collect(),
            computed,
            approved,
            grade,
        }
    }

    /// Whether a sentence on what would lift the grade speaks of nothing internal.
    fn says_nothing_of_others(&self) -> bool {
        let mut holding = self.caps.iter().filter(|cap| cap.state == CapState::Holds);
        self.score.is_some() && !holding.any(|cap| cap.tests.iter().any(|test| is_internal(test.fact)))
    }
}

impl CapStep {
    fn for_customer(self) -> Self {
        let Self { name, reason, at_most, state, lowers, needs_all, tests } = self;
        let speaks_of_others = tests.iter().any(|test| is_internal(test.fact));
        let Reason { code, about, clause, actual, required, shortfall } = reason;
        let own = |measured| if speaks_of_others { None } else { measured };
        let reason = Reason {
            code,
            about,
            clause,
            actual: own(actual),
            required: if speaks_of_others { None } else { required },
            shortfall: own(shortfall),
        };
        let tests = if speaks_of_others { Vec::new() } else { tests };
        Self { name, reason, at_most, state, lowers, needs_all, tests }
    }
}

impl Translated {
    /// The text in a language.
    #[must_use]
    pub fn text(&self, language: crate::labels::Language) -> &str {
        match language {
            crate::labels::Language::English => &self.en,
            crate::labels::Language::Chinese => &self.zh,
        }
    }
}
