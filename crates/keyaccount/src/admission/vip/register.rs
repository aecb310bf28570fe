//! The register of VIP customers: until when each is listed, and whether its listing is renewed (A17).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Vips;
use crate::admission::results::cells_of;
use crate::assessment::{StoredTable, Value};
use crate::error::Error;
use crate::ids::CustomerId;
use crate::labels::Language;
use crate::verdict::Verdict;

/// The last says in sentences what decided, in a language alone.
pub(crate) const REGISTER_COLUMNS: &[&str] = &[
    "customer_id",
    "name",
    "listed_on",
    "listed_until",
    "days_left",
    "decision",
    "conditions",
    "shortfalls",
    "automated",
    "decision_reason",
];

/// A listing that was made. A listing that was renewed is one more, of the day on which it goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VipListed {
    /// Who is listed.
    pub customer_id: CustomerId,
    /// Since when.
    pub listed_on: NaiveDate,
}

/// Where a listing stands on the as-of day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VipStanding {
    /// Who is listed.
    pub customer_id: CustomerId,
    /// Its name, if the book has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Since when.
    pub listed_on: NaiveDate,
    /// The last day of the listing.
    pub listed_until: NaiveDate,
    /// The days up to the last one: 0 on the last day itself, below 0 since the listing ended.
    pub days_left: i64,
    /// Whether it is renewed.
    pub verdict: Verdict,
}

impl Vips<'_> {
    /// Where a listing stands; `None` if it is of a later day than the as-of day, on which nobody knew of it.
    ///
    /// # Errors
    /// An id the assessment does not have, the nearest one is named; a day whose listing would end beyond
    /// what a calendar holds.
    pub fn standing_of(&self, listed: &VipListed) -> Result<Option<VipStanding>, Error> {
        let row = self.found(&listed.customer_id)?;
        let as_of = self.assessment.stamp.as_of;
        if listed.listed_on > as_of {
            return Ok(None);
        }
        let listed_until = self.listed_until(listed.listed_on)?;
        Ok(Some(VipStanding {
            customer_id: listed.customer_id.clone(),
            name: row.name().map(str::to_owned),
            listed_on: listed.listed_on,
            listed_until,
            days_left: listed_until.signed_duration_since(as_of).num_days(),
            verdict: self.renew(&listed.customer_id, listed.listed_on)?,
        }))
    }
}

impl VipStanding {
    /// The latest listing of each customer, what ends first standing first; by id on the same day.
    #[must_use]
    pub fn register(mut listings: Vec<Self>) -> Vec<Self> {
        listings.sort_by(|one, other| {
            (&one.customer_id, other.listed_on).cmp(&(&other.customer_id, one.listed_on))
        });
        listings.dedup_by(|later, kept| later.customer_id == kept.customer_id);
        listings.sort_by(|one, other| {
            (one.listed_until, &one.customer_id).cmp(&(other.listed_until, &other.customer_id))
        });
        listings
    }

    /// Listings as a table: `decision` is whether each is renewed. In a language the last column says why in
    /// sentences.
    #[must_use]
    pub fn table(listings: &[Self], language: Option<Language>) -> StoredTable {
        let (_, plain) = REGISTER_COLUMNS.split_last().unwrap_or((&"", &[]));
        let mut table = StoredTable::new(if language.is_some() { REGISTER_COLUMNS } else { plain });
        for one in listings {
            let mut cells = vec![
                Value::from(one.customer_id.clone()),
                one.name.clone().map_or(Value::Empty, Value::from),
                Value::Date(one.listed_on),
                Value::Date(one.listed_until),
                Value::Integer(one.days_left),
            ];
            cells.extend(cells_of(&one.verdict, language));
            table.push(cells);
        }
        table
    }
}
