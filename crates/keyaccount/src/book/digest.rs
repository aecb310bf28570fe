//! The input digest: for each table the sum modulo 2^256 of SHA-256 over every visible row's
//! canonical encoding, so that files, frames and phones agree whatever the order of rows (BOOK §5).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::columns::NO_DAY;
use super::intern::NONE;
use super::store::Status;
use super::tables::{ExcusedDays, Table};
use super::{AmountsBasis, Book, Code, UnappliedCredit, UnknownCustomers};
use crate::calendar::Day;
use crate::decimal::{Exact, INPUT_SCALE};

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

/// One row as bytes: every cell tagged, texts with their length, numbers without trailing zeros.
struct RowBytes {
    bytes: Vec<u8>,
}

impl RowBytes {
    fn start(&mut self, table: &str) {
        self.bytes.clear();
        self.text(table);
    }

    fn blank(&mut self) {
        self.bytes.push(0);
    }

    fn text(&mut self, text: &str) {
        self.bytes.push(1);
        self.bytes.extend_from_slice(&(text.len() as u64).to_le_bytes());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn text_option(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.blank(),
        }
    }

    fn number(&mut self, value: Option<Exact>) {
        match value.map(Exact::normalised) {
            Some(value) => {
                self.bytes.push(2);
                self.bytes.push(value.scale());
                self.bytes.extend_from_slice(&value.units().to_le_bytes());
            }
            None => self.blank(),
        }
    }

    fn micros(&mut self, units: Option<i128>) {
        self.number(units.map(|units| Exact::new(units, INPUT_SCALE)));
    }

    fn day(&mut self, day: i32) {
        if day == NO_DAY {
            self.blank();
        } else {
            self.bytes.push(3);
            self.bytes.extend_from_slice(&day.to_le_bytes());
        }
    }

    fn yes_no(&mut self, value: Option<bool>) {
        match value {
            Some(value) => self.bytes.extend_from_slice(&[4, u8::from(value)]),
            None => self.blank(),
        }
    }

    fn count(&mut self, count: u64) {
        self.bytes.push(5);
        self.bytes.extend_from_slice(&count.to_le_bytes());
    }

    fn status(&mut self, status: Status) {
        self.text_option(match status {
            Status::Blank => None,
            Status::Open => Some("open"),
            Status::Fulfilled => Some("fulfilled"),
            Status::Cancelled => Some("cancelled"),
        });
    }
}

/// A sum modulo 2^256, least significant word first, and how many rows are in it.
#[derive(Clone, Copy, Default)]
struct Sum {
    words: [u64; 4],
    rows: u64,
}

impl Sum {
    fn add(self, other: Self) -> Self {
        let mut carry = false;
        let mut words = [0_u64; 4];
        for ((word, a), b) in words.iter_mut().zip(self.words).zip(other.words) {
            let (sum, over) = a.overflowing_add(b);
            let (sum, over_carry) = sum.overflowing_add(u64::from(carry));
            (*word, carry) = (sum, over || over_carry);
        }
        Self { words, rows: self.rows.saturating_add(other.rows) }
    }

    /// The sum of one row.
    fn of(bytes: &[u8]) -> Self {
        let hash = Sha256::digest(bytes);
        let mut words = [0_u64; 4];
        for (word, part) in words.iter_mut().zip(hash.as_chunks::<8>().0) {
            *word = u64::from_le_bytes(*part);
        }
        Self { words, rows: 1 }
    }

    fn bytes(self) -> impl Iterator<Item = u8> {
        self.words.into_iter().flat_map(u64::to_le_bytes)
    }
}

