//! Every sentence of a printed policy, in both languages side by side. What they say is decided by
//! the chapters; nothing here knows a number of any policy.
//!
//! 以上, 以下 and 以内 include the number they state, 不满, 超过 and 低于 exclude it (Civil Code, art. 1259).

pub(super) mod classes;
pub(super) mod closing;
pub(super) mod composite;
pub(super) mod conditions;
pub(super) mod credit;
pub(super) mod form;
pub(super) mod general;
pub(super) mod lists;
pub(super) mod prospect;
pub(super) mod trade;
