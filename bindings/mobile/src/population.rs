//! Everybody else, as far as ranks and shares need them.

use std::sync::Arc;

use crate::errors::{KeyaccountError, guarded};
use crate::values::CalendarDate;

/// The population of a whole run: sorted values and totals, no customer's id. A phone that holds a part of the book
/// ranks its customers against it.
#[derive(Debug, uniffi::Object)]
pub struct Population {
    pub(crate) core: keyaccount::Population,
}

#[uniffi::export]
impl Population {
    /// Reads a population that `toBytes` wrote on another machine. `file` is the name that problems carry.
    ///
    /// Refused if it is none, if it was changed since it was written, or if a newer version wrote it.
    #[uniffi::constructor]
    pub fn from_bytes(file: String, bytes: Vec<u8>) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| {
            let text = text_of(&file, bytes)?;
            Ok(Arc::new(Self { core: keyaccount::Population::from_json(&file, &text)? }))
        })
    }

    /// The population to be stored or sent. The form is the library's own.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.core.to_json().into_bytes()
    }

    /// The day it was measured.
    pub fn as_of(&self) -> CalendarDate {
        self.core.as_of()
    }

    /// The ISO 4217 code of its money.
    pub fn currency(&self) -> String {
        self.core.currency().to_owned()
    }

    /// How many customers it has: those that are not new.
    pub fn customers(&self) -> u64 {
        self.core.customers()
    }

    /// SHA-256 over everything in it, 64 hexadecimal digits, as stamps name it.
    pub fn digest(&self) -> String {
        self.core.digest()
    }

    /// The digest of the policy it was measured under.
    pub fn policy_digest(&self) -> String {
        self.core.policy_digest().to_owned()
    }

    /// Whether it was only a part of the customers, against whom nobody can be ranked.
    pub fn is_partial(&self) -> bool {
        self.core.is_partial()
    }
}

/// The text of something that was stored.
pub(crate) fn text_of(file: &str, bytes: Vec<u8>) -> Result<String, KeyaccountError> {
    String::from_utf8(bytes).map_err(|error| {
        let found = format!("bytes that are no UTF-8 text, from byte {}", error.utf8_error().valid_up_to());
        let problem =
            keyaccount::Problem::new(keyaccount::ProblemCode::BadEncoding, found, "what this library wrote");
        Box::new(problem.at(file, None, None)).into()
    })
}
