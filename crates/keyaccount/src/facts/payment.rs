//! How settlements meet invoices: the slices of credit (§4.2.1, BOOK §2.5, §2.6).

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::lines::Orders;
use super::number_set::NumberSet;
use crate::book::{Book, NO_DAY, NONE, SettlementKind, UnappliedCredit};

/// A part of an invoice that was paid, written off, or is still open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slice {
    /// The invoice's row.
    pub(crate) invoice: u32,
    pub(crate) customer: u32,
    pub(crate) kind: SliceKind,
    /// Millionths.
    pub(crate) amount: i128,
    /// When it was paid or written off; the as-of day while open.
    pub(crate) day: i32,
    /// The approved extension, else the due day.
    pub(crate) due: i32,
}

/// What became of a slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SliceKind {
    /// Paid.
    #[serde(rename = "paid")]
    Paid,
    /// Written off.
    #[serde(rename = "written_off")]
    WrittenOff,
    /// Not settled yet.
    #[serde(rename = "open")]
    Open,
}

impl SliceKind {
    #[cfg(test)]
    pub(crate) const ALL: [Self; 3] = [Self::Paid, Self::WrittenOff, Self::Open];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::WrittenOff => "written_off",
            Self::Open => "open",
        }
    }
}

/// What settling all invoices brought to light.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SettlementNotes {
    pub(crate) settlements_read: u64,
    pub(crate) over_settled: u64,
    pub(crate) over_settled_amount: i128,
    /// Customers with money left over after all their invoices, and how much.
    pub(crate) left_over: Vec<(u32, i128)>,
    /// Settlements of invoices not issued yet.
    pub(crate) not_issued: u64,
}

/// Receives what is settled.
pub(crate) trait SliceSink {
    /// A paid or written-off slice, or what is open at the as-of day (due or not).
    fn slice(&mut self, slice: Slice);
    /// Any amount that lowered an invoice, credit notes included.
    fn lowered(&mut self, invoice: u32, day: i32, amount: i128);
}

/// What is open of one invoice while its settlements are applied.
struct OpenInvoice {
    row: u32,
    customer: u32,
    due: i32,
    open: i128,
    /// The day of the slices being gathered, and their amounts.
    day: i32,
    paid: i128,
    written_off: i128,
}

impl OpenInvoice {
    fn new(book: &Book, row: u32, as_of: i32) -> Option<Self> {
        let at = row as usize;
        Some(Self {
            row,
            customer: Some(book.invoices.customer.get(at)).filter(|c| *c != NONE)?,
            due: due_day(book, at, as_of),
            open: book.invoices.amount.get(at)?,
            day: NO_DAY,
            paid: 0,
            written_off: 0,
        })
    }

    /// Applies an amount and returns what exceeds the open part.
    fn apply(&mut self, kind: SettlementKind, day: i32, amount: i128, sink: &mut impl SliceSink) -> i128 {
        if day != self.day {
            self.flush(sink);
            self.day = day;
        }
        let taken = amount.min(self.open);
        // 0 ≤ taken ≤ open and ≤ amount, so none of these can overflow.
        self.open = self.open.wrapping_sub(taken);
        match kind {
            SettlementKind::CreditNote => {}
            SettlementKind::WriteOff => self.written_off = self.written_off.wrapping_add(taken),
            SettlementKind::Cash
            | SettlementKind::Transfer
            | SettlementKind::AcceptanceBill
            | SettlementKind::Offset => self.paid = self.paid.wrapping_add(taken),
        }
        if taken > 0 {
            sink.lowered(self.row, day, taken);
        }
        amount.wrapping_sub(taken)
    }

    /// Hands over what was settled on the day: all paid kinds are one slice, a write-off apart.
    fn flush(&mut self, sink: &mut impl SliceSink) {
        for (kind, amount) in [(SliceKind::Paid, self.paid), (SliceKind::WrittenOff, self.written_off)] {
            if amount > 0 {
                sink.slice(self.slice(kind, amount, self.day));
            }
        }
        (self.paid, self.written_off) = (0, 0);
    }

