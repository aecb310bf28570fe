//! Bands of a score, and names that must be bands.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::decimal::Score;
use crate::document::{MAX_PROBLEMS, View, unknown_code};
use crate::error::{Problem, ProblemCode, quote};
use crate::policy::{Band, Bands};

/// Bands as far as they could be read: names may be known where bounds are wrong.
pub(super) struct ReadBands<'a> {
    /// The names, if all of them could be read.
    pub(super) names: Option<Vec<&'a str>>,
    /// The bands, if nothing is wrong with them.
    pub(super) bands: Option<Bands>,
}

impl ReadBands<'_> {
    /// The band a value names.
    pub(super) fn named(&self, view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Band> {
        let (name, names) = (view.text()?, self.names.as_ref()?);
        if problems.len() >= MAX_PROBLEMS {
            return None;
        }
        if !names.contains(&name) {
            problems.push(view.place(unknown_code(name, names.iter().copied())));
        }
        self.bands.as_ref()?.named(name)
    }

    /// The band a cap names, which must not be the best one.
    pub(super) fn cap(&self, view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Band> {
        let band = self.named(view, problems);
        // With a single band there is nothing lower to name.
        let best = self.names.as_ref().filter(|names| names.len() > 1).and_then(|names| names.first());
        if let Some(name) = view.text()
            && best == Some(&name)
        {
            let found = format!("{}, the best band", quote(name));
            let problem = Problem::new(ProblemCode::NeverActs, found, "a band that lowers some grade");
            problems.push(view.place(problem.remedy("name a lower band or remove the rule")));
        }
        band
    }
}

/// Reads bands, best first.
pub(super) fn bands<'a>(view: &View<'a>, problems: &mut Vec<Problem>) -> ReadBands<'a> {
    let Some(items) = view.items() else { return ReadBands { names: None, bands: None } };
    if items.is_empty() || items.len() > MAX_BANDS {
        let found = if items.is_empty() { "no band".to_owned() } else { format!("{} bands", items.len()) };
        let problem = Problem::new(
            ProblemCode::BandBounds,
            found,
            format!("1 to {MAX_BANDS} bands, best first, the last from 0"),
        );
        problems.push(view.place(problem));
        return ReadBands { names: None, bands: None };
    }
    let before = problems.len();
    let names = super::whole(items.iter().map(|item| item.get("name").text()));
    distinct(items.iter().map(|item| item.get("name")), problems);
    let bounds: Vec<_> = items.iter().map(|item| item.get("at_least")).collect();
    bounds_fall(&bounds, problems);
    let bands = super::whole(items.iter().map(|item| {
        let bound = Score::from_decimal(item.get("at_least").decimal()?)?;
        Some((item.get("name").string()?, bound))
    }));
    let clauses = items.iter().map(|item| item.get("clause").string());
    let bands = bands.filter(|_| problems.len() == before).and_then(Bands::new);
    let bands = bands.map(|bands| bands.with_clauses(clauses));
    ReadBands { names, bands }
}

const MAX_BANDS: usize = 255;

/// Reports every name that stands there a second time.
pub(super) fn distinct<'a>(names: impl Iterator<Item = View<'a>>, problems: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for view in names {
        if let Some(name) = view.text()
            && !seen.insert(name)
        {
            let problem = Problem::new(ProblemCode::Duplicate, quote(name), "every name once");
            problems.push(view.place(problem.remedy("rename or remove one of the two")));
        }
    }
}

fn bounds_fall(bounds: &[View<'_>], problems: &mut Vec<Problem>) {
    let hundred = Decimal::ONE_HUNDRED;
    let last = bounds.len().saturating_sub(1);
    let mut previous: Option<Decimal> = None;
    for (position, view) in bounds.iter().enumerate() {
        // After a bound that could not be read nothing is known about the next one's order.
        let Some(bound) = view.decimal() else {
            previous = None;
            continue;
        };
        let problem = if previous == Some(bound) {
            let found = format!("`{bound}`, the same as the band before");
            Some(Problem::new(ProblemCode::BandsEqual, found, format!("less than {bound}")))
        } else if let Some(better) = previous.filter(|better| bound > *better) {
            let found = format!("`{bound}` after `{better}`");
            let problem = Problem::new(ProblemCode::BandOrder, found, "bands in falling order, best first");
            Some(problem.remedy("move the band up"))
        } else if bound > hundred && position == 0 {
            let found = format!("`{bound}`");
            Some(Problem::new(ProblemCode::BandBounds, found, "a best band that starts at 100 or less"))
        } else if bound > hundred {
            let found = format!("`{bound}`, which no score reaches");
            Some(Problem::new(ProblemCode::BandUnreachable, found, "a band that starts at 100 or less"))
        } else if position == last && !bound.is_zero() {
            let found = format!("`{bound}`");
            let expected = "0 for the last band, so that every score has a band";
            Some(Problem::new(ProblemCode::BandBounds, found, expected))
        } else if bound.is_sign_negative() && !bound.is_zero() {
            Some(Problem::new(ProblemCode::OutOfRange, format!("`{bound}`"), "a number from 0 to 100"))
        } else {
            None
        };
        problems.extend(problem.map(|problem| view.place(problem)));
        previous = Some(bound);
    }
}

/// Falling bounds of measured values, for tables that need no last bound.
pub(super) fn values_fall(bounds: &[View<'_>], what: &str, problems: &mut Vec<Problem>) {
    let mut previous: Option<Decimal> = None;
    for view in bounds {
        let bound = view.decimal();
        if let (Some(bound), Some(better)) = (bound, previous) {
            let problem = if bound == better {
                let found = format!("`{bound}`, the same as the band before");
                Some(Problem::new(ProblemCode::BandsEqual, found, format!("less than {bound}")))
            } else if bound > better {
                let found = format!("`{bound}` after `{better}`");
                Some(Problem::new(
                    ProblemCode::BandOrder,
                    found,
                    format!("{what} in falling order, highest first"),
                ))
            } else {
                None
            };
            problems.extend(problem.map(|problem| view.place(problem)));
        }
        previous = bound;
    }
}
