//! `[archive.log]`, `[archive.privacy]` and `[archive.composition]`: nothing of what the policy does not have.

use super::{Writer, and_clause, quoted};
use crate::book::Code;
use crate::policy::{CompositionRules, FreshFor, LogRules, PartRule, PrivacyRules, WatchedAlways};

impl Writer {
    pub(super) fn log(&mut self, log: &LogRules) {
        self.section("archive.log", log.clause.as_deref());
        if let Some(rule) = &log.repeated_denials {
            let (at_least, hours) = (rule.at_least, rule.within_hours);
            let clause = and_clause(rule.clause.as_deref());
            let table = format!("{{ at_least = {at_least}, within_hours = {hours}{clause} }}");
            self.line("repeated_denials", table);
        }
        self.always("no_live_grant", log.no_live_grant.as_ref());
        if let Some(rule) = &log.many_customers {
            let (above, clause) = (rule.above, and_clause(rule.clause.as_deref()));
            self.line("many_customers", format!("{{ above = {above}{clause} }}"));
        }
        self.always("export", log.export.as_ref());
        if let Some(rule) = &log.night {
            let (from, to, except) = (rule.from_hour, rule.to_hour, codes(&rule.except));
            let clause = and_clause(rule.clause.as_deref());
            let table = format!("{{ from_hour = {from}, to_hour = {to}, except = {except}{clause} }}");
            self.line("night", table);
        }
        self.always("lapsed_nda", log.lapsed_nda.as_ref());
    }

    fn always(&mut self, key: &str, rule: Option<&WatchedAlways>) {
        if let Some(rule) = rule {
            let clause = rule.clause.as_deref().map(|clause| format!(" clause = {} ", quoted(clause)));
            self.line(key, format!("{{{}}}", clause.unwrap_or_default()));
        }
    }

    pub(super) fn privacy(&mut self, privacy: &PrivacyRules) {
        self.section("archive.privacy", privacy.clause.as_deref());
        self.line("k", privacy.k);
        let steps: Vec<_> = privacy.amount_steps.iter().map(u32::to_string).collect();
        self.line("amount_steps", format!("[{}]", steps.join(", ")));
        self.line("birth_band_years", privacy.birth_band_years);
        self.list("subjects", privacy.subjects.iter().map(|name| quoted(name)));
        let columns = privacy.columns.iter().map(|rule| {
            let names: Vec<_> = rule.names.iter().map(|name| quoted(name)).collect();
            let (one, other) = (quoted(rule.deidentify.code()), quoted(rule.anonymise.code()));
            let (names, clause) = (names.join(", "), and_clause(rule.clause.as_deref()));
            let of: Vec<_> = rule.of.iter().map(|name| quoted(name)).collect();
            let of = if of.is_empty() { String::new() } else { format!(", of = [{}]", of.join(", ")) };
            format!("{{ names = [{names}]{of}, deidentify = {one}, anonymise = {other}{clause} }}")
        });
        self.list("columns", columns);
    }

    pub(super) fn composition(&mut self, composition: &CompositionRules) {
        self.section("archive.composition", composition.clause.as_deref());
        self.line("card_fields", codes(&composition.card_fields));
        self.line("register_fields", codes(&composition.register_fields));
        self.line("may_decline", codes(&composition.may_decline));
        self.section("archive.composition.parts", None);
        for rule in &composition.parts {
            self.part(rule);
        }
    }

    fn part(&mut self, rule: &PartRule) {
        let fresh = match rule.fresh {
            None => String::new(),
            Some(FreshFor::Months(months)) => format!(", fresh_months = {months}"),
            Some(FreshFor::Days(days)) => format!(", fresh_days = {days}"),
        };
        let (of, clause) = (quoted(rule.of.code()), and_clause(rule.clause.as_deref()));
        self.line(rule.part.code(), format!("{{ of = {of}{fresh}, copy = {}{clause} }}", rule.copy));
    }
}

/// Codes as a list on one line.
fn codes<T: Code>(codes: &[T]) -> String {
    let codes: Vec<_> = codes.iter().map(|code| quoted(code.code())).collect();
    format!("[{}]", codes.join(", "))
}
