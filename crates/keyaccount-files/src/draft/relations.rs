//! What the tables of a draft say about each other, and what holds for the whole book.

use std::collections::BTreeSet;

use keyaccount::book::Table;
use keyaccount::quote;

use super::section::{Line, Section};
use super::sheet::Sheet;
use super::{counted, date_keys, days, synonyms, toml};

/// The keys of the whole book.
#[derive(Debug, Default)]
pub(super) struct Relations {
    pub(super) keys: Vec<Line>,
    pub(super) checks: Vec<String>,
}

/// How the tables relate.
pub(super) fn of(sections: &mut [Section], sheets: &[Sheet]) -> Relations {
    let mut found = Relations::default();
    found.zone(sections, sheets);
    found.currency(sections, sheets);
    found.tax(sections, sheets);
    found.units(sections);
    found.customers(sections, sheets);
    found.invoices(sections, sheets);
    found
}

/// The texts of a table's column.
fn texts<'a>(
    sections: &[Section],
    sheets: &'a [Sheet],
    table: Table,
    ours: &str,
) -> Option<BTreeSet<&'a str>> {
    let section = sections.iter().find(|section| section.table == table)?;
    let sheet = sheets.get(section.sheet)?;
    let column = section.fit.pick(ours)?.column;
    let filled = sheet.profile(column).values.keys().map(String::as_str);
    Some(filled.filter(|text| !super::numbers::MISSING.contains(&text.trim())).collect())
}

/// Whether a heading says that tax is in the amounts, `incl` or `excl`.
fn with_tax(name: &str) -> Option<&'static str> {
    let plain = super::names::plain(name);
    let says = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    if says(&["不含税", "无税", "未税", "excltax", "exvat", "exclvat", "beforetax"]) {
        Some("excl")
    } else if says(&["价税合计", "含税", "incltax", "inclvat", "incvat", "withtax"]) {
        Some("incl")
    } else {
        None
    }
}

fn some(texts: &[&str]) -> String {
    let shown: Vec<_> = texts.iter().take(3).map(|text| quote(text)).collect();
    format!("{}{}", shown.join(", "), if texts.len() > shown.len() { ", …" } else { "" })
}

impl Relations {
    /// Whose calendar counts for times with an offset, which no cell says.
    fn zone(&mut self, sections: &[Section], sheets: &[Sheet]) {
        let of_offsets = |section: &&Section| {
            section.keys.iter().any(|line| line.key == "date_format" && days::has_offset(&line.value))
        };
        let mut zones = sections.iter().filter(of_offsets).filter_map(|section| sheets.get(section.sheet));
        let Some(zone) = zones.clone().next().map(|_| zones.find_map(date_keys::zone)) else { return };
        let (zone, why) = zone.unwrap_or(("UTC", "nothing says where the seller is"));
        self.keys.push(Line::new("zone", toml::text(zone), why));
        self.checks.push(format!(
            "times have offsets, and days are those of {zone}: {why}; state the zone whose calendar counts"
        ));
    }

