//! `[approval]`: who signs which contract, in what order, on which papers, and who may stand in
//! (§5.2–5.6a).

mod documents;
#[cfg(test)]
pub(crate) mod seed;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use documents::{BasicField, DocumentKind, DocumentRule, DocumentTest, DocumentWhen};

/// `[approval]`: the rules on contracts with key accounts.
///
/// Those of a loaded policy have passed its check; rules read back from JSON are what was stored, so that a
/// case replays under the rules it began with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Approval {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// The roles that act, any number and any names, in the order they are shown. Every step names one.
    pub roles: Vec<String>,
    /// Those of `roles` that act only for the unit they are held in: the holder must hold the role in the
    /// unit that applies. In the order of `roles`.
    pub unit_roles: Vec<String>,
    /// Those of `roles` that several persons hold at a time, as in a department. Every other role is held
    /// by one person (of a unit, for `unit_roles`). In the order of `roles`.
    pub shared_roles: Vec<String>,
    /// Which tier an amount belongs to that stands at the edge of two.
    pub boundary: Boundary,
    /// The tier of a contract without any amount, by its position in `tiers`; refused if there is none
    /// (A4).
    pub no_amount: Option<usize>,
    /// What becomes of a contract signed below its settlement floor price.
    pub below_floor_price: BelowFloorPrice,
    /// Contracts of the same customer submitted in so many days before this one count with it when it is
    /// asked whether a contract was split; never asked if empty. A warning, never a refusal.
    pub split_window_days: Option<u32>,
    /// Whether no person may take part in two deciding acts of one round.
    pub segregation: bool,
    /// At least one, by rising amount, without a gap: each begins where the one before it ends.
    pub tiers: Vec<ApprovalTier>,
    /// `[approval.documents]`: the papers and statements that must be there, in the order of
    /// [`DocumentKind::ALL`]; none if the policy lists none.
    pub documents: Vec<DocumentRule>,
    /// `[approval.delegation]`: who may stand in; nobody if the policy does not have it.
    pub delegation: Option<DelegationRules>,
}

/// `[[approval.tiers]]`: a range of amounts and the steps it takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ApprovalTier {
    /// The tier's name.
    pub name: String,
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// Where it begins: 0 for the first tier, the `to` of the one before for any other. Whether the amount
    /// itself belongs to it is decided by [`Boundary`]; 0 never does, since an amount is above 0.
    #[serde(with = "rust_decimal::serde::str")]
    pub from: Decimal,
    /// Where it ends, which is decided by [`Boundary`] likewise; empty for the last tier alone, which has
    /// no end.
    #[serde(default, with = "rust_decimal::serde::str_option")]
    pub to: Option<Decimal>,
    /// At least one, in strict order.
    pub steps: Vec<TierStep>,
}

/// A step of a tier: what is done, by which role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TierStep {
    /// What is done.
    pub act: StepAct,
    /// Who does it, one of [`Approval::roles`].
    pub role: String,
    /// Where the written policy says it.
    pub clause: Option<String>,
}

/// What is done in a step: a closed list (§5.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepAct {
    /// `sign`: an accountable signature on the request and the draft contract (A2).
    Sign,
    /// `approve`
    Approve,
    /// `file`: put on record. It decides nothing.
    File,
}

impl StepAct {
    /// Whether the step decides, so that segregation of duties applies to it (§5.3).
    #[must_use]
    pub const fn decides(self) -> bool {
        matches!(self, Self::Sign | Self::Approve)
    }
}

/// Which tier an amount belongs to that is the end of one tier and the beginning of the next: both
/// 以上 and 以下 include the number they state (A1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Boundary {
    /// `higher`: the next tier, with the stricter approval.
    Higher,
    /// `lower`: the tier that ends there.
    Lower,
    /// `reject`: neither; such an amount is refused as ambiguous.
    Reject,
}

/// What becomes of a contract whose agreed price lies below its settlement floor price (§7.10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BelowFloorPrice {
    /// `by_amount`: nothing, the amount alone decides.
    ByAmount,
    /// `refuse`
    Refuse,
    /// `{ tier = … }`: at least the tier at this position of [`Approval::tiers`]; an amount that belongs to
    /// a higher one stays there.
    AtLeastTier(usize),
}

/// `[approval.delegation]`: when somebody may act in another's place (§5.4). Whether the principal is
/// away is asserted by the delegation itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DelegationRules {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// The last day a delegation may hold is its first day + this many days; a longer one is refused.
    pub max_days: u32,
    /// Whether it must name the paper that grants it.
    pub written: bool,
    /// Whether a delegate may pass it on.
    pub redelegation: Redelegation,
    /// What may be delegated at all, in the order of [`RequestKind::ALL`].
    pub scopes: Vec<RequestKind>,
}

/// Whether a delegate may pass a delegation on: a closed list of one (§5.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Redelegation {
    /// `never`
    Never,
}

/// What is asked for: a closed list (§3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestKind {
    /// `key_account`: a contract with a key account.
    KeyAccount,
    /// `vip`: to be listed as a VIP.
    Vip,
    /// `archive_access`: to use customer files.
    ArchiveAccess,
    /// `gift`: to give a gift.
    Gift,
}
