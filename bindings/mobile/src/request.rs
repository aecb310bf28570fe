//! Requests for access to customers' files.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use keyaccount::archive::{self, AccessAct, AccessAsk, AccessGrant, AccessNeed, AccessPhase};
use keyaccount::{Answer, Language, Verdict};

use crate::access::{AccessRegisters, FileAccessRules};
use crate::approval::Organisation;
use crate::errors::{KeyaccountError, guarded};
use crate::events::AccessEvent;
use crate::population::text_of;
use crate::values::{CalendarTime, DelegationId, PersonId};

/// A request for access: a list of events, from which everything else follows.
#[derive(Debug, uniffi::Object)]
pub struct AccessRequest {
    core: Mutex<archive::AccessRequest>,
}

impl AccessRequest {
    fn locked(&self) -> MutexGuard<'_, archive::AccessRequest> {
        self.core.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Somebody who may act on a request.
#[derive(Debug, uniffi::Record)]
pub struct MayTake {
    /// The person.
    pub person: PersonId,
    /// The delegation it rests on, if it rests on one.
    pub delegation: Option<DelegationId>,
}

#[uniffi::export]
impl AccessRequest {
    /// Asks. `NotPermitted` says why nothing can be asked for.
    #[uniffi::constructor]
    pub fn open(
        ask: AccessAsk,
        by: PersonId,
        at: CalendarTime,
        rules: Arc<FileAccessRules>,
        registers: Arc<AccessRegisters>,
    ) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| {
            let core = archive::AccessRequest::open(ask, &by, at, &rules.core, &registers.core)?;
            Ok(Arc::new(Self { core: Mutex::new(core) }))
        })
    }

    /// Reads a request that `toBytes` wrote; every event is replayed and checked.
    #[uniffi::constructor]
    pub fn from_bytes(file: String, bytes: Vec<u8>) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| {
            let core = archive::AccessRequest::from_json(&file, &text_of(&file, bytes)?)?;
            Ok(Arc::new(Self { core: Mutex::new(core) }))
        })
    }

    /// The request to be stored or sent.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.locked().to_json().into_bytes()
    }

    /// What is asked for.
    pub fn ask(&self) -> AccessAsk {
        self.locked().ask().clone()
    }

    /// Who asks.
    pub fn requester(&self) -> PersonId {
        self.locked().requester().clone()
    }

    /// What happened to it, in order.
    pub fn events(&self) -> Vec<AccessEvent> {
        self.locked().events().iter().cloned().map(Into::into).collect()
    }

    /// Which approvals it takes.
    pub fn need(&self) -> AccessNeed {
        self.locked().need().clone()
    }

    /// Where it stands.
    pub fn phase(&self) -> AccessPhase {
        self.locked().phase()
    }

    /// When the grant ends, once there is one.
    pub fn ends(&self) -> Option<CalendarTime> {
        self.locked().ends()
    }

    /// The grants it gave.
    pub fn grants(&self) -> Vec<AccessGrant> {
        self.locked().grants()
    }

    /// Takes a step: approve, refuse, grant, use, withdraw, expire, revoke.
    pub fn take(
        &self,
        act: AccessAct,
        registers: Arc<AccessRegisters>,
    ) -> Result<AccessPhase, KeyaccountError> {
        guarded(|| Ok(self.locked().take(&act, &registers.core)?))
    }

    /// Whether a step may be taken, in short.
    pub fn decide(&self, act: AccessAct, registers: Arc<AccessRegisters>) -> Answer {
        self.locked().decide(&act, &registers.core)
    }

    /// Whether a step may be taken, and why.
    pub fn explain(&self, act: AccessAct, registers: Arc<AccessRegisters>) -> Verdict {
        self.locked().explain(&act, &registers.core)
    }

    /// Who may take a step.
    pub fn who_may(&self, act: AccessAct, registers: Arc<AccessRegisters>) -> Vec<MayTake> {
        let people = self.locked().who_may(&act, &registers.core);
        people.into_iter().map(|(person, delegation)| MayTake { person, delegation }).collect()
    }

    /// What happened, line by line.
    pub fn history(&self, language: Language, organisation: Arc<Organisation>) -> Vec<String> {
        self.locked().history(language, &organisation.core)
    }
}
