//! Digests of books in parts: sums of disjoint rows add up, so that parts of a book, each with some of its
//! customers, give the digest of the whole.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::super::tables::Table;
use super::encoding::Encode;
use super::sum::{Sum, sum_rows};
use super::{InputDigests, TableDigest, hex};
use crate::decimal::Exact;
use crate::error::{Error, Problem, ProblemCode, quote};

/// What the input digest of a book, or of a part of one, is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DigestSums {
    /// The canonical bytes of the settings, as hexadecimal digits.
    pub(super) settings: String,
    /// Whether the book has the table, and the sum of its visible rows.
    pub(super) tables: BTreeMap<Table, (bool, Sum)>,
    /// Rows that name a customer or an invoice the book does not have.
    pub(super) strays: Sum,
    /// Rows without a customer: how many, and their money if the total fits.
    pub(super) unnamed: BTreeMap<Table, (u64, Option<Exact>)>,
}

impl DigestSums {
    /// Adds the rows of another part of the book. Shared tables are the same in all parts.
    pub(crate) fn add(&mut self, other: Self) -> Result<(), Error> {
        if self.settings != other.settings {
            let found = "partitions of books with different settings";
            return Err(Problem::new(ProblemCode::BookMismatch, found, "partitions of one book").into());
        }
        for (table, (has, sum)) in other.tables {
            let (own_has, own) = self.tables.entry(table).or_default();
            if *own_has != has {
                let found = format!("{} in one partition and not in another", quote(table.name()));
                let problem =
                    Problem::new(ProblemCode::BookMismatch, found, "the same tables in every partition");
                let remedy = "declare the table in the partitions that have no rows of it";
                return Err(problem.remedy(remedy).at(table.name(), None, None).into());
            }
            if !table.is_shared() {
                *own = own.add(sum);
            } else if *own != sum {
                let found = format!("two partitions with different rows of {}", quote(table.name()));
                let problem =
                    Problem::new(ProblemCode::BookMismatch, found, "the whole table in each of them");
                return Err(problem.at(table.name(), None, None).into());
            }
        }
        self.strays = self.strays.add(other.strays);
        for (table, (count, money)) in other.unnamed {
            let own = self.unnamed.entry(table).or_insert((0, Some(Exact::ZERO)));
            own.0 = own.0.saturating_add(count);
            own.1 = own.1.zip(money).and_then(|(own, money)| own.checked_add(money));
        }
        Ok(())
    }

    /// The digests of the rows added up so far.
    pub(crate) fn digests(&self) -> InputDigests {
        let settings = from_hex(&self.settings);
        let mut tables = Vec::new();
        let mut whole = Sha256::new();
        whole.update(&settings);
        for table in Table::ALL {
            let (has, sum) = self.tables.get(table).copied().unwrap_or_default();
            // Books without registers keep the digest they always had.
            if table.is_register() && !has {
                continue;
            }
            whole.update(table.name().as_bytes());
            // Whether these are there decides who is a member, whether orders are unrated, and whether a
            // decision can be told. Where rows say so themselves, books keep the digest they always had.
            let decides = match table {
                Table::Customers | Table::OrderLines => true,
                Table::Contracts | Table::Invoices | Table::Products | Table::ProspectAssessments => {
                    sum.rows == 0
                }
                _ => false,
            };
            whole.update([0, u8::from(decides && has)]);
            whole.update(sum.bytes().collect::<Vec<u8>>());
            if has {
                let (rows, digest) = (sum.rows, hex(sum.bytes()));
                tables.push(TableDigest { table: table.name().to_owned(), rows, digest });
            }
        }
        let set_aside = self.set_aside();
        whole.update(set_aside.bytes().collect::<Vec<u8>>());
        InputDigests {
            input: hex(whole.finalize()),
            settings: hex(Sha256::digest(&settings)),
            tables,
            set_aside: hex(set_aside.bytes()),
        }
    }

    /// Rows that name somebody unknown, and those that name nobody, table by table.
    pub(super) fn set_aside(&self) -> Sum {
        let unnamed: Vec<_> = self.unnamed.iter().collect();
        let unnamed = sum_rows("", unnamed.len(), |at, row| {
            let Some((table, (count, money))) = unnamed.get(at) else { return false };
            row.begin_of(table.name());
            row.count(*count);
            row.number(*money);
            true
        });
        self.strays.add(unnamed)
    }
}

/// The bytes of hexadecimal digits; what is none of them is passed over.
fn from_hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.chars().filter_map(|digit| digit.to_digit(16)?.try_into().ok()).collect();
    digits.as_chunks::<2>().0.iter().map(|[high, low]| high.wrapping_shl(4) | low).collect()
}
