//! A row that was refused keeps its place, so that positions in columns remain row numbers.

use super::builder::BookBuilder;
use super::columns::NO_DAY;
use super::intern::NONE;
use super::store::Status;
use super::tables::Table;

impl BookBuilder {
    /// Keeps a row's number free, for a row whose problems the caller reports itself.
    pub(super) fn skip_row_number(&mut self, table: Table) {
        self.rows.open(table);
        // Tables stored as columns keep a blank in the row's place.
        match table {
            Table::Customers => self.customers.push_blank(),
            Table::Orders => self.headers.push_blank(),
            Table::OrderLines => self.lines.push_blank(),
            Table::Invoices => self.invoices.push_blank(),
            Table::Settlements => self.settlements.push_blank(),
            _ => {}
        }
    }
}

macro_rules! push_blanks {
    ($store:ty { $($none:ident)* } { $($day:ident)* } { $($amount:ident)* } { $($days:ident)* } $(and $more:expr)?) => {
        impl $store {
            /// Keeps the place of a row that was refused.
            fn push_blank(&mut self) {
                $(self.$none.push(NONE);)*
                $(self.$day.push(NO_DAY);)*
                // A blank always fits.
                $(let _ = self.$amount.push(None);)*
                $(self.$days.push(NO_DAY);)*
                $(let more: fn(&mut Self) = $more; more(self);)?
            }
        }
    };
}

push_blanks!(super::store::Customers { customer name } {} { cost_to_serve } { created_on first_traded_on documents_since } and |c| {
    for column in &mut c.attributes { column.push(NONE); }
    c.documents_complete.push(None);
    c.special_approval.push(None);
});
push_blanks!(super::store::Headers { order_text customer } { day } {} { cancelled_on promised_on } and |h| h.status.push(Status::Blank));
push_blanks!(super::store::Lines { order_text customer product } { day } { quantity amount profit cost unit_cost margin_rate } {} and |l| {
    l.status.push(Status::Blank);
    l.promotional.push(None);
});
push_blanks!(super::store::Invoices { id customer contract } { issued due } { amount } { extended_due extension_approved });
push_blanks!(super::store::Settlements { invoice customer } { day } { amount } {} and |s| s.kind.push(super::codes::SettlementKind::Transfer));
