//! From scores to classes: bands, caps, value classes, behaviour and stages.

mod bands;

pub use bands::{Band, Bands};
