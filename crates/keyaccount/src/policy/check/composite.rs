//! `[composite]`

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::bands::bands;
use super::caps::caps;
use super::credit::ReadCredit;
use super::{dimensions::sum_to_one, whole};
use crate::document::View;
use crate::error::{Problem, ProblemCode, quote};
use crate::policy::{Composite, Dimension};

const BUILT_IN: [&str; 3] = ["credit", "volume", "profit"];

/// The section. `credit` is what could be read of the section whose bands and vetoes caps ask about.
pub(super) fn composite(
    view: &View<'_>,
    credit: &ReadCredit<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Composite> {
    let read = bands(&view.get("bands"), problems);
    let weights = weights(view, problems);
    let caps = caps(&view.get("caps"), credit, &read, problems);
    Some(Composite {
        clause: view.get("clause").string(),
        weights: weights?,
        min_dimensions: view.get("min_dimensions").whole()?,
        min_weight: view.get("min_weight").decimal()?,
        bands: read.bands?,
        caps: caps?,
        override_lifts_veto: view.get("override_lifts_veto").yes()?,
    })
}

fn weights(composite: &View<'_>, problems: &mut Vec<Problem>) -> Option<Vec<(Dimension, Decimal)>> {
    let view = composite.get("weights");
    let entries = view.entries()?;
    let before = problems.len();
    let mut seen = BTreeMap::new();
    for (name, entry) in &entries {
        let twin = seen.insert(name.to_lowercase(), *name);
        let problem = misleading(name).or_else(|| twin.map(|twin| differs_by_case(name, twin)));
        problems.extend(problem.map(|problem| entry.place(problem)));
    }
    if entries.len() < 2 {
        let found = format!("{} of them", entries.len());
        let problem =
            Problem::new(ProblemCode::TooFewDimensions, found, "weights of at least two dimensions");
        problems.push(view.place(problem));
    }
    let fewest = composite.get("min_dimensions");
    if let Some(number) = fewest.whole().filter(|n| usize::try_from(*n).is_ok_and(|n| n > entries.len()))
        && entries.len() >= 2
    {
        let found = format!("the number `{number}`");
        let expected = format!("at most {}, the number of dimensions that have a weight", entries.len());
        problems.push(fewest.place(Problem::new(ProblemCode::OutOfRange, found, expected)));
    }
    let mut weights = whole(entries.into_iter().map(|(name, weight)| {
        let dimension = match name {
            "credit" => Dimension::Credit,
            "volume" => Dimension::Volume,
            "profit" => Dimension::Profit,
            name => Dimension::Rated(name.to_owned()),
        };
        Some((dimension, weight.decimal()?))
    }))?;
    sum_to_one(&view, weights.iter().map(|(_, weight)| *weight), problems);
    // The variants stand in the order of the file format, the user's own by name.
    weights.sort_by(|(a, _), (b, _)| a.cmp(b));
    (problems.len() == before).then_some(weights)
}

/// Nobody tells two dimensions apart by capital letters.
fn differs_by_case(name: &str, twin: &str) -> Problem {
    let found = format!("the dimensions {} and {}", quote(twin), quote(name));
    let problem =
        Problem::new(ProblemCode::Duplicate, found, "names that differ by more than capital letters");
    problem.remedy("rename or remove one of the two")
}

/// A dimension of the user's own whose name says something else.
fn misleading(name: &str) -> Option<Problem> {
    if BUILT_IN.contains(&name) {
        return None;
    }
    let lower = name.to_lowercase();
    if ["prospect", "composite"].contains(&lower.as_str()) {
        let found = format!("the dimension {}, which is the name of another score", quote(name));
        return Some(Problem::new(ProblemCode::Duplicate, found, "a name of its own"));
    }
    // One slip away from a built-in dimension is a slip: nobody would tell the two apart.
    let meant = BUILT_IN.into_iter().find(|known| strsim::damerau_levenshtein(&lower, known) <= 1)?;
    let found = format!("the dimension {}", quote(name));
    let problem =
        Problem::new(ProblemCode::UnknownCode, found, "`credit`, `volume`, `profit` or a name unlike them");
    Some(problem.remedy(format!("did you mean `{meant}`?")))
}
