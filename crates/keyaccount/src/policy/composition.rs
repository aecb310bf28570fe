//! `[archive.composition]`: what a customer's file consists of, and how fresh it must be (§6.1, §6.7).

use serde::{Deserialize, Serialize};

use super::approval::BasicField;

/// `[archive.composition]`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CompositionRules {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// The parts, in the order of [`ArchivePart::ALL`]; what is not listed is not asked for.
    pub parts: Vec<PartRule>,
    /// The mandatory fields of the basic information card, in the order of [`BasicField::ALL`].
    pub card_fields: Vec<BasicField>,
    /// The fields of the visitor register, in the order of [`RegisterField::ALL`].
    pub register_fields: Vec<RegisterField>,
    /// Those of them a visitor may decline to state; declined, they do not count (A24).
    pub may_decline: Vec<RegisterField>,
}

/// What is asked of one part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PartRule {
    /// The part.
    pub part: ArchivePart,
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// Whose files have it.
    pub of: PartOf,
    /// How long it stays fresh; `None` if it does not age.
    pub fresh: Option<FreshFor>,
    /// Whether a copy will do.
    pub copy: bool,
}

/// A part of a customer's file: a closed list (R118–R121, R312).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArchivePart {
    /// `basic_card`: the basic information card.
    BasicCard,
    /// `assessment_report`: the consumption assessment report.
    AssessmentReport,
    /// `supply_contract`: the supply contract.
    SupplyContract,
    /// `sales_report`: the sales statistics report.
    SalesReport,
    /// `relationship_network`: the relationship network.
    RelationshipNetwork,
}

/// Whose files have a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartOf {
    /// `every_customer`
    EveryCustomer,
    /// `key_accounts`
    KeyAccounts,
}

/// How long a part stays fresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FreshFor {
    /// So many months, to the same day included.
    Months(u32),
    /// So many days, the last included.
    Days(u32),
}

/// A field of the visitor register: a closed list of eight (R71).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegisterField {
    /// `name`
    Name,
    /// `visit_date`
    VisitDate,
    /// `phone`
    Phone,
    /// `appearance`
    Appearance,
    /// `work_unit`
    WorkUnit,
    /// `home_address`
    HomeAddress,
    /// `purchase_intent`
    PurchaseIntent,
    /// `visit_notes`
    VisitNotes,
}