    fn close(mut self, as_of: i32, sink: &mut impl SliceSink) {
        self.flush(sink);
        if self.open > 0 {
            sink.slice(self.slice(SliceKind::Open, self.open, as_of));
        }
    }

    const fn slice(&self, kind: SliceKind, amount: i128, day: i32) -> Slice {
        Slice { invoice: self.row, customer: self.customer, kind, amount, day, due: self.due }
    }
}

/// The due day: an extension counts if it was approved by the due day and by the as-of day.
pub(crate) fn due_day(book: &Book, row: usize, as_of: i32) -> i32 {
    let due = book.invoices.due.get(row);
    let extended = book.invoices.extended_due.get(row);
    let approved = book.invoices.extension_approved.get(row);
    if extended != NO_DAY && approved != NO_DAY && approved <= due && approved <= as_of {
        extended
    } else {
        due
    }
}

/// Applies every visible settlement and hands the slices to `sink`.
pub(crate) fn settle(book: &Book, as_of: i32, sink: &mut impl SliceSink) -> SettlementNotes {
    let mut notes = SettlementNotes::default();
    let by_invoice = BySettledInvoice::new(book, as_of, &mut notes);
    let mut unapplied = unapplied_by_customer(book, as_of, &mut notes);
    let mut apart: HashMap<u32, Vec<u32>> =
        unapplied.keys().map(|customer| (*customer, Vec::new())).collect();
    let mut order = Vec::new();
    for (at, (issued, customer)) in book.invoices.issued.iter().zip(book.invoices.customer.iter()).enumerate()
    {
        if issued > as_of || customer == NONE {
            continue;
        }
        let row = u32::try_from(at).unwrap_or(NONE);
        if !apart.is_empty()
            && let Some(rows) = apart.get_mut(&customer)
        {
            rows.push(row);
            continue;
        }
        settle_invoice(book, as_of, row, &by_invoice, &mut order, &mut notes, sink);
    }
    // Customers in the order of their numbers, so that the notes do not depend on hashing.
    let mut customers: Vec<(u32, Vec<u32>)> = apart.into_iter().collect();
    customers.sort_unstable_by_key(|(customer, _)| *customer);
    for (customer, invoices) in customers {
        let money = unapplied.remove(&customer).unwrap_or_default();
        let left = settle_customer(book, as_of, &invoices, &money, &by_invoice, &mut notes, sink);
        if left > 0 {
            notes.left_over.push((customer, left));
        }
    }
    notes
}

/// Applies the visible settlements of one customer and hands its slices to `sink`, exactly as
/// [`settle`] does: looks through the columns of invoices and settlements once, and at nothing else of
/// the others.
pub(crate) fn settle_one(book: &Book, as_of: i32, customer: u32, sink: &mut impl SliceSink) {
    let mut invoices = Vec::new();
    for (at, of) in book.invoices.customer.iter().enumerate() {
        if of == customer {
            invoices.push(u32::try_from(at).unwrap_or(NONE));
        }
    }
    let s = &book.settlements;
    let own = |(row, (invoice, of)): (usize, (u32, u32))| {
        let is_own = of == customer || invoice != NONE && invoices.binary_search(&invoice).is_ok();
        is_own.then(|| u32::try_from(row).unwrap_or(NONE))
    };
    let settlements: Vec<u32> = s.invoice.iter().zip(s.customer.iter()).enumerate().filter_map(own).collect();
    settle_rows(book, as_of, customer, &invoices, &settlements, &mut SettlementNotes::default(), sink);
}

