//! `[credit]`

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::bands::{ReadBands, bands};
use super::whole;
use crate::book::{Code, DelayReasonKind};
use crate::decimal::Score;
use crate::document::{MAX_PROBLEMS, View, unknown_code};
use crate::error::{Problem, ProblemCode, quote};
use crate::facts::Veto;
use crate::policy::{
    Band, CapCondition, Credit, CreditCap, CreditTerms, Curve, CurveAnchor, ExcusedReason, Interpolation,
    Vetoes,
};

/// Points carry four decimals.
const POINTS: i128 = 10_000;

/// Months of trade that lift `short_relationship` where the policy does not say.
const SHORT_RELATIONSHIP_MONTHS: u32 = 12;

/// The section as far as it could be read, for whoever refers to it.
pub(super) struct ReadCredit<'a> {
    pub(super) section: Option<Credit>,
    /// The names of its bands.
    pub(super) names: Option<Vec<&'a str>>,
    /// The greatest score its curve allows.
    pub(super) best: Option<Score>,
}

pub(super) fn credit<'a>(view: &View<'a>, problems: &mut Vec<Problem>) -> ReadCredit<'a> {
    let read = bands(&view.get("bands"), problems);
    let curve = curve(view, problems);
    let best = curve.as_ref().and_then(|curve| Score::publish(i128::from(curve.points(0)), POINTS));
    unreachable_bands(&view.get("bands"), best, problems);
    let veto_band = read.cap(&view.get("veto_band"), problems);
    let good_from = read.named(&view.get("good_from"), problems);
    problems.extend(vetoed_and_good(view, &read, veto_band, good_from));
    let vetoes = vetoes(&view.get("vetoes"), problems);
    let caps = caps(&view.get("caps"), &read, problems);
    let limit = limit(&view.get("limit"), &read, problems);
    let names = read.names.clone();
    let section = || {
        Some(Credit {
            clause: view.get("clause").string(),
            window_months: view.get("window_months").whole()?,
            grace_days: view.get("grace_days").whole()?,
            curve: curve?,
            bands: read.bands?,
            veto_band: veto_band?,
            good_from: good_from?,
            excused: excused(&view.get("excused"))?,
            vetoes: vetoes?,
            caps: caps?,
            limit: limit?,
            hold_overdue_days_above: view.get("hold_overdue_days_above").whole()?,
        })
    };
    ReadCredit { section: section(), names, best }
}

/// The least points are always within reach: what is written off earns none.
fn unreachable_bands(view: &View<'_>, best: Option<Score>, problems: &mut Vec<Problem>) {
    let Some(best) = best.map(Score::to_decimal).filter(|best| *best < Decimal::ONE_HUNDRED) else { return };
    let best = best.normalize();
    for bound in view.items().iter().flatten().map(|item| item.get("at_least")) {
        // Beyond 100 no curve helps, which the bands know themselves.
        let Some(at_least) = bound.decimal().filter(|at| *at > best && *at <= Decimal::ONE_HUNDRED) else {
            continue;
        };
        let found = format!("`{at_least}`, above the {best} points that the curve starts with");
        let expected = format!("a band that starts at {best} or less");
        let problem = Problem::new(ProblemCode::BandUnreachable, found, expected);
        problems.push(bound.place(problem.remedy("lower the band or raise the curve")));
    }
}

/// Whoever is vetoed must not count as good.
fn vetoed_and_good(
    view: &View<'_>,
    bands: &ReadBands<'_>,
    veto_band: Option<Band>,
    good_from: Option<Band>,
) -> Option<Problem> {
    let (veto, good) = (veto_band?, good_from?);
    // The best band as the veto band is a problem of its own.
    if good < veto || veto.position() == 0 {
        return None;
    }
    let name = |band: Band| bands.bands.as_ref().map_or("", |bands| bands.name(band));
    let (veto, good) = (quote(name(veto)), quote(name(good)));
    let found = format!("{good}, so that the vetoed in {veto} count as good");
    let problem = Problem::new(ProblemCode::BandOrder, found, format!("a band better than {veto}"));
    Some(view.get("good_from").place(problem))
}

