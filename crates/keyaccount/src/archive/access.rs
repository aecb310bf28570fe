//! What a role may do with customer files (§6.2).

use crate::policy::{AccessRules, ArchiveAction, Permission};

impl AccessRules {
    /// What a role may do. A role the policy does not have may do nothing (R172).
    ///
    /// ```
    /// use keyaccount::{ArchiveAction, Permission, Policy};
    /// let policy = Policy::shipped("strict_archive").unwrap();
    /// let access = policy.archive().access.as_ref().unwrap();
    /// let staff = |action| access.permission("staff", action);
    /// assert_eq!(staff(ArchiveAction::ViewElectronic), Permission::Deny);
    /// assert_eq!(staff(ArchiveAction::ViewPaperExtract), Permission::NeedsApproval);
    /// ```
    #[must_use]
    pub fn permission(&self, role: &str, action: ArchiveAction) -> Permission {
        let role = self.roles.iter().position(|name| name == role);
        let rule = self.actions.iter().find(|rule| rule.action == action);
        role.zip(rule)
            .and_then(|(role, rule)| rule.permissions.get(role).copied())
            .unwrap_or(Permission::Deny)
    }
}
