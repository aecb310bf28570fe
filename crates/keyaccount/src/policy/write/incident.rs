//! `[archive.incident]`

use super::{Writer, and_clause, quoted};
use crate::book::Code;
use crate::policy::{IncidentRules, IncidentStepRule};

impl Writer {
    pub(super) fn incident(&mut self, rules: &IncidentRules) {
        self.section("archive.incident", rules.clause.as_deref());
        self.line("operator", quoted(rules.operator.code()));
        self.list(
            "levels",
            rules.levels.iter().map(|level| {
                let (name, clause) = (quoted(&level.name), and_clause(level.clause.as_deref()));
                format!("{{ name = {name}, persons = {}{clause} }}", level.persons)
            }),
        );
        self.section("archive.incident.steps", None);
        for rule in &rules.steps {
            self.line(rule.step.code(), step(rules, rule));
        }
        if !rules.notices.is_empty() {
            self.section("archive.incident.notices", None);
        }
        for notice in &rules.notices {
            let contents: Vec<_> = notice.contents.iter().map(|content| quoted(content.code())).collect();
            let clause = and_clause(notice.clause.as_deref());
            self.line(
                notice.jurisdiction.code(),
                format!("{{ contents = [{}]{clause} }}", contents.join(", ")),
            );
        }
    }
}

fn step(rules: &IncidentRules, rule: &IncidentStepRule) -> String {
    let mut table = format!("from = {}, hours = {}", quoted(rule.from.code()), rule.hours);
    if !rule.sooner.is_empty() {
        let sooner = rule.sooner.iter().map(|sooner| {
            let operator = sooner.operator.map(|kind| format!("operator = {}, ", quoted(kind.code())));
            let level = sooner.from_level.and_then(|position| rules.levels.get(position));
            let level = level.map(|level| format!("from_level = {}, ", quoted(&level.name)));
            let (operator, level) = (operator.unwrap_or_default(), level.unwrap_or_default());
            format!("{{ {operator}{level}hours = {} }}", sooner.hours)
        });
        table += &format!(", sooner = [{}]", sooner.collect::<Vec<_>>().join(", "));
    }
    if rule.waivable {
        table += ", waiver = \"harm_avoided\"";
    }
    if rule.in_phases {
        table += ", in_phases = true";
    }
    format!("{{ {table}{} }}", and_clause(rule.clause.as_deref()))
}
