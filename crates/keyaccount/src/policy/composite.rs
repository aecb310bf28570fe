//! `[composite]`: weights, bands and caps of the grade over all dimensions (§4.6).

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::predicate::Predicate;
use crate::policy::{Band, Bands};

/// As many caps as a policy may have.
pub(crate) const MAX_CAPS: usize = 64;

/// The rules of the composite score and grade.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Composite {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// The weights: credit, volume, profit first, then the user's own dimensions by name. They sum to 1.
    pub weights: Vec<(Dimension, Decimal)>,
    /// The fewest dimensions that make a composite.
    pub min_dimensions: u32,
    /// The least weight of the dimensions present.
    pub min_weight: Decimal,
    /// Grades, best first.
    pub bands: Bands,
    /// What holds the grade down, in the order shown.
    pub caps: Vec<GradeCap>,
    /// Whether an approved grade override also lifts a veto.
    pub override_lifts_veto: bool,
}

/// A dimension of the composite.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dimension {
    /// `credit`
    Credit,
    /// `volume`
    Volume,
    /// `profit`
    Profit,
    /// A dimension of the user's own, fed by the `ratings` table.
    Rated(String),
}

impl Dimension {
    /// The name used in the policy file.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Credit => "credit",
            Self::Volume => "volume",
            Self::Profit => "profit",
            Self::Rated(name) => name,
        }
    }
}

/// By its name.
impl Serialize for Dimension {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Dimension {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let own = [Self::Credit, Self::Volume, Self::Profit].into_iter().find(|own| own.name() == name);
        Ok(own.unwrap_or(Self::Rated(name)))
    }
}

/// A cap on the grade; it never changes the score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GradeCap {
    /// The code shown in `caps`.
    pub name: String,
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// A cap that is switched off keeps its numbers for the day it is wanted.
    pub enabled: bool,
    /// When it holds. A fact that was not measured makes a test fail.
    pub when: Predicate,
    /// The best grade it allows.
    pub at_most: Band,
}
