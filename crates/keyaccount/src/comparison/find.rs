//! Finds the causes of one move, and proves what can be proved of each.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::case::{Case, Exchange, Outcome, rating};
use super::cause::{Cause, CauseKind, FactChange, Origin, ScoreChange};
use super::part::Part;
use crate::assessment::{Assessment, Row};
use crate::decimal::{PUBLISHED_SCALE, Score};
use crate::facts::{Veto, rated_dimensions};
use crate::grading::FactValue;
use crate::policy::{Fact, GradeCap, Predicate, ScoreRule, Test};
use crate::scoring::{Ranking, Unrated, volume_group};

/// What is the same for every customer of two assessments.
pub(super) struct Finder {
    /// The written parts in which the policies differ.
    written: Vec<Part>,
    /// The facts about the customer's profile that a cap of either policy asks.
    profile: Vec<Fact>,
    /// Where a difference in a measured part comes from.
    origins: Vec<(Part, Origin)>,
}

const MEASURED: [Part; 9] = [
    Part::Approval,
    Part::Prospect,
    Part::Vetoes,
    Part::CreditCaps,
    Part::Credit,
    Part::Volume,
    Part::Profit,
    Part::Ratings,
    Part::Profile,
];

impl Finder {
    /// `affected` are the parts that the differences of the policies belong to.
    pub(super) fn new(before: &Assessment, after: &Assessment, affected: &BTreeSet<&str>) -> Self {
        let (a, b) = (&before.stamp, &after.stamp);
        let inputs =
            |stamp: &crate::Stamp| (stamp.as_of, stamp.input_digest.clone(), stamp.population_digest.clone());
        let same_facts = !a.input_digest.is_empty() && inputs(a) == inputs(b);
        let origin = |part: Part| {
            // Who is new decides whom the others are ranked among; bands of credit stand in caps.
            let touched = affected.contains(part.code())
                || (part != Part::Approval
                    && part != Part::Profile
                    && affected.contains(Part::Prospect.code()))
                || (part == Part::Vetoes && affected.contains(Part::Credit.code()))
                || (part == Part::Ratings && affected.contains(Part::Weights.code()));
            match (same_facts, touched) {
                (true, _) => Origin::Policy,
                (false, true) => Origin::Either,
                (false, false) => Origin::Book,
            }
        };
        let differs = |part: &Part| part.differs(&before.policy, &after.policy);
        let asked = |fact: &Fact| Part::of_fact(*fact) == Some(Part::Profile);
        let caps = [before, after].into_iter().flat_map(|one| &one.policy.composite().caps);
        let facts: BTreeSet<Fact> =
            caps.flat_map(|cap| tests(&cap.when)).map(|test| test.fact).filter(asked).collect();
        Self {
            written: Part::WRITTEN.into_iter().filter(differs).collect(),
            profile: facts.into_iter().collect(),
            origins: MEASURED.into_iter().map(|part| (part, origin(part))).collect(),
        }
    }

    fn origin(&self, part: Part) -> Origin {
        self.origins.iter().find(|(of, _)| *of == part).map_or(Origin::Policy, |(_, origin)| *origin)
    }

    /// The causes of the move of a customer that is in both assessments, the proved ones first.
    pub(super) fn causes(&self, before: Row<'_>, after: Row<'_>) -> Vec<Cause> {
        let pair = Pair { before, after };
        let mut found: Vec<Cause> = Vec::new();
        for part in MEASURED {
            let (alone, needed) = pair.proof(part);
            let origin = self.origin(part);
            let kinds = self.kinds(part, pair, alone || needed);
            found.extend(kinds.into_iter().map(|kind| Cause { kind, origin, alone, needed }));
            if part == Part::Vetoes {
                found.extend(pair.caps(self.caps_origin()));
            }
        }
        for part in &self.written {
            let (alone, needed) = pair.proof(*part);
            let kind = match part {
                Part::Weights => CauseKind::Weights,
                Part::Minimums => CauseKind::Minimums,
                Part::Bands => CauseKind::Bands,
                Part::Caps => CauseKind::Caps,
                _ => CauseKind::OverrideRule,
            };
            found.push(Cause { kind, origin: Origin::Policy, alone, needed });
        }
        settle(found)
    }

    /// A cap comes and goes with what it asks, and with the policy.
    fn caps_origin(&self) -> Origin {
        let asked = [Part::Vetoes, Part::CreditCaps, Part::Credit, Part::Volume, Part::Profit];
        let measured = asked.map(|part| self.origin(part));
        match (
            measured.contains(&Origin::Policy),
            self.written.is_empty() && !measured.contains(&Origin::Either),
        ) {
            (true, _) => Origin::Policy,
            (false, true) => Origin::Book,
            (false, false) => Origin::Either,
        }
    }

