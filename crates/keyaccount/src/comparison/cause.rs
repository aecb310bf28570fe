//! Why a customer moves: typed causes with what they were and are.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::decimal::Score;
use crate::grading::Track;

/// One cause of a move, with what has been proved of it. The proof is a grade worked out again from
/// the published scores with this one thing exchanged, everything else left as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    /// What is not as it was.
    #[serde(flatten)]
    pub kind: CauseKind,
    /// Where it comes from.
    pub origin: Origin,
    /// Changed alone, everything else as before, it makes the whole move.
    pub alone: bool,
    /// Undone alone, everything else as after, it takes the whole move back.
    pub needed: bool,
}

/// Where a difference comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The policies: day and book are the same.
    Policy,
    /// The book: what happened, or was said of the customer. The policies agree in what matters here.
    Book,
    /// Policy and book both differ here, and published scores cannot tell which it was.
    Either,
}

/// What is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum CauseKind {
    /// The customer was not in the book.
    Came,
    /// The customer is no longer in the book.
    Went,
    /// A grade was approved.
    OverrideCame {
        /// The approved grade.
        grade: String,
        /// Who approved it.
        approved_by: String,
    },
    /// An approved grade no longer holds.
    OverrideWent {
        /// The approved grade.
        grade: String,
        /// Who approved it.
        approved_by: String,
    },
    /// Another grade was approved, or by somebody else.
    OverrideChanged {
        /// The approved grade before.
        before: String,
        /// Who approved it.
        approved_by_before: String,
        /// The approved grade after.
        after: String,
        /// Who approved it.
        approved_by_after: String,
    },
    /// A new customer is none any more, or the reverse.
    Track {
        /// The track before.
        before: Track,
        /// The track after.
        after: Track,
    },
    /// The prospect score of a new customer.
    ProspectScore(ScoreChange),
    /// A veto holds that did not.
    VetoCame {
        /// Its code, as in `vetoes` of the score table.
        veto: String,
        /// Where the written policy says it.
        clause: Option<String>,
    },
    /// A veto that held does not.
    VetoWent {
        /// Its code.
        veto: String,
        /// Where the written policy says it.
        clause: Option<String>,
    },
    /// A cap on the grade holds that did not.
    CapCame {
        /// Its name.
        cap: String,
        /// Where the written policy says it.
        clause: Option<String>,
    },
    /// A cap on the grade that held does not.
    CapWent {
        /// Its name.
        cap: String,
        /// Where the written policy says it.
        clause: Option<String>,
    },
    /// A cap on the credit grade holds that did not.
    CreditCapCame {
        /// Its code.
        cap: String,
        /// Where the written policy says it.
        clause: Option<String>,
    },
    /// A cap on the credit grade that held does not.
    CreditCapWent {
        /// Its code.
        cap: String,
        /// Where the written policy says it.
        clause: Option<String>,
    },
    /// Credit.
    CreditScore(ScoreChange),
    /// Order volume.
    VolumeScore(ScoreChange),
    /// Profit.
    ProfitScore(ScoreChange),
    /// A dimension of the user's own.
    Rating {
        /// Its name.
        dimension: String,
        /// The score before.
        before: Option<Score>,
        /// The score after.
        after: Option<Score>,
    },
    /// What is said of the customer and a cap asks.
    Profile {
        /// The fact as caps name it, such as `region`.
        fact: String,
        /// Its value before.
        before: Option<String>,
        /// Its value after.
        after: Option<String>,
    },
    /// The weights of the composite.
    Weights,
    /// The fewest dimensions or the least weight of a composite.
    Minimums,
    /// The grades and their bounds.
    Bands,
    /// The caps on the grade as the policy writes them.
    Caps,
    /// Whether an approved grade lifts a veto.
    OverrideRule,
    /// None of the causes listed does it alone, and undoing none takes it back: only several together.
    Together,
}

/// A score that is not as it was, or what it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreChange {
    /// The published score before.
    pub before: Option<Score>,
    /// The published score after.
    pub after: Option<Score>,
    /// Why there was none, a code as in the score table.
    pub unrated_before: Option<String>,
    /// Why there is none.
    pub unrated_after: Option<String>,
    /// What it rests on, as far as that is not as it was.
    pub facts: Vec<FactChange>,
}

/// A published fact that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactChange {
    /// Its column in the score table, or what the others have: `population_margin`, the margin of all
    /// customers in percent, `ranked_by_volume` and `ranked_by_profit`, how many are ranked, and
    /// `greatest_volume` and `greatest_profit`, what a ratio is taken of.
    pub fact: String,
    /// Its value before.
    #[serde(with = "digits")]
    pub before: Option<Decimal>,
    /// Its value after.
    #[serde(with = "digits")]
    pub after: Option<Decimal>,
}

impl CauseKind {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Came => "came",
            Self::Went => "went",
            Self::OverrideCame { .. } => "override_came",
            Self::OverrideWent { .. } => "override_went",
            Self::OverrideChanged { .. } => "override_changed",
            Self::Track { .. } => "track",
            Self::ProspectScore(_) => "prospect_score",
            Self::VetoCame { .. } => "veto_came",
            Self::VetoWent { .. } => "veto_went",
            Self::CapCame { .. } => "cap_came",
            Self::CapWent { .. } => "cap_went",
            Self::CreditCapCame { .. } => "credit_cap_came",
            Self::CreditCapWent { .. } => "credit_cap_went",
            Self::CreditScore(_) => "credit_score",
            Self::VolumeScore(_) => "volume_score",
            Self::ProfitScore(_) => "profit_score",
            Self::Rating { .. } => "rating",
            Self::Profile { .. } => "profile",
            Self::Weights => "weights",
            Self::Minimums => "minimums",
            Self::Bands => "bands",
            Self::Caps => "caps",
            Self::OverrideRule => "override_rule",
            Self::Together => "together",
        }
    }

    /// Every code there is.
    pub const CODES: [&'static str; 24] = [
        "came",
        "went",
        "override_came",
        "override_went",
        "override_changed",
        "track",
        "prospect_score",
        "veto_came",
        "veto_went",
        "cap_came",
        "cap_went",
        "credit_cap_came",
        "credit_cap_went",
        "credit_score",
        "volume_score",
        "profit_score",
        "rating",
        "profile",
        "weights",
        "minimums",
        "bands",
        "caps",
        "override_rule",
        "together",
    ];
}

/// Decimals as text. `rust_decimal`'s own form cannot read a `null` inside an enum that is told apart
/// by its code.
mod digits {
    use rust_decimal::Decimal;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[allow(clippy::ref_option, reason = "the signature that serde asks for")]
    pub(super) fn serialize<S: Serializer>(
        value: &Option<Decimal>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        value.map(|value| value.to_string()).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Decimal>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| Decimal::from_str_exact(&text).map_err(D::Error::custom)).transpose()
    }
}
