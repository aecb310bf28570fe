//! `[archive.incident]`: levels rise, fewer hours are fewer, and every notice has something to say.

#[cfg(test)]
mod tests;

use super::bands::distinct;
use super::names::{codes, one_of, some};
use super::whole;
use crate::book::Code;
use crate::document::View;
use crate::error::{Problem, ProblemCode};
use crate::policy::{
    ClockStart, IncidentLevel, IncidentRules, IncidentStep, IncidentStepRule, Jurisdiction, NoticeRule,
    OperatorKind, SoonerRule,
};

/// The section; `Some(None)` if the policy does not have it.
pub(super) fn incident(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Option<IncidentRules>> {
    if view.is_absent() {
        return Some(None);
    }
    let levels = levels(&view.get("levels"), problems);
    let names = whole(view.get("levels").items()?.iter().map(|level| level.get("name").text()));
    let notices = notices(&view.get("notices"), problems);
    let steps = steps(view, names.as_deref(), problems);
    Some(Some(IncidentRules {
        clause: view.get("clause").string(),
        operator: view.get("operator").text().and_then(OperatorKind::from_code)?,
        levels: levels?,
        steps: steps?,
        notices: notices?,
    }))
}

fn levels(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Vec<IncidentLevel>> {
    let items = view.items()?;
    if items.len() > 255 {
        let found = format!("{} levels", items.len());
        problems.push(view.place(Problem::new(ProblemCode::OutOfRange, found, "at most 255 levels")));
        return None;
    }
    distinct(items.iter().map(|level| level.get("name")), problems);
    let mut before: Option<u32> = None;
    let mut levels = Vec::new();
    for item in &items {
        let persons = item.get("persons");
        let number = persons.whole();
        if let (Some(before), Some(number)) = (before, number)
            && number <= before
        {
            let found = format!("`{number}`, after `{before}` of the level before");
            let expected = format!("more than {before}");
            problems.push(persons.place(Problem::new(ProblemCode::BandOrder, found, expected)));
        }
        before = number;
        levels.push(item.get("name").string().zip(number).map(|(name, number)| IncidentLevel {
            name,
            clause: item.get("clause").string(),
            persons: number.into(),
        }));
    }
    whole(levels)
}

fn steps(
    view: &View<'_>,
    levels: Option<&[&str]>,
    problems: &mut Vec<Problem>,
) -> Option<Vec<IncidentStepRule>> {
    let (table, notices) = (view.get("steps"), view.get("notices"));
    if table.entries()?.is_empty() {
        let problem = Problem::new(ProblemCode::Missing, "no step", "at least one step");
        problems.push(
            table.place(problem.remedy("write at least `report = { from = \"detected\", hours = 1 }`")),
        );
        return None;
    }
    let listed = IncidentStep::ALL.iter().filter_map(|step| {
        let view = table.get(step.code());
        (!view.is_absent()).then_some((*step, view))
    });
    let steps: Vec<_> = listed
        .map(|(step, view)| {
            if let Some(place) = step.jurisdiction().filter(|place| notices.get(place.code()).is_absent()) {
                let found = format!("no contents of notices under the law of {}", place.code());
                let problem = Problem::new(ProblemCode::Missing, found, "what the notice must say");
                let remedy = format!("list them under `archive.incident.notices.{}`", place.code());
                problems.push(view.place(problem.remedy(remedy)));
            }
            rule(step, &view, levels, problems)
        })
        .collect();
    whole(steps)
}

fn rule(
    step: IncidentStep,
    view: &View<'_>,
    levels: Option<&[&str]>,
    problems: &mut Vec<Problem>,
) -> Option<IncidentStepRule> {
    let (waiver, in_phases) = (view.get("waiver"), view.get("in_phases"));
    if !waiver.is_absent() && step != IncidentStep::NotifyCustomers {
        let found = format!("a waiver of `{}`", step.code());
        let problem = Problem::new(ProblemCode::Forbidden, found, "no waiver but of `notify_customers`");
        problems.push(waiver.place(problem.remedy("remove `waiver`")));
    }
    if in_phases.yes() == Some(true) && !step.is_notice() {
        let found = format!("`{}`, which is no notice", step.code());
        let problem = Problem::new(ProblemCode::NeverActs, found, "a notice, of which parts may follow");
        problems.push(in_phases.place(problem.remedy("remove `in_phases`")));
    }
    let hours = view.get("hours").whole();
    let items = view.get("sooner").items()?;
    let sooner: Vec<_> = items.iter().map(|item| sooner(item, hours, levels, problems)).collect();
    Some(IncidentStepRule {
        step,
        clause: view.get("clause").string(),
        from: view.get("from").text().and_then(ClockStart::from_code)?,
        hours: hours?,
        sooner: whole(sooner)?,
        waivable: !waiver.is_absent(),
        in_phases: in_phases.yes()?,
    })
}

fn sooner(
    view: &View<'_>,
    of_step: Option<u32>,
    levels: Option<&[&str]>,
    problems: &mut Vec<Problem>,
) -> Option<SoonerRule> {
    let (operator, level, hours) = (view.get("operator"), view.get("from_level"), view.get("hours"));
    if operator.is_absent() && level.is_absent() {
        let found = "fewer hours, and nothing that says when";
        let problem = Problem::new(ProblemCode::Missing, found, "`operator`, `from_level` or both");
        problems.push(view.place(problem));
    }
    if let (Some(fewer), Some(of_step)) = (hours.whole(), of_step)
        && fewer >= of_step
    {
        let found = format!("`{fewer}`, where the step has {of_step} anyhow");
        let expected = format!("less than {of_step}");
        problems.push(hours.place(Problem::new(ProblemCode::NeverActs, found, expected)));
    }
    let from_level = if level.is_absent() {
        None
    } else {
        let name = one_of(&level, levels?, problems)?;
        Some(levels?.iter().position(|level| *level == name)?)
    };
    let operator = match operator.text() {
        Some(code) => Some(OperatorKind::from_code(code)?),
        None if operator.is_absent() => None,
        None => return None,
    };
    Some(SoonerRule { operator, from_level, hours: hours.whole()? })
}

fn notices(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Vec<NoticeRule>> {
    view.entries()?;
    let listed = Jurisdiction::ALL.iter().filter_map(|place| {
        let view = view.get(place.code());
        (!view.is_absent()).then_some((*place, view))
    });
    let rules: Vec<_> = listed
        .map(|(jurisdiction, view)| {
            let contents = view.get("contents");
            some(&contents, "content", "contents", problems)?;
            let clause = view.get("clause").string();
            Some(NoticeRule { jurisdiction, clause, contents: codes(&contents, problems)? })
        })
        .collect();
    whole(rules)
}