    /// What is not as it was in a measured part; `proved` parts are never left out.
    fn kinds(&self, part: Part, pair: Pair<'_>, proved: bool) -> Vec<CauseKind> {
        let Pair { before, after } = pair;
        let established = before.customer.is_new == after.customer.is_new;
        match part {
            Part::Approval => approval(pair).into_iter().collect(),
            Part::Prospect if !established => {
                let (before, after) = (before.grades.track, after.grades.track);
                vec![CauseKind::Track { before, after }]
            }
            Part::Prospect => {
                let change =
                    score_change([before, after].map(|row| row.grades.prospect.map_or((None, None), split)));
                // Nobody who is not new has one.
                (change.before != change.after || change.unrated_before != change.unrated_after)
                    .then_some(CauseKind::ProspectScore(change))
                    .into_iter()
                    .collect()
            }
            Part::Vetoes => {
                let came = without(vetoes(after), vetoes(before));
                let went = without(vetoes(before), vetoes(after));
                let came = came.map(|(veto, clause)| CauseKind::VetoCame { veto, clause });
                came.chain(went.map(|(veto, clause)| CauseKind::VetoWent { veto, clause })).collect()
            }
            // A score that begins or ends with the track is not a cause of its own.
            Part::CreditCaps | Part::Credit | Part::Volume | Part::Profit | Part::Ratings if !established => {
                Vec::new()
            }
            Part::CreditCaps => {
                let caps = credit_caps(pair);
                // The same caps with other bounds, or a cap of the grade that asks their condition.
                let unnamed = caps.is_empty() && proved;
                caps.into_iter().chain(unnamed.then(|| credit_score(pair, proved)).flatten()).collect()
            }
            Part::Credit => credit_score(pair, proved).into_iter().collect(),
            Part::Volume => {
                let score = |row: Row<'_>| split(row.grades.volume.map(|(_, score)| score));
                let mut change = score_change([before, after].map(score));
                change.facts = facts(pair, VOLUME_FACTS);
                proved_or_seen(change, proved).map(CauseKind::VolumeScore).into_iter().collect()
            }
            Part::Profit => {
                let score = |row: Row<'_>| split(row.grades.profit.map(|(_, score)| score));
                let mut change = score_change([before, after].map(score));
                change.facts = facts(pair, PROFIT_FACTS);
                proved_or_seen(change, proved).map(CauseKind::ProfitScore).into_iter().collect()
            }
            Part::Ratings => ratings(pair),
            Part::Profile => self.profile.iter().filter_map(|fact| profile(pair, *fact)).collect(),
            _ => Vec::new(),
        }
    }
}

/// The same customer in both assessments.
#[derive(Clone, Copy)]
struct Pair<'a> {
    before: Row<'a>,
    after: Row<'a>,
}

impl<'a> Pair<'a> {
    /// Whether exchanging a part alone makes the move, and whether undoing it takes the move back.
    fn proof(self, part: Part) -> (bool, bool) {
        self.prove(Exchange::Part(part), Exchange::Part(part))
    }

    fn prove(self, forth: Exchange<'a>, back: Exchange<'a>) -> (bool, bool) {
        let Self { before, after } = self;
        let forth = Case { base: before, other: after, exchange: Some(forth) };
        let back = Case { base: after, other: before, exchange: Some(back) };
        (forth.outcome() == Some(Outcome::of(after)), back.outcome() == Some(Outcome::of(before)))
    }

    /// The caps on the grade that came or went.
    fn caps(self, origin: Origin) -> Vec<Cause> {
        let Self { before, after } = self;
        let only = |own: Row<'a>, other: Row<'a>| -> Vec<&'a GradeCap> {
            let names: Vec<&str> = other.caps_holding().map(|cap| cap.name.as_str()).collect();
            own.caps_holding().filter(|cap| !names.contains(&cap.name.as_str())).collect()
        };
        let mut causes = Vec::new();
        for cap in only(after, before) {
            let (alone, needed) = self.prove(Exchange::Impose(cap), Exchange::Lift(cap));
            let kind = CauseKind::CapCame { cap: cap.name.clone(), clause: cap.clause.clone() };
            causes.push(Cause { kind, origin, alone, needed });
        }
        for cap in only(before, after) {
            let (alone, needed) = self.prove(Exchange::Lift(cap), Exchange::Impose(cap));
            let kind = CauseKind::CapWent { cap: cap.name.clone(), clause: cap.clause.clone() };
            causes.push(Cause { kind, origin, alone, needed });
        }
        causes
    }
}