fn curve(credit: &View<'_>, problems: &mut Vec<Problem>) -> Option<Curve> {
    let view = credit.get("curve");
    let items = view.items()?;
    let before = problems.len();
    if items.is_empty() {
        let problem =
            Problem::new(ProblemCode::Missing, "no anchor", "at least `{ days = 0, points = 100 }`");
        problems.push(view.place(problem));
    }
    if let Some(first) = items.first().map(|item| item.get("days"))
        && let Some(days) = first.whole().filter(|days| *days > 0)
    {
        let expected = "day 0, the day a payment is due, as the first anchor";
        problems.push(first.place(Problem::new(ProblemCode::OutOfRange, format!("day {days}"), expected)));
    }
    for (from, to) in items.iter().zip(items.iter().skip(1)) {
        if let (Some(earlier), Some(days)) = (from.get("days").whole(), to.get("days").whole()) {
            let problem = if days == earlier {
                let found = format!("day {days} twice");
                Some(Problem::new(ProblemCode::CurveDayRepeated, found, "every day once"))
            } else if days < earlier {
                let found = format!("day {days} after day {earlier}");
                Some(Problem::new(ProblemCode::CurveNotMonotone, found, "anchors in rising order of days"))
            } else {
                None
            };
            problems.extend(problem.map(|problem| to.get("days").place(problem)));
        }
        if let (Some(high), Some(low)) = (from.get("points").decimal(), to.get("points").decimal())
            && low > high
        {
            let found = format!("{low} points after {high}");
            let expected = "points that do not rise with days late";
            let problem = Problem::new(ProblemCode::CurveNotMonotone, found, expected);
            problems.push(to.get("points").place(problem));
        }
    }
    let anchors = whole(items.iter().map(|item| {
        Some(CurveAnchor { days: item.get("days").whole()?, points: item.get("points").decimal()? })
    }))?;
    let interpolation = Interpolation::from_code(credit.get("interpolation").text()?)?;
    if problems.len() > before { None } else { Curve::new(anchors, interpolation) }
}

fn excused(view: &View<'_>) -> Option<Vec<ExcusedReason>> {
    let mut excused = whole(view.entries()?.into_iter().map(|(code, entry)| {
        entry.entries()?;
        let bound = entry.get("max_days");
        let max_days = if bound.is_absent() { None } else { Some(bound.whole()?) };
        let clause = entry.get("clause").string();
        Some(ExcusedReason { kind: DelayReasonKind::from_code(code)?, clause, max_days })
    }))?;
    excused.sort_by_key(|reason| reason.kind);
    Some(excused)
}

fn vetoes(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Vetoes> {
    let mut vetoes = Vetoes::default();
    for item in view.items()? {
        let named = item.get("veto").text();
        let (veto, name, again) = match item.text().or(named) {
            Some(name) => {
                let (veto, holds) = match name {
                    "write_off" => (Veto::WriteOff, &mut vetoes.write_off),
                    "wilful_default" => (Veto::WilfulDefault, &mut vetoes.wilful_default),
                    "legal_trouble" => (Veto::LegalTrouble, &mut vetoes.legal_trouble),
                    "bounced_bill" => (Veto::BouncedBill, &mut vetoes.bounced_bill),
                    _ => return None,
                };
                (veto, name, core::mem::replace(holds, true))
            }
            None => {
                let days = item.get("overdue_days_above").whole()?;
                (Veto::Overdue, "overdue_days_above", vetoes.overdue_days_above.replace(days).is_some())
            }
        };
        if again {
            let problem = Problem::new(ProblemCode::Duplicate, quote(name), "every veto once");
            problems.push(item.place(problem.remedy("remove one of the two")));
        }
        vetoes.clauses.extend(item.get("clause").string().map(|clause| (veto, clause)));
    }
    vetoes.clauses.sort();
    Some(vetoes)
}

fn caps(view: &View<'_>, bands: &ReadBands<'_>, problems: &mut Vec<Problem>) -> Option<Vec<CreditCap>> {
    let items = view.items()?;
    super::bands::distinct(items.iter().map(|item| item.get("when")), problems);
    let caps: Vec<_> = items
        .iter()
        .map(|item| {
            let at_most = bands.cap(&item.get("at_most"), problems);
            let months = item.get("months");
            let when = match item.get("when").text()? {
                "short_relationship" if months.is_absent() => {
                    CapCondition::ShortRelationship { months: SHORT_RELATIONSHIP_MONTHS }
                }
                "short_relationship" => CapCondition::ShortRelationship { months: months.whole()? },
                _ if months.is_absent() => CapCondition::DocumentsMissing,
                other => {
                    let expected = format!("no months with {}", quote(other));
                    let problem = Problem::new(ProblemCode::UnknownKey, "the key `months`", expected);
                    problems.push(months.place(problem));
                    return None;
                }
            };
            Some(CreditCap { clause: item.get("clause").string(), when, at_most: at_most? })
        })
        .collect();
    whole(caps)
}

fn limit(view: &View<'_>, bands: &ReadBands<'_>, problems: &mut Vec<Problem>) -> Option<Vec<CreditTerms>> {
    let (entries, names) = (view.entries()?, bands.names.as_ref()?);
    let known: BTreeSet<_> = names.iter().copied().collect();
    for (name, entry) in &entries {
        if !known.contains(name) && problems.len() < MAX_PROBLEMS {
            problems.push(entry.place(unknown_code(name, names.iter().copied())));
        }
    }
    for name in known.iter().filter(|name| view.get(name).is_absent()) {
        let found = format!("no entry for {}", quote(name));
        let problem = Problem::new(ProblemCode::BandMissing, found, "an entry for every band");
        problems.push(view.place(problem.remedy("add its `coefficient` and `term_days`")));
    }
    whole(names.iter().map(|name| {
        let entry = view.get(name);
        Some(CreditTerms {
            clause: entry.get("clause").string(),
            coefficient: entry.get("coefficient").decimal()?,
            term_days: entry.get("term_days").whole()?,
        })
    }))
}
