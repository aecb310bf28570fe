//! Who may see and do what with customers' files.

use std::sync::Arc;

use keyaccount::archive::{
    self, AccessGrant, AccessGrounds, ActionAnswer, Attempt, CustomerFile, LogEntry, Nda, WhoMayDo,
};
use keyaccount::{Answer, ArchiveAction, Permission, Verdict};

use crate::approval::Organisation;
use crate::book::Book;
use crate::errors::{KeyaccountError, guarded};
use crate::policy::{Policy, lacks};
use crate::population::text_of;
use crate::values::{CalendarDate, CalendarTime, CustomerId, PersonId};

/// The access rules of a policy.
#[derive(Debug, uniffi::Object)]
pub struct FileAccessRules {
    pub(crate) core: archive::AccessPolicy,
}

#[uniffi::export]
impl FileAccessRules {
    /// Of a policy. Refused if the policy has no `[archive.access]`.
    #[uniffi::constructor]
    pub fn of(policy: Arc<Policy>) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| {
            let core = archive::AccessPolicy::of(&policy.core)
                .ok_or_else(|| lacks(&policy.core, "archive.access"))?;
            Ok(Arc::new(Self { core }))
        })
    }

    /// What a role may do with customers' files; what the policy does not say is denied.
    pub fn permission(&self, role: String, action: ArchiveAction) -> Permission {
        self.core.access.permission(&role, action)
    }

    /// A customer's file as a book has it; nothing for a customer the book does not have.
    pub fn file_of(
        &self,
        book: Arc<Book>,
        customer_id: CustomerId,
        action: ArchiveAction,
        as_of: CalendarDate,
    ) -> Option<CustomerFile> {
        CustomerFile::of_book(&book.core, &customer_id, action, &self.core.access, as_of)
    }
}

/// The registers access is decided by. One that is not supplied is another thing than one without entries.
#[derive(Debug, uniffi::Object)]
pub struct AccessRegisters {
    pub(crate) core: archive::AccessRegisters,
}

#[uniffi::export]
impl AccessRegisters {
    /// Of what the app keeps. Refused if an entry contradicts itself, such as a grant that ends before it begins.
    #[uniffi::constructor]
    pub fn new(
        organisation: Option<Arc<Organisation>>,
        ndas: Option<Vec<Nda>>,
        grants: Option<Vec<AccessGrant>>,
    ) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| {
            let organisation = organisation.map(|organisation| organisation.core.clone());
            let core = archive::AccessRegisters { organisation, ndas, grants };
            core.check()?;
            Ok(Arc::new(Self { core }))
        })
    }

    /// As a book has them on a day.
    #[uniffi::constructor]
    pub fn of_book(book: Arc<Book>, as_of: CalendarDate) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| Ok(Arc::new(Self { core: archive::AccessRegisters::of_book(&book.core, as_of)? })))
    }

    /// The same registers with other grants.
    pub fn with_grants(&self, grants: Vec<AccessGrant>) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| {
            let core = archive::AccessRegisters { grants: Some(grants), ..self.core.clone() };
            core.check()?;
            Ok(Arc::new(Self { core }))
        })
    }

    /// The organisation, if it was supplied.
    pub fn organisation(&self) -> Option<Arc<Organisation>> {
        self.core.organisation.clone().map(|core| Arc::new(Organisation { core }))
    }

    /// The agreements of confidentiality, if they were supplied.
    pub fn ndas(&self) -> Option<Vec<Nda>> {
        self.core.ndas.clone()
    }

    /// The grants, if they were supplied.
    pub fn grants(&self) -> Option<Vec<AccessGrant>> {
        self.core.grants.clone()
    }
}

/// A question of access as another program wrote it.
#[derive(Debug, uniffi::Record)]
pub struct AccessQuestion {
    /// What is to be done.
    pub attempt: Attempt,
    /// The registers it is decided by.
    pub registers: Arc<AccessRegisters>,
}

/// Reads a question of access: an attempt with the registers it is decided by.
#[uniffi::export]
pub fn read_access_question(file: String, bytes: Vec<u8>) -> Result<AccessQuestion, KeyaccountError> {
    guarded(|| {
        let read = archive::AccessQuestion::from_json(&file, &text_of(&file, bytes)?)?;
        Ok(AccessQuestion {
            attempt: read.attempt,
            registers: Arc::new(AccessRegisters { core: read.registers }),
        })
    })
}

/// Decides who may see and do what, by the rules of a policy and the registers at hand.
#[derive(Debug, uniffi::Object)]
pub struct AccessDesk {
    rules: Arc<FileAccessRules>,
    registers: Arc<AccessRegisters>,
}

impl AccessDesk {
    /// The core's desk borrows rules and registers, so it is set up for every question.
    fn desk(&self) -> Result<archive::AccessDesk<'_>, KeyaccountError> {
        Ok(archive::AccessDesk::new(&self.rules.core, &self.registers.core)?)
    }
}

#[uniffi::export]
impl AccessDesk {
    /// Refused if the registers contradict themselves.
    #[uniffi::constructor]
    pub fn new(
        rules: Arc<FileAccessRules>,
        registers: Arc<AccessRegisters>,
    ) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| {
            let desk = Self { rules, registers };
            desk.desk()?;
            Ok(Arc::new(desk))
        })
    }

    /// Whether an attempt is allowed, in short.
    pub fn decide(&self, attempt: Attempt) -> Result<Answer, KeyaccountError> {
        guarded(|| Ok(self.desk()?.decide(&attempt)))
    }

    /// Whether an attempt is allowed, and why.
    pub fn explain(&self, attempt: Attempt) -> Result<Verdict, KeyaccountError> {
        guarded(|| Ok(self.desk()?.explain(&attempt)))
    }

    /// On which role or grant an attempt rests.
    pub fn grounds(&self, attempt: Attempt) -> Result<AccessGrounds, KeyaccountError> {
        guarded(|| Ok(self.desk()?.grounds(&attempt)))
    }

    /// The entry of the log an attempt makes, whether it is allowed or not.
    pub fn entry(&self, attempt: Attempt) -> Result<LogEntry, KeyaccountError> {
        guarded(|| Ok(self.desk()?.entry(&attempt)))
    }

    /// Everything a person may and may not do with a file.
    pub fn actions_of(
        &self,
        person: PersonId,
        file: Option<CustomerFile>,
        at: CalendarTime,
    ) -> Result<Vec<ActionAnswer>, KeyaccountError> {
        guarded(|| Ok(self.desk()?.actions_of(&person, file.as_ref(), at)))
    }

    /// Who else may do what was attempted.
    pub fn who_may(&self, attempt: Attempt) -> Result<WhoMayDo, KeyaccountError> {
        guarded(|| Ok(self.desk()?.who_may(&attempt)))
    }
}
