//! How long records are kept, and how they go.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use keyaccount::archive::PolicyUsed;
use keyaccount::archive::retention::{
    self, DisposalEvent, DisposalPhase, DisposalRequest, DisposalRules, Hold, KeptRecord, Schedule,
};
use keyaccount::{Answer, Disposition, Language, Verdict};

use crate::approval::Organisation;
use crate::errors::{KeyaccountError, guarded};
use crate::policy::{Policy, lacks};
use crate::population::text_of;
use crate::values::{CalendarDate, CaseId, PersonId, RecordId};

/// The retention schedule of a policy. What holds records, such as a lawsuit, is given with each question;
/// a register that was not supplied is another thing than an empty one.
#[derive(Debug, uniffi::Object)]
pub struct RetentionSchedule {
    policy: Arc<Policy>,
}

impl RetentionSchedule {
    fn rules(&self) -> Result<&keyaccount::RetentionRules, KeyaccountError> {
        let rules = self.policy.core.archive().retention.as_ref();
        rules.ok_or_else(|| lacks(&self.policy.core, "archive.retention"))
    }
}

#[uniffi::export]
impl RetentionSchedule {
    /// Of a policy. Refused if the policy has no `[archive.retention]`.
    #[uniffi::constructor]
    pub fn of(policy: Arc<Policy>) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| {
            let schedule = Self { policy };
            schedule.rules()?;
            Ok(Arc::new(schedule))
        })
    }

    /// How long a record is kept and what becomes of it then.
    pub fn schedule(
        &self,
        record: KeptRecord,
        holds: Option<Vec<Hold>>,
        as_of: CalendarDate,
    ) -> Result<Schedule, KeyaccountError> {
        guarded(|| Ok(self.rules()?.schedule(&record, holds.as_deref(), as_of)))
    }

    /// Whether a record may go, in short.
    pub fn decide(
        &self,
        record: KeptRecord,
        holds: Option<Vec<Hold>>,
        as_of: CalendarDate,
    ) -> Result<Answer, KeyaccountError> {
        guarded(|| Ok(self.rules()?.decide(&record, holds.as_deref(), as_of)))
    }

    /// Whether a record may go, and why.
    pub fn explain(
        &self,
        record: KeptRecord,
        holds: Option<Vec<Hold>>,
        as_of: CalendarDate,
    ) -> Result<Verdict, KeyaccountError> {
        guarded(|| Ok(self.rules()?.explain(&self.policy.core, &record, holds.as_deref(), as_of)))
    }

    /// The records that must go by the end of the month, the longest due first.
    pub fn must_go_this_month(
        &self,
        records: Vec<KeptRecord>,
        holds: Option<Vec<Hold>>,
        as_of: CalendarDate,
    ) -> Result<Vec<Schedule>, KeyaccountError> {
        guarded(|| Ok(self.rules()?.must_go_this_month(&records, holds.as_deref(), as_of)))
    }
}

/// An entry of the disposal list: one record that went.
#[derive(Debug, uniffi::Record)]
pub struct DisposalEntry {
    /// The number of the entry; none while it is carried out and not listed yet.
    pub entry_no: Option<String>,
    /// The disposal.
    pub disposal: CaseId,
    /// The record.
    pub record_id: RecordId,
    /// The classes it was kept as.
    pub classes: Vec<String>,
    /// The class that kept it longest.
    pub decided_by: Option<String>,
    /// Where the written policy says how long that was.
    pub clause: Option<String>,
    /// The last day it had to be kept.
    pub keep_until: Option<CalendarDate>,
    /// What became of it.
    pub then: Option<Disposition>,
    /// The day.
    pub executed_on: CalendarDate,
    /// Who carried it out.
    pub executed_by: PersonId,
    /// Who proposed it.
    pub proposed_by: PersonId,
    /// Who approved it, first and second.
    pub approved_by: Vec<PersonId>,
    /// Who witnessed it.
    pub witnesses: Vec<PersonId>,
    /// The policy it stood under.
    pub policy: PolicyUsed,
}

