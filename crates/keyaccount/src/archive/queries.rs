//! The other way round: what somebody may do with a file today, and who may do something with it.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::attempt::{Attempt, CustomerFile};
use super::decide::Way;
use super::desk::AccessDesk;
use super::log::LogEntry;
use crate::ids::{GrantId, PersonId};
use crate::policy::{AccessForm, ArchiveAction};
use crate::reason::Reason;
use crate::verdict::{Answer, VerdictOutcome};

/// Of the grants in force to one person for one customer the latest so many are tried.
const LISTED: usize = 16;

/// What an action comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionAnswer {
    /// The action.
    pub action: ArchiveAction,
    /// Whether it may be done, and by which rule.
    pub answer: Answer,
    /// Why.
    pub reasons: Vec<Reason>,
    /// The grants under which it may be done, each for its own fields in its own form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grants: Vec<UsableGrant>,
}

/// What a grant opens today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UsableGrant {
    /// The grant.
    pub grant_id: GrantId,
    /// These fields, and no others.
    pub fields: Vec<String>,
    /// In this form, and no other.
    pub form: AccessForm,
    /// The first instant it no longer holds.
    pub ends: NaiveDateTime,
}

/// What was permitted or refused, and on what: enough to write the entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccessGrounds {
    /// What it comes to, and by which rule.
    pub answer: Answer,
    /// The action that was decided on: of the two views the form decides.
    pub action: ArchiveAction,
    /// The form in which data was asked for, where the action shows any or a form was stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<AccessForm>,
    /// The role that permitted it or came nearest; none of whoever holds none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The grant that permitted it, if one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant_id: Option<GrantId>,
}

/// Who may do something with a file, and why everybody else may not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhoMayDo {
    /// When.
    pub at: NaiveDateTime,
    /// What.
    pub action: ArchiveAction,
    /// Everybody the organisation knows, by id; nobody where it was not supplied.
    pub people: Vec<MayDo>,
}

/// What an attempt by a person comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MayDo {
    /// Who.
    pub person_id: PersonId,
    /// Whether the person may, and by which rule.
    pub answer: Answer,
    /// Why.
    pub reasons: Vec<Reason>,
}

