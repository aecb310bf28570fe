//! Clean columns into the columns of a book: one function for each table.

use super::super::builder::BookBuilder;
use super::super::cells::filled_str;
use super::super::codes::{Code, OrderStatus, SettlementKind};
use super::super::columns::{Amounts, Days, Ids, Rare, Unit};
use super::super::intern::{Form, Interner, NONE};
use super::super::settings::MissingCustomer;
use super::super::store::{ATTRIBUTES, Status};
use super::super::tables::Table;
use super::{Clean, Counts, ROWS_WORTH_A_TASK};
use crate::calendar::UNIX_EPOCH;
use crate::decimal::Exact;
use crate::parallel::join;

/// The clean columns of one table.
pub(super) struct Columns<'c, 'a> {
    pub(super) table: Table,
    pub(super) clean: &'c [Clean<'a>],
    pub(super) rows: usize,
}

impl<'a> Columns<'_, 'a> {
    fn of(&self, name: &str) -> &Clean<'a> {
        self.table.column(name).and_then(|at| self.clean.get(at)).unwrap_or(&Clean::Blank)
    }

    fn is_blank(&self, name: &str) -> bool {
        matches!(self.of(name), Clean::Blank)
    }

    fn is_full(&self, name: &str) -> bool {
        self.of(name).is_full()
    }

    /// Takes different columns, at the same time if they are long.
    fn side_by_side(&self, one: impl FnOnce() + Send, other: impl FnOnce() + Send) {
        if self.rows < ROWS_WORTH_A_TASK {
            one();
            other();
        } else {
            join(one, other);
        }
    }

    fn ids(&self, name: &str, ids: &mut Interner, column: &mut Ids) {
        match self.of(name) {
            Clean::Counted { form, numbers, least, greatest, has_blanks } => {
                match ids.count(*form, *least, *greatest) {
                    // Modulo 2^32 the least leads to its number, and so do all others.
                    Some(first) => {
                        let shift = first.wrapping_sub((*least & 0xffff_ffff) as u32);
                        column.give_counted(numbers, shift, *has_blanks);
                    }
                    None => {
                        let mut text = String::new();
                        column.extend(numbers.iter().map(|number| {
                            if *number == NONE {
                                return NONE;
                            }
                            text.clear();
                            form.write(i64::from(*number), &mut text);
                            ids.intern(&text)
                        }));
                    }
                }
            }
            Clean::Integers { ids: integers, least, greatest } => {
                let plain = Form { stem: "", padded: 0 };
                let first = ids.count(plain, *least, *greatest);
                match first.and_then(|first| least.checked_sub(i64::from(first))) {
                    Some(first) => column.give_integers((*integers).clone(), first),
                    None => {
                        column.extend(integers.as_ref().iter().map(|id| ids.intern_integer(*id)));
                    }
                }
            }
            Clean::Texts { texts, .. } => {
                column.extend(texts.iter().map(|text| ids.intern_option(filled_str(*text))));
            }
            _ => column.push_blanks(self.rows),
        }
    }

    fn amounts(&self, name: &str, column: &mut Amounts) {
        match self.of(name) {
            Clean::SmallUnits(counts) => counts.give(column),
            Clean::Units(counts) => counts.give(column),
            Clean::WideUnits(counts) => counts.give(column),
            _ => column.push_blanks(self.rows),
        }
    }

    fn days(&self, name: &str, column: &mut Days) {
        match self.of(name) {
            Clean::Days { days, has_blanks } => column.give(days, UNIX_EPOCH, *has_blanks),
            _ => column.push_blanks(self.rows),
        }
    }

    fn yes_no(&self, name: &str, column: &mut Rare<Option<bool>>) {
        match self.of(name) {
            Clean::YesNo(cells) => cells.iter().for_each(|cell| column.push(*cell)),
            _ => column.push_blanks(self.rows),
        }
    }

    fn codes<C: Code>(&self, name: &str) -> Option<impl Iterator<Item = Option<C>>> {
        match self.of(name) {
            Clean::Texts { texts, .. } => {
                Some(texts.iter().map(|text| filled_str(*text).and_then(C::from_code)))
            }
            _ => None,
        }
    }

    fn status(&self, column: &mut Rare<Status>) {
        match self.codes::<OrderStatus>("status") {
            Some(codes) => codes.for_each(|code| column.push(Status::from(code))),
            None => column.push_blanks(self.rows),
        }
    }

    /// The days of a column as they were handed in; none if it is blank.
    fn each_day(&self, name: &str) -> &[i32] {
        match self.of(name) {
            Clean::Days { days, .. } => days,
            _ => &[],
        }
    }
}