/// Where the proved causes explain the move forth and back, the rest is left out; where nothing is
/// proved, that is said. What proves both ways comes first, then what proves one.
fn settle(mut causes: Vec<Cause>) -> Vec<Cause> {
    let is_forth = causes.iter().any(|cause| cause.alone);
    let is_back = causes.iter().any(|cause| cause.needed);
    if is_forth && is_back {
        causes.retain(|cause| cause.alone || cause.needed);
    } else if !is_forth && !is_back {
        let origin = match causes.split_first() {
            Some((first, rest)) if rest.iter().all(|cause| cause.origin == first.origin) => first.origin,
            _ => Origin::Either,
        };
        causes.push(Cause { kind: CauseKind::Together, origin, alone: false, needed: false });
    }
    causes.sort_by_key(|cause| match (cause.alone, cause.needed) {
        (true, true) => 0,
        (true, false) | (false, true) => 1,
        (false, false) => 2,
    });
    causes
}

fn tests(when: &Predicate) -> &[Test] {
    match when {
        Predicate::One(test) => core::slice::from_ref(test),
        Predicate::All(tests) | Predicate::Any(tests) => tests,
    }
}

fn approval(pair: Pair<'_>) -> Option<CauseKind> {
    let of = |row: Row<'_>| {
        let approved = row.customer.approved()?;
        Some((row.grade_name(approved.grade).to_owned(), approved.approved_by.clone()))
    };
    match (of(pair.before), of(pair.after)) {
        (None, Some((grade, approved_by))) => Some(CauseKind::OverrideCame { grade, approved_by }),
        (Some((grade, approved_by)), None) => Some(CauseKind::OverrideWent { grade, approved_by }),
        (Some((before, approved_by_before)), Some((after, approved_by_after)))
            if (&before, &approved_by_before) != (&after, &approved_by_after) =>
        {
            Some(CauseKind::OverrideChanged { before, approved_by_before, after, approved_by_after })
        }
        _ => None,
    }
}

fn credit_score(pair: Pair<'_>, proved: bool) -> Option<CauseKind> {
    let mut change = score_change([pair.before, pair.after].map(|row| split(row.grades.credit.score)));
    change.facts = facts(pair, CREDIT_FACTS);
    proved_or_seen(change, proved).map(CauseKind::CreditScore)
}

/// What holds, by code, and where the written policy says it.
type Holding = Vec<(String, Option<String>)>;

fn vetoes(row: Row<'_>) -> Holding {
    let rules = &row.assessment.policy.credit().vetoes;
    let holding = Veto::ALL.into_iter().filter(|veto| row.customer.credit.vetoes.contains(*veto));
    let with_clause = |veto| (row.veto_code(veto).to_owned(), rules.clause(veto).map(str::to_owned));
    holding.map(with_clause).collect()
}

/// What is in the first and not in the second, whatever the clauses.
fn without(first: Holding, second: Holding) -> impl Iterator<Item = (String, Option<String>)> {
    first.into_iter().filter(move |(code, _)| !second.iter().any(|(other, _)| other == code))
}

fn credit_caps(pair: Pair<'_>) -> Vec<CauseKind> {
    let of = |row: Row<'_>| -> Holding {
        row.credit_caps_holding().map(|cap| (cap.when.code().to_owned(), cap.clause.clone())).collect()
    };
    let came = without(of(pair.after), of(pair.before));
    let went = without(of(pair.before), of(pair.after));
    let came = came.map(|(cap, clause)| CauseKind::CreditCapCame { cap, clause });
    came.chain(went.map(|(cap, clause)| CauseKind::CreditCapWent { cap, clause })).collect()
}

/// The dimensions of the user's own that both policies weigh or one of them does.
fn ratings(pair: Pair<'_>) -> Vec<CauseKind> {
    let names: BTreeSet<&str> = [pair.before, pair.after]
        .into_iter()
        .flat_map(|row| rated_dimensions(&row.assessment.policy))
        .collect();
    let is_weighed = |row: Row<'_>, name: &str| rated_dimensions(&row.assessment.policy).any(|n| n == name);
    let change = |name: &str| {
        let both = is_weighed(pair.before, name) && is_weighed(pair.after, name);
        let (before, after) = (rating(pair.before, name), rating(pair.after, name));
        let dimension = name.to_owned();
        (both && before != after).then_some(CauseKind::Rating { dimension, before, after })
    };
    names.into_iter().filter_map(change).collect()
}

fn profile(pair: Pair<'_>, fact: Fact) -> Option<CauseKind> {
    let of = |row: Row<'_>| match row.asked().value(fact) {
        Some(FactValue::Text(text)) => Some(text.to_owned()),
        _ => None,
    };
    let (before, after) = (of(pair.before), of(pair.after));
    (before != after).then(|| CauseKind::Profile { fact: fact.name().to_owned(), before, after })
}

