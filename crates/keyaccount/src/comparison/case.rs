//! The grade a customer would have if one part came from the other assessment: the counterfactual
//! by which a cause is proved, worked out from published scores alone.

use super::part::Part;
use crate::assessment::Row;
use crate::decimal::{Exact, PUBLISHED_SCALE, Score};
use crate::facts::rated_dimensions;
use crate::grading::{FactValue, Track, holds};
use crate::policy::{Band, Bands, Composite, Dimension, Fact, GradeCap};
use crate::scoring::{CompositePart, CompositeResult, Unrated, composite_score};

/// Where a customer stands: what a move is a move from and to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Outcome<'a> {
    pub(super) track: Track,
    pub(super) grade: Option<&'a str>,
}

impl<'a> Outcome<'a> {
    /// As it was assessed.
    pub(super) fn of(row: Row<'a>) -> Self {
        Self { track: row.grades.track, grade: row.grades.grade.map(|band| row.grade_name(band)) }
    }
}

/// What is taken from the other assessment.
#[derive(Clone, Copy, Debug)]
pub(super) enum Exchange<'a> {
    Part(Part),
    /// A cap that holds in the other assessment and not in this one.
    Impose(&'a GradeCap),
    /// A cap that holds in this one and not in the other.
    Lift(&'a GradeCap),
}

/// A customer as in one assessment, but for one thing taken from the other.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) base: Row<'a>,
    pub(super) other: Row<'a>,
    pub(super) exchange: Option<Exchange<'a>>,
}

