//! `[archive]`: nothing if the policy does not have it.

use super::{Writer, and_clause, quoted};
use crate::book::Code;
use crate::policy::{AccessRules, ActionRule, Archive, ConfidentialityLevel, Permission};

impl Writer {
    pub(super) fn archive(&mut self, archive: &Archive) {
        if let Some(access) = &archive.access {
            self.access(access);
        }
        if let Some(log) = &archive.log {
            self.log(log);
        }
        if let Some(privacy) = &archive.privacy {
            self.privacy(privacy);
        }
        if let Some(composition) = &archive.composition {
            self.composition(composition);
        }
    }

    fn access(&mut self, access: &AccessRules) {
        self.section("archive.access", access.clause.as_deref());
        self.list("roles", access.roles.iter().map(|role| quoted(role)));
        self.text("approver", access.approver.as_deref());
        self.text("second_approver", access.second_approver.as_deref());
        self.line("nda", access.nda);
        self.line("grant_days", access.grant_days);
        self.list("unit_roles", access.unit_roles.iter().map(|role| quoted(role)));
        self.list("paper_only", access.paper_only.iter().map(|role| quoted(role)));
        if let Some(fields) = &access.fields {
            self.list("fields", fields.iter().map(|field| quoted(field)));
        }
        self.list("forms", access.forms.iter().map(|form| quoted(form.code())));
        self.list("levels", access.levels.iter().map(level));
        for rule in &access.actions {
            self.action(rule, &access.roles);
        }
    }

    fn action(&mut self, rule: &ActionRule, roles: &[String]) {
        self.section(&format!("archive.access.permissions.{}", rule.action.code()), rule.clause.as_deref());
        let mut denied = true;
        for permission in Permission::ALL.iter().filter(|permission| **permission != Permission::Deny) {
            let with = roles.iter().zip(&rule.permissions).filter(|(_, given)| *given == permission);
            let names: Vec<_> = with.map(|(role, _)| quoted(role)).collect();
            if !names.is_empty() {
                self.line(permission.code(), format!("[{}]", names.join(", ")));
                denied = false;
            }
        }
        if denied {
            self.text("deny", Some("all"));
        }
    }
}

fn level(level: &ConfidentialityLevel) -> String {
    let mut table = format!("name = {}", quoted(&level.name));
    if let Some(title) = &level.title {
        table += &format!(", title = {}", quoted(title));
    }
    let grades: Vec<_> = level.grades.iter().map(|grade| quoted(grade)).collect();
    table += &format!(", grades = [{}]", grades.join(", "));
    for (key, holds) in [
        ("unrated", level.unrated),
        ("key_accounts", level.key_accounts),
        ("two_approvals", level.two_approvals),
    ] {
        if holds {
            table += &format!(", {key} = true");
        }
    }
    format!("{{ {table}{} }}", and_clause(level.clause.as_deref()))
}
