// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `decimal`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;

/// Why a number in text form was refused.
#[uniffi::remote(Enum)]
pub enum NumberError {
    /// Not digits with an optional leading `-` and one decimal point: an exponent, a leading `+`,
    /// a separator, a full-width digit.
    NotANumber,
    /// More than six digits after the point, the seventh or a later one not zero (N1).
    TooManyDecimals,
    /// More than 22 digits before the point (BOOK §2.10).
    TooLarge,
}
