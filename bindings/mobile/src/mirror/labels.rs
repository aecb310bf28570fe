// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `labels`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;

/// A language results can be read in. Stable names and codes are the same in both.
#[uniffi::remote(Enum)]
pub enum Language {
    /// `en`
    English,
    /// `zh`, simplified.
    Chinese,
}

/// `en` or `zh`.
#[uniffi::export]
pub fn language_code(language: Language) -> String {
    language.code().to_owned()
}
