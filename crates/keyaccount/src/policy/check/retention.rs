//! `[archive.retention]`: every class has a trigger, a period and, for personal data, a basis; nothing keeps
//! personal data for good.

#[cfg(test)]
mod tests;

use super::bands::distinct;
use super::names::some;
use super::whole;
use crate::book::Code;
use crate::document::View;
use crate::error::{Problem, ProblemCode, quote};
use crate::policy::{
    Disposition, KeepFor, RetentionBasis, RetentionClass, RetentionKind, RetentionRules, RetentionTrigger,
    YearEnd,
};

/// The section; `Some(None)` if the policy does not have it.
pub(super) fn retention(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Option<RetentionRules>> {
    if view.is_absent() {
        return Some(None);
    }
    let (month, day) = view.get("year_end").text()?.split_once('-')?;
    let year_end = YearEnd { month: month.parse().ok()?, day: day.parse().ok()? };
    let items = some(&view.get("classes"), "class", "classes", problems)?;
    distinct(items.iter().map(|class| class.get("name")), problems);
    let classes: Vec<_> = items.iter().map(|item| class(item, problems)).collect();
    Some(Some(RetentionRules {
        clause: view.get("clause").string(),
        year_end,
        within_days: match view.get("within_days") {
            days if days.is_absent() => None,
            days => Some(days.whole()?),
        },
        witnesses: view.get("witnesses").whole()?,
        classes: whole(classes)?,
    }))
}

fn class(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<RetentionClass> {
    let name = view.get("name").text();
    let called = quote(name.unwrap_or_default());
    let trigger = view.get("trigger").text().and_then(RetentionTrigger::from_code);
    let keep = keep(&view.get("keep"));
    let (kind, then, personal) = (view.get("kind"), view.get("then"), view.get("personal").yes());
    let basis = basis(&view.get("basis"))?;
    let mut report = |at: &View<'_>, problem: Problem| problems.push(at.place(problem));
    match (trigger, keep) {
        (Some(RetentionTrigger::None), Some(KeepFor::Months(_))) => {
            let found = format!("a period for {called} and no trigger");
            let problem = Problem::new(ProblemCode::NoTrigger, found, "from when the period counts");
            report(&view.get("trigger"), problem.remedy("name the trigger, or write `keep = \"permanent\"`"));
        }
        (Some(trigger), Some(KeepFor::Permanent)) => {
            if trigger != RetentionTrigger::None {
                let found = format!("`{}` for {called}, which is kept permanently", trigger.code());
                let problem = Problem::new(ProblemCode::NeverActs, found, "`none`, or a period");
                report(&view.get("trigger"), problem);
            }
            for (key, at) in [("kind", &kind), ("then", &then)] {
                if !at.is_absent() {
                    let found = format!("`{key}` for {called}, which is kept permanently");
                    let problem =
                        Problem::new(ProblemCode::NeverActs, found, format!("no `{key}`, or a period"));
                    report(at, problem);
                }
            }
            if personal == Some(true) {
                let found = format!("personal data in {called} kept permanently");
                let expected = "a period: personal data are kept no longer than necessary (PIPL art. 19)";
                let problem = Problem::new(ProblemCode::Forbidden, found, expected);
                report(&view.get("keep"), problem.remedy("write a period such as `{ years = 3 }`"));
            }
        }
        _ => {}
    }
    if personal == Some(true) && basis.is_none() {
        let found = format!("no `basis` for {called}, which holds personal data");
        let problem = Problem::new(ProblemCode::NoLegalBasis, found, "`chosen`, or the law that asks for it");
        report(&view.get("basis"), problem.remedy("write `basis = \"chosen\"` or `basis = { law = … }`"));
    }
    if let (Some(KeepFor::Months(months)), Some(RetentionBasis::Law { law, at_least_months: Some(least) })) =
        (keep, &basis)
        && months < *least
    {
        let found = format!("{months} months for {called}, where {} asks for {least}", quote(law));
        let expected = format!("at least {least} months");
        let problem = Problem::new(ProblemCode::BelowLegalMinimum, found, expected);
        report(&view.get("keep"), problem.remedy(format!("write `{}`", period(*least))));
    }
    if personal == Some(false) && then.text() == Some(Disposition::Anonymise.code()) {
        let found = format!("`anonymise` for {called}, which holds no personal data");
        report(&then, Problem::new(ProblemCode::NeverActs, found, "`delete`, or `personal = true`"));
    }
    let (keep, trigger) = (keep?, trigger?);
    let permanent = keep == KeepFor::Permanent;
    let code = |view: &View<'_>| view.is_absent() || view.text().is_some();
    if !code(&kind) || !code(&then) {
        return None;
    }
    Some(RetentionClass {
        name: name?.to_owned(),
        clause: view.get("clause").string(),
        trigger,
        keep,
        kind: kind.text().map_or(Some(RetentionKind::Fixed), RetentionKind::from_code)?,
        basis,
        personal: personal?,
        then: match then.text().map_or(Some(Disposition::Delete), Disposition::from_code) {
            _ if permanent => None,
            then => Some(then?),
        },
    })
}

fn keep(view: &View<'_>) -> Option<KeepFor> {
    match view.text() {
        Some(_) => Some(KeepFor::Permanent),
        None => months(view).map(KeepFor::Months),
    }
}

/// The months of a period in years or months.
fn months(view: &View<'_>) -> Option<u32> {
    let years = view.get("years").whole().map(|years| years.saturating_mul(12));
    years.or_else(|| view.get("months").whole())
}

/// The basis; `Some(None)` if none is stated.
fn basis(view: &View<'_>) -> Option<Option<RetentionBasis>> {
    if view.is_absent() {
        return Some(None);
    }
    if view.text().is_some() {
        return Some(Some(RetentionBasis::Chosen));
    }
    let least = view.get("at_least");
    Some(Some(RetentionBasis::Law {
        law: view.get("law").string()?,
        at_least_months: if least.is_absent() { None } else { Some(months(&least)?) },
    }))
}

/// A period as the policy writes it, in years where it is whole years.
pub(in crate::policy) fn period(months: u32) -> String {
    match (months.checked_div(12), months.checked_rem(12)) {
        (Some(years @ 1..), Some(0)) => format!("{{ years = {years} }}"),
        _ => format!("{{ months = {months} }}"),
    }
}
