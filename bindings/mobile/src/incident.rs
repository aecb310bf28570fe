//! A leak of data, and the clocks of the response to it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use keyaccount::archive::incident::{self, IncidentEvent, IncidentReport};
use keyaccount::due::DuePart;
use keyaccount::{Answer, Jurisdiction, Language, Verdict};

use crate::approval::Organisation;
use crate::errors::{KeyaccountError, guarded};
use crate::policy::Policy;
use crate::population::text_of;
use crate::values::{CalendarTime, CaseId};

/// An incident: a list of events, from which everything else follows.
#[derive(Debug, uniffi::Object)]
pub struct Incident {
    core: Mutex<incident::Incident>,
}

impl Incident {
    fn locked(&self) -> MutexGuard<'_, incident::Incident> {
        self.core.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[uniffi::export]
impl Incident {
    /// Opens an incident with the accounts that are involved, of our own people and of customers. Without any
    /// jurisdiction the steps of every law are asked for until an assessment names some.
    ///
    /// Refused if the policy has no `[archive.incident]`, for a blank id, a moment finer than a second, a
    /// jurisdiction named twice, or more than 10,000 accounts.
    #[uniffi::constructor]
    pub fn open(
        id: CaseId,
        detected_at: CalendarTime,
        jurisdictions: Vec<Jurisdiction>,
        staff_accounts: Vec<String>,
        customer_accounts: Vec<String>,
        policy: Arc<Policy>,
    ) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| {
            let core = incident::Incident::open(id, detected_at, jurisdictions, &policy.core)?
                .with_accounts(staff_accounts, customer_accounts)?;
            Ok(Arc::new(Self { core: Mutex::new(core) }))
        })
    }

    /// Reads an incident that `toBytes` wrote; every event is replayed and checked.
    #[uniffi::constructor]
    pub fn from_bytes(file: String, bytes: Vec<u8>) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| {
            let core = incident::Incident::from_json(&file, &text_of(&file, bytes)?)?;
            Ok(Arc::new(Self { core: Mutex::new(core) }))
        })
    }

    /// The incident to be stored or sent.
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

    /// What was recorded.
    pub fn events(&self) -> Vec<IncidentEvent> {
        self.locked().events().to_vec()
    }

    /// Whether something may be recorded, in short.
    pub fn decide(&self, event: IncidentEvent) -> Answer {
        self.locked().decide(&event)
    }

    /// Whether something may be recorded, and why.
    pub fn explain(&self, event: IncidentEvent) -> Verdict {
        self.locked().explain(&event)
    }

    /// Records something. `NotPermitted` carries what is in the way; the incident then stays as it was.
    pub fn record(&self, event: IncidentEvent) -> Result<(), KeyaccountError> {
        guarded(|| Ok(self.locked().record(event)?))
    }

    /// Where it stands at an instant: its level, and every clock.
    pub fn report(&self, at: CalendarTime) -> IncidentReport {
        self.locked().report(at)
    }

    /// The steps that are due at an instant, each until its clock ends, as a part of a list: see `mergeDue`.
    pub fn due(&self, now: CalendarTime) -> DuePart {
        let (entries, next_change) = self.locked().due(now);
        DuePart { entries, next_change, ..DuePart::default() }
    }

    /// What happened, line by line.
    pub fn history(&self, language: Language, organisation: Arc<Organisation>) -> Vec<String> {
        self.locked().history(language, &organisation.core)
    }
}
