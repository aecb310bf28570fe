//! What the whole book has because some row has it: counted, so that it is known when the last such row
//! goes.

use std::collections::BTreeSet;

use hashbrown::HashMap;

use super::units::{LineRules, line_unit};
use crate::book::{Amounts, Book, NO_DAY, NONE};
use crate::decimal::{Exact, INPUT_SCALE};

/// One more or one less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Add,
    Take,
}

impl Step {
    fn apply(self, count: &mut u64) {
        *count = match self {
            Self::Add => count.saturating_add(1),
            Self::Take => count.saturating_sub(1),
        };
    }
}

/// Counts of rows.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Visible lines that say what they cost.
    costed: u64,
    /// Visible product versions that do.
    costed_versions: u64,
    /// Lines whose quantity is added, by the unit of their product.
    units: HashMap<u32, u64>,
    unit_costs: u64,
    margin_rates: u64,
    /// Amounts of lines that need so many decimals beyond those of the input.
    decimals: [u64; MORE_DECIMALS],
    costs_to_serve: u64,
}

/// A computed amount has up to eighteen.
const MORE_DECIMALS: usize = 32;

impl Tally {
    pub(super) fn new(book: &Book, rules: &LineRules) -> Self {
        let mut tally = Self::default();
        tally.count_versions(book, rules);
        for row in 0..book.lines.order_text.len() {
            tally.line(book, rules, row, Step::Add);
        }
        for row in 0..book.customers.customer.len() {
            tally.customer(book, row, Step::Add);
        }
        tally
    }

    /// Counts what lines and products say anew, since a product says it of lines.
    pub(super) fn count_again(&mut self, book: &Book, rules: &LineRules) {
        *self = Self::new(book, rules);
    }

    fn count_versions(&mut self, book: &Book, rules: &LineRules) {
        let visible = book.products.iter().filter(|v| v.valid_from <= rules.today);
        let costed = visible.filter(|v| v.unit_cost.is_some() || v.margin_rate.is_some());
        self.costed_versions = costed.count() as u64;
    }

    /// Counts a line in or out.
    pub(super) fn line(&mut self, book: &Book, rules: &LineRules, row: usize, step: Step) {
        let l = &book.lines;
        // A row that was refused or set aside still decides what its columns are.
        let is_live = l.customer.get(row) != NONE;
        let is_filled = |column: &Amounts| column.is_filled() && column.get(row).is_some();
        let filled = [&l.profit, &l.cost, &l.unit_cost, &l.margin_rate].map(is_filled);
        let [_, _, unit_cost, margin_rate] = filled;
        let day = l.day.get(row);
        if is_live && filled.contains(&true) && day != NO_DAY && day <= rules.today {
            step.apply(&mut self.costed);
        }
        if unit_cost {
            step.apply(&mut self.unit_costs);
        }
        if margin_rate {
            step.apply(&mut self.margin_rates);
        }
        if l.amount.scale() > INPUT_SCALE
            && let Some(units) = l.amount.get(row)
        {
            let scale = Exact::new(units, l.amount.scale()).normalised().scale();
            let beyond = scale.checked_sub(INPUT_SCALE).filter(|beyond| *beyond > 0);
            if let Some(count) = beyond.and_then(|beyond| self.decimals.get_mut(usize::from(beyond))) {
                step.apply(count);
            }
        }
        if is_live && let Some(unit) = line_unit(book, rules, row) {
            step.apply(self.units.entry(unit).or_default());
        }
    }

    /// Counts a customer's row in or out.
    pub(super) fn customer(&mut self, book: &Book, row: usize, step: Step) {
        if book.customers.cost_to_serve.get(row).is_some() {
            step.apply(&mut self.costs_to_serve);
        }
    }

    /// Whether anything visible says what goods cost.
    pub(super) const fn has_cost_data(&self) -> bool {
        self.costed > 0 || self.costed_versions > 0
    }

    /// The units quantities are added in.
    pub(super) fn units(&self, book: &Book) -> BTreeSet<String> {
        let used = self.units.iter().filter(|(_, count)| **count > 0);
        used.map(|(unit, _)| book.texts.text(*unit).to_owned()).collect()
    }

    /// Gives columns back the form they have without the rows that went: blank if none is filled, and no
    /// more decimals than any amount needs. Both decide how large a total may be.
    pub(super) fn refit(&self, book: &mut Book) {
        for (count, column) in [
            (self.unit_costs, &mut book.lines.unit_cost),
            (self.margin_rates, &mut book.lines.margin_rate),
            (self.costs_to_serve, &mut book.customers.cost_to_serve),
        ] {
            if count == 0 && column.is_filled() {
                let mut blank = Amounts::default();
                blank.push_blanks(column.len());
                *column = blank;
            }
        }
        let amount = &mut book.lines.amount;
        let used = self.decimals.iter().rposition(|count| *count > 0).unwrap_or(0);
        let scale = INPUT_SCALE.saturating_add(u8::try_from(used).unwrap_or(u8::MAX));
        if scale < amount.scale() {
            let mut fitted = Amounts::default();
            for row in 0..amount.len() {
                let value = amount.get(row).map(|units| Exact::new(units, amount.scale()).normalised());
                // What fitted with more decimals fits with fewer.
                let _ = fitted.push(value);
            }
            *amount = fitted;
        }
    }
}