/// Applies the visible settlements of one customer, of which these are its invoices and settlements by
/// row, and hands its slices to `sink`.
pub(super) fn settle_rows(
    book: &Book,
    as_of: i32,
    customer: u32,
    invoices: &[u32],
    settlements: &[u32],
    notes: &mut SettlementNotes,
    sink: &mut impl SliceSink,
) {
    let is_issued = |invoice: &u32| {
        let at = *invoice as usize;
        book.invoices.customer.get(at) == customer && book.invoices.issued.get(at) <= as_of
    };
    let (mut named, mut money) = (Vec::new(), Vec::new());
    let s = &book.settlements;
    for row in settlements {
        let at = *row as usize;
        let (day, invoice, of) = (s.day.get(at), s.invoice.get(at), s.customer.get(at));
        if day == NO_DAY || day > as_of {
            continue;
        }
        notes.settlements_read = notes.settlements_read.saturating_add(1);
        if invoice != NONE {
            if is_issued(&invoice) {
                named.push((invoice, *row));
            } else {
                notes.not_issued = notes.not_issued.saturating_add(1);
            }
        }
        if of != NONE {
            money.push(*row);
        }
    }
    named.sort_unstable();
    let named = OfFewInvoices(named);
    let invoices = invoices.iter().copied().filter(is_issued);
    if money.is_empty() {
        let mut order = Vec::new();
        for row in invoices {
            settle_invoice(book, as_of, row, &named, &mut order, notes, sink);
        }
    } else {
        let invoices: Vec<u32> = invoices.collect();
        let left = settle_customer(book, as_of, &invoices, &money, &named, notes, sink);
        if left > 0 {
            notes.left_over.push((customer, left));
        }
    }
}

/// Applies the money of customers that have some without an invoice, given as customer and settlement,
/// to their invoices, given as customer and invoice; both sorted. Of the settlements that name an
/// invoice, those of these customers are looked for.
pub(super) fn settle_apart(
    book: &Book,
    as_of: i32,
    unapplied: &[(u32, u32)],
    invoices: &[(u32, u32)],
    notes: &mut SettlementNotes,
    sink: &mut impl SliceSink,
) {
    let mut apart = NumberSet::new(book.invoices.id.len());
    for (_, invoice) in invoices {
        apart.insert(*invoice);
    }
    let s = &book.settlements;
    let mut named = Vec::new();
    for (row, (invoice, day)) in s.invoice.iter().zip(s.day.iter()).enumerate() {
        if invoice != NONE && day != NO_DAY && day <= as_of && apart.contains(invoice) {
            named.push((invoice, u32::try_from(row).unwrap_or(NONE)));
        }
    }
    named.sort_unstable();
    let named = OfFewInvoices(named);
    let rows = |of: &[(u32, u32)]| -> Vec<u32> { of.iter().map(|(_, row)| *row).collect() };
    for money in unapplied.chunk_by(|(a, _), (b, _)| a == b) {
        let Some((customer, _)) = money.first() else { continue };
        let from = invoices.partition_point(|(of, _)| of < customer);
        let to = invoices.partition_point(|(of, _)| of <= customer);
        let own = rows(invoices.get(from..to).unwrap_or(&[]));
        let left = settle_customer(book, as_of, &own, &rows(money), &named, notes, sink);
        if left > 0 {
            notes.left_over.push((*customer, left));
        }
    }
}

/// Settles an invoice by what names it.
fn settle_invoice(
    book: &Book,
    as_of: i32,
    row: u32,
    by_invoice: &impl NamedSettlements,
    order: &mut Vec<u32>,
    notes: &mut SettlementNotes,
    sink: &mut impl SliceSink,
) {
    let Some(mut invoice) = OpenInvoice::new(book, row, as_of) else { return };
    by_invoice.in_date_order(book, row, order);
    for settlement in &*order {
        apply_named(book, *settlement, &mut invoice, notes, sink);
    }
    invoice.close(as_of, sink);
}

fn apply_named(
    book: &Book,
    settlement: u32,
    invoice: &mut OpenInvoice,
    notes: &mut SettlementNotes,
    sink: &mut impl SliceSink,
) {
    let Some((kind, day, amount)) = settlement_cells(book, settlement) else { return };
    let over = invoice.apply(kind, day, amount, sink);
    notes.over(over);
}

fn settlement_cells(book: &Book, row: u32) -> Option<(SettlementKind, i32, i128)> {
    let s = &book.settlements;
    let at = row as usize;
    Some((s.kind.get(at), s.day.get(at), s.amount.get(at)?))
}

impl SettlementNotes {
    pub(super) fn over(&mut self, amount: i128) {
        if amount > 0 {
            self.over_settled = self.over_settled.saturating_add(1);
            self.over_settled_amount = self.over_settled_amount.saturating_add(amount);
        }
    }
}

