//! `[duties]`: nothing of what the policy does not have.

use super::{Writer, and_clause, quoted};
use crate::book::Code;
use crate::policy::{ArchiveDuty, CallRules, Duties, Interval, IntervalRule};

impl Writer {
    pub(super) fn duties(&mut self, duties: &Duties) {
        if duties.clause.is_some() {
            self.section("duties", duties.clause.as_deref());
        }
        if let Some(calls) = &duties.calls {
            self.calls(calls);
        }
        if !duties.archive.is_empty() {
            self.section("duties.archive", None);
            for duty in &duties.archive {
                self.archive_duty(duty);
            }
        }
    }

    fn calls(&mut self, calls: &CallRules) {
        self.section("duties.calls", calls.clause.as_deref());
        let every = |every: Option<Interval>| match every {
            Some(every) => format!("{{ {} }}", length(every)),
            None => quoted("never"),
        };
        self.line("not_yet_closed", every(calls.not_yet_closed));
        self.line("closed", every(calls.closed));
        self.list("close_contacts", calls.close_contacts.iter().map(|kind| quoted(kind.code())));
        self.list("intervals", calls.intervals.iter().map(interval_rule));
        let days = |days: Option<u32>| days.map_or_else(|| quoted("never"), |days| days.to_string());
        self.line("revisit_days", days(calls.revisit_days));
        self.line("milestone_working_days", days(calls.milestone_working_days));
        self.list("signing_lead_days", calls.signing_lead_days.iter().map(u32::to_string));
        self.list("material_lead_days", calls.material_lead_days.iter().map(u32::to_string));
        self.line(
            "birthday",
            calls.birthday.map_or_else(
                || quoted("never"),
                |rule| {
                    let leap_day = quoted(rule.leap_day.code());
                    format!("{{ lead_days = {}, leap_day = {leap_day} }}", rule.lead_days)
                },
            ),
        );
        self.line("holiday_greetings", calls.holiday_greetings);
    }

    fn archive_duty(&mut self, duty: &ArchiveDuty) {
        let mut table = format!("enabled = {}", duty.enabled);
        let mut key = |key: &str, value: Option<&String>| {
            if let Some(value) = value {
                table += &format!(", {key} = {}", quoted(value));
            }
        };
        key("basis", duty.basis.as_ref());
        key("role", duty.role.as_ref());
        table += &format!(", {}", length(duty.within));
        if let Some(days) = duty.warn_days {
            table += &format!(", warn_days = {days}");
        }
        self.line(duty.duty.code(), format!("{{ {table}{} }}", and_clause(duty.clause.as_deref())));
    }
}

fn interval_rule(rule: &IntervalRule) -> String {
    let named = |key: &str, name: &Option<String>| {
        name.as_deref().map_or_else(String::new, |name| format!(", {key} = {}", quoted(name)))
    };
    let (grade, class) = (named("grade", &rule.grade), named("value_class", &rule.value_class));
    let (stage, clause) = (quoted(rule.stage.code()), and_clause(rule.clause.as_deref()));
    format!("{{ stage = {stage}{grade}{class}, {}{clause} }}", length(rule.every))
}

fn length(interval: Interval) -> String {
    match interval {
        Interval::Days(days) => format!("days = {days}"),
        Interval::WorkingDays(days) => format!("working_days = {days}"),
        Interval::Months(months) => format!("months = {months}"),
    }
}
