//! `[archive.retention]`

use super::{Writer, and_clause, quoted};
use crate::book::Code;
use crate::policy::check::retention::period;
use crate::policy::{KeepFor, RetentionBasis, RetentionClass, RetentionKind, RetentionRules};

impl Writer {
    pub(super) fn retention(&mut self, rules: &RetentionRules) {
        self.section("archive.retention", rules.clause.as_deref());
        self.line("year_end", quoted(&format!("{:02}-{:02}", rules.year_end.month, rules.year_end.day)));
        if let Some(days) = rules.within_days {
            self.line("within_days", days);
        }
        self.line("witnesses", rules.witnesses);
        self.list("classes", rules.classes.iter().map(class));
    }
}

fn class(class: &RetentionClass) -> String {
    let keep = match class.keep {
        KeepFor::Months(months) => period(months),
        KeepFor::Permanent => quoted("permanent"),
    };
    let mut table =
        format!("name = {}, trigger = {}, keep = {keep}", quoted(&class.name), quoted(class.trigger.code()));
    if class.kind == RetentionKind::Minimum {
        table += &format!(", kind = {}", quoted(class.kind.code()));
    }
    match &class.basis {
        None => {}
        Some(RetentionBasis::Chosen) => table += ", basis = \"chosen\"",
        Some(RetentionBasis::Law { law, at_least_months: None }) => {
            table += &format!(", basis = {{ law = {} }}", quoted(law));
        }
        Some(RetentionBasis::Law { law, at_least_months: Some(months) }) => {
            table += &format!(", basis = {{ law = {}, at_least = {} }}", quoted(law), period(*months));
        }
    }
    table += &format!(", personal = {}", class.personal);
    if let Some(then) = class.then {
        table += &format!(", then = {}", quoted(then.code()));
    }
    format!("{{ {table}{} }}", and_clause(class.clause.as_deref()))
}
