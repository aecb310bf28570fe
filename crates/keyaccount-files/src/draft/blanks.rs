//! Cells that are blank and must not be: merged ones, rows without a customer, invoices that are open.

use std::collections::HashMap;

use csv::StringRecord;
use keyaccount::book::Table;
use keyaccount::quote;

use super::fit::{Fit, How, Pick};
use super::section::{Line, Section};
use super::sheet::Sheet;
use super::{counted, numbers, toml};

impl Section {
    /// In how many rows that have a customer a column is blank: the others are skipped.
    fn with_customer_but_without(&self, sheet: &Sheet, column: usize) -> usize {
        let is_blank = |text: &str| text.trim().is_empty() || numbers::MISSING.contains(&text.trim());
        let customer = self.fit.pick("customer_id").map(|pick| pick.column);
        let lacks = |row: &&StringRecord, at: usize| row.get(at).is_none_or(is_blank);
        let has_customer = |row: &&StringRecord| customer.is_none_or(|at| !lacks(row, at));
        sheet.rows.iter().filter(|row| has_customer(row) && lacks(row, column)).count()
    }

    /// What is to become of rows in which a column is blank that must not be.
    pub(super) fn gaps(&mut self, sheet: &Sheet, has_heads: bool) {
        let merged = merged(&self.fit, sheet);
        if !merged.is_empty() {
            let names = toml::list(merged.iter().map(|pick| sheet.name(pick.column)));
            let blank = merged
                .iter()
                .map(|pick| sheet.rows.len().saturating_sub(sheet.profile(pick.column).filled))
                .max();
            let why = format!(
                "up to {} blank cells under filled ones that never repeat, as under merged cells",
                counted(blank.unwrap_or(0))
            );
            self.keys.push(Line::new("fill_down", names, why));
        }
        let is_settled_later = self.table == Table::Settlements;
        for pick in self.fit.picks.clone() {
            let profile = sheet.profile(pick.column);
            let missing = profile.numbers.as_ref().map_or(0, |numbers| numbers.missing_cells);
            let spelt: usize = profile
                .values
                .iter()
                .filter(|(text, _)| numbers::MISSING.contains(&text.trim()))
                .map(|(_, count)| *count)
                .sum();
            let filled = profile.filled.saturating_sub(spelt.max(missing));
            let blank = sheet.rows.len().saturating_sub(filled);
            if blank == 0 || merged.iter().any(|other| other.column == pick.column) {
                continue;
            }
            let name = quote(sheet.name(pick.column));
            let of = format!("{} of {} rows", counted(blank), counted(sheet.rows.len()));
            let required =
                self.table.columns().iter().any(|column| column.name == pick.ours && column.required);
            match pick.ours {
                "customer_id" if self.table == Table::OrderLines && has_heads => {}
                "customer_id" if self.table == Table::Settlements && self.fit.has("invoice_id") => {}
                "customer_id" => {
                    self.without_customer = blank;
                    let why = format!("{of} have no {name}");
                    self.keys.push(Line::new("missing_customer", "\"skip\"", why));
                }
                "settled_on" if is_settled_later => {
                    let value = format!("{{ {} = [\"\"] }}", toml::text(sheet.name(pick.column)));
                    match self.keys.iter_mut().find(|line| line.key == "skip_where") {
                        Some(line) => {
                            line.value = format!(
                                "{}, {}",
                                line.value.trim_end_matches(" }"),
                                value.trim_start_matches("{ ")
                            );
                        }
                        None => self.keys.push(Line::new(
                            "skip_where",
                            value,
                            format!("{of} are not settled yet"),
                        )),
                    }
                }
                "ordered_on" if self.table == Table::OrderLines && !has_heads => {
                    let blank = self.with_customer_but_without(sheet, pick.column);
                    if blank == 0 {
                        continue;
                    }
                    let of = format!("{} of {} rows", counted(blank), counted(sheet.rows.len()));
                    self.checks.push(format!("{of} have no date in {name}; the reader will refuse them"));
                }
                "due_on" if !self.fit.has("terms_days") => {
                    self.checks.push(format!("{of} have no due date in {name}; the reader will refuse them"));
                }
                "amount" if self.table == Table::OrderLines => {
                    self.checks.push(format!("{of} have no amount in {name}; the reader will refuse them"));
                }
                _ if required => {
                    self.checks.push(format!("{of} are blank in {name}; the reader will refuse them"))
                }
                _ => {}
            }
        }
        if matches!(self.table, Table::Invoices | Table::Settlements) {
            let amount = self.fit.pick("amount").and_then(|pick| sheet.profile(pick.column).numbers.as_ref());
            if let Some(numbers) = amount {
                let below = numbers.cells.saturating_sub(numbers.positive);
                if below > 0 {
                    self.checks.push(format!(
                        "{} amounts are 0 or negative; {} must be above 0: credit notes belong to settlements, kind `credit_note`",
                        counted(below),
                        self.table.name()
                    ));
                }
            }
        }
    }
}

