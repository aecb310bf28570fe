//! `[archive.privacy]`: every column is treated in one way, and names find whom they belong to.

use super::bands::distinct;
use super::names::some;
use super::whole;
use crate::book::Code;
use crate::document::View;
use crate::error::{Problem, ProblemCode, quote};
use crate::policy::{PrivacyColumns, PrivacyRules, Treatment};

/// The section; `Some(None)` if the policy does not have it.
pub(super) fn privacy(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Option<PrivacyRules>> {
    if view.is_absent() {
        return Some(None);
    }
    let amount_steps = amount_steps(&view.get("amount_steps"), problems);
    let subjects = view.get("subjects").items()?;
    distinct(subjects.iter().cloned(), problems);
    let items = some(&view.get("columns"), "column", "lists of columns", problems);
    let columns = items.map(|items| {
        let all: Vec<_> = items.iter().filter_map(|item| item.get("names").items()).flatten().collect();
        distinct(all.into_iter(), problems);
        let read: Vec<_> = items.iter().map(|item| columns(item, subjects.is_empty(), problems)).collect();
        whole(read)
    });
    Some(Some(PrivacyRules {
        clause: view.get("clause").string(),
        k: view.get("k").whole()?,
        amount_steps: amount_steps?,
        birth_band_years: view.get("birth_band_years").whole()?,
        subjects: whole(subjects.iter().map(View::string))?,
        columns: columns??,
    }))
}

fn columns(view: &View<'_>, no_subjects: bool, problems: &mut Vec<Problem>) -> Option<PrivacyColumns> {
    let names = some(&view.get("names"), "name", "names", problems)?;
    let deidentify = view.get("deidentify").text().and_then(Treatment::from_code)?;
    let of = view.get("of").items()?;
    distinct(of.iter().cloned(), problems);
    let is_of_subject = deidentify == Treatment::PseudonymOfSubject;
    if !of.is_empty() && !is_of_subject {
        let expected = "names that give way to the pseudonym of whom they belong to";
        let problem = Problem::new(
            ProblemCode::NeverActs,
            format!("`of` beside {}", quote(deidentify.code())),
            expected,
        );
        problems.push(view.get("of").place(problem.remedy("leave `of` out")));
    }
    if is_of_subject && no_subjects && of.is_empty() {
        let found = format!("{} without `subjects`", quote(deidentify.code()));
        let expected = "the columns that hold the id of whom a row is about";
        let problem = Problem::new(ProblemCode::Missing, found, expected);
        problems
            .push(view.get("deidentify").place(problem.remedy("list them in `archive.privacy.subjects`")));
    }
    Some(PrivacyColumns {
        names: whole(names.iter().map(View::string))?,
        of: whole(of.iter().map(View::string))?,
        clause: view.get("clause").string(),
        deidentify,
        anonymise: view.get("anonymise").text().and_then(Treatment::from_code)?,
    })
}

/// Steps rise from 1, so that every amount has one band.
fn amount_steps(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Vec<u32>> {
    let items = some(view, "step", "steps", problems)?;
    let steps = whole(items.iter().map(View::whole))?;
    let mut least = 1;
    for (item, step) in items.iter().zip(&steps) {
        let is_first = least == 1;
        if *step < least || is_first && *step != 1 {
            let expected = if is_first { "`1` first".to_owned() } else { format!("`{least}` or more") };
            let problem = Problem::new(ProblemCode::OutOfRange, format!("`{step}`"), expected);
            problems.push(item.place(problem.remedy("let the steps rise from 1, such as `[1, 2, 5]`")));
            break;
        }
        least = step.saturating_add(1);
    }
    Some(steps)
}
