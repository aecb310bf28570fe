//! Which columns of a table say what its rows are worth.

use keyaccount::book::Table;
use keyaccount::quote;

use super::fit::{Fit, Pick};
use super::section::Section;
use super::sheet::Sheet;
use super::{numbers, percent};

impl Section {
    /// An invoice with the day it was settled and no amount of the payment was paid in full.
    pub(super) fn settle_in_full(&mut self, sheet: &Sheet) {
        let invoices = Fit::of(sheet, Table::Invoices, true);
        if let Some(amount) = invoices.pick("amount") {
            self.fit.picks.push(Pick { ours: "amount", ..amount.clone() });
            self.remarks.push(format!(
                "No column holds what was paid: an invoice with a {} counts as paid in full, {}.",
                self.fit.pick("settled_on").map_or(String::new(), |pick| quote(sheet.name(pick.column))),
                quote(sheet.name(amount.column))
            ));
        }
    }

    /// A line states its amount, or price and discount; where it states both, what they add up to
    /// says which one is after discount.
    pub(super) fn one_source_of_money(&mut self, sheet: &Sheet) {
        let column = |ours: &str| self.fit.pick(ours).map(|pick| pick.column);
        let (amount, price, quantity, discount) =
            (column("amount"), column("unit_price"), column("quantity"), column("discount"));
        let name = |column: usize| quote(sheet.name(column));
        let Some(amount) = amount else {
            if let Some(discount) = discount.filter(|at| !sheet.name(*at).is_ascii()) {
                self.checks.push(format!(
                    "{} is read as the share taken off the price; if 0.9 means that nine tenths are paid, remove it",
                    name(discount)
                ));
            }
            return;
        };
        let (mut gross, mut net, mut seen) = (0_usize, 0_usize, 0_usize);
        if let (Some(price), Some(quantity)) = (price, quantity) {
            for row in sheet.rows.iter().take(20_000) {
                let cell = |at: usize| row.get(at).and_then(numbers::millionths);
                let off = discount.and_then(cell).unwrap_or(0);
                let (Some(amount), Some(price), Some(quantity)) = (cell(amount), cell(price), cell(quantity))
                else {
                    continue;
                };
                if discount.is_some() && off == 0 {
                    continue;
                }
                let full = price.checked_mul(quantity).and_then(|full| full.checked_div(1_000_000));
                let kept = full.and_then(|full| {
                    full.checked_mul(1_000_000_i128.saturating_sub(off))?.checked_div(1_000_000)
                });
                // Amounts are mostly rounded to cents.
                let near = |other: Option<i128>| other.is_some_and(|other| amount.abs_diff(other) <= 10_000);
                seen = seen.saturating_add(1);
                gross = gross.saturating_add(usize::from(near(full)));
                net = net.saturating_add(usize::from(near(kept)));
            }
        }
        let nearly_all = |count: usize| seen > 0 && count.saturating_mul(100) >= seen.saturating_mul(95);
        if discount.is_some() && nearly_all(gross) && !nearly_all(net) {
            self.checks.push(format!(
                "{} is price × quantity before discount, so price, quantity and discount are read instead",
                name(amount)
            ));
            self.fit.drop("amount");
            return;
        }
        if let Some(discount) = discount {
            let why = if nearly_all(net) {
                format!(
                    "price × quantity less discount in {} % of the rows that have one",
                    percent(net, seen)
                )
            } else {
                "taken as the amount after discount".to_owned()
            };
            self.remarks.push(format!("{} is not read: {} is {why}.", name(discount), name(amount)));
            self.fit.drop("discount");
        }
        if let Some(price) = price {
            self.remarks.push(format!(
                "{} is not read: {} is the amount of the line.",
                name(price),
                name(amount)
            ));
            self.fit.drop("unit_price");
        }
    }
}