/// The columns whose blanks stand under merged cells.
fn merged(fit: &Fit, sheet: &Sheet) -> Vec<Pick> {
    let sure: Vec<&Pick> = fit.picks.iter().filter(|pick| is_merged(fit, sheet, pick)).collect();
    let is_blank = |row: &StringRecord, at: usize| row.get(at).unwrap_or_default().trim().is_empty();
    // A customer with two orders follows itself; its blanks stand beside those of the orders.
    let beside = |pick: &Pick| {
        let mut blanks = sheet.rows.iter().filter(|row| is_blank(row, pick.column)).peekable();
        let is_filled_first = sheet.rows.first().is_some_and(|row| !is_blank(row, pick.column));
        may_be_merged(fit, sheet, pick)
            && is_filled_first
            && blanks.peek().is_some()
            && blanks.all(|row| sure.iter().any(|other| is_blank(row, other.column)))
    };
    fit.picks
        .iter()
        .filter(|pick| sure.iter().any(|other| other.column == pick.column) || beside(pick))
        .cloned()
        .collect()
}

/// Whether blanks of a column may be merged cells.
fn may_be_merged(fit: &Fit, sheet: &Sheet, pick: &Pick) -> bool {
    // Two guesses, one upon the other, would be none.
    if pick.how == How::Weak {
        return false;
    }
    match (fit.table, pick.ours) {
        (Table::Customers, "customer_id") => true,
        // A blank name of a customer of its own is a blank.
        (Table::Customers, "name") => fit.pick("customer_id").is_some_and(|id| is_merged(fit, sheet, id)),
        (Table::OrderLines | Table::Orders | Table::Invoices | Table::Settlements, ours) => {
            matches!(ours, "customer_id" | "order_id" | "invoice_id" | "ordered_on" | "issued_on")
        }
        _ => false,
    }
}

/// Whether blanks of a column stand under merged cells: the first row is filled, and a value is never
/// followed by itself.
fn is_merged(fit: &Fit, sheet: &Sheet, pick: &Pick) -> bool {
    if !may_be_merged(fit, sheet, pick) {
        return false;
    }
    if sheet.layout.merged.contains(&pick.column) {
        return true;
    }
    let filled = sheet.profile(pick.column).filled;
    let blank = sheet.rows.len().saturating_sub(filled);
    if blank.saturating_mul(5) < sheet.rows.len() || filled < 2 {
        return false;
    }
    let mut above: Option<&str> = None;
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for row in &sheet.rows {
        let cell = row.get(pick.column).unwrap_or_default();
        if cell.trim().is_empty() {
            if above.is_none() {
                return false;
            }
            continue;
        }
        if above == Some(cell) {
            return false;
        }
        let count = seen.entry(cell).or_default();
        *count = count.saturating_add(1);
        above = Some(cell);
    }
    // A value that comes again and again stands beside blanks, not above them.
    seen.values().all(|count| *count <= 3) || pick.ours.ends_with("_on")
}
