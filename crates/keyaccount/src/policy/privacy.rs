//! `[archive.privacy]`: how what identifies a person is taken out of a table (§6.8).

use serde::{Deserialize, Serialize};

/// `[archive.privacy]`: what becomes of every column. A column that is not listed is removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PrivacyRules {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// The fewest people of a group that may be told apart in what is anonymised, 2 or more; rows, where a
    /// table does not say whom they are about.
    pub k: u32,
    /// Where the bands of amounts begin in every decade, rising from 1: `1, 2, 5`.
    pub amount_steps: Vec<u32>,
    /// How many years a band of birthdays has.
    pub birth_band_years: u32,
    /// The columns that hold the id of the person or customer a row is about. Names belong to the first of them
    /// that a table has; a group has at least k of each.
    pub subjects: Vec<String>,
    /// What becomes of which columns.
    pub columns: Vec<PrivacyColumns>,
}

/// Columns that are treated alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PrivacyColumns {
    /// Their names.
    pub names: Vec<String>,
    /// Of names: the columns that hold the id of whom they belong to, where that is not the first of
    /// `subjects`; the first of these that a table has is the one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<String>,
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// What becomes of them when a table is de-identified.
    pub deidentify: Treatment,
    /// What becomes of them when it is anonymised; nothing that leads back.
    pub anonymise: Treatment,
}

/// What becomes of the cells of a column: a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Treatment {
    /// `remove`: the column is left out.
    Remove,
    /// `keep`: it stays as it is, and rows are not told apart by it.
    Keep,
    /// `group`: it stays as it is, and rows are told apart by it.
    Group,
    /// `pseudonym`: an id gives way to a pseudonym of its own.
    Pseudonym,
    /// `pseudonym_of_subject`: a name gives way to a pseudonym made from the id of whom the row is about, so
    /// that two people of one name stay two.
    PseudonymOfSubject,
    /// `phone`: the first three digits and the last four.
    Phone,
    /// `area_code`: the first six digits of an ID number.
    AreaCode,
    /// `email`: the first character and the domain.
    Email,
    /// `city`: of an address, the city.
    City,
    /// `province`: of an address, the province; rows are told apart by it.
    Province,
    /// `year`: of a birthday, the year.
    Year,
    /// `birth_band`: of a birthday, the band of years; rows are told apart by it.
    BirthBand,
    /// `amount_band`: of an amount, the band; rows are told apart by it.
    AmountBand,
}

impl Treatment {
    /// Whether rows are told apart by what is left of the column.
    #[must_use]
    pub const fn is_grouping(self) -> bool {
        matches!(self, Self::Group | Self::Province | Self::BirthBand | Self::AmountBand)
    }
}

impl PrivacyRules {
    /// The rule of a column, if it is listed.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&PrivacyColumns> {
        self.columns.iter().find(|rule| rule.names.iter().any(|listed| listed == name))
    }
}
