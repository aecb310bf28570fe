// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `facts`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;

/// What became of a slice.
#[uniffi::remote(Enum)]
pub enum SliceKind {
    /// Paid.
    Paid,
    /// Written off.
    WrittenOff,
    /// Not settled yet.
    Open,
}

/// The stable code.
#[uniffi::export]
pub fn slice_kind_code(slice_kind: SliceKind) -> String {
    slice_kind.code().to_owned()
}

/// A veto, in the order results list them.
#[uniffi::remote(Enum)]
pub enum Veto {
    /// A write-off or bad debt in the window.
    WriteOff,
    /// A wilful default in the window.
    WilfulDefault,
    /// An open slice too many days late.
    Overdue,
    /// Unresolved litigation, insolvency or suspended business.
    LegalTrouble,
    /// A bounced bill in the window.
    BouncedBill,
}
