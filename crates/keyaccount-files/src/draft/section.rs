//! One table of the draft: its keys and columns, each with what speaks for it.

use chrono::NaiveDate;
use keyaccount::book::{ColumnKind, Table};
use keyaccount::quote;

use super::claims::{Claim, disagreeing};
use super::fit::{Fit, How};
use super::sheet::Sheet;
use super::{counted, date_keys, number_keys, sheet_keys, synonyms, toml, words};

/// A table as it stands in the draft.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) table: Table,
    /// The position of its sheet.
    pub(super) sheet: usize,
    pub(super) fit: Fit,
    /// Rows of the table in the sheet, as far as it was looked at.
    pub(super) rows: usize,
    /// Keys of the section: key and value, and what speaks for them.
    pub(super) keys: Vec<Line>,
    pub(super) columns: Vec<Line>,
    /// Codes by column.
    pub(super) values: Vec<(&'static str, Vec<Line>)>,
    /// What else is to be said, as comments.
    pub(super) remarks: Vec<String>,
    /// What somebody should look at.
    pub(super) checks: Vec<String>,
    /// The earliest and the latest date of its rows.
    pub(super) days: Option<(NaiveDate, NaiveDate)>,
    /// Rows without a customer that are left out.
    pub(super) without_customer: usize,
}

/// A line of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The key as TOML writes it.
    pub(super) key: String,
    /// The value as TOML writes it.
    pub(super) value: String,
    pub(super) evidence: String,
    /// Whether it is to be filled in first.
    pub(super) is_comment: bool,
}

impl Line {
    pub(super) fn new(key: impl Into<String>, value: impl Into<String>, evidence: impl Into<String>) -> Self {
        Self { key: key.into(), value: value.into(), evidence: evidence.into(), is_comment: false }
    }

    pub(super) fn commented(
        key: impl Into<String>,
        value: impl Into<String>,
        evidence: impl Into<String>,
    ) -> Self {
        Self { is_comment: true, ..Self::new(key, value, evidence) }
    }
}

/// The sheet with the rows that count: of a sales pipeline the deals that were won.
pub(super) fn narrowed(table: Table, sheet: &Sheet) -> Option<Sheet> {
    if table != Table::OrderLines {
        return None;
    }
    let column = sheet.column_named(synonyms::STAGES.0)?;
    let values = sheet.profile(column).common();
    let is_won = |text: &str| synonyms::STAGES.1.contains(&super::names::plain(text).as_str());
    let (won, _) = values.into_iter().find(|(text, _)| is_won(text))?;
    Some(sheet.narrowed(column, won))
}

/// Works out a section. `None` if nothing of it is left.
pub(super) fn section(claim: Claim, sheet: &Sheet, has_heads: bool) -> Option<Section> {
    let Claim { table, sheet: at, mut fit, derived, repeats, .. } = claim;
    let narrowed = narrowed(table, sheet);
    let whole = sheet;
    let sheet = narrowed.as_ref().unwrap_or(sheet);
    if narrowed.is_some() {
        fit = Fit::of(sheet, table, true);
    }
    let mut section = Section {
        table,
        sheet: at,
        rows: sheet.rows.len(),
        keys: Vec::new(),
        columns: Vec::new(),
        values: Vec::new(),
        remarks: Vec::new(),
        checks: Vec::new(),
        days: None,
        without_customer: 0,
        fit,
    };
    if derived && table == Table::Customers {
        section.keep_what_customers_agree_on(sheet);
        if section.fit.picks.len() < 2 {
            return None;
        }
    }
    if table == Table::Settlements && !section.fit.has("amount") {
        section.settle_in_full(sheet);
    }
    if table == Table::OrderLines {
        section.one_source_of_money(sheet);
    }
    sheet_keys::add(&mut section, whole, sheet);
    date_keys::add(&mut section, sheet);
    number_keys::add(&mut section, sheet);
    section.gaps(sheet, has_heads);
    if repeats || derived && matches!(table, Table::Customers | Table::Products) {
        let key = section.fit.picks.first().map_or("", |pick| pick.ours);
        let why = section.fit.pick(key).map(|pick| {
            format!(
                "{} {key} in {} rows",
                counted(sheet.profile(pick.column).values.len()),
                counted(section.rows)
            )
        });
        section.keys.push(Line::new("distinct", "true", why.unwrap_or_default()));
    }
    if table == Table::OrderLines && !section.fit.has("order_id") {
        section.keys.push(Line::new(
            "number_rows",
            "\"order_id\"",
            "no column of order ids was found: every row is an order of its own",
        ));
        section.checks.push("no column of order ids was found, so every row counts as an order".to_owned());
    }
    if table == Table::Invoices && !section.fit.has("invoice_id") {
        let why = "no column of invoice ids was found: every row is an invoice of its own";
        section.keys.push(Line::new("number_rows", "\"invoice_id\"", why));
        section
            .checks
            .push("no column of invoice ids was found, so every row counts as an invoice".to_owned());
    }
    section.name_columns(sheet);
    section.codes(sheet);
    for (ours, column, why) in section.fit.unfit.clone() {
        if !section.fit.has(ours) {
            let said = format!("{} goes by a name of {ours}, but {why}", quote(sheet.name(column)));
            // By its very name the reader takes it all the same.
            if sheet.name(column) == ours {
                section.checks.push(said);
            } else {
                section.remarks.push(format!("{said}."));
            }
        }
    }
    Some(section)
}

