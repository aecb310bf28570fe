//! Levels of confidentiality: every grade has one, and so have customers without a grade.

use crate::document::{View, unknown_code};
use crate::error::{Problem, ProblemCode, quote};
use crate::policy::check::bands::distinct;
use crate::policy::check::whole;
use crate::policy::{Composite, ConfidentialityLevel};

/// As many levels a policy may have.
const MOST: usize = 255;

pub(super) fn levels(
    view: &View<'_>,
    composite: Option<&Composite>,
    problems: &mut Vec<Problem>,
) -> Option<Vec<ConfidentialityLevel>> {
    let items = view.items()?;
    if items.len() > MOST {
        let found = format!("{} levels", items.len());
        let problem = Problem::new(ProblemCode::OutOfRange, found, format!("at most {MOST} levels"));
        problems.push(view.place(problem));
        return None;
    }
    distinct(items.iter().map(|item| item.get("name")), problems);
    let levels = whole(items.iter().map(level))?;
    if !levels.is_empty() {
        if let Some(composite) = composite {
            grades(view, &items, composite, problems);
        }
        once(view, &items, "unrated", true, problems);
        once(view, &items, "key_accounts", false, problems);
    }
    Some(levels)
}

fn level(view: &View<'_>) -> Option<ConfidentialityLevel> {
    Some(ConfidentialityLevel {
        name: view.get("name").string()?,
        title: view.get("title").string(),
        clause: view.get("clause").string(),
        grades: whole(view.get("grades").items()?.iter().map(View::string))?,
        unrated: view.get("unrated").yes()?,
        key_accounts: view.get("key_accounts").yes()?,
        two_approvals: view.get("two_approvals").yes()?,
    })
}

/// Every grade stands under one level.
fn grades(view: &View<'_>, items: &[View<'_>], composite: &Composite, problems: &mut Vec<Problem>) {
    let bands: Vec<_> = composite.bands.iter().map(|(_, name, _)| name).collect();
    let named = items.iter().flat_map(|item| item.get("grades").items().unwrap_or_default());
    let named: Vec<_> = named.collect();
    distinct(named.iter().cloned(), problems);
    for grade in &named {
        if let Some(name) = grade.text().filter(|name| !bands.contains(name)) {
            problems.push(grade.place(unknown_code(name, bands.iter().copied())));
        }
    }
    for band in bands {
        if !named.iter().any(|grade| grade.text() == Some(band)) {
            let found = format!("no level for {}", quote(band));
            let problem = Problem::new(ProblemCode::BandMissing, found, "a level for every grade");
            problems.push(view.place(problem));
        }
    }
}

/// What holds of one level at most, or of exactly one.
fn once(view: &View<'_>, items: &[View<'_>], key: &str, needed: bool, problems: &mut Vec<Problem>) {
    let mut holds = items.iter().map(|item| item.get(key)).filter(|value| value.yes() == Some(true));
    match (holds.next(), holds.next()) {
        (None, _) if needed => {
            let found = format!("no level with `{key}`");
            let problem = Problem::new(ProblemCode::Missing, found, format!("`{key} = true` in one level"));
            problems.push(view.place(problem));
        }
        (Some(_), Some(again)) => {
            let found = format!("`{key}` a second time");
            let problem = Problem::new(ProblemCode::Duplicate, found, format!("`{key} = true` in one level"));
            problems.push(again.place(problem.remedy("remove one of the two")));
        }
        _ => {}
    }
}
