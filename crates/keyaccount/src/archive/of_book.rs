//! Registers and files as a book has them (BOOK §1): who is who, what was signed, what was granted, whose file it is.

use chrono::{NaiveDate, TimeDelta};

use super::attempt::{CustomerFile, FileStatus};
use super::registers::{AccessGrant, AccessRegisters, Nda};
use crate::approval::{Organisation, attribute, is_listed};
use crate::book::{ArchiveStatus, Book, Confidentiality, GrantForm, Table};
use crate::error::Error;
use crate::policy::{AccessForm, AccessRules, ArchiveAction};

impl AccessRegisters {
    /// The registers of a book as they are visible on a day. A table the book does not have was not supplied;
    /// without `role_holders` nobody is known, not even as outside.
    ///
    /// # Errors
    /// Everything [`Organisation::of_book`] and [`check`](Self::check) refuse, such as a grant that was revoked
    /// before it was decided on.
    pub fn of_book(book: &Book, as_of: NaiveDate) -> Result<Self, Error> {
        let organisation = match book.has(Table::RoleHolders) {
            true => Some(Organisation::of_book(book, as_of)?),
            false => None,
        };
        let ndas = book.has(Table::Ndas).then(|| {
            let rows = book.ndas(as_of).map(|row| Nda {
                person_id: row.person_id.into(),
                signed_on: row.signed_on,
                valid_to: row.valid_to,
            });
            rows.collect()
        });
        let grants = book.has(Table::Grants).then(|| {
            let rows = book.grants(as_of).map(|row| AccessGrant {
                grant_id: row.grant_id.into(),
                requester: row.requester.into(),
                action: None,
                customer_id: Some(row.customer_id.into()),
                fields: listed_fields(&row.fields),
                form: match row.form {
                    GrantForm::Paper => AccessForm::Paper,
                    GrantForm::Electronic => AccessForm::Electronic,
                },
                requested_at: None,
                decided_by: row.decided_by.into(),
                second_by: row.second_by.map(Into::into),
                decided_at: row.decided_at,
                second_at: row.second_at,
                granted_at: None,
                department: None,
                // The column has the last instant it holds.
                expires_at: row
                    .expires_at
                    .checked_add_signed(TimeDelta::seconds(1))
                    .unwrap_or(row.expires_at),
                revoked_at: row.revoked_at,
            });
            rows.collect()
        });
        let registers = Self { organisation, ndas, grants };
        registers.check()?;
        Ok(registers)
    }
}

fn listed_fields(fields: &str) -> Vec<String> {
    fields.split(';').map(str::trim).filter(|field| !field.is_empty()).map(str::to_owned).collect()
}

impl CustomerFile {
    /// The file of a customer of a book as it is on a day, for something that is to be done with it; `None` if
    /// the book does not have the customer.
    ///
    /// Confidentiality 1, 2, … is the first, second, … level of the policy; where it is not set the level is
    /// left out, which is the strictest. A file without a record counts as filed, and one with a hold on any of
    /// its records as frozen for whoever would dispose of it.
    #[must_use]
    pub fn of_book(
        book: &Book,
        customer_id: &str,
        action: ArchiveAction,
        rules: &AccessRules,
        as_of: NaiveDate,
    ) -> Option<Self> {
        if !is_listed(book, customer_id) {
            return None;
        }
        let records = book.archive_records(as_of).filter(|record| record.customer_id == customer_id);
        let record = records.max_by_key(|record| record.opened_on);
        let status = record.as_ref().and_then(|record| record.status);
        let mut status = match status {
            Some(ArchiveStatus::Draft) => FileStatus::Draft,
            Some(ArchiveStatus::Filed) | None => FileStatus::Filed,
            Some(ArchiveStatus::Frozen) => FileStatus::Frozen,
            Some(ArchiveStatus::Disposed) => FileStatus::Disposed,
        };
        let mut holds = book.holds(as_of).filter(|hold| hold.customer_id == customer_id);
        let held = holds.any(|hold| hold.to.is_none_or(|last| as_of <= last));
        if held && action == ArchiveAction::Dispose && status != FileStatus::Disposed {
            status = FileStatus::Frozen;
        }
        let level = record.as_ref().and_then(|record| record.confidentiality);
        let level = level.and_then(|set| {
            let at = Confidentiality::ALL.iter().position(|level| *level == set)?;
            rules.levels.get(at).map(|level| level.name.clone())
        });
        Some(Self {
            customer_id: customer_id.into(),
            owner: attribute(book, customer_id, "owner").map(Into::into),
            department: record.and_then(|record| record.department).map(|unit| unit.into_owned()),
            level,
            status,
        })
    }
}