impl Section {
    /// Columns a file repeats for each customer describe the customer only if they always say the same.
    fn keep_what_customers_agree_on(&mut self, sheet: &Sheet) {
        let Some(key) = self.fit.pick("customer_id").map(|pick| pick.column) else { return };
        for pick in self.fit.picks.clone() {
            let (customers, disagreeing) = disagreeing(sheet, key, pick.column);
            if disagreeing.saturating_mul(50) > customers {
                self.fit.drop(pick.ours);
                self.remarks.push(format!(
                    "{} is left out: {} of {} customers have several.",
                    quote(sheet.name(pick.column)),
                    counted(disagreeing),
                    counted(customers)
                ));
            }
        }
    }

    fn name_columns(&mut self, sheet: &Sheet) {
        for pick in self.fit.picks.clone() {
            let profile = sheet.profile(pick.column);
            let name = sheet.name(pick.column);
            let mut evidence = match pick.how {
                How::Own => String::new(),
                How::Known => "known name; ".to_owned(),
                How::Generic => "so called in such files; ".to_owned(),
                How::InsteadOfId => {
                    self.checks.push(format!(
                        "no column of customer ids was found: the names in {} serve as ids",
                        quote(name)
                    ));
                    "names, in want of ids; ".to_owned()
                }
                How::Weak => {
                    let holds = match pick.kind {
                        ColumnKind::Date => "dates",
                        ColumnKind::Number => "numbers",
                        _ => "what may be ids",
                    };
                    self.checks.push(format!(
                        "{} is taken for {}: its name says little, but it holds {holds} and no other column goes by a better name",
                        quote(name),
                        pick.ours
                    ));
                    "a guess by its cells; ".to_owned()
                }
            };
            let filled = format!("{} of {} filled", counted(profile.filled), counted(sheet.rows.len()));
            evidence.push_str(&filled);
            match pick.kind {
                ColumnKind::Id => {
                    evidence.push_str(&format!(", {} different", counted(profile.values.len())))
                }
                ColumnKind::Date | ColumnKind::Time | ColumnKind::Until => {
                    if let Some(days) = &profile.days {
                        evidence.push_str(&format!(", {} to {}", days.chosen.first, days.chosen.last));
                    }
                }
                ColumnKind::Number => {
                    if let Some(numbers) = profile.numbers.as_ref().filter(|numbers| numbers.negative > 0) {
                        evidence.push_str(&format!(", {} negative", counted(numbers.negative)));
                    }
                }
                _ => {}
            }
            let is_float = |text: &String| {
                text.strip_suffix(".0").is_some_and(|whole| whole.bytes().all(|b| b.is_ascii_digit()))
            };
            if pick.kind == ColumnKind::Id && profile.filled > 0 && profile.values.keys().all(is_float) {
                let some = profile.common().first().map_or("", |(text, _)| *text).to_owned();
                evidence.push_str(&format!("; they look like {} and are kept as text", quote(&some)));
            }
            self.columns.push(Line::new(pick.ours, toml::text(name), evidence));
        }
    }

    fn codes(&mut self, sheet: &Sheet) {
        for pick in self.fit.picks.clone() {
            let ColumnKind::Code(codes) = pick.kind else { continue };
            let values = sheet.profile(pick.column).common();
            let mut lines = Vec::new();
            let mut unknown = Vec::new();
            for (text, count) in values.into_iter().take(100).filter(|(text, _)| !codes.contains(text)) {
                let cells = format!("{} cells", counted(count));
                match words::code(self.table.name(), pick.ours, text) {
                    Some(code) => lines.push(Line::new(toml::text(text), toml::text(code), cells)),
                    None => {
                        unknown.push(quote(text));
                        let why = format!("{cells}; one of {}", codes.join(", "));
                        lines.push(Line::commented(toml::text(text), "\"…\"", why));
                    }
                }
            }
            if !unknown.is_empty() {
                unknown.truncate(5);
                self.checks.push(format!(
                    "say what {} of {} mean: they are no known words for {}",
                    unknown.join(", "),
                    quote(sheet.name(pick.column)),
                    pick.ours
                ));
            }
            if !lines.is_empty() {
                self.values.push((pick.ours, lines));
            }
        }
    }
}
