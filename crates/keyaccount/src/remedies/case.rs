//! One customer as it is, and graded as it might be.

use super::{Change, FromTo, Lever, MissingScore, Reached, Unreachable};
use crate::decimal::Score;
use crate::facts::{CustomerFacts, Facts};
use crate::grading::{Asked, CapSet, CustomerGrades, More, Outcome, dimension_scores};
use crate::policy::{Band, Dimension, Fact, Policy, Predicate};
use crate::scoring::{
    CompositePart, CreditResult, Population, ProfitResult, Unrated, VolumeResult, composite_score,
};

/// Everything a remedy is worked out from: one customer of an assessment.
#[derive(Clone, Copy)]
pub(crate) struct Case<'a> {
    pub(crate) facts: &'a Facts,
    pub(crate) customer: &'a CustomerFacts,
    pub(crate) population: &'a Population,
    pub(crate) policy: &'a Policy,
    pub(crate) grades: &'a CustomerGrades,
}

/// A customer as it might be: what is not said is as it is.
pub(super) struct Supposed<'a> {
    pub(super) customer: &'a CustomerFacts,
    pub(super) credit: CreditResult,
    pub(super) volume: VolumeResult,
    pub(super) profit: ProfitResult,
    pub(super) more: More,
    /// The composite score, or the prospect score of a new customer.
    pub(super) score: Score,
}

/// What a supposition leads to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Then {
    pub(super) score: Score,
    pub(super) raw: Band,
    pub(super) computed: Band,
    pub(super) caps: CapSet,
}

impl<'a> Case<'a> {
    /// The score the grade comes from.
    pub(super) fn score(&self) -> Option<Score> {
        self.grades.prospect.unwrap_or(self.grades.composite).ok()
    }

