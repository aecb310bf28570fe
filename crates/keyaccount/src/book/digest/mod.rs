//! The input digest: for each table the sum modulo 2^256 of SHA-256 over every visible row's
//! canonical encoding, so that files, frames and phones agree whatever the order of rows (BOOK §5).

mod encoding;
mod events;
mod parts;
mod places;
mod records;
mod sum;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub(super) use self::encoding::Encode;
pub(crate) use self::parts::DigestSums;
pub(super) use self::places::{Places, spread};
pub(super) use self::sum::{Sum, sum_rows};
use super::columns::NO_DAY;
use super::tables::Table;
use super::{AmountsBasis, Book, UnappliedCredit, UnknownCustomers};
use crate::calendar::Day;

/// What the input digest is made of, so that two books can be told apart table by table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InputDigests {
    /// The digest of everything: [`Book::input_digest`].
    pub input: String,
    /// SHA-256 of the book's settings that change results: currency, beginning of its history, whether
    /// it is partial, unknown customers, unapplied credit.
    pub settings: String,
    /// The tables the book has, in the order of [`Table::ALL`].
    pub tables: Vec<TableDigest>,
    /// The sum over rows set aside because their customer or invoice is unknown or blank, which notes
    /// count.
    pub set_aside: String,
}

/// The part of the input digest that comes from one table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableDigest {
    /// The table's name.
    pub table: String,
    /// How many of its rows are visible on the as-of day.
    pub rows: u64,
    /// The sum modulo 2^256 of SHA-256 over these rows, as 64 hexadecimal digits.
    pub digest: String,
}

fn hex(bytes: impl IntoIterator<Item = u8>) -> String {
    bytes.into_iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Book {
    /// The digest of everything in the book that is visible on a day, as 64 hexadecimal digits.
    ///
    /// Rows dated later, rows that were refused and the order of rows with different dates or keys
    /// do not change it.
    #[must_use]
    pub fn input_digest(&self, as_of: NaiveDate) -> String {
        self.input_digests(as_of).input
    }

    /// The digest of everything in the book that is visible on a day, with those of its tables.
    #[must_use]
    pub fn input_digests(&self, as_of: NaiveDate) -> InputDigests {
        self.digest_sums(as_of).digests()
    }

    /// What the digests are made of.
    pub(crate) fn digest_sums(&self, as_of: NaiveDate) -> DigestSums {
        let today = Day::from(as_of).number();
        let (sums, strays) = self.sums(today);
        let of_table = |(table, sum): (&Table, Sum)| (*table, (self.has(*table), sum));
        DigestSums {
            settings: hex(self.settings_bytes()),
            tables: Table::ALL.iter().zip(sums).map(of_table).collect(),
            strays,
            unnamed: self.unnamed.iter().map(|(table, count, money)| (*table, (*count, *money))).collect(),
        }
    }

    fn settings_bytes(&self) -> Vec<u8> {
        let mut row = Vec::new();
        row.text("settings");
        row.text_option(self.settings.currency.as_deref());
        row.yes_no(Some(self.settings.unapplied_credit == UnappliedCredit::Report));
        row.day(self.settings.history_from.map_or(NO_DAY, |date| Day::from(date).number()));
        row.yes_no(Some(self.settings.partial));
        // These decide who is a member.
        row.text(match self.settings.unknown_customers {
            UnknownCustomers::Refuse => "refuse",
            UnknownCustomers::Add => "add",
            UnknownCustomers::Skip => "skip",
        });
        // A note tells it; books that do not say keep the digest they always had.
        if let Some(amounts) = self.settings.amounts {
            row.yes_no(Some(amounts == AmountsBasis::Inclusive));
        }
        row
    }

    fn sum_table(&self, table: Table, today: i32) -> Sum {
        match table {
            Table::Customers => self.sum_customers(today),
            Table::Products => self.sum_products(today),
            Table::Orders => self.sum_headers(today),
            Table::OrderLines => self.sum_lines(today),
            Table::Invoices => self.sum_invoices(today),
            Table::Settlements => self.sum_settlements(today),
            Table::DelayReasons => self.sum_reasons(today),
            Table::CreditFacts => self.sum_facts(today),
            Table::ProspectAssessments => self.sum_assessments(today),
            Table::Ratings => self.sum_ratings(today),
            Table::GradeOverrides => self.sum_overrides(today),
            Table::Contracts => self.sum_contracts(today),
            _ => self.sum_register(table, today),
        }
    }

    /// The sums of all tables in the order of [`Table::ALL`], and that of rows that name somebody unknown.
    fn sums(&self, today: i32) -> (Vec<Sum>, Sum) {
        let sum = |table: &Table| self.sum_table(*table, today);
        #[cfg(feature = "parallel")]
        {
            use rayon::iter::{IntoParallelIterator, ParallelIterator};
            // Side by side, since looking for keys that repeat takes one thread only.
            let tables = || Table::ALL.into_par_iter().map(sum).collect();
            rayon::join(tables, || self.sum_strays(today))
        }
        #[cfg(not(feature = "parallel"))]
        (Table::ALL.iter().map(sum).collect(), self.sum_strays(today))
    }
}
