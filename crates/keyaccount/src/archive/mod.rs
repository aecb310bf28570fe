//! Customer files: what may be done with them, and by whom (§6).

mod access;
