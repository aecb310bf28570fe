//! A row that was refused keeps its place, so that positions in columns remain row numbers.

use super::builder::BookBuilder;
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
            _ => self.registers.push_blank(table),
        }
    }
}

macro_rules! push_blank {
    ($($store:ident { $($column:ident)+ })+) => {
        $(impl super::store::$store {
            /// Keeps the place of a row that was refused.
            pub(super) fn push_blank(&mut self) {
                $(self.$column.push_blanks(1);)+
            }
        })+
    };
}

push_blank! {
    Headers { order_text customer day status cancelled_on promised_on }
    Lines { order_text customer product day status promotional quantity amount profit cost unit_cost margin_rate }
    Invoices { id customer contract issued due amount extended_due extension_approved }
    Settlements { invoice customer day amount kind }
}

impl super::store::Customers {
    /// Keeps the place of a row that was refused.
    pub(super) fn push_blank(&mut self) {
        for column in [&mut self.customer, &mut self.name].into_iter().chain(&mut self.attributes) {
            column.push_blanks(1);
        }
        for column in [&mut self.created_on, &mut self.first_traded_on, &mut self.documents_since] {
            column.push_blanks(1);
        }
        self.documents_complete.push_blanks(1);
        self.special_approval.push_blanks(1);
        self.cost_to_serve.push_blanks(1);
    }
}