impl<T: Unit> Counts<'_, T> {
    fn give(&self, column: &mut Amounts) {
        if column.give(&self.units, self.scale, self.magnitude, self.has_blanks) {
            return;
        }
        // They were judged to be so small that they fit whatever decimals the column has.
        for cell in self.units.iter() {
            let units = (*cell != T::BLANK).then(|| cell.wide());
            let _fits = column.push(units.map(|units| Exact::new(units, self.scale)));
        }
    }
}

impl BookBuilder {
    pub(super) fn take_customers(&mut self, columns: &Columns<'_, '_>) -> bool {
        let c = &mut self.customers;
        columns.ids("customer_id", &mut self.customer_ids, &mut c.customer);
        columns.ids("name", &mut self.texts, &mut c.name);
        for (name, column) in ATTRIBUTES.into_iter().zip(&mut c.attributes) {
            columns.ids(name, &mut self.texts, column);
        }
        columns.days("created_on", &mut c.created_on);
        columns.days("first_traded_on", &mut c.first_traded_on);
        columns.days("documents_since", &mut c.documents_since);
        columns.yes_no("documents_complete", &mut c.documents_complete);
        columns.yes_no("special_approval", &mut c.special_approval);
        columns.amounts("cost_to_serve", &mut c.cost_to_serve);
        true
    }

    pub(super) fn take_orders(&mut self, columns: &Columns<'_, '_>) -> bool {
        let h = &mut self.headers;
        let before = h.order_text.len();
        columns.ids("order_id", &mut self.order_ids, &mut h.order_text);
        columns.ids("customer_id", &mut self.customer_ids, &mut h.customer);
        columns.days("ordered_on", &mut h.day);
        columns.status(&mut h.status);
        columns.days("cancelled_on", &mut h.cancelled_on);
        columns.days("promised_on", &mut h.promised_on);
        self.headed.extend(h.order_text.iter().skip(before));
        true
    }

    pub(super) fn take_lines(&mut self, columns: &Columns<'_, '_>) -> bool {
        let skips = self.settings.missing_customer == MissingCustomer::Skip;
        if !columns.is_full("amount") || skips && !columns.is_full("customer_id") {
            return false;
        }
        let l = &mut self.lines;
        let (orders, customers, products) =
            (&mut self.order_ids, &mut self.customer_ids, &mut self.product_ids);
        columns.side_by_side(
            || columns.ids("order_id", orders, &mut l.order_text),
            || {
                columns.ids("customer_id", customers, &mut l.customer);
                columns.ids("product_id", products, &mut l.product);
            },
        );
        columns.days("ordered_on", &mut l.day);
        columns.status(&mut l.status);
        columns.yes_no("promotional", &mut l.promotional);
        let amounts = [
            ("amount", &mut l.amount),
            ("quantity", &mut l.quantity),
            ("profit", &mut l.profit),
            ("cost", &mut l.cost),
            ("unit_cost", &mut l.unit_cost),
            ("margin_rate", &mut l.margin_rate),
        ];
        amounts.into_iter().for_each(|(name, column)| columns.amounts(name, column));
        true
    }

    pub(super) fn take_invoices(&mut self, columns: &Columns<'_, '_>) -> bool {
        let days = columns.each_day("issued_on").iter().zip(columns.each_day("due_on"));
        // All are looked at, several at a time.
        let is_in_order = days.fold(true, |is_so_far, (issued, due)| is_so_far & (issued <= due));
        let is_plain = ["extended_due_on", "extension_approved_on"].iter().all(|name| columns.is_blank(name));
        if !columns.is_full("due_on") || !is_in_order || !is_plain {
            return false;
        }
        let v = &mut self.invoices;
        let (invoices, customers) = (&mut self.invoice_ids, &mut self.customer_ids);
        columns.side_by_side(
            || columns.ids("invoice_id", invoices, &mut v.id),
            || columns.ids("customer_id", customers, &mut v.customer),
        );
        columns.days("issued_on", &mut v.issued);
        columns.days("due_on", &mut v.due);
        v.extended_due.push_blanks(columns.rows);
        v.extension_approved.push_blanks(columns.rows);
        columns.ids("contract_id", &mut self.texts, &mut v.contract);
        columns.amounts("amount", &mut v.amount);
        true
    }

    pub(super) fn take_settlements(&mut self, columns: &Columns<'_, '_>) -> bool {
        // Money that names no invoice is looked at row by row.
        if !columns.is_full("invoice_id") {
            return false;
        }
        let s = &mut self.settlements;
        columns.ids("invoice_id", &mut self.invoice_ids, &mut s.invoice);
        // Money that names its invoice belongs to that invoice's customer, whoever paid it.
        s.customer.push_blanks(columns.rows);
        columns.days("settled_on", &mut s.day);
        match columns.codes::<SettlementKind>("kind") {
            Some(codes) => codes.for_each(|code| s.kind.push(code.unwrap_or(SettlementKind::Transfer))),
            None => s.kind.push_blanks(columns.rows),
        }
        columns.amounts("amount", &mut s.amount);
        true
    }
}
