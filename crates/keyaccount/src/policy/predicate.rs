//! The closed predicate of policies: facts, comparisons, one level of `all` or `any`.

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Something a predicate may ask: one of a closed list.
pub(crate) trait PolicyFact: Copy + PartialEq + 'static {
    /// Every one there is.
    const LIST: &'static [Self];

    /// The name used in policy files.
    fn name(self) -> &'static str;

    /// Its type and unit.
    fn kind(self) -> FactKind;
}

macro_rules! facts {
    ($(#[$list_doc:meta])* $list:ident { $($(#[$doc:meta])* $name:ident $code:literal $kind:ident,)+ }) => {
        $(#[$list_doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $list { $($(#[$doc])* $name,)+ }

        impl $list {
            /// Every fact there is.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The names of every fact.
            pub const NAMES: &'static [&'static str] = &[$($code,)+];

            /// The name used in policy files.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// Its type and unit.
            #[must_use]
            pub const fn kind(self) -> FactKind {
                match self { $(Self::$name => FactKind::$kind,)+ }
            }
        }

        impl $crate::policy::predicate::PolicyFact for $list {
            const LIST: &'static [Self] = Self::ALL;

            fn name(self) -> &'static str {
                self.name()
            }

            fn kind(self) -> FactKind {
                self.kind()
            }
        }
    };
}
pub(super) use facts;

facts! {
    /// What a predicate of a cap may ask about a customer: a closed list.
    Fact {
        /// Whether any veto of §4.2.10 holds.
        Vetoed "vetoed" YesNo,
        /// The credit band by score alone, before vetoes and caps.
        CreditBandByScore "credit_band_by_score" CreditBand,
        /// The credit grade after vetoes and caps.
        CreditGrade "credit_grade" CreditBand,
        /// Published credit score.
        CreditScore "credit_score" Points,
        /// Published volume score.
        VolumeScore "volume_score" Points,
        /// Published profit score.
        ProfitScore "profit_score" Points,
        /// Published composite score.
        CompositeScore "composite_score" Points,
        /// Published margin in percent.
        MarginPercent "margin_percent" Percent,
        /// Published margin ÷ published population margin; not measured if either amount or the
        /// population margin is at most 0.
        MarginToPopulation "margin_to_population" Ratio,
        /// Profit of the profit window, exact.
        Profit "profit" Money,
        /// Order amount of the last twelve months, exact.
        OrderAmount12m "order_amount_12m" Money,
        /// Open and past due, exact.
        OverdueAmount "overdue_amount" Money,
        /// Published average days late, weighted by amount.
        WeightedDaysLate "weighted_days_late" Days,
        /// Worst effective days late.
        MaxDaysLate "max_days_late" Days,
        /// Published share of slices on time, in percent.
        OnTimeRate "on_time_rate" Percent,
        /// Orders that counted in the volume window.
        OrderCount "order_count" Count,
        /// Whether the credit cap `short_relationship` holds.
        ShortRelationship "short_relationship" YesNo,
        /// Whether the credit cap `documents_missing` holds.
        DocumentsMissing "documents_missing" YesNo,
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

/// By its name.
impl Serialize for Fact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Fact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let fact = Self::ALL.iter().find(|fact| fact.name() == name);
        fact.copied().ok_or_else(|| serde::de::Error::unknown_variant(&name, Self::NAMES))
    }
}

/// The type and unit of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// `true` or `false`
    YesNo,
    /// The name of a credit band; compared with `is` and `in`.
    CreditBand,
    /// Text; compared with `is` and `in`.
    Text,
    /// Points, 0–100.
    Points,
    /// Percent.
    Percent,
    /// A plain ratio (0.5 = half).
    Ratio,
    /// Money of the policy's currency.
    Money,
    /// Days.
    Days,
    /// A number of things.
    Count,
    /// A rating, 1–5.
    Rating,
}

impl FactKind {
    /// Whether the fact is a number and compared with `at_least`, `at_most`, `above`, `below`.
    #[must_use]
    pub const fn is_number(self) -> bool {
        !matches!(self, Self::YesNo | Self::CreditBand | Self::Text)
    }
}

/// A value a fact is compared with by `is` or `in`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Literal {
    /// `true` or `false`
    YesNo(bool),
    /// A code, a band's name or a text.
    Text(String),
    /// A number.
    Number(Decimal),
}

/// How a fact is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Not below.
    AtLeast(Decimal),
    /// Not above.
    AtMost(Decimal),
    /// Strictly above.
    Above(Decimal),
    /// Strictly below.
    Below(Decimal),
    /// Equal.
    Is(Literal),
    /// Equal to one of these.
    In(Vec<Literal>),
}

/// One comparison of one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test<F = Fact> {
    /// What is asked.
    pub fact: F,
    /// How it is compared.
    pub comparison: Comparison,
}

/// When a rule holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Predicate<F = Fact> {
    /// One test.
    One(Test<F>),
    /// Every test holds.
    All(Vec<Test<F>>),
    /// At least one test holds.
    Any(Vec<Test<F>>),
}

impl<F> Predicate<F> {
    /// The tests, in the order of the policy.
    #[must_use]
    pub fn tests(&self) -> &[Test<F>] {
        match self {
            Self::One(test) => core::slice::from_ref(test),
            Self::All(tests) | Self::Any(tests) => tests,
        }
    }
}
