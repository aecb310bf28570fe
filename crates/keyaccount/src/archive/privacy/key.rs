//! The key that pseudonyms are made with.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::archive::log::hex;
use crate::error::{Error, Problem, ProblemCode};

/// A key has at least so many bytes.
pub const MIN_KEY_BYTES: usize = 32;

/// What every message begins with, so that it is no message of anything else made with the same key.
const PURPOSE: &[u8] = b"keyaccount deidentify 1\n";

/// The key that pseudonyms are made with. Whoever has it can tell who is behind them.
///
/// It cannot be printed, written or compared, and its bytes are overwritten when it is dropped.
pub struct DeidentifyKey(Zeroizing<Vec<u8>>);

impl DeidentifyKey {
    /// A key of these bytes, all of them.
    ///
    /// # Errors
    /// Fewer than 32 bytes. Nothing of them is in the problem.
    ///
    /// ```
    /// use keyaccount::archive::DeidentifyKey;
    /// assert!(DeidentifyKey::new(vec![7; 32]).is_ok());
    /// assert!(DeidentifyKey::new(vec![7; 31]).is_err());
    /// ```
    pub fn new(bytes: Vec<u8>) -> Result<Self, Error> {
        let bytes = Zeroizing::new(bytes);
        if bytes.len() < MIN_KEY_BYTES {
            let found = format!("a key of {} bytes", bytes.len());
            let expected = format!("at least {MIN_KEY_BYTES} bytes");
            let problem = Problem::new(ProblemCode::OutOfRange, found, expected);
            return Err(problem.remedy("make one at random and keep it apart from the data").into());
        }
        Ok(Self(bytes))
    }

    /// What makes the pseudonyms; `None` never, since keys of any length do.
    pub(super) fn pseudonyms(&self) -> Option<Pseudonyms> {
        let mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        Some(Pseudonyms(mac.chain_update(PURPOSE)))
    }
}

/// Makes pseudonyms under one key.
pub(super) struct Pseudonyms(Hmac<Sha256>);

impl Pseudonyms {
    /// The pseudonym of an id in a column.
    pub(super) fn of(&self, column: &str, id: &str) -> String {
        let length = |text: &str| (text.len() as u64).to_be_bytes();
        let mac = self
            .0
            .clone()
            .chain_update(length(column))
            .chain_update(column)
            .chain_update(length(id))
            .chain_update(id)
            .finalize()
            .into_bytes();
        format!("P-{}", hex(mac.get(..16).unwrap_or_default()))
    }
}
