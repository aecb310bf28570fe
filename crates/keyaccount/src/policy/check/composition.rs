//! `[archive.composition]`: parts that can be there, and fields that are.

use super::names::codes;
use super::whole;
use crate::book::Code;
use crate::document::View;
use crate::error::{Problem, ProblemCode, quote};
use crate::policy::{ArchivePart, CompositionRules, FreshFor, PartOf, PartRule, RegisterField};

/// The section; `Some(None)` if the policy does not have it.
pub(super) fn composition(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Option<CompositionRules>> {
    if view.is_absent() {
        return Some(None);
    }
    let parts = parts(&view.get("parts"), problems);
    let card_fields = codes(&view.get("card_fields"), problems);
    let register_fields = codes(&view.get("register_fields"), problems);
    for (key, read) in [
        ("card_fields", card_fields.as_ref().map(Vec::is_empty)),
        ("register_fields", register_fields.as_ref().map(Vec::is_empty)),
    ] {
        if read == Some(true) {
            let problem = Problem::new(ProblemCode::OutOfRange, "no field", "at least one field");
            problems.push(view.get(key).place(problem));
        }
    }
    let may_decline = codes(&view.get("may_decline"), problems);
    declined(&view.get("may_decline"), register_fields.as_deref(), problems);
    Some(Some(CompositionRules {
        clause: view.get("clause").string(),
        parts: parts?,
        card_fields: card_fields?,
        register_fields: register_fields?,
        may_decline: may_decline?,
    }))
}

fn parts(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Vec<PartRule>> {
    let entries = view.entries()?;
    let everybodys = |(_, part): &(&str, View<'_>)| {
        part.get("of").text().and_then(PartOf::from_code) != Some(PartOf::KeyAccounts)
    };
    if !entries.iter().any(everybodys) {
        let found = "no part of every customer's file";
        let problem = Problem::new(ProblemCode::OutOfRange, found, "at least one part");
        problems.push(view.place(problem.remedy("list one that is of `every_customer`")));
    }
    let parts = ArchivePart::ALL.iter().map(|part| (part, view.get(part.code())));
    let parts: Vec<_> = parts.filter(|(_, view)| !view.is_absent()).collect();
    whole(parts.into_iter().map(|(part, view)| {
        let (months, days) = (view.get("fresh_months"), view.get("fresh_days"));
        if !months.is_absent() && !days.is_absent() {
            let problem =
                Problem::new(ProblemCode::Duplicate, "`fresh_days` beside `fresh_months`", "one of the two");
            problems.push(days.place(problem.remedy("remove one of the two")));
        }
        let fresh = match (months.is_absent(), days.is_absent()) {
            (false, _) => Some(FreshFor::Months(months.whole()?)),
            (true, false) => Some(FreshFor::Days(days.whole()?)),
            (true, true) => None,
        };
        Some(PartRule {
            part: *part,
            clause: view.get("clause").string(),
            of: view.get("of").text().and_then(PartOf::from_code)?,
            fresh,
            copy: view.get("copy").yes()?,
        })
    }))
}

/// What may be declined is asked at all.
fn declined(view: &View<'_>, fields: Option<&[RegisterField]>, problems: &mut Vec<Problem>) {
    let Some(fields) = fields else { return };
    for item in view.items().unwrap_or_default() {
        let field = item.text().and_then(RegisterField::from_code);
        if let Some(field) = field.filter(|field| !fields.contains(field)) {
            let found = format!("{}, which the register does not ask for", quote(field.code()));
            let problem = Problem::new(ProblemCode::NeverActs, found, "a field under `register_fields`");
            problems.push(item.place(problem));
        }
    }
}