    pub(super) const fn as_it_is(&self, score: Score) -> Supposed<'a> {
        let CustomerGrades { credit, volume, profit, .. } = self.grades;
        let (credit, volume, profit) = (*credit, *volume, *profit);
        Supposed { customer: self.customer, credit, volume, profit, more: More::NONE, score }
    }

    /// Grades a supposition by the rules everybody is graded by.
    pub(super) fn then(&self, supposed: &Supposed<'_>) -> Option<Then> {
        let composite = if self.customer.is_new { Err(Unrated::NewCustomer) } else { Ok(supposed.score) };
        let asked = Asked {
            facts: self.facts,
            customer: supposed.customer,
            population: self.population,
            policy: self.policy,
            credit: &supposed.credit,
            volume: &supposed.volume,
            profit: &supposed.profit,
            composite,
            more: supposed.more,
        };
        let Outcome { raw, caps, computed } = asked.outcome(Some(supposed.score));
        Some(Then { score: supposed.score, raw: raw?, computed: computed?, caps })
    }

    /// The levers that change a score: the policy's dimensions, then those it gives no weight.
    pub(super) fn dimensions(&self) -> Vec<Lever> {
        if self.customer.is_new {
            return vec![Lever::Prospect];
        }
        let weights = &self.policy.composite().weights;
        let mut levers: Vec<Lever> = weights.iter().map(|(dimension, _)| Lever::of(dimension)).collect();
        for lever in [Lever::Credit, Lever::Volume, Lever::Profit] {
            if !levers.contains(&lever) {
                levers.push(lever);
            }
        }
        levers
    }

    /// Why no dimension changes the grade, whichever it is.
    pub(super) fn settled(&self) -> Option<Unreachable> {
        if self.grades.grade.is_some_and(|grade| grade.position() == 0) {
            return Some(Unreachable::BestAlready);
        }
        if self.customer.approved().is_some() {
            return Some(Unreachable::Approved);
        }
        match (self.grades.prospect, self.grades.composite) {
            (Some(Err(reason)), _) => {
                Some(Unreachable::NotRated { reason: Some(reason), missing: Vec::new() })
            }
            (None, Err(reason)) => {
                Some(Unreachable::NotRated { reason: Some(reason), missing: self.missing() })
            }
            (Some(Ok(_)), _) | (None, Ok(_)) => None,
        }
    }

    /// The weighed dimensions without a score.
    fn missing(&self) -> Vec<MissingScore> {
        let grades = self.grades;
        dimension_scores(self.customer, self.policy, &grades.credit, &grades.volume, &grades.profit)
            .filter_map(|part| {
                let dimension = Lever::of(part.dimension);
                part.score.err().map(|reason| MissingScore { dimension, reason })
            })
            .collect()
    }

    /// The published score of a lever, or why there is none.
    pub(super) fn score_of(&self, lever: &Lever) -> Result<Score, Unreachable> {
        let grades = self.grades;
        let score = match lever {
            Lever::Credit => grades.credit.score.map_err(Some),
            Lever::Volume => grades.volume.map(|(_, score)| score).map_err(Some),
            Lever::Profit => grades.profit.map(|(_, score)| score).map_err(Some),
            Lever::Prospect => grades.prospect.unwrap_or(Err(Unrated::NoAssessment)).map_err(Some),
            Lever::Own(_) => {
                let mut parts = dimension_scores(
                    self.customer,
                    self.policy,
                    &grades.credit,
                    &grades.volume,
                    &grades.profit,
                );
                parts.find(|part| Lever::of(part.dimension) == *lever).map_or(Err(None), |part| part.score)
            }
            _ => Err(None),
        };
        score.map_err(|reason| {
            let missing = vec![MissingScore { dimension: lever.clone(), reason }];
            Unreachable::NotRated { reason, missing }
        })
    }

    /// The composite as a function of the score of one dimension, the others held.
    pub(super) fn composite_by(&self, lever: &Lever) -> CompositeBy<'a> {
        let grades = self.grades;
        let mut at = None;
        let parts =
            dimension_scores(self.customer, self.policy, &grades.credit, &grades.volume, &grades.profit);
        let parts = parts.enumerate().map(|(place, part)| {
            if Lever::of(part.dimension) == *lever {
                at = Some(place);
            }
            CompositePart { weight: part.weight, score: part.score.ok() }
        });
        CompositeBy {
            parts: parts.collect(),
            at,
            policy: self.policy,
            is_prospect: *lever == Lever::Prospect,
        }
    }

    /// Whether a supposition gives a better grade than there is.
    pub(super) fn is_better(&self, then: &Then) -> bool {
        self.grades.grade.is_some_and(|grade| then.computed < grade)
    }

    pub(super) fn grade_name(&self, band: Band) -> String {
        self.policy.composite().bands.name(band).to_owned()
    }

    /// What follows from a change that gives a better grade.
    pub(super) fn reached(&self, change: Change, score: Option<FromTo<Score>>, then: &Then) -> Reached {
        let composite = self.grades.composite.ok().map(|from| FromTo { from, to: then.score });
        let from = self.grades.grade.map_or_else(String::new, |band| self.grade_name(band));
        let caps = self.policy.composite().caps.iter().enumerate();
        let lifted = caps.filter(|(at, _)| self.grades.caps.contains(*at) && !then.caps.contains(*at));
        Reached {
            change,
            score,
            composite,
            grade: FromTo { from, to: self.grade_name(then.computed) },
            caps_lifted: lifted.map(|(_, cap)| cap.name.clone()).collect(),
        }
    }

    /// What holds a supposed grade where it is, if the score would earn a better one.
    pub(super) fn held(&self, then: &Then, vetoes: impl FnOnce() -> Vec<Lever>) -> Option<Unreachable> {
        let grade = self.grades.grade?;
        if then.raw >= grade {
            return None;
        }
        let caps = self.policy.composite().caps.iter().enumerate();
        let binding: Vec<_> = caps
            .filter(|(at, cap)| then.caps.contains(*at) && cap.at_most >= grade)
            .map(|(_, cap)| cap)
            .collect();
        let asks_vetoes = binding.iter().any(|cap| asks(&cap.when, &[Fact::Vetoed, Fact::CreditGrade]));
        Some(Unreachable::Held {
            caps: binding.iter().map(|cap| cap.name.clone()).collect(),
            vetoes: if asks_vetoes { vetoes() } else { Vec::new() },
        })
    }
}

/// Whether a predicate asks one of these facts.
pub(super) fn asks(when: &Predicate, facts: &[Fact]) -> bool {
    match when {
        Predicate::One(test) => facts.contains(&test.fact),
        Predicate::All(tests) | Predicate::Any(tests) => tests.iter().any(|test| facts.contains(&test.fact)),
    }
}

/// The composite of a customer while the score of one dimension changes.
pub(super) struct CompositeBy<'a> {
    parts: Vec<CompositePart>,
    at: Option<usize>,
    policy: &'a Policy,
    is_prospect: bool,
}

impl CompositeBy<'_> {
    /// Whether the dimension has a weight.
    pub(super) const fn weighs(&self) -> bool {
        self.at.is_some() || self.is_prospect
    }

    /// The composite with this score; the prospect score of a new customer stands for itself.
    pub(super) fn with(&self, score: Score) -> Option<Score> {
        if self.is_prospect {
            return Some(score);
        }
        let composite = self.policy.composite();
        let parts = self.parts.iter().enumerate().map(|(place, part)| {
            if Some(place) == self.at { CompositePart { score: Some(score), ..*part } } else { *part }
        });
        composite_score(parts, composite.min_dimensions, composite.min_weight).ok()
    }
}

impl Lever {
    /// The lever of a dimension.
    pub(super) fn of(dimension: &Dimension) -> Self {
        match dimension {
            Dimension::Credit => Self::Credit,
            Dimension::Volume => Self::Volume,
            Dimension::Profit => Self::Profit,
            Dimension::Rated(name) => Self::Own(name.clone()),
        }
    }
}
