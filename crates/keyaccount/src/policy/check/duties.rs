//! `[duties]`: every interval is one, and every grade, class and role is known.

#[cfg(test)]
mod tests;

use super::names::{codes, one_of, some};
use super::whole;
use crate::book::Code;
use crate::document::{MAX_PROBLEMS, View};
use crate::error::{Problem, ProblemCode, quote};
use crate::labels::roles::ROLES;
use crate::policy::{
    AccessRules, Approval, ArchiveDuty, BirthdayRule, CallRules, CallStage, Composite, Duties, DutyKind,
    Interval, IntervalRule, LeapBirthday, ValueClass,
};

/// What the section refers to: the names others declare.
pub(super) struct Known<'p> {
    grades: Option<Vec<&'p str>>,
    value_classes: Option<Vec<&'p str>>,
    /// Those of files, of approval and of the shipped policies, which a policy may extend; empty where no
    /// section lists the roles of files, and then any name is one.
    roles: Option<Vec<&'p str>>,
}

impl<'p> Known<'p> {
    pub(super) fn of(
        composite: Option<&'p Composite>,
        value_class: Option<&'p ValueClass>,
        access: Option<&'p AccessRules>,
        approval: Option<&'p Approval>,
    ) -> Self {
        let of_approval = approval.into_iter().flat_map(|approval| approval.roles.iter());
        Self {
            grades: composite.map(|composite| composite.bands.iter().map(|(_, name, _)| name).collect()),
            value_classes: value_class
                .map(|rules| rules.classes.iter().map(|class| class.name.as_str()).collect()),
            roles: access.map(|access| {
                let own = access.roles.iter().chain(of_approval).map(String::as_str);
                own.chain(ROLES.iter().map(|role| role.code)).collect()
            }),
        }
    }
}

/// The section; nothing in it if the policy does not have it.
pub(super) fn duties(view: &View<'_>, known: &Known<'_>, problems: &mut Vec<Problem>) -> Option<Duties> {
    if view.is_absent() {
        return Some(Duties::default());
    }
    let calls = view.get("calls");
    let calls = if calls.is_absent() { Some(None) } else { self::calls(&calls, known, problems).map(Some) };
    let archive = view.get("archive");
    let archive: Vec<_> = DutyKind::ALL
        .iter()
        .map(|duty| (*duty, archive.get(duty.code())))
        .filter(|(_, view)| !view.is_absent())
        .map(|(duty, view)| archive_duty(duty, &view, known, problems))
        .collect();
    Some(Duties { clause: view.get("clause").string(), calls: calls?, archive: whole(archive)? })
}

fn calls(view: &View<'_>, known: &Known<'_>, problems: &mut Vec<Problem>) -> Option<CallRules> {
    let mut often = |key: &str| {
        let view = view.get(key);
        match view.text() {
            Some(_) => Some(None),
            None => recurring(&view, problems).map(Some),
        }
    };
    let (not_yet_closed, closed) = (often("not_yet_closed"), often("closed"));
    let close_contacts = view.get("close_contacts");
    let kinds = some(&close_contacts, "kind of contact", "kinds of contact", problems)
        .and_then(|_| codes(&close_contacts, problems));
    let intervals = intervals(&view.get("intervals"), known, problems);
    let signing = lead_days(&view.get("signing_lead_days"), problems);
    let material = lead_days(&view.get("material_lead_days"), problems);
    let days = |key: &str| {
        let view = view.get(key);
        if view.text().is_some() { Some(None) } else { view.whole().map(Some) }
    };
    Some(CallRules {
        clause: view.get("clause").string(),
        not_yet_closed: not_yet_closed?,
        closed: closed?,
        close_contacts: kinds?,
        intervals: intervals?,
        revisit_days: days("revisit_days")?,
        milestone_working_days: days("milestone_working_days")?,
        signing_lead_days: signing?,
        material_lead_days: material?,
        birthday: birthday(&view.get("birthday"))?,
        holiday_greetings: view.get("holiday_greetings").yes()?,
    })
}

/// The rule; `Some(None)` if nobody is reminded.
fn birthday(view: &View<'_>) -> Option<Option<BirthdayRule>> {
    if view.text().is_some() {
        return Some(None);
    }
    let leap_day = view.get("leap_day").text().and_then(LeapBirthday::from_code)?;
    Some(Some(BirthdayRule { lead_days: view.get("lead_days").whole()?, leap_day }))
}

/// The one length that is given.
fn interval(view: &View<'_>) -> Option<Interval> {
    let length = |key: &str| view.get(key).whole();
    None.or_else(|| length("days").map(Interval::Days))
        .or_else(|| length("working_days").map(Interval::WorkingDays))
        .or_else(|| length("months").map(Interval::Months))
}

