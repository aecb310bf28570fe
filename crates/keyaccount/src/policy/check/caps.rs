//! The caps of the composite: each can hold, and lowers some grade that no other one lowers already.

use super::bands::{ReadBands, distinct};
use super::credit::ReadCredit;
use super::predicate::predicate;
use super::values::{MAX_COMPARED, implies, size, tests};
use super::whole;
use crate::document::View;
use crate::error::{Problem, ProblemCode, quote};
use crate::policy::{GradeCap, MAX_CAPS};

pub(super) fn caps(
    view: &View<'_>,
    credit: &ReadCredit<'_>,
    bands: &ReadBands<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Vec<GradeCap>> {
    let items = view.items()?;
    if items.len() > MAX_CAPS {
        let found = format!("{} caps", items.len());
        let problem = Problem::new(ProblemCode::OutOfRange, found, format!("at most {MAX_CAPS} caps"));
        problems.push(view.place(problem));
    }
    distinct(items.iter().map(|item| item.get("name")), problems);
    let caps: Vec<_> = items.iter().take(MAX_CAPS).map(|item| cap(item, credit, bands, problems)).collect();
    let read: Vec<_> =
        items.iter().zip(&caps).filter_map(|(item, cap)| Some((item, cap.as_ref()?))).collect();
    let sizes = read.iter().map(|(_, cap)| size(tests(&cap.when)));
    if sizes.fold(0, usize::saturating_add) > MAX_COMPARED {
        return whole(caps);
    }
    for (position, (item, cap)) in read.iter().enumerate() {
        let mut others = read.iter().enumerate().filter(|(other, _)| *other != position);
        let stricter = others.find(|(other, (_, stricter))| is_idle(cap, stricter, *other < position));
        problems.extend(stricter.map(|(_, (_, stricter))| item.get("when").place(shadowed(cap, stricter))));
    }
    whole(caps)
}

fn cap(
    item: &View<'_>,
    credit: &ReadCredit<'_>,
    bands: &ReadBands<'_>,
    problems: &mut Vec<Problem>,
) -> Option<GradeCap> {
    let enabled = item.get("enabled").yes();
    let when = predicate(&item.get("when"), credit, enabled == Some(true), problems);
    let at_most = bands.cap(&item.get("at_most"), problems);
    Some(GradeCap {
        name: item.get("name").string()?,
        clause: item.get("clause").string(),
        enabled: enabled?,
        when: when?,
        at_most: at_most?,
    })
}

/// Whether `other` holds whenever `cap` does, and lowers as far. Of two that do the same, the later
/// one is idle.
fn is_idle(cap: &GradeCap, other: &GradeCap, other_is_earlier: bool) -> bool {
    cap.enabled
        && other.enabled
        && other.at_most >= cap.at_most
        && implies(&cap.when, &other.when)
        && (other_is_earlier || other.at_most > cap.at_most || !implies(&other.when, &cap.when))
}

fn shadowed(cap: &GradeCap, other: &GradeCap) -> Problem {
    let (cap, other) = (quote(&cap.name), quote(&other.name));
    let found = format!("the cap {cap}, which lowers no grade that {other} does not lower as far");
    let problem = Problem::new(ProblemCode::NeverActs, found, "a cap that lowers some grade");
    problem.remedy("change or remove one of the two, or set `enabled = false`")
}