impl<'a> Case<'a> {
    /// The assessment a part is taken from. Whoever is new has no score in any dimension, so that
    /// newness takes them with it.
    fn of(&self, part: Part) -> Row<'a> {
        let Some(Exchange::Part(exchanged)) = self.exchange else { return self.base };
        let is_measured =
            matches!(part, Part::Credit | Part::CreditCaps | Part::Volume | Part::Profit | Part::Ratings);
        let goes_along = exchanged == Part::Prospect
            && is_measured
            && self.base.customer.is_new != self.other.customer.is_new;
        if exchanged == part || goes_along { self.other } else { self.base }
    }

    fn rules(&self, part: Part) -> &'a Composite {
        self.of(part).assessment.policy.composite()
    }

    /// The grade and track; `None` where the parts do not fit together, as caps that name grades the
    /// bands do not have.
    pub(super) fn outcome(&self) -> Option<Outcome<'a>> {
        let entry = self.of(Part::Prospect);
        let bands = &self.rules(Part::Bands).bands;
        let composite = self.composite();
        let score = entry.grades.prospect.unwrap_or(composite).ok();
        let computed = match score {
            Some(score) => Some(self.capped(bands.of(score), bands, composite)?),
            None => None,
        };
        let grade = self.approved(bands)?.or(computed);
        let track = Track::of(entry.customer.is_new, composite);
        Some(Outcome { track, grade: grade.map(|band| bands.name(band)) })
    }

    fn composite(&self) -> CompositeResult {
        let entry = self.of(Part::Prospect);
        if entry.customer.is_new {
            return Err(Unrated::NewCustomer);
        }
        if entry.assessment.population.is_partial() {
            return Err(Unrated::PartialPopulation);
        }
        let weights = self.rules(Part::Weights).weights.iter();
        let parts = weights
            .map(|(dimension, weight)| CompositePart { weight: *weight, score: self.score(dimension) });
        let least = self.rules(Part::Minimums);
        composite_score(parts, least.min_dimensions, least.min_weight)
    }

    fn score(&self, dimension: &Dimension) -> Option<Score> {
        match dimension {
            Dimension::Credit => self.of(Part::Credit).grades.credit.score.ok(),
            Dimension::Volume => self.of(Part::Volume).grades.volume.ok().map(|(_, score)| score),
            Dimension::Profit => self.of(Part::Profit).grades.profit.ok().map(|(_, score)| score),
            Dimension::Rated(name) => {
                let from = self.of(Part::Ratings);
                // A policy that does not weigh a dimension does not read its ratings.
                let is_read = |row: Row<'a>| rated_dimensions(&row.assessment.policy).any(|n| n == name);
                let reading = [from, self.base, self.other].into_iter().find(|row| is_read(*row))?;
                rating(reading, name)
            }
        }
    }

    /// The credit grade from the score, the credit caps and the vetoes, each from where it is taken.
    fn credit_grade(&self) -> Option<&'a str> {
        let (scored, capped, vetoed) =
            (self.of(Part::Credit), self.of(Part::CreditCaps), self.of(Part::Vetoes));
        let rules = scored.assessment.policy.credit();
        let bands_of_caps = &capped.assessment.policy.credit().bands;
        // A cap at a band that the score's own policy does not have holds nothing down there.
        let caps =
            capped.credit_caps_met().filter_map(|cap| rules.bands.named(bands_of_caps.name(cap.at_most)));
        let by_score = scored.grades.credit.by_score.map(|band| caps.fold(band, Band::or_worse));
        let is_vetoed = !vetoed.customer.credit.vetoes.is_empty();
        let grade = match (by_score, is_vetoed) {
            (Some(band), true) => Some(band.or_worse(rules.veto_band)),
            (None, true) => Some(rules.veto_band),
            (band, false) => band,
        };
        grade.map(|band| rules.bands.name(band))
    }

    /// The grade after the caps that hold.
    fn capped(&self, raw: Band, bands: &Bands, composite: CompositeResult) -> Option<Band> {
        let fact = |fact: Fact| match Part::of_fact(fact) {
            Some(_) if fact == Fact::CreditGrade => self.credit_grade().map(FactValue::Text),
            Some(part) => self.of(part).asked().value(fact),
            None => composite.ok().map(points),
        };
        let capped = self.held(raw, bands, &fact)?;
        match self.exchange {
            Some(Exchange::Impose(cap)) => {
                let name = self.other.assessment.policy.composite().bands.name(cap.at_most);
                Some(capped.or_worse(bands.named(name)?))
            }
            _ => Some(capped),
        }
    }

    fn held(&self, band: Band, bands: &Bands, fact: &impl Fn(Fact) -> Option<FactValue<'a>>) -> Option<Band> {
        let rules = self.rules(Part::Caps);
        let lifted = match self.exchange {
            Some(Exchange::Lift(cap)) => Some(cap.name.as_str()),
            _ => None,
        };
        let mut caps = rules.caps.iter().filter(|cap| cap.enabled && lifted != Some(cap.name.as_str()));
        caps.try_fold(band, |band, cap| {
            if !holds(&cap.when, fact) {
                return Some(band);
            }
            Some(band.or_worse(bands.named(rules.bands.name(cap.at_most))?))
        })
    }

    /// The approved grade, if there is one, as far as no veto holds it down; the outer `None` means
    /// that the bands do not have it.
    #[allow(clippy::option_option, reason = "not approved and not computable are different things")]
    fn approved(&self, bands: &Bands) -> Option<Option<Band>> {
        let from = self.of(Part::Approval);
        let Some(approved) = from.customer.approved() else { return Some(None) };
        let grade = bands.named(from.grade_name(approved.grade))?;
        let is_vetoed = !self.of(Part::Vetoes).customer.credit.vetoes.is_empty();
        if !is_vetoed || self.rules(Part::OverrideRule).override_lifts_veto {
            return Some(Some(grade));
        }
        let of_veto = |fact| (fact == Fact::Vetoed).then_some(FactValue::YesNo(true));
        self.held(grade, bands, &of_veto).map(Some)
    }
}

const fn points<'a>(score: Score) -> FactValue<'a> {
    FactValue::Number(Exact::new(score.hundredths() as i128, PUBLISHED_SCALE))
}

/// The score of a dimension of the user's own.
pub(super) fn rating(row: Row<'_>, dimension: &str) -> Option<Score> {
    let position = rated_dimensions(&row.assessment.policy).position(|name| name == dimension)?;
    row.customer.rating(position)
}