fn hex(bytes: impl IntoIterator<Item = u8>) -> String {
    bytes.into_iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Rows summed by one task; big enough that starting a task costs nothing beside it.
#[cfg(feature = "parallel")]
const ROWS_PER_TASK: usize = 1 << 15;

/// Sums the rows of a table; `encode` returns whether the row is visible.
fn sum_rows(rows: usize, encode: impl Fn(usize, &mut RowBytes) -> bool + Sync) -> Sum {
    let sum_range = |range: core::ops::Range<usize>| {
        let mut row = RowBytes { bytes: Vec::with_capacity(256) };
        let mut sum = Sum::default();
        for at in range {
            if encode(at, &mut row) {
                sum = sum.add(Sum::of(&row.bytes));
            }
        }
        sum
    };
    #[cfg(feature = "parallel")]
    {
        use rayon::iter::{IntoParallelIterator, ParallelIterator};
        let tasks = rows.div_ceil(ROWS_PER_TASK);
        (0..tasks)
            .into_par_iter()
            .map(|task| {
                let start = task.saturating_mul(ROWS_PER_TASK);
                sum_range(start..start.saturating_add(ROWS_PER_TASK).min(rows))
            })
            .reduce(Sum::default, Sum::add)
    }
    #[cfg(not(feature = "parallel"))]
    sum_range(0..rows)
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
        let today = Day::from(as_of).number();
        let settings = self.settings_bytes();
        let mut tables = Vec::new();
        let mut whole = Sha256::new();
        whole.update(&settings);
        for table in Table::ALL {
            let sum = self.sum_table(*table, today);
            whole.update(table.name().as_bytes());
            // Whether these two are there decides who is a member and whether orders are unrated; an
            // absent table is otherwise the same as an empty one.
            let decides = matches!(table, Table::Customers | Table::OrderLines);
            whole.update([0, u8::from(decides && self.has(*table))]);
            whole.update(sum.bytes().collect::<Vec<u8>>());
            if self.has(*table) {
                let (rows, digest) = (sum.rows, hex(sum.bytes()));
                tables.push(TableDigest { table: table.name().to_owned(), rows, digest });
            }
        }
        let set_aside = self.sum_set_aside(today);
        whole.update(set_aside.bytes().collect::<Vec<u8>>());
        InputDigests {
            input: hex(whole.finalize()),
            settings: hex(Sha256::digest(&settings)),
            tables,
            set_aside: hex(set_aside.bytes()),
        }
    }

    fn settings_bytes(&self) -> Vec<u8> {
        let mut row = RowBytes { bytes: Vec::new() };
        row.start("settings");
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
        row.bytes
    }

    /// Rows that were set aside by name, since the notes count them.
    fn sum_set_aside(&self, today: i32) -> Sum {
        let strays = sum_rows(self.strays.len(), |at, row| {
            let Some(stray) = self.strays.get(at).filter(|s| s.day == NO_DAY || s.day <= today) else {
                return false;
            };
            row.start(stray.table.name());
            row.text(stray.column);
            row.text(&stray.id);
            row.day(stray.day);
            row.number(Some(stray.money));
            true
        });
        let unnamed = sum_rows(self.unnamed.len(), |at, row| {
            let Some((table, count, money)) = self.unnamed.get(at) else { return false };
            row.start(table.name());
            row.count(*count);
            row.number(*money);
            true
        });
        strays.add(unnamed)
    }

    fn sum_table(&self, table: Table, today: i32) -> Sum {
        let hidden = |day: i32| day != NO_DAY && day > today;
        let text = |number: u32| (number != NONE).then(|| self.texts.text(number));
        match table {
            Table::Customers => self.sum_customers(today),
            Table::Products => sum_rows(self.products.len(), |at, row| {
                let Some(version) = self.products.get(at).filter(|v| !hidden(v.valid_from)) else {
                    return false;
                };
                row.start(table.name());
                row.text(self.product_ids.text(version.product));
                row.day(version.valid_from);
                for cell in [version.name, version.uom, version.category] {
                    row.text_option(text(cell));
                }
                row.yes_no(version.high_end);
                for cell in [version.factor, version.unit_cost, version.margin_rate] {
                    row.micros(cell);
                }
                true
            }),
            Table::Orders => self.sum_headers(today),
            Table::OrderLines => self.sum_lines(today),
            Table::Invoices => self.sum_invoices(today),
            Table::Settlements => self.sum_settlements(today),
            Table::DelayReasons => sum_rows(self.reasons.len(), |at, row| {
                let Some(reason) = self.reasons.get(at).filter(|r| !hidden(r.approved_on)) else {
                    return false;
                };
                row.start(table.name());
                row.text(self.invoice_text(reason.invoice));
                row.text(reason.kind.code());
                match reason.excused {
                    ExcusedDays::All => row.text("all"),
                    ExcusedDays::Days(days) => row.count(u64::from(days)),
                }
                row.yes_no(Some(reason.documented));
                row.text_option(text(reason.approved_by));
                row.day(reason.approved_on);
                true
            }),
            Table::CreditFacts => sum_rows(self.facts.len(), |at, row| {
                let Some(fact) = self.facts.get(at).filter(|f| !hidden(f.on)) else { return false };
                row.start(table.name());
                row.text(self.customer_ids.text(fact.customer));
                row.text(fact.kind.code());
                row.day(fact.on);
                row.day(if hidden(fact.resolved_on) { NO_DAY } else { fact.resolved_on });
                true
            }),
            Table::ProspectAssessments => self.sum_assessments(today),
            Table::Ratings => self.sum_ratings(today),
            Table::GradeOverrides => self.sum_overrides(today),
            Table::Contracts => sum_rows(self.contracts.len(), |at, row| {
                let Some(contract) = self.contracts.get(at).filter(|c| !hidden(c.submitted_on)) else {
                    return false;
                };
                row.start(table.name());
                row.text_option(text(contract.contract));
                row.text(self.customer_ids.text(contract.customer));
                row.micros(Some(contract.amount));
                row.day(contract.submitted_on);
                row.day(if hidden(contract.signed_on) { NO_DAY } else { contract.signed_on });
                true
            }),
        }
    }

    fn invoice_text(&self, row: u32) -> &str {
        self.invoice_ids.text(self.invoices.id.get(row as usize))
    }

    fn sum_customers(&self, today: i32) -> Sum {
        let c = &self.customers;
        sum_rows(c.customer.len(), |at, row| {
            let customer = c.customer.get(at);
            if customer == NONE {
                return false;
            }
            row.start(Table::Customers.name());
            row.text(self.customer_ids.text(customer));
            let cells = core::iter::once(&c.name).chain(&c.attributes);
            for cell in cells.map(|column| column.get(at)) {
                row.text_option((cell != NONE).then(|| self.texts.text(cell)));
            }
            row.day(c.created_on.get(at));
            let traded = c.first_traded_on.get(at);
            row.day(if traded > today { NO_DAY } else { traded });
            let since = c.documents_since.get(at);
            let unknown_yet = since != NO_DAY && since > today;
            row.yes_no(c.documents_complete.get(at).filter(|_| !unknown_yet));
            row.day(if unknown_yet { NO_DAY } else { since });
            row.yes_no(c.special_approval.get(at));
            row.number(c.cost_to_serve.get(at).map(|units| Exact::new(units, c.cost_to_serve.scale())));
            true
        })
    }

    fn sum_headers(&self, today: i32) -> Sum {
        let h = &self.headers;
        sum_rows(h.order_text.len(), |at, row| {
            let (order, customer, day) = (h.order_text.get(at), h.customer.get(at), h.day.get(at));
            if order == NONE || day > today {
                return false;
            }
            row.start(Table::Orders.name());
            row.text(self.order_ids.text(order));
            row.text(self.customer_ids.text(customer));
            row.day(day);
            cancellation(row, h.status.get(at), h.cancelled_on.get(at), today);
            row.day(h.promised_on.get(at));
            true
        })
    }

    fn sum_lines(&self, today: i32) -> Sum {
        let l = &self.lines;
        sum_rows(l.order_text.len(), |at, row| {
            let (order, customer, day) = (l.order_text.get(at), l.customer.get(at), l.day.get(at));
            if customer == NONE || day > today {
                return false;
            }
            row.start(Table::OrderLines.name());
            row.text(self.order_ids.text(order));
            row.text(self.customer_ids.text(customer));
            row.day(day);
            if l.status_from.get(at) > today {
                cancellation(row, Status::Blank, NO_DAY, today);
            } else {
                cancellation(row, l.status.get(at), l.cancelled_on.get(at), today);
            }
            let product = l.product.get(at);
            row.text_option((product != NONE).then(|| self.product_ids.text(product)));
            for column in [&l.quantity, &l.amount, &l.profit, &l.cost, &l.unit_cost, &l.margin_rate] {
                row.number(column.get(at).map(|units| Exact::new(units, column.scale())));
            }
            row.yes_no(l.promotional.get(at));
            true
        })
    }

    fn sum_invoices(&self, today: i32) -> Sum {
        let v = &self.invoices;
        sum_rows(v.id.len(), |at, row| {
            let (id, customer, issued) = (v.id.get(at), v.customer.get(at), v.issued.get(at));
            if customer == NONE || issued > today {
                return false;
            }
            row.start(Table::Invoices.name());
            row.text(self.invoice_ids.text(id));
            row.text(self.customer_ids.text(customer));
            row.day(issued);
            row.day(v.due.get(at));
            row.number(v.amount.get(at).map(|units| Exact::new(units, v.amount.scale())));
            let approved = v.extension_approved.get(at);
            let visible = approved != NO_DAY && approved <= today;
            row.day(if visible { v.extended_due.get(at) } else { NO_DAY });
            row.day(if visible { approved } else { NO_DAY });
            let contract = v.contract.get(at);
            row.text_option((contract != NONE).then(|| self.texts.text(contract)));
            true
        })
    }

    /// Settlements of one target on one day matter in their file order, so they carry their place in it.
    fn sum_settlements(&self, today: i32) -> Sum {
        let s = &self.settlements;
        let key = |at: usize| (s.invoice.get(at), s.customer.get(at), s.day.get(at));
        let visible = |at: &usize| s.day.get(*at) != NO_DAY && s.day.get(*at) <= today;
        let (rows, places) = places((0..s.day.len()).filter(visible).collect(), key);
        sum_rows(rows.len(), |position, row| {
            let (Some(at), Some(place)) = (rows.get(position).copied(), places.get(position)) else {
                return false;
            };
            let (invoice, customer, day) = key(at);
            row.start(Table::Settlements.name());
            row.text_option((invoice != NONE).then(|| self.invoice_text(invoice)));
            row.text_option((customer != NONE).then(|| self.customer_ids.text(customer)));
            row.day(day);
            row.number(s.amount.get(at).map(|units| Exact::new(units, s.amount.scale())));
            row.text(s.kind.get(at).code());
            row.count(*place);
            true
        })
    }

    fn sum_assessments(&self, today: i32) -> Sum {
        let rows: Vec<usize> = (0..self.assessed.len()).collect();
        let key = |at: usize| self.assessed.get(at).map(|a| (a.customer, a.assessor, a.on));
        let (rows, places) = places(rows, key);
        sum_rows(rows.len(), |position, row| {
            let Some(place) = places.get(position) else { return false };
            let Some(a) = rows.get(position).and_then(|at| self.assessed.get(*at)).filter(|a| a.on <= today)
            else {
                return false;
            };
            row.start(Table::ProspectAssessments.name());
            row.text(self.customer_ids.text(a.customer));
            row.text(self.texts.text(a.assessor));
            row.day(a.on);
            for rating in a.ratings {
                row.micros(rating.map(|rating| i128::from(rating).wrapping_mul(1_000_000)));
            }
            row.text_option(a.evidence_kind.map(Code::code));
            row.micros(a.override_score);
            for cell in [a.evidence, a.override_reason, a.override_approver] {
                row.text_option((cell != NONE).then(|| self.texts.text(cell)));
            }
            row.count(*place);
            true
        })
    }

    fn sum_ratings(&self, today: i32) -> Sum {
        let rows: Vec<usize> = (0..self.rated.len()).collect();
        let key = |at: usize| self.rated.get(at).map(|r| (r.customer, r.dimension, r.assessor, r.on));
        let (rows, places) = places(rows, key);
        sum_rows(rows.len(), |position, row| {
            let Some(place) = places.get(position) else { return false };
            let Some(r) = rows.get(position).and_then(|at| self.rated.get(*at)).filter(|r| r.on <= today)
            else {
                return false;
            };
            row.start(Table::Ratings.name());
            row.text(self.customer_ids.text(r.customer));
            for cell in [r.dimension, r.assessor, r.evidence] {
                row.text_option((cell != NONE).then(|| self.texts.text(cell)));
            }
            row.day(r.on);
            row.micros(Some(r.score));
            row.count(*place);
            true
        })
    }

    fn sum_overrides(&self, today: i32) -> Sum {
        let rows: Vec<usize> = (0..self.overrides.len()).collect();
        let key = |at: usize| self.overrides.get(at).map(|o| (o.customer, o.approved_on));
        let (rows, places) = places(rows, key);
        sum_rows(rows.len(), |position, row| {
            let Some(place) = places.get(position) else { return false };
            let Some(o) =
                rows.get(position).and_then(|at| self.overrides.get(*at)).filter(|o| o.approved_on <= today)
            else {
                return false;
            };
            row.start(Table::GradeOverrides.name());
            row.text(self.customer_ids.text(o.customer));
            for cell in [o.grade, o.reason, o.approved_by] {
                row.text(self.texts.text(cell));
            }
            row.day(o.approved_on);
            row.day(o.expires_on);
            row.count(*place);
            true
        })
    }
}

/// What the as-of day knows of a status and a cancellation: one that comes later is none yet.
fn cancellation(row: &mut RowBytes, status: Status, cancelled_on: i32, today: i32) {
    let later = cancelled_on != NO_DAY && cancelled_on > today;
    row.status(if later && status == Status::Cancelled { Status::Blank } else { status });
    row.day(if later { NO_DAY } else { cancelled_on });
}

/// Rows sorted by key, and the place of each among the rows of its key, in file order.
fn places<K: Ord>(mut rows: Vec<usize>, key: impl Fn(usize) -> K) -> (Vec<usize>, Vec<u64>) {
    rows.sort_by_key(|at| (key(*at), *at));
    let mut places = Vec::with_capacity(rows.len());
    let mut previous: Option<(K, u64)> = None;
    for at in &rows {
        let this = key(*at);
        let place = match previous {
            Some((ref last, place)) if *last == this => place.saturating_add(1),
            _ => 0,
        };
        places.push(place);
        previous = Some((this, place));
    }
    (rows, places)
}