/// A length after which something is due again: more than none.
fn recurring(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Interval> {
    let every = interval(view)?;
    let key = match every {
        Interval::Days(0) => "days",
        Interval::WorkingDays(0) => "working_days",
        _ => return Some(every),
    };
    let problem = Problem::new(ProblemCode::OutOfRange, "`0`, which would be due again at once", "1 or more");
    problems.push(view.get(key).place(problem));
    None
}

fn lead_days(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Vec<u32>> {
    let items = view.items()?;
    let mut days: Vec<u32> = Vec::new();
    for item in &items {
        let lead = item.whole()?;
        if !days.contains(&lead) {
            days.push(lead);
        } else if problems.len() < MAX_PROBLEMS {
            let found = format!("`{lead}` a second time");
            let problem = Problem::new(ProblemCode::Duplicate, found, "every number of days once");
            problems.push(item.place(problem));
        }
    }
    days.sort_unstable_by(|one, other| other.cmp(one));
    Some(days)
}

fn intervals(view: &View<'_>, known: &Known<'_>, problems: &mut Vec<Problem>) -> Option<Vec<IntervalRule>> {
    let mut before: Vec<IntervalRule> = Vec::new();
    let mut all_read = true;
    if view.items()?.is_empty() {
        return Some(before);
    }
    for item in some(view, "interval", "intervals", problems)? {
        let Some(rule) = interval_rule(&item, known, problems) else {
            all_read = false;
            continue;
        };
        let covers = |of: &Option<String>, narrower: &Option<String>| of.is_none() || of == narrower;
        let earlier = before.iter().position(|earlier| {
            earlier.stage == rule.stage
                && covers(&earlier.grade, &rule.grade)
                && covers(&earlier.value_class, &rule.value_class)
        });
        if let Some(earlier) = earlier {
            let found =
                format!("an entry for customers that entry {} has already", earlier.saturating_add(1));
            let problem = Problem::new(ProblemCode::NeverActs, found, "customers no earlier entry is for");
            problems.push(item.place(problem.remedy("put it before that entry, or remove it")));
        }
        before.push(rule);
    }
    all_read.then_some(before)
}

fn interval_rule(view: &View<'_>, known: &Known<'_>, problems: &mut Vec<Problem>) -> Option<IntervalRule> {
    let mut named = |key: &str, names: Option<&Vec<&str>>| {
        let view = view.get(key);
        if view.is_absent() {
            return Some(None);
        }
        let name = match names {
            Some(names) => one_of(&view, names, problems)?,
            None => view.text()?,
        };
        Some(Some(name.to_owned()))
    };
    let (grade, value_class) =
        (named("grade", known.grades.as_ref()), named("value_class", known.value_classes.as_ref()));
    let every = recurring(view, problems);
    let stage = view.get("stage").text().and_then(CallStage::from_code);
    if view.get("grade").is_absent() && view.get("value_class").is_absent() && stage.is_some() {
        let expected = "`grade` or `value_class`, or both";
        let problem = Problem::new(ProblemCode::Missing, "no customers it is for", expected);
        let remedy = "write the interval of every customer as `not_yet_closed` or `closed`";
        problems.push(view.place(problem.remedy(remedy)));
        return None;
    }
    Some(IntervalRule {
        clause: view.get("clause").string(),
        stage: stage?,
        grade: grade?,
        value_class: value_class?,
        every: every?,
    })
}

fn archive_duty(
    duty: DutyKind,
    view: &View<'_>,
    known: &Known<'_>,
    problems: &mut Vec<Problem>,
) -> Option<ArchiveDuty> {
    let within = if duty.recurs() { recurring(view, problems) } else { interval(view) };
    let role = view.get("role");
    let read_role = match &known.roles {
        _ if role.is_absent() => Some(None),
        Some(roles) => one_of(&role, roles, problems).map(Some),
        None => role.text().map(Some),
    };
    if duty == DutyKind::WeeklyReport && role.is_absent() {
        // Of nobody there would be anything to ask.
        let problem =
            Problem::new(ProblemCode::Missing, "no `role`", "the role whose holders hand the reports in");
        problems.push(view.place(problem.remedy("name it, such as `role = \"account_manager\"`")));
    }
    let warn = view.get("warn_days");
    let warn_days = if warn.is_absent() { None } else { Some(warn.whole()?) };
    let within = within?;
    if let Some(days) = warn_days {
        let expected = match within {
            Interval::Days(last) if days < last => None,
            Interval::Days(last) => Some(format!("fewer than the {last} days it may take")),
            Interval::WorkingDays(_) | Interval::Months(_) => Some("a time counted in `days`".to_owned()),
        };
        if let Some(expected) = expected {
            let found = format!("a warning after {}", quote(&days.to_string()));
            let problem = Problem::new(ProblemCode::NeverActs, found, expected);
            problems.push(warn.place(problem.remedy("remove `warn_days`, or give fewer days")));
        }
    }
    Some(ArchiveDuty {
        duty,
        clause: view.get("clause").string(),
        basis: view.get("basis").string(),
        enabled: view.get("enabled").yes()?,
        role: read_role?.map(str::to_owned),
        within,
        warn_days,
    })
}
