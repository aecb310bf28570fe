//! The entry of whatever is attempted at the desk.

use super::entry::LogEntry;
use crate::archive::attempt::Attempt;
use crate::archive::decide::Way;
use crate::archive::desk::AccessDesk;
use crate::verdict::Answer;

impl AccessDesk<'_> {
    /// The answer to an attempt with the entry that the log keeps of it: the role and the grant it was decided
    /// by, and the policy. There is an entry of every attempt, whatever comes of it.
    ///
    /// ```
    /// use keyaccount::archive::{AccessDesk, AccessPolicy, AccessRegisters, Attempt, LogOutcome};
    /// use keyaccount::{ArchiveAction, Policy};
    /// let policy = Policy::shipped("standard").unwrap();
    /// let rules = AccessPolicy::of(&policy).unwrap();
    /// let registers = AccessRegisters::default();
    /// let desk = AccessDesk::new(&rules, &registers).unwrap();
    /// let at = "2026-11-20T09:00:00".parse().unwrap();
    /// let (answer, entry) = desk.decide_and_log(&Attempt::new(at, "P-7", ArchiveAction::Search));
    /// assert_eq!((entry.outcome, entry.role), (LogOutcome::Denied, None));
    /// assert_eq!(entry.rule.as_deref(), answer.rule.map(|rule| rule.code()));
    /// ```
    #[must_use]
    pub fn decide_and_log(&self, attempt: &Attempt) -> (Answer, LogEntry) {
        let judged = self.judge(attempt, true);
        let answer = Answer { outcome: judged.outcome, rule: Some(judged.rule) };
        let role = judged.held.map(|held| held.holding.role.as_str());
        let grant = match judged.way {
            Some(Way::Grant(granted)) => Some(granted.grant.grant_id.as_str()),
            _ => None,
        };
        let paper_only = role.is_some_and(|role| self.policy.access.paper_only.iter().any(|of| of == role));
        let mut entry = LogEntry::of(attempt, answer, role, grant, &self.policy.policy_digest);
        if attempt.effective().shows_data() {
            entry.form = Some(attempt.form_for(paper_only));
        }
        (answer, entry)
    }
}