    fn currency(&mut self, sections: &[Section], sheets: &[Sheet]) {
        let mut codes = BTreeSet::new();
        for section in sections {
            let Some(sheet) = sheets.get(section.sheet) else { continue };
            if let Some(column) = sheet.column_named(synonyms::CURRENCIES) {
                codes.extend(sheet.profile(column).values.keys().map(String::as_str));
            }
        }
        let is_code = |text: &&str| text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase());
        match codes.iter().copied().collect::<Vec<_>>().as_slice() {
            [only] if is_code(only) => {
                self.keys.push(Line::new("currency", toml::text(only), "in every row"));
                return;
            }
            [] => {}
            [only] if ["人民币", "RMB", "人民币元"].contains(only) => {
                self.keys.push(Line::new("currency", "\"CNY\"", format!("{} in every row", quote(only))));
                return;
            }
            several => {
                self.checks.push(format!(
                    "money is in several currencies, {}, and a book has one: convert it, or filter with `where`",
                    some(several)
                ));
                return;
            }
        }
        let all_keys = || sections.iter().flat_map(|section| &section.keys);
        let strip: String =
            all_keys().filter(|line| line.key == "strip").map(|line| line.value.as_str()).collect();
        let signs = [("CNY", "¥￥元"), ("EUR", "€"), ("GBP", "£"), ("INR", "₹"), ("USD", "$")];
        let by_sign = signs.iter().find(|(_, signs)| strip.contains(|c| signs.contains(c)));
        if let Some((code, _)) = by_sign {
            self.keys.push(Line::new("currency", toml::text(code), "by the sign beside the numbers"));
        } else if all_keys().any(|line| line.key == "unit") {
            self.keys.push(Line::new("currency", "\"CNY\"", "by the unit of a heading"));
        } else {
            let why = "nothing says which currency the money is in; a code such as CNY";
            self.keys.push(Line::commented("currency", "\"…\"", why));
        }
    }

    /// Tables of one book mostly count their money in the same unit.
    fn units(&mut self, sections: &[Section]) {
        let unit = |section: &&Section| {
            section.keys.iter().any(|line| line.key == "unit" && line.value.contains('元'))
        };
        let with_money = || sections.iter().filter(|section| section.fit.has("amount"));
        let Some(counted) = sections.iter().find(unit) else { return };
        for other in with_money().filter(|section| !unit(section)) {
            self.checks.push(format!(
                "{} states a unit of money and {} states none: add `unit` to it if its amounts are counted so too",
                counted.table.name(),
                other.table.name()
            ));
        }
    }

    /// Whether the headings of amounts say that tax is in them.
    fn tax(&mut self, sections: &[Section], sheets: &[Sheet]) {
        let mut said: BTreeSet<(&str, &str)> = BTreeSet::new();
        for section in
            sections.iter().filter(|section| matches!(section.table, Table::OrderLines | Table::Invoices))
        {
            let Some(sheet) = sheets.get(section.sheet) else { continue };
            let picks = section.fit.picks.iter().filter(|pick| matches!(pick.ours, "amount" | "unit_price"));
            said.extend(
                picks.filter_map(|pick| Some((with_tax(sheet.name(pick.column))?, sheet.name(pick.column)))),
            );
        }
        let passed_over: Vec<_> = sections
            .iter()
            .filter(|section| section.table == Table::OrderLines && section.fit.has("amount"))
            .filter_map(|section| sheets.get(section.sheet))
            .flat_map(|sheet| sheet.names.iter().enumerate().map(move |(at, name)| (sheet, at, name)))
            .filter(|(sheet, at, name)| sheet.profile(*at).numbers.is_some() && !name.contains('价'))
            .filter_map(|(_, _, name)| Some((with_tax(name)?, name.as_str())))
            .collect();
        let names: Vec<_> = said.iter().map(|(_, name)| *name).collect();
        let answers: BTreeSet<_> = said.iter().map(|(answer, _)| *answer).collect();
        match answers.into_iter().collect::<Vec<_>>().as_slice() {
            [] => {}
            [only] => {
                self.keys.push(Line::new(
                    "amounts",
                    toml::text(only),
                    format!("by the heading {}", some(&names)),
                ));
                let others: BTreeSet<_> = passed_over.iter().filter(|(answer, _)| answer != only).collect();
                let others: Vec<_> = others.into_iter().map(|(_, name)| *name).collect();
                if !others.is_empty() {
                    self.checks.push(format!(
                        "amounts are read from {}, and there is {} too, with and without tax: take the one that counts",
                        some(&names),
                        some(&others)
                    ));
                }
            }
            _ => self.checks.push(format!("some amounts are with tax and some without: {}", some(&names))),
        }
    }

    fn customers(&mut self, sections: &mut [Section], sheets: &[Sheet]) {
        let Some(mut known) = texts(sections, sheets, Table::Customers, "customer_id") else { return };
        // An export that names its customers only goes with the names of the customer table.
        let by_name = |sections: &[Section]| {
            let names = texts(sections, sheets, Table::Customers, "name")?;
            let used = texts(sections, sheets, Table::OrderLines, "customer_id")
                .or_else(|| texts(sections, sheets, Table::Invoices, "customer_id"))?;
            let (in_ids, in_names) = (used.intersection(&known).count(), used.intersection(&names).count());
            (in_names > in_ids && in_names.saturating_mul(2) > used.len()).then_some(names)
        };
        if let Some(names) = by_name(sections) {
            if let Some(section) = sections.iter_mut().find(|section| section.table == Table::Customers) {
                let name =
                    section.columns.iter().find(|line| line.key == "name").map(|line| line.value.clone());
                if let (Some(name), Some(id)) =
                    (name, section.columns.iter_mut().find(|line| line.key == "customer_id"))
                {
                    id.value = name;
                    id.evidence = "the other tables name customers by these".to_owned();
                    section.checks.push(
                        "the other tables name customers by name, so the names serve as ids".to_owned(),
                    );
                }
            }
            known = names;
        }
        let is_sample = |table: Table| {
            let section = sections.iter().find(|section| section.table == table);
            section.and_then(|section| sheets.get(section.sheet)).is_some_and(|sheet| sheet.cut)
        };
        let mut why = Vec::new();
        for table in [Table::Orders, Table::OrderLines, Table::Invoices, Table::Settlements] {
            let Some(used) = texts(sections, sheets, table, "customer_id") else { continue };
            let unknown: Vec<_> = used.difference(&known).copied().collect();
            if !unknown.is_empty() {
                why.push(format!(
                    "{} customers of {} are not in customers: {}",
                    counted(unknown.len()),
                    table.name(),
                    some(&unknown)
                ));
            }
        }
        if !why.is_empty() && !is_sample(Table::Customers) {
            self.keys.push(Line::new("unknown_customers", "\"add\"", why.join("; ")));
            self.checks.push(
                "customers that are not in the customer table are added; if only those in it count, write `unknown_customers = \"skip\"`".to_owned(),
            );
        }
    }

    fn invoices(&mut self, sections: &[Section], sheets: &[Sheet]) {
        let Some(known) = texts(sections, sheets, Table::Invoices, "invoice_id") else { return };
        let mut why = Vec::new();
        for table in [Table::Settlements, Table::DelayReasons] {
            let Some(used) = texts(sections, sheets, table, "invoice_id") else { continue };
            let unknown: Vec<_> = used.difference(&known).copied().collect();
            if !unknown.is_empty() {
                why.push(format!(
                    "{} invoices of {} are not in invoices: {}",
                    counted(unknown.len()),
                    table.name(),
                    some(&unknown)
                ));
            }
        }
        if !why.is_empty() {
            self.keys.push(Line::new("unknown_invoices", "\"skip\"", why.join("; ")));
        }
    }
}