fn split(score: Result<Score, Unrated>) -> (Option<Score>, Option<&'static str>) {
    (score.ok(), score.err().map(Unrated::code))
}

fn score_change([before, after]: [(Option<Score>, Option<&str>); 2]) -> ScoreChange {
    ScoreChange {
        before: before.0,
        after: after.0,
        unrated_before: before.1.map(str::to_owned),
        unrated_after: after.1.map(str::to_owned),
        facts: Vec::new(),
    }
}

/// A score that is not what it was, or that is proved to move the grade through a cap that asks what
/// it rests on. The margin of all customers is another customer's business unless it is proved.
fn proved_or_seen(mut change: ScoreChange, proved: bool) -> Option<ScoreChange> {
    let is_seen = change.before != change.after || change.unrated_before != change.unrated_after;
    if !proved {
        change.facts.retain(|fact| fact.fact != POPULATION_MARGIN);
    }
    (is_seen || proved).then_some(change)
}

const POPULATION_MARGIN: &str = "population_margin";

type Measure = (&'static str, fn(Row<'_>) -> Option<Decimal>);

const CREDIT_FACTS: &[Measure] = &[
    ("weighted_days_late", |row| row.customer.weighted_days_late()),
    ("on_time_rate", |row| row.customer.on_time_rate()),
    ("max_days_late", |row| (row.customer.credit.slices > 0).then(|| row.customer.credit.max_days.into())),
    ("overdue_amount", |row| row.overdue_amount()?.publish(PUBLISHED_SCALE)),
];

const VOLUME_FACTS: &[Measure] = &[
    ("order_amount", |row| row.order_amount()?.publish(PUBLISHED_SCALE)),
    ("volume_rank", |row| row.grades.volume.ok().map(|(rank, _)| rank.into())),
    ("ranked_by_volume", |row| ranked(&row.assessment.policy.volume().score, volume_ranking(row))),
    ("greatest_volume", |row| greatest(&row.assessment.policy.volume().score, volume_ranking(row))),
    ("order_quantity", |row| {
        let orders = &row.customer.orders;
        orders
            .has_quantity
            .then(|| row.assessment.facts.quantity(orders.quantity()).normalised().to_decimal())?
    }),
    ("order_count", |row| row.assessment.facts.has_order_data.then(|| row.customer.orders.orders.into())),
];

const PROFIT_FACTS: &[Measure] = &[
    ("profit", |row| row.profit()?.publish(PUBLISHED_SCALE)),
    ("profit_rank", |row| row.grades.profit.ok().map(|(rank, _)| rank.into())),
    ("ranked_by_profit", |row| {
        ranked(&row.assessment.policy.profit().score, row.assessment.population.profit())
    }),
    ("greatest_profit", |row| {
        greatest(&row.assessment.policy.profit().score, row.assessment.population.profit())
    }),
    ("margin_percent", |row| row.margin_percent()),
    (POPULATION_MARGIN, |row| row.assessment.population.margin_percent()),
];

/// What a score rests on beside the customer's own: said where both policies score by it.
const AMONG_OTHERS: &[&str] = &["ranked_by_volume", "greatest_volume", "ranked_by_profit", "greatest_profit"];

fn volume_ranking(row: Row<'_>) -> &Ranking {
    let Assessment { facts, policy, population, .. } = row.assessment;
    population.volume(volume_group(facts, row.customer, policy.volume()))
}

/// N of a score by rank.
fn ranked(rule: &ScoreRule, ranking: &Ranking) -> Option<Decimal> {
    matches!(rule, ScoreRule::Rank).then(|| ranking.len().into())
}

/// What a score by ratio divides by.
fn greatest(rule: &ScoreRule, ranking: &Ranking) -> Option<Decimal> {
    let greatest = matches!(rule, ScoreRule::MaxRatio).then(|| ranking.greatest())?;
    greatest?.publish(PUBLISHED_SCALE)
}

/// The names of every fact a score rests on.
#[cfg(test)]
pub(crate) fn every_fact() -> Vec<&'static str> {
    [CREDIT_FACTS, VOLUME_FACTS, PROFIT_FACTS].into_iter().flatten().map(|(name, _)| *name).collect()
}

fn facts(pair: Pair<'_>, measures: &[Measure]) -> Vec<FactChange> {
    let change = |(fact, measure): &Measure| {
        let (before, after) = (measure(pair.before), measure(pair.after));
        let is_said = !AMONG_OTHERS.contains(fact) || (before.is_some() && after.is_some());
        (before != after && is_said).then(|| FactChange { fact: (*fact).to_owned(), before, after })
    };
    measures.iter().filter_map(change).collect()
}
