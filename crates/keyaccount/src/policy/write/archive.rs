//! `[archive]`: nothing if the policy does not have it.

use super::{Writer, quoted};
use crate::book::Code;
use crate::policy::{AccessRules, ActionRule, Archive, Permission};

impl Writer {
    pub(super) fn archive(&mut self, archive: &Archive) {
        if let Some(access) = &archive.access {
            self.access(access);
        }
        if let Some(retention) = &archive.retention {
            self.retention(retention);
        }
        if let Some(incident) = &archive.incident {
            self.incident(incident);
        }
    }

    fn access(&mut self, access: &AccessRules) {
        self.section("archive.access", access.clause.as_deref());
        self.list("roles", access.roles.iter().map(|role| quoted(role)));
        self.text("approver", access.approver.as_deref());
        self.text("second_approver", access.second_approver.as_deref());
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
