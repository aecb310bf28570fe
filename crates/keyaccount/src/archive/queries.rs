//! The other way round: what somebody may do with a file today, and who may do something with it.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::attempt::{Attempt, CustomerFile};
use super::desk::AccessDesk;
use crate::policy::ArchiveAction;
use crate::reason::Reason;
use crate::verdict::Answer;

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
    pub person_id: String,
    /// Whether the person may, and by which rule.
    pub answer: Answer,
    /// Why.
    pub reasons: Vec<Reason>,
}

impl AccessDesk<'_> {
    /// What a person may do with a file, or with the whole base, at an instant: every action with its answer.
    /// Where a grant decides, without its fields: each is asked for by an attempt of its own.
    #[must_use]
    pub fn actions_of(
        &self,
        person: &str,
        file: Option<&CustomerFile>,
        at: NaiveDateTime,
    ) -> Vec<ActionAnswer> {
        let actions = ArchiveAction::ALL.iter().map(|action| {
            let attempt = Attempt { file: file.cloned(), ..Attempt::new(at, person, *action) };
            let judged = self.judge(&attempt, true);
            let answer = Answer { outcome: judged.outcome, rule: Some(judged.rule) };
            ActionAnswer { action: *action, answer, reasons: self.reasons(&attempt, &judged) }
        });
        actions.collect()
    }

    /// Who may make an attempt; whoever it names himself does not count.
    #[must_use]
    pub fn who_may(&self, attempt: &Attempt) -> WhoMayDo {
        let everybody = self.registers.organisation.iter().flat_map(|known| known.everybody());
        let people = everybody.map(|person| {
            let attempt = Attempt { by: person.to_owned(), ..attempt.clone() };
            let judged = self.judge(&attempt, true);
            let answer = Answer { outcome: judged.outcome, rule: Some(judged.rule) };
            MayDo { person_id: attempt.by.clone(), answer, reasons: self.reasons(&attempt, &judged) }
        });
        WhoMayDo { at: attempt.at, action: attempt.action, people: people.collect() }
    }
}
