//! Input digest.
