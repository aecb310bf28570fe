//! What a role may do with customer files, and how confidential a file is (§6.2, §6.3).

use crate::policy::{AccessRules, ArchiveAction, ConfidentialityLevel, Permission};

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

    /// The level of a customer's file by its final grade, if it has one, and whether it is a key account: the
    /// more confidential of the two (§6.3). `None` if the policy has no levels, or no such grade.
    ///
    /// ```
    /// use keyaccount::Policy;
    /// let policy = Policy::shipped("standard").unwrap();
    /// let access = policy.archive().access.as_ref().unwrap();
    /// let name = |grade, key_account| access.level_of(grade, key_account).map(|level| level.name.as_str());
    /// assert_eq!(name(Some("B"), false), Some("L2"));
    /// assert_eq!(name(Some("B"), true), Some("L3"));
    /// assert_eq!(name(None, false), Some("L1"));
    /// ```
    #[must_use]
    pub fn level_of(&self, grade: Option<&str>, key_account: bool) -> Option<&ConfidentialityLevel> {
        let of_grade = self.levels.iter().position(|level| match grade {
            Some(grade) => level.grades.iter().any(|one| one == grade),
            None => level.unrated,
        })?;
        let of_key_accounts = self.levels.iter().position(|level| key_account && level.key_accounts);
        self.levels.get(of_key_accounts.unwrap_or(0).max(of_grade))
    }

    /// Whether a level of confidentiality turns one approval into two; one that is not known counts as the
    /// strictest.
    pub(super) fn turns_into_two(&self, level: Option<&str>) -> bool {
        let known = level.and_then(|name| self.levels.iter().find(|level| level.name == name));
        let strictest = || self.levels.iter().any(|level| level.two_approvals);
        known.map_or_else(strictest, |level| level.two_approvals)
    }
}