/// What happens to one customer's invoices, in the order of a day (BOOK §2.6).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    /// Invoices are issued; carried money settles them.
    Issue(u32),
    /// Settlements that name their invoice.
    Named { settlement: u32, invoice: u32 },
    /// Money that does not.
    Unapplied(u32),
}

/// Settles the invoices of a customer with unapplied money, day by day, and returns what is left of it.
fn settle_customer(
    book: &Book,
    as_of: i32,
    invoices: &[u32],
    unapplied: &[u32],
    by_invoice: &impl NamedSettlements,
    notes: &mut SettlementNotes,
    sink: &mut impl SliceSink,
) -> i128 {
    // Oldest due first, then issue date, then id: the position is the priority.
    let mut open: Vec<OpenInvoice> =
        invoices.iter().filter_map(|row| OpenInvoice::new(book, *row, as_of)).collect();
    open.sort_by(|a, b| {
        let key = |i: &OpenInvoice| (i.due, book.invoices.issued.get(i.row as usize));
        let id = |i: &OpenInvoice| book.invoice_ids.text(book.invoices.id.get(i.row as usize));
        key(a).cmp(&key(b)).then_with(|| id(a).as_bytes().cmp(id(b).as_bytes()))
    });
    let mut events: Vec<(i32, Event)> = Vec::new();
    let mut named = Vec::new();
    for (position, invoice) in open.iter().enumerate() {
        let position = u32::try_from(position).unwrap_or(NONE);
        let issued = book.invoices.issued.get(invoice.row as usize);
        events.push((issued, Event::Issue(position)));
        by_invoice.in_date_order(book, invoice.row, &mut named);
        for settlement in &named {
            let day = book.settlements.day.get(*settlement as usize);
            events.push((day, Event::Named { settlement: *settlement, invoice: position }));
        }
    }
    for settlement in unapplied {
        let day = book.settlements.day.get(*settlement as usize);
        events.push((day, Event::Unapplied(*settlement)));
    }
    events.sort_unstable();
    let mut issued: BTreeSet<u32> = BTreeSet::new();
    let (mut carried, mut reported) = (0_i128, 0_i128);
    let mut remaining = events.as_slice();
    while let Some((day, _)) = remaining.first().copied() {
        let (today, later) = remaining.split_at(remaining.partition_point(|(d, _)| *d == day));
        remaining = later;
        issued.extend(today.iter().filter_map(|(_, event)| match event {
            Event::Issue(position) => Some(*position),
            _ => None,
        }));
        if carried > 0 {
            carried = pay_oldest(SettlementKind::Transfer, day, carried, &mut issued, &mut open, sink);
        }
        for (_, event) in today {
            match event {
                Event::Issue(_) => {}
                Event::Named { settlement, invoice } => {
                    if let Some(invoice) = open.get_mut(*invoice as usize) {
                        apply_named(book, *settlement, invoice, notes, sink);
                    }
                }
                Event::Unapplied(settlement) => {
                    let Some((kind, day, amount)) = settlement_cells(book, *settlement) else { continue };
                    let rest = pay_oldest(kind, day, amount, &mut issued, &mut open, sink);
                    if matches!(kind, SettlementKind::CreditNote | SettlementKind::WriteOff) {
                        notes.over(rest);
                    } else if book.settings.unapplied_credit == UnappliedCredit::Report {
                        reported = reported.saturating_add(rest);
                    } else {
                        carried = carried.saturating_add(rest);
                    }
                }
            }
        }
    }
    for invoice in open {
        invoice.close(as_of, sink);
    }
    carried.saturating_add(reported)
}

/// Spends money on the issued invoices, oldest due first, and returns what is left.
fn pay_oldest(
    kind: SettlementKind,
    day: i32,
    mut money: i128,
    issued: &mut BTreeSet<u32>,
    open: &mut [OpenInvoice],
    sink: &mut impl SliceSink,
) -> i128 {
    while money > 0
        && let Some(position) = issued.first().copied()
    {
        let Some(invoice) = open.get_mut(position as usize) else { break };
        money = invoice.apply(kind, day, money, sink);
        if invoice.open > 0 {
            break;
        }
        issued.pop_first();
    }
    money
}

