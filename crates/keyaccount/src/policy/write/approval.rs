//! `[approval]`: nothing if the policy does not have it.

use super::{Writer, and_clause, plain, quoted};
use crate::book::Code;
use crate::policy::{Approval, ApprovalTier, BelowFloorPrice, DelegationRules, DocumentRule};

impl Writer {
    pub(super) fn approval(&mut self, approval: &Approval) {
        self.section("approval", approval.clause.as_deref());
        self.list("roles", approval.roles.iter().map(|role| quoted(role)));
        self.list("unit_roles", approval.unit_roles.iter().map(|role| quoted(role)));
        self.list("shared_roles", approval.shared_roles.iter().map(|role| quoted(role)));
        self.line("boundary", quoted(approval.boundary.code()));
        let tier = |position: usize| {
            let name = approval.tiers.get(position).map_or("", |tier| tier.name.as_str());
            format!("{{ tier = {} }}", quoted(name))
        };
        self.line("no_amount", approval.no_amount.map_or_else(|| quoted("refuse"), tier));
        self.line(
            "below_floor_price",
            match approval.below_floor_price {
                BelowFloorPrice::ByAmount => quoted("by_amount"),
                BelowFloorPrice::Refuse => quoted("refuse"),
                BelowFloorPrice::AtLeastTier(position) => tier(position),
            },
        );
        match approval.split_window_days {
            None => self.line("split_window_days", quoted("never")),
            Some(days) => self.line("split_window_days", days),
        }
        self.line("segregation", approval.segregation);
        for tier in &approval.tiers {
            self.tier(tier);
        }
        if !approval.documents.is_empty() {
            self.section("approval.documents", None);
            for rule in &approval.documents {
                self.document(rule);
            }
        }
        if let Some(delegation) = &approval.delegation {
            self.delegation(delegation);
        }
    }

    fn tier(&mut self, tier: &ApprovalTier) {
        self.0.push('\n');
        self.raw("[[approval.tiers]]");
        self.line("name", quoted(&tier.name));
        self.text("clause", tier.clause.as_deref());
        self.line("from", plain(tier.from));
        if let Some(to) = tier.to {
            self.line("to", plain(to));
        }
        let steps = tier.steps.iter().map(|step| {
            let (act, role) = (quoted(step.act.code()), quoted(&step.role));
            format!("{{ act = {act}, role = {role}{} }}", and_clause(step.clause.as_deref()))
        });
        self.list("steps", steps);
    }

    fn document(&mut self, rule: &DocumentRule) {
        let mut table = format!("when = {}, needs = {}", quoted(rule.when.code()), codes(&rule.needs));
        if !rule.warns.is_empty() {
            table += &format!(", warns = {}", codes(&rule.warns));
        }
        if !rule.fields.is_empty() {
            table += &format!(", fields = {}", codes(&rule.fields));
        }
        self.line(rule.document.code(), format!("{{ {table}{} }}", and_clause(rule.clause.as_deref())));
    }

    fn delegation(&mut self, delegation: &DelegationRules) {
        self.section("approval.delegation", delegation.clause.as_deref());
        self.line("max_days", delegation.max_days);
        self.line("written", delegation.written);
        self.line("redelegation", quoted(delegation.redelegation.code()));
        self.line("scopes", codes(&delegation.scopes));
    }
}

/// Codes as a list on one line.
fn codes<T: Code>(codes: &[T]) -> String {
    let codes: Vec<_> = codes.iter().map(|code| quoted(code.code())).collect();
    format!("[{}]", codes.join(", "))
}