impl AccessDesk<'_> {
    /// What an attempt comes to, in which role and under which grant.
    ///
    /// ```
    /// use keyaccount::archive::{AccessDesk, AccessPolicy, AccessQuestion};
    /// let question = r#"{
    ///     "attempt": { "at": "2026-11-04T12:00:00", "by": "mo", "action": "audit" },
    ///     "registers": {
    ///         "organisation": { "role_holders": [
    ///             { "person_id": "mo", "role": "auditor", "valid_from": "2026-01-01" } ] },
    ///         "ndas": [ { "person_id": "mo", "signed_on": "2026-01-01" } ] } }"#;
    /// let question = AccessQuestion::from_json("question.json", question)?;
    /// let policy = AccessPolicy::of(&keyaccount::Policy::shipped("standard").unwrap()).unwrap();
    /// let desk = AccessDesk::new(&policy, &question.registers)?;
    /// assert_eq!(desk.grounds(&question.attempt).role.as_deref(), Some("auditor"));
    /// # Ok::<(), keyaccount::Error>(())
    /// ```
    #[must_use]
    pub fn grounds(&self, attempt: &Attempt) -> AccessGrounds {
        let judged = self.judge(attempt, true);
        // Whoever was turned away before any role was looked at has roles nevertheless.
        let nearest = || self.judge(attempt, false).held;
        let first = || self.held(self.person(&attempt.by)).iter().find(|held| held.on(attempt.at.date()));
        let held = judged.held.or_else(nearest).or_else(|| first().copied());
        let paper_only = held.and_then(|held| held.role).is_some_and(|role| self.traits(role).paper_only);
        let action = attempt.effective();
        let shown = action.shows_data().then(|| attempt.form_for(paper_only));
        let grant_id = match judged.way {
            Some(Way::Grant(granted)) => Some(granted.grant.grant_id.clone()),
            _ => None,
        };
        AccessGrounds {
            answer: judged.answer(),
            action,
            form: shown.or(attempt.form),
            role: held.map(|held| held.holding.role.clone()),
            grant_id,
        }
    }

    /// What the access log keeps of an attempt: who tried what, in which role, under which grant and policy.
    /// Whoever holds no role is entered without one.
    #[must_use]
    pub fn entry(&self, attempt: &Attempt) -> LogEntry {
        let grounds = self.grounds(attempt);
        let decided = Attempt { action: grounds.action, form: grounds.form, ..attempt.clone() };
        let policy = &self.policy.policy_digest;
        let (role, grant_id) = (grounds.role.as_deref(), grounds.grant_id.as_deref());
        LogEntry::of(&decided, grounds.answer, role, grant_id, policy)
    }

    /// What a person may do with a file, or with the whole base, at an instant: every action with its answer.
    /// What a grant opens for fields of its own is permitted, with the grants that open it.
    #[must_use]
    pub fn actions_of(
        &self,
        person: &str,
        file: Option<&CustomerFile>,
        at: NaiveDateTime,
    ) -> Vec<ActionAnswer> {
        let actions = ArchiveAction::ALL.iter().map(|action| {
            let mut attempt = Attempt { file: file.cloned(), ..Attempt::new(at, person, *action) };
            let mut judged = self.judge(&attempt, true);
            let mut grants = Vec::new();
            if judged.outcome == VerdictOutcome::Deny && action.hands_out_fields() {
                grants = self.usable(&attempt);
                if let Some(first) = grants.first() {
                    (attempt.fields, attempt.form) = (first.fields.clone(), Some(first.form));
                    judged = self.judge(&attempt, true);
                }
            }
            ActionAnswer {
                action: *action,
                answer: judged.answer(),
                reasons: self.reasons(&attempt, &judged),
                grants,
            }
        });
        actions.collect()
    }

    /// The grants that open an action, each for its own fields, the latest first.
    fn usable(&self, attempt: &Attempt) -> Vec<UsableGrant> {
        let customer = self.file_of(attempt).map(|file| file.customer_id.as_str());
        let all = self.grants(self.person(&attempt.by), customer).iter();
        let in_force = all.filter(|granted| {
            let grant = granted.grant;
            let ended = granted.ends <= attempt.at || grant.revoked_at.is_some_and(|at| at <= attempt.at);
            grant.holds_from() <= attempt.at && !ended && !grant.fields.is_empty()
        });
        let usable = in_force.take(LISTED).filter_map(|granted| {
            let grant = granted.grant;
            let asked = Attempt { fields: grant.fields.clone(), form: Some(grant.form), ..attempt.clone() };
            // Of the two views a grant opens the one of its form.
            if asked.effective() != attempt.action {
                return None;
            }
            let permitted = self.judge(&asked, true).outcome == VerdictOutcome::Permit;
            permitted.then(|| UsableGrant {
                grant_id: grant.grant_id.clone(),
                fields: grant.fields.clone(),
                form: grant.form,
                ends: granted.ends,
            })
        });
        usable.collect()
    }

    /// The same attempt with the department of its file, so that it is looked up once for everybody.
    pub(super) fn placed(&self, attempt: &Attempt) -> Attempt {
        let mut placed = attempt.clone();
        if let Some(file) = &mut placed.file {
            let department = self.department(file, attempt.at.date()).map(str::to_owned);
            file.department = department.or_else(|| file.department.take());
        }
        placed
    }

    /// Who may make an attempt; whoever it names himself does not count.
    #[must_use]
    pub fn who_may(&self, attempt: &Attempt) -> WhoMayDo {
        let everybody = self.registers.organisation.iter().flat_map(|known| known.everybody());
        let people = everybody.map(|person| {
            let attempt = Attempt { by: person.clone(), ..attempt.clone() };
            let judged = self.judge(&attempt, true);
            MayDo {
                person_id: attempt.by.clone(),
                answer: judged.answer(),
                reasons: self.reasons(&attempt, &judged),
            }
        });
        WhoMayDo { at: attempt.at, action: attempt.action, people: people.collect() }
    }
}