/// The visible settlements that name an invoice.
trait NamedSettlements {
    /// Those of one invoice, in date order, file order inside a day.
    fn in_date_order(&self, book: &Book, invoice: u32, order: &mut Vec<u32>);
}

/// Those of a few invoices: invoice and settlement, sorted.
struct OfFewInvoices(Vec<(u32, u32)>);

impl NamedSettlements for OfFewInvoices {
    fn in_date_order(&self, book: &Book, invoice: u32, order: &mut Vec<u32>) {
        order.clear();
        let from = self.0.partition_point(|(of, _)| *of < invoice);
        let of_invoice = self.0.iter().skip(from).take_while(|(of, _)| *of == invoice);
        order.extend(of_invoice.map(|(_, settlement)| *settlement));
        order.sort_by_key(|row| book.settlements.day.get(*row as usize));
    }
}

/// Those of each visible invoice, by row.
struct BySettledInvoice {
    starts: Vec<u32>,
    settlements: Vec<u32>,
}

impl BySettledInvoice {
    fn new(book: &Book, as_of: i32, notes: &mut SettlementNotes) -> Self {
        let s = &book.settlements;
        let issued = |invoice: u32| {
            let at = invoice as usize;
            at < book.invoices.id.len()
                && book.invoices.issued.get(at) <= as_of
                && book.invoices.customer.get(at) != NONE
        };
        let mut starts = vec![0_u32; book.invoices.id.len().saturating_add(1)];
        for (invoice, day) in s.invoice.iter().zip(s.day.iter()) {
            if invoice == NONE || day == NO_DAY || day > as_of {
                continue;
            }
            notes.settlements_read = notes.settlements_read.saturating_add(1);
            if !issued(invoice) {
                notes.not_issued = notes.not_issued.saturating_add(1);
            } else if let Some(count) = starts.get_mut((invoice as usize).saturating_add(1)) {
                *count = count.saturating_add(1);
            }
        }
        let mut sum = 0_u32;
        for start in &mut starts {
            sum = sum.saturating_add(*start);
            *start = sum;
        }
        let mut next = starts.clone();
        let mut settlements = vec![NONE; sum as usize];
        for (row, (invoice, day)) in s.invoice.iter().zip(s.day.iter()).enumerate() {
            if invoice == NONE || day == NO_DAY || day > as_of || !issued(invoice) {
                continue;
            }
            if let Some(place) = next.get_mut(invoice as usize)
                && let Some(slot) = settlements.get_mut(*place as usize)
            {
                *slot = u32::try_from(row).unwrap_or(NONE);
                *place = place.saturating_add(1);
            }
        }
        Self { starts, settlements }
    }
}

impl NamedSettlements for BySettledInvoice {
    fn in_date_order(&self, book: &Book, invoice: u32, order: &mut Vec<u32>) {
        order.clear();
        let at = invoice as usize;
        if let (Some(start), Some(end)) = (self.starts.get(at), self.starts.get(at.saturating_add(1))) {
            order.extend_from_slice(self.settlements.get(*start as usize..*end as usize).unwrap_or(&[]));
        }
        if order.len() > 1 {
            order.sort_by_key(|row| book.settlements.day.get(*row as usize));
        }
    }
}

/// Visible money without an invoice, by customer, in file order.
fn unapplied_by_customer(book: &Book, as_of: i32, notes: &mut SettlementNotes) -> HashMap<u32, Vec<u32>> {
    let mut unapplied: HashMap<u32, Vec<u32>> = HashMap::new();
    let s = &book.settlements;
    for (row, (customer, day)) in s.customer.iter().zip(s.day.iter()).enumerate() {
        if customer != NONE && day != NO_DAY && day <= as_of {
            notes.settlements_read = notes.settlements_read.saturating_add(1);
            unapplied.entry(customer).or_default().push(u32::try_from(row).unwrap_or(NONE));
        }
    }
    unapplied
}
