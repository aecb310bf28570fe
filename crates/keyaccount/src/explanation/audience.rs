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
use crate::decimal::{Exact, Score};
use crate::error::{Problem, ProblemCode, quote};
use crate::measure::{Bound, Measure};
use crate::policy::{Dimension, Fact};
use crate::reason::{Reason, ReasonCode};
use crate::remedies::{Lever, Remedy, RemedyOutcome};

/// Who an explanation is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The organisation itself: everything.
    #[default]
    Internal,
    /// The customer: its own payments and orders, points and clauses; nothing about other customers, no
    /// amounts of profit, cost or margin, no names of our people.
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
        // Judged before caps are left out: what is said rests on all of them.
        let measured = profit.score.is_some();
        let next_step = next_step.filter(|_| grading.next_step_is_for_customer(measured));
        let remedies =
            remedies.into_iter().filter_map(|remedy| grading.remedy_for_customer(remedy, measured));
        let remedies = remedies.collect();
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
            remedies,
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
        let Self { clause, provisional, score, bands, raw, next_band, caps, computed, approved, grade } =
            self;
        let holding: Vec<CapStep> = caps
            .iter()
            .filter(|cap| cap.state == CapState::Holds)
            .filter(|cap| !cap.is_internal() || is_needed(cap, &caps, computed.as_deref()))
            .cloned()
            .collect();
        let approved = approved.map(|approved| {
            let ApprovalStep { reason, grade, approved_by: _, justification: _, approved_on, expires_on } =
                approved;
            ApprovalStep { reason, grade, approved_by: None, justification: None, approved_on, expires_on }
        });
        Self {
            clause,
            provisional,
            score,
            bands,
            raw,
            next_band,
            caps: holding.into_iter().map(CapStep::for_customer).collect(),
            computed,
            approved,
            grade,
        }
    }

    /// A remedy, if it gives a better grade without a word of others or of what we earn. Why another gives
    /// none may rest on a margin, so that is left out.
    fn remedy_for_customer(&self, mut remedy: Remedy, measured: bool) -> Option<Remedy> {
        if remedy.concerns_others() || remedy.lever == Lever::Profit {
            return None;
        }
        let RemedyOutcome::Reached(reached) = &mut remedy.outcome else { return None };
        let composite = reached.composite.map(|composite| composite.to);
        if self.approved.is_none() && composite.is_some_and(|score| self.rests_on_margins(score, measured)) {
            return None;
        }
        let is_internal = |name: &String| self.caps.iter().any(|cap| cap.name == *name && cap.is_internal());
        reached.caps_lifted.retain(|name| !is_internal(name));
        Some(remedy)
    }

    /// Whether the sentence on what would lift the grade speaks of nothing internal.
    fn next_step_is_for_customer(&self, measured: bool) -> bool {
        if self.approved.is_some() {
            return true;
        }
        let (Some(raw), Some(score)) = (&self.raw, self.score) else { return false };
        let better = self.next_band.as_ref().filter(|_| Some(&raw.band) == self.computed.as_ref());
        !self.rests_on_margins(better.map_or(score, |next| next.at_least), measured)
    }

    /// Whether the grade this score leads to may depend on what the customer's copy does not show: a cap on
    /// what we earn that would hold it down. Whether it holds decides only where profit is not measured;
    /// elsewhere the copy would tell by what it leaves out.
    fn rests_on_margins(&self, score: Score, measured: bool) -> bool {
        let place = |band: &str| self.bands.iter().position(|of| of.band == band);
        let reached = self.bands.iter().position(|band| score >= band.at_least);
        self.caps.iter().filter(|cap| cap.is_internal() && cap.state != CapState::SwitchedOff).any(|cap| {
            let may_hold = cap.state == CapState::Holds || (measured && !cap.follows_from_score());
            may_hold && place(&cap.at_most) > reached
        })
    }
}

/// Whether the grade cannot be explained without a cap on what we earn: it decides, and nothing else does.
fn is_needed(cap: &CapStep, caps: &[CapStep], computed: Option<&str>) -> bool {
    let decides = |cap: &CapStep| cap.lowers && Some(cap.at_most.as_str()) == computed;
    decides(cap) && !caps.iter().any(|other| decides(other) && !other.is_internal())
}

impl CapStep {
    /// Whether it asks what speaks of others, or of what we earn.
    fn is_internal(&self) -> bool {
        self.tests.iter().any(|test| is_internal(test.fact))
    }

    /// Whether it only asks for a profit above zero, which the profit score tells.
    fn follows_from_score(&self) -> bool {
        self.tests.iter().filter(|test| is_internal(test.fact)).all(|test| {
            let is_zero = |bound: &Measure| *bound == Measure::Money(Exact::ZERO);
            test.fact == Fact::Profit
                && matches!(&test.holds_when, Bound::AtMost(bound) | Bound::Below(bound) if is_zero(bound))
        })
    }
}

impl CapStep {
    fn for_customer(self) -> Self {
        let speaks_of_others = self.is_internal();
        let Self { name, reason, at_most, state, lowers, needs_all, tests } = self;
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
