//! De-identification and anonymisation (§6.8, R171).
//!
//! They are two things (PIPL art. 73). What is **de-identified** still is personal data: with the key it
//! leads back to the person. What is **anonymised** leads back to nobody: no pseudonym is in it, and no row
//! stands in a group of fewer than k that look alike.
//!
//! What becomes of a column is the policy's (`[archive.privacy]`); a column it does not list is removed. What a
//! column is called says nothing of what somebody wrote into it: a cell that is kept is a number or a grade of
//! the policy, a place is one of the lists of divisions, an e-mail address is well-formed; of anything else
//! nothing is left, and it is counted.
//!
//! # Pseudonyms
//!
//! A pseudonym is `P-` and the first 16 bytes of an HMAC-SHA-256 under the key, in 32 lower-case hexadecimal
//! digits. It is made over these bytes, which no other column and id share:
//!
//! ```text
//! "keyaccount deidentify 1\n"
//! the length of the column's name in bytes, 8 bytes, most significant first
//! the column's name, UTF-8
//! the length of the id in bytes, 8 bytes, most significant first
//! the id, UTF-8
//! ```
//!
//! The id is the cell's own where the column holds ids (`pseudonym`), and that of the person or customer the
//! row is about where it holds names (`pseudonym_of_subject`). So one id has one pseudonym in every table
//! whose column has one name, and tables still join.

mod anonymise;
mod cells;
mod deidentify;
mod key;
mod places;
mod report;
mod table;
#[cfg(test)]
mod tests;

pub use deidentify::PrivacyPolicy;
pub use key::{DeidentifyKey, MIN_KEY_BYTES};
pub use report::{LeftOut, LeftOutReason, PrivacyGroups, PrivacyReport};
pub use table::PlainTable;