impl From<retention::DisposalEntry> for DisposalEntry {
    fn from(core: retention::DisposalEntry) -> Self {
        // Every field by name, so that a new one of the core is missed here.
        let retention::DisposalEntry {
            entry_no,
            disposal,
            record_id,
            classes,
            decided_by,
            clause,
            keep_until,
            then,
            executed_on,
            executed_by,
            proposed_by,
            approved_by,
            witnesses,
            policy,
        } = core;
        Self {
            entry_no,
            disposal,
            record_id,
            classes,
            decided_by,
            clause,
            keep_until,
            then,
            executed_on,
            executed_by,
            proposed_by,
            approved_by: approved_by.into(),
            witnesses,
            policy,
        }
    }
}

/// A disposal of records: a list of events, from which everything else follows.
#[derive(Debug, uniffi::Object)]
pub struct Disposal {
    core: Mutex<retention::Disposal>,
}

impl Disposal {
    fn of(core: retention::Disposal) -> Arc<Self> {
        Arc::new(Self { core: Mutex::new(core) })
    }

    fn locked(&self) -> MutexGuard<'_, retention::Disposal> {
        self.core.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[uniffi::export]
impl Disposal {
    /// Opens a draft that proposes nothing yet. `department` is whose records they are.
    ///
    /// Refused if the policy lets nobody dispose of records, for an id that is blank, too long or has
    /// characters that cannot be seen.
    #[uniffi::constructor]
    pub fn open(
        id: CaseId,
        department: Option<String>,
        policy: Arc<Policy>,
    ) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| {
            let rules =
                DisposalRules::of(&policy.core).ok_or_else(|| lacks(&policy.core, "archive.retention"))?;
            Ok(Self::of(retention::Disposal::open(id, department, rules)?))
        })
    }

    /// Reads a disposal that `toBytes` wrote; every event is replayed and checked.
    #[uniffi::constructor]
    pub fn from_bytes(file: String, bytes: Vec<u8>) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| Ok(Self::of(retention::Disposal::from_json(&file, &text_of(&file, bytes)?)?)))
    }

    /// The disposal to be stored or sent.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.locked().to_json().into_bytes()
    }

    /// Refused unless it stands under the rules that a policy has now.
    pub fn check_policy(&self, policy: Arc<Policy>) -> Result<(), KeyaccountError> {
        guarded(|| Ok(self.locked().check_policy(&policy.core)?))
    }

    /// Its id.
    pub fn id(&self) -> CaseId {
        self.locked().id().clone()
    }

    /// Where it stands.
    pub fn phase(&self) -> DisposalPhase {
        self.locked().phase()
    }

    /// The records it is about.
    pub fn records(&self) -> Vec<KeptRecord> {
        self.locked().records().to_vec()
    }

    /// Who has witnessed it.
    pub fn witnesses(&self) -> Vec<PersonId> {
        self.locked().witnesses().cloned().collect()
    }

    /// What happened to it.
    pub fn events(&self) -> Vec<DisposalEvent> {
        self.locked().events().to_vec()
    }

    /// What the disposal list says of it, a record each; empty before it is carried out.
    pub fn entries(&self) -> Vec<DisposalEntry> {
        self.locked().entries().into_iter().map(Into::into).collect()
    }

    /// Whether something may be done, in short.
    pub fn decide(
        &self,
        request: DisposalRequest,
        organisation: Arc<Organisation>,
        holds: Option<Vec<Hold>>,
    ) -> Answer {
        self.locked().decide(&request, &organisation.core, holds.as_deref())
    }

    /// Whether something may be done, and why.
    pub fn explain(
        &self,
        request: DisposalRequest,
        organisation: Arc<Organisation>,
        holds: Option<Vec<Hold>>,
    ) -> Verdict {
        self.locked().explain(&request, &organisation.core, holds.as_deref())
    }

    /// Does something. `NotPermitted` carries what is in the way; the disposal then stays as it was.
    pub fn act(
        &self,
        request: DisposalRequest,
        organisation: Arc<Organisation>,
        holds: Option<Vec<Hold>>,
    ) -> Result<DisposalPhase, KeyaccountError> {
        guarded(|| Ok(self.locked().act(request, &organisation.core, holds.as_deref())?))
    }

    /// What happened, line by line.
    pub fn history(&self, language: Language, organisation: Arc<Organisation>) -> Vec<String> {
        self.locked().history(language, &organisation.core)
    }
}
