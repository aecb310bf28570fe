//! The disposal list (销毁清册): what went, when, by whom. It is kept for good, so it holds ids only.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::case::{Disposal, DisposalAct};
use super::record::KeptRecord;
use crate::archive::PolicyUsed;
use crate::ids::{CaseId, PersonId, RecordId};
use crate::policy::Disposition;

/// An entry of the disposal list: one record that went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisposalEntry {
    /// The number of the entry; none while it is carried out and not listed yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry_no: Option<String>,
    /// The disposal.
    pub disposal: CaseId,
    /// The record.
    pub record_id: RecordId,
    /// The classes it was kept as.
    pub classes: Vec<String>,
    /// The class that kept it longest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<String>,
    /// Where the written policy says how long that was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The last day it had to be kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep_until: Option<NaiveDate>,
    /// What became of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<Disposition>,
    /// The day.
    pub executed_on: NaiveDate,
    /// Who carried it out.
    pub executed_by: PersonId,
    /// Who proposed it.
    pub proposed_by: PersonId,
    /// Who approved it, first and second.
    pub approved_by: [PersonId; 2],
    /// Who witnessed it.
    pub witnesses: Vec<PersonId>,
    /// The policy it stood under.
    pub policy: PolicyUsed,
}

impl Disposal {
    /// Its entries for the disposal list, one for every record; none before it is carried out.
    #[must_use]
    pub fn entries(&self) -> Vec<DisposalEntry> {
        self.records().iter().filter_map(|record| self.entry(record)).collect()
    }

    fn entry(&self, record: &KeptRecord) -> Option<DisposalEntry> {
        let executed = self.events().iter().find(|event| event.act == DisposalAct::Execute)?;
        let who = |did: fn(&DisposalAct) -> bool| self.who(did).map(PersonId::from);
        let listed = self.events().iter().find_map(|event| match &event.act {
            DisposalAct::List { entry_no } => Some(entry_no.clone()),
            _ => None,
        });
        let schedule = self.opened.rules.retention.schedule(record, Some(&executed.holds), executed.on);
        let of = schedule.classes.iter().find(|of| Some(&of.class) == schedule.decided_by.as_ref());
        Some(DisposalEntry {
            entry_no: listed,
            disposal: self.id().clone(),
            record_id: record.record_id.clone(),
            classes: record.kept_as.iter().map(|kept| kept.class.clone()).collect(),
            clause: of.and_then(|of| of.clause.clone()),
            decided_by: schedule.decided_by,
            keep_until: schedule.keep_until,
            then: schedule.then,
            executed_on: executed.on,
            executed_by: executed.by.clone(),
            proposed_by: who(|act| matches!(act, DisposalAct::Propose { .. }))?,
            approved_by: [
                who(|act| *act == DisposalAct::Approve)?,
                who(|act| *act == DisposalAct::SecondApprove)?,
            ],
            witnesses: self.witnesses().cloned().collect(),
            policy: self.opened.rules.policy.clone(),
        })
    }
}
