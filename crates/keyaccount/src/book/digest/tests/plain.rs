//! The digest written down plainly, row by row and cell by cell: what the fast one is held against.

use sha2::{Digest, Sha256};

use crate::book::Book;
use crate::book::codes::Code;
use crate::book::columns::NO_DAY;
use crate::book::intern::NONE;
use crate::book::registers::Held;
use crate::book::store::Status;
use crate::book::tables::{ColumnKind, ExcusedDays, Table};
use crate::decimal::{Exact, INPUT_SCALE};

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
pub(super) struct Sum {
    words: [u64; 4],
    pub(super) rows: u64,
}

impl Sum {
    pub(super) fn add(self, other: Self) -> Self {
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
    pub(super) fn of(bytes: &[u8]) -> Self {
        let hash = Sha256::digest(bytes);
        let mut words = [0_u64; 4];
        for (word, part) in words.iter_mut().zip(hash.as_chunks::<8>().0) {
            *word = u64::from_le_bytes(*part);
        }
        Self { words, rows: 1 }
    }

    pub(super) fn bytes(self) -> impl Iterator<Item = u8> {
        self.words.into_iter().flat_map(u64::to_le_bytes)
    }
}

/// Sums the rows of a table; `encode` returns whether the row is visible.
fn sum_rows(rows: usize, encode: impl Fn(usize, &mut RowBytes) -> bool) -> Sum {
    let mut row = RowBytes { bytes: Vec::new() };
    let mut sum = Sum::default();
    for at in 0..rows {
        if encode(at, &mut row) {
            sum = sum.add(Sum::of(&row.bytes));
        }
    }
    sum
}

/// Rows that were set aside by name, since the notes count them.
pub(super) fn sum_set_aside(book: &Book, today: i32) -> Sum {
    let strays = sum_rows(book.strays.len(), |at, row| {
        let Some(stray) = book.strays.get(at).filter(|s| s.day == NO_DAY || s.day <= today) else {
            return false;
        };
        row.start(stray.table.name());
        row.text(stray.column);
        row.text(&stray.id);
        row.day(stray.day);
        row.number(Some(stray.money));
        true
    });
    let unnamed = sum_rows(book.unnamed.len(), |at, row| {
        let Some((table, count, money)) = book.unnamed.get(at) else { return false };
        row.start(table.name());
        row.count(*count);
        row.number(*money);
        true
    });
    strays.add(unnamed)
}

pub(super) fn sum_table(book: &Book, table: Table, today: i32) -> Sum {
    let hidden = |day: i32| day != NO_DAY && day > today;
    let text = |number: u32| (number != NONE).then(|| book.texts.text(number));
    match table {
        Table::Customers => sum_customers(book, today),
        Table::Products => sum_rows(book.products.len(), |at, row| {
            let Some(version) = book.products.get(at).filter(|v| !hidden(v.valid_from)) else {
                return false;
            };
            row.start(table.name());
            row.text(book.product_ids.text(version.product));
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
        Table::Orders => sum_headers(book, today),
        Table::OrderLines => sum_lines(book, today),
        Table::Invoices => sum_invoices(book, today),
        Table::Settlements => sum_settlements(book, today),
        Table::DelayReasons => sum_rows(book.reasons.len(), |at, row| {
            let Some(reason) = book.reasons.get(at).filter(|r| !hidden(r.approved_on)) else {
                return false;
            };
            row.start(table.name());
            row.text(invoice_text(book, reason.invoice));
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
        Table::CreditFacts => sum_rows(book.facts.len(), |at, row| {
            let Some(fact) = book.facts.get(at).filter(|f| !hidden(f.on)) else { return false };
            row.start(table.name());
            row.text(book.customer_ids.text(fact.customer));
            row.text(fact.kind.code());
            row.day(fact.on);
            row.day(if hidden(fact.resolved_on) { NO_DAY } else { fact.resolved_on });
            true
        }),
        Table::ProspectAssessments => sum_assessments(book, today),
        Table::Ratings => sum_ratings(book, today),
        Table::GradeOverrides => sum_overrides(book, today),
        Table::Contracts => sum_rows(book.contracts.len(), |at, row| {
            let Some(contract) = book.contracts.get(at).filter(|c| !hidden(c.submitted_on)) else {
                return false;
            };
            row.start(table.name());
            row.text_option(text(contract.contract));
            row.text(book.customer_ids.text(contract.customer));
            row.micros(Some(contract.amount));
            row.day(contract.submitted_on);
            row.day(if hidden(contract.signed_on) { NO_DAY } else { contract.signed_on });
            if contract.ends_on != NO_DAY {
                row.text("ends_on");
                row.day(contract.ends_on);
            }
            if contract.agreed_price.is_some() {
                row.text("agreed_price");
                row.micros(contract.agreed_price);
            }
            if contract.settlement_floor_price.is_some() {
                row.text("settlement_floor_price");
                row.micros(contract.settlement_floor_price);
            }
            if let Some(status) = contract.status {
                row.text("status");
                row.text(status.code());
            }
            if let Some(unit) = text(contract.unit) {
                row.text("unit");
                row.text(unit);
            }
            if let Some(digest) = text(contract.text_digest) {
                row.text("text_digest");
                row.text(digest);
            }
            true
        }),
        _ => sum_register(book, table, today),
    }
}

/// A cell as the digest of a register has it, but for what is not known yet.
fn register_cell(book: &Book, kind: ColumnKind, cell: Held, row: &mut RowBytes) {
    match (cell, kind) {
        (Held::Blank, _) => row.blank(),
        (Held::Customer(number), _) => row.text(book.customer_ids.text(number)),
        (Held::Text(number), _) => row.text(book.texts.text(number)),
        (Held::Number(millionths), _) => row.micros(Some(millionths)),
        (Held::Day(day), _) => row.day(day),
        (Held::Time(second), _) => {
            row.bytes.push(6);
            row.bytes.extend_from_slice(&second.to_le_bytes());
        }
        (Held::YesNo(yes), _) => row.yes_no(Some(yes)),
        (Held::Code(code), ColumnKind::Code(codes)) => row.text(codes[usize::from(code)]),
        (Held::Code(at), _) => row.count(u64::from(at)),
    }
}

fn sum_register(book: &Book, table: Table, today: i32) -> Sum {
    let Some(register) = book.registers.get(table) else { return Sum::default() };
    let rules = table.rules().unwrap();
    let is_hidden = |cell: Held| cell.day().is_some_and(|day| day > today);
    let cell = |at: usize, name: &str| register.get(at, table.column(name).unwrap());
    sum_rows(register.rows(), |at, row| {
        if !register.is_there(at) || rules.seen.iter().any(|seen| is_hidden(cell(at, seen))) {
            return false;
        }
        row.start(table.name());
        for column in table.columns() {
            let held = cell(at, column.name);
            let is_later = rules.later.contains(&column.name) && is_hidden(held);
            register_cell(book, column.kind, if is_later { Held::Blank } else { held }, row);
        }
        if !rules.ties.is_empty() {
            let same = |other: &usize| {
                register.is_there(*other) && rules.ties.iter().all(|tie| cell(*other, tie) == cell(at, tie))
            };
            row.count((0..at).filter(same).count() as u64);
        }
        true
    })
}

fn invoice_text(book: &Book, row: u32) -> &str {
    book.invoice_ids.text(book.invoices.id.get(row as usize))
}

fn sum_customers(book: &Book, today: i32) -> Sum {
    let c = &book.customers;
    sum_rows(c.customer.len(), |at, row| {
        let customer = c.customer.get(at);
        if customer == NONE {
            return false;
        }
        row.start(Table::Customers.name());
        row.text(book.customer_ids.text(customer));
        let cells = core::iter::once(&c.name).chain(&c.attributes);
        for cell in cells.map(|column| column.get(at)) {
            row.text_option((cell != NONE).then(|| book.texts.text(cell)));
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

fn sum_headers(book: &Book, today: i32) -> Sum {
    let h = &book.headers;
    sum_rows(h.order_text.len(), |at, row| {
        let (order, customer, day) = (h.order_text.get(at), h.customer.get(at), h.day.get(at));
        if order == NONE || day > today {
            return false;
        }
        row.start(Table::Orders.name());
        row.text(book.order_ids.text(order));
        row.text(book.customer_ids.text(customer));
        row.day(day);
        cancellation(row, h.status.get(at), h.cancelled_on.get(at), today);
        row.day(h.promised_on.get(at));
        true
    })
}

fn sum_lines(book: &Book, today: i32) -> Sum {
    let l = &book.lines;
    sum_rows(l.order_text.len(), |at, row| {
        let (order, customer, day) = (l.order_text.get(at), l.customer.get(at), l.day.get(at));
        if customer == NONE || day > today {
            return false;
        }
        row.start(Table::OrderLines.name());
        row.text(book.order_ids.text(order));
        row.text(book.customer_ids.text(customer));
        row.day(day);
        if l.status_from.get(at) > today {
            cancellation(row, Status::Blank, NO_DAY, today);
        } else {
            cancellation(row, l.status.get(at), l.cancelled_on.get(at), today);
        }
        let product = l.product.get(at);
        row.text_option((product != NONE).then(|| book.product_ids.text(product)));
        for column in [&l.quantity, &l.amount, &l.profit, &l.cost, &l.unit_cost, &l.margin_rate] {
            row.number(column.get(at).map(|units| Exact::new(units, column.scale())));
        }
        row.yes_no(l.promotional.get(at));
        true
    })
}

fn sum_invoices(book: &Book, today: i32) -> Sum {
    let v = &book.invoices;
    sum_rows(v.id.len(), |at, row| {
        let (id, customer, issued) = (v.id.get(at), v.customer.get(at), v.issued.get(at));
        if customer == NONE || issued > today {
            return false;
        }
        row.start(Table::Invoices.name());
        row.text(book.invoice_ids.text(id));
        row.text(book.customer_ids.text(customer));
        row.day(issued);
        row.day(v.due.get(at));
        row.number(v.amount.get(at).map(|units| Exact::new(units, v.amount.scale())));
        let approved = v.extension_approved.get(at);
        let visible = approved != NO_DAY && approved <= today;
        row.day(if visible { v.extended_due.get(at) } else { NO_DAY });
        row.day(if visible { approved } else { NO_DAY });
        let contract = v.contract.get(at);
        row.text_option((contract != NONE).then(|| book.texts.text(contract)));
        true
    })
}

/// Settlements of one target on one day matter in their file order, so they carry their place in it.
fn sum_settlements(book: &Book, today: i32) -> Sum {
    let s = &book.settlements;
    let key = |at: usize| (s.invoice.get(at), s.customer.get(at), s.day.get(at));
    let visible = |at: &usize| s.day.get(*at) != NO_DAY && s.day.get(*at) <= today;
    let (rows, places) = places((0..s.day.len()).filter(visible).collect(), key);
    sum_rows(rows.len(), |position, row| {
        let (Some(at), Some(place)) = (rows.get(position).copied(), places.get(position)) else {
            return false;
        };
        let (invoice, customer, day) = key(at);
        row.start(Table::Settlements.name());
        row.text_option((invoice != NONE).then(|| invoice_text(book, invoice)));
        row.text_option((customer != NONE).then(|| book.customer_ids.text(customer)));
        row.day(day);
        row.number(s.amount.get(at).map(|units| Exact::new(units, s.amount.scale())));
        row.text(s.kind.get(at).code());
        row.count(*place);
        true
    })
}

fn sum_assessments(book: &Book, today: i32) -> Sum {
    let rows: Vec<usize> = (0..book.assessed.len()).collect();
    let key = |at: usize| book.assessed.get(at).map(|a| (a.customer, a.assessor, a.on));
    let (rows, places) = places(rows, key);
    sum_rows(rows.len(), |position, row| {
        let Some(place) = places.get(position) else { return false };
        let Some(a) = rows.get(position).and_then(|at| book.assessed.get(*at)).filter(|a| a.on <= today)
        else {
            return false;
        };
        row.start(Table::ProspectAssessments.name());
        row.text(book.customer_ids.text(a.customer));
        row.text(book.texts.text(a.assessor));
        row.day(a.on);
        for rating in a.ratings {
            row.micros(rating.map(|rating| i128::from(rating).wrapping_mul(1_000_000)));
        }
        row.text_option(a.evidence_kind.map(Code::code));
        row.micros(a.override_score);
        for cell in [a.evidence, a.override_reason, a.override_approver] {
            row.text_option((cell != NONE).then(|| book.texts.text(cell)));
        }
        row.count(*place);
        true
    })
}

fn sum_ratings(book: &Book, today: i32) -> Sum {
    let rows: Vec<usize> = (0..book.rated.len()).collect();
    let key = |at: usize| book.rated.get(at).map(|r| (r.customer, r.dimension, r.assessor, r.on));
    let (rows, places) = places(rows, key);
    sum_rows(rows.len(), |position, row| {
        let Some(place) = places.get(position) else { return false };
        let Some(r) = rows.get(position).and_then(|at| book.rated.get(*at)).filter(|r| r.on <= today) else {
            return false;
        };
        row.start(Table::Ratings.name());
        row.text(book.customer_ids.text(r.customer));
        for cell in [r.dimension, r.assessor, r.evidence] {
            row.text_option((cell != NONE).then(|| book.texts.text(cell)));
        }
        row.day(r.on);
        row.micros(Some(r.score));
        row.count(*place);
        true
    })
}

fn sum_overrides(book: &Book, today: i32) -> Sum {
    let rows: Vec<usize> = (0..book.overrides.len()).collect();
    let key = |at: usize| book.overrides.get(at).map(|o| (o.customer, o.approved_on));
    let (rows, places) = places(rows, key);
    sum_rows(rows.len(), |position, row| {
        let Some(place) = places.get(position) else { return false };
        let Some(o) =
            rows.get(position).and_then(|at| book.overrides.get(*at)).filter(|o| o.approved_on <= today)
        else {
            return false;
        };
        row.start(Table::GradeOverrides.name());
        row.text(book.customer_ids.text(o.customer));
        for cell in [o.grade, o.reason, o.approved_by] {
            row.text(book.texts.text(cell));
        }
        row.day(o.approved_on);
        row.day(o.expires_on);
        row.count(*place);
        true
    })
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
