//! What a role may do with customer files (§6.2).

use crate::policy::{AccessRules, ArchiveAction, Permission};

impl AccessRules {
    /// What a role may do. A role the policy does not have may do nothing (R172).
    #[must_use]
    pub fn permission(&self, role: &str, action: ArchiveAction) -> Permission {
        let role = self.roles.iter().position(|name| name == role);
        let rule = self.actions.iter().find(|rule| rule.action == action);
        role.zip(rule)
            .and_then(|(role, rule)| rule.permissions.get(role).copied())
            .unwrap_or(Permission::Deny)
    }
}
