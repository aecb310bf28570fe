//! `[admission]`: who may become a key account (§5.1), and who a VIP (§7.3).

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::predicate::{Fact, FactKind, Predicate, facts};
use crate::book::OfficialRank;

/// The rules on admission. A policy need not have any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Admission {
    /// `[admission.key_account]`: without it the policy says nothing about key accounts.
    pub key_account: Option<KeyAccountRules>,
    /// `[admission.vip]`: without it the policy says nothing about VIP customers.
    pub vip: Option<VipRules>,
}

/// `[admission.key_account]`: what makes a customer a key account.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeyAccountRules {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// The definition. A preset is written out: the policy holds its conditions, not its name.
    pub when: Predicate<AdmissionFact>,
}

facts! {
    /// What a definition of key accounts may ask about a customer: a closed list.
    AdmissionFact {
        /// Whether there is a contract: a signed one, or the draft being approved (A39), that has neither
        /// ended nor been rejected, withdrawn, cancelled or closed. Read from `contracts`.
        Contract "contract" YesNo,
        /// Whether such a contract is signed.
        SignedContract "signed_contract" YesNo,
        /// Open receivables, due or not, and the value of stock held for the customer where the caller
        /// knows it, exact (R180).
        CapitalOccupied "capital_occupied" Money,
        /// Credit grade of `credit.good_from` or better; of a new customer, a branch evaluation of good
        /// or excellent (A6).
        GoodCredit "good_credit" YesNo,
        /// The credit grade after vetoes and caps.
        CreditGrade "credit_grade" CreditBand,
        /// Published credit score.
        CreditScore "credit_score" Points,
        /// Whether any veto of §4.2.10 holds.
        Vetoed "vetoed" YesNo,
        /// Open and past due, exact.
        OverdueAmount "overdue_amount" Money,
        /// Order amount of the last twelve months, exact.
        OrderAmount12m "order_amount_12m" Money,
        /// Published share of the order volume of all, in percent.
        VolumeShare "volume_share" Percent,
        /// Profit of the profit window, exact.
        Profit "profit" Money,
        /// Published composite score.
        CompositeScore "composite_score" Points,
        /// Published prospect score, of new customers only.
        ProspectScore "prospect_score" Points,
        /// The grade after caps and overrides.
        Grade "grade" Text,
        /// The class of the value it brings.
        ValueClass "value_class" Text,
        /// The mean rating of its place in the industry over the assessors whose assessments are valid,
        /// 1–5 with four decimals.
        PositionRating "position_rating" Rating,
        /// The latest branch evaluation: `poor`, `fair`, `good`, `excellent`. Read from `evaluations`.
        Evaluation "evaluation" Text,
        /// The customer's `kind`.
        Kind "kind" Text,
        /// The customer's `region`.
        Region "region" Text,
        /// The customer's `country`.
        Country "country" Text,
        /// The customer's `industry`.
        Industry "industry" Text,
        /// The customer's `size`.
        Size "size" Text,
    }
}

/// The definitions of key accounts that come with the library (§5.1, §5.6a). In a policy file a preset
/// stands for its conditions, with other numbers if some are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyAccountPreset {
    /// `contract_and_credit`, the default: a contract, capital occupied, and good credit (R178).
    ContractAndCredit,
    /// `share_and_scale`: a share of 5% and an amount of 1,000,000 (R232).
    ShareAndScale,
    /// `sales_share_or_position`: an amount of 1,000,000, or a share of 5%, or a position rated 4 (R283).
    SalesShareOrPosition,
    /// `potential_or_share`: a prospect score of 80, or a share of 5% (R284).
    PotentialOrShare,
    /// `influence_and_amount`: a position rated 4 and an amount of 1,000,000 (R297).
    InfluenceAndAmount,
    /// `size_or_importance`: of size `large`, or of the best grade (R311).
    SizeOrImportance,
    /// `high_profit`: of the best value class, and an enterprise or institution (R351).
    HighProfit,
}

/// `[admission.vip]`: who may apply to be a VIP customer, who lists, and for how long (R104–R108).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct VipRules {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// What lets a customer apply, in the order of the policy.
    pub apply_by: Vec<VipRoute>,
    /// What renews a listing; none of it what does not let anybody apply.
    pub renew_by: Vec<VipRoute>,
    /// The months before the as-of day inside which the order or the period must lie.
    pub within_months: u32,
    /// How many months a listing holds.
    pub valid_months: u32,
    /// V1: one order.
    pub single_order: VipOrder,
    /// V2: purchases of a period.
    pub period: VipPeriod,
    /// V3: a public official.
    pub official: VipOfficial,
    /// The role that lists a customer that applied itself.
    pub self_applied: String,
    /// The role that lists a customer the company proposes.
    pub company_proposed: String,
}

/// What lets a customer apply to be a VIP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VipRoute {
    /// `single_order`, V1 (R105).
    SingleOrder,
    /// `period`, V2 (R106).
    Period,
    /// `official`, V3 (R107).
    Official,
}

/// V1: what one order must come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct VipOrder {
    /// The least amount.
    pub at_least: Decimal,
    /// The lines that count.
    pub products: VipProducts,
}

/// V2: what the purchases of a period must come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct VipPeriod {
    /// The least amount.
    pub at_least: Decimal,
    /// The lines that count.
    pub products: VipProducts,
    /// How long a period is.
    pub window: VipWindow,
}

/// V3: which officials may apply, and who signs it off.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct VipOfficial {
    /// The lowest rank.
    pub from: OfficialRank,
    /// The role whose sign-off a listing needs first.
    pub sign_off: String,
}

/// The lines that count for a VIP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VipProducts {
    /// `high_end`: lines of products marked so.
    HighEnd,
    /// `all`
    All,
}

/// How long a period of purchases is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VipWindow {
    /// `"calendar_month"`
    CalendarMonth,
    /// A number: so many days in a row, the last one an order's day.
    RollingDays(u32),
}

impl KeyAccountPreset {
    /// Numbers a preset begins with.
    pub(crate) const AMOUNT: u32 = 1_000_000;
    pub(crate) const SHARE: u32 = 5;
    pub(crate) const POSITION: u32 = 4;
    pub(crate) const PROSPECT: u32 = 80;
    pub(crate) const SIZE: &'static str = "large";
}

impl AdmissionFact {
    /// The fact of caps that it is, if it is one.
    pub(crate) const fn of_caps(self) -> Option<Fact> {
        Some(match self {
            Self::CreditGrade => Fact::CreditGrade,
            Self::CreditScore => Fact::CreditScore,
            Self::Vetoed => Fact::Vetoed,
            Self::OverdueAmount => Fact::OverdueAmount,
            Self::OrderAmount12m => Fact::OrderAmount12m,
            Self::Profit => Fact::Profit,
            Self::CompositeScore => Fact::CompositeScore,
            Self::Kind => Fact::Kind,
            Self::Region => Fact::Region,
            Self::Country => Fact::Country,
            Self::Industry => Fact::Industry,
            Self::Size => Fact::Size,
            Self::Contract
            | Self::SignedContract
            | Self::CapitalOccupied
            | Self::GoodCredit
            | Self::VolumeShare
            | Self::ProspectScore
            | Self::Grade
            | Self::ValueClass
            | Self::PositionRating
            | Self::Evaluation => return None,
        })
    }
}

/// By its name.
impl Serialize for AdmissionFact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for AdmissionFact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let fact = Self::ALL.iter().find(|fact| fact.name() == name);
        fact.copied().ok_or_else(|| serde::de::Error::unknown_variant(&name, Self::NAMES))
    }
}
