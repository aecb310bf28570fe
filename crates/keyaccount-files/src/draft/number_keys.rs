//! The keys that say in which form a table writes its numbers and blanks.

use std::collections::BTreeSet;

use keyaccount::book::ColumnKind;
use keyaccount::quote;

use super::numbers::{self, Numbers};
use super::section::{Line, Section};
use super::sheet::Sheet;
use super::{counted, toml};

/// Columns of money, which a heading may give in ten thousands.
const MONEY: &[&str] = &["amount", "unit_price", "profit", "cost", "unit_cost", "cost_to_serve"];

/// Adds `thousands`, `strip`, `negative`, `missing`, `round_decimals` and `unit` to a section.
pub(super) fn add(section: &mut Section, sheet: &Sheet) {
    let mut missing = BTreeSet::new();
    let mut all = Numbers::default();
    let mut units = Vec::new();
    let mut reasons = BTreeSet::new();
    let mut commas: Vec<(usize, &Numbers)> = Vec::new();
    for pick in section.fit.picks.clone() {
        let profile = sheet.profile(pick.column);
        if !matches!(pick.kind, ColumnKind::Text) {
            missing.extend(
                profile.values.keys().filter(|text| numbers::MISSING.contains(&text.trim())).cloned(),
            );
        }
        if !matches!(pick.kind, ColumnKind::Number) {
            continue;
        }
        let Some(numbers) = &profile.numbers else { continue };
        all.thousands = all.thousands.saturating_add(numbers.thousands);
        all.in_brackets = all.in_brackets.saturating_add(numbers.in_brackets);
        all.minus_behind = all.minus_behind.saturating_add(numbers.minus_behind);
        all.long = all.long.saturating_add(numbers.long);
        all.separators.extend(&numbers.separators);
        all.strip.extend(&numbers.strip);
        all.per_cent = all.per_cent.saturating_add(numbers.per_cent);
        commas.push((pick.column, numbers));
        if numbers.per_cent > 0 && matches!(pick.ours, "discount" | "margin_rate") {
            units.push(format!("{} = \"%\"", pick.ours));
            reasons.insert("as its cells say");
        }
        if let Some(example) = numbers.example.as_deref().filter(|_| numbers.unread > 0) {
            section.checks.push(format!(
                "{} cells of {} are no numbers, such as {}",
                counted(numbers.unread),
                quote(sheet.name(pick.column)),
                quote(example)
            ));
        }
        let by_name = sheet.plain.get(pick.column).and_then(|name| name.unit);
        let unit = by_name.or(sheet.layout.unit.filter(|_| !sheet.name(pick.column).contains("元")));
        if let Some(unit) = unit.filter(|_| MONEY.contains(&pick.ours)) {
            units.push(format!("{} = {}", pick.ours, toml::text(unit)));
            reasons.insert(if by_name.is_some() {
                "as the heading says"
            } else {
                "as a line above the heading says"
            });
            if by_name.is_none() && pick.ours.starts_with("unit_") {
                section.checks.push(format!(
                    "{} is taken as {unit} like the amounts; prices of a piece often are not",
                    quote(sheet.name(pick.column))
                ));
            }
        }
    }
    let has_comma = commas.iter().any(|(_, numbers)| numbers.comma);
    for (column, _) in commas.iter().filter(|(_, numbers)| {
        has_comma && !numbers.comma && numbers.fractions.saturating_add(numbers.thousands) > 0
    }) {
        section.checks.push(format!(
            "{} has points before its fractions and other columns have commas: one of them will be refused",
            quote(sheet.name(*column))
        ));
    }
    if all.in_brackets > 0 && all.minus_behind > 0 {
        let check = "some numbers are negative by brackets and some by a minus behind them: one of the two will be refused";
        section.checks.push(check.to_owned());
    }
    let mut add = |key: &str, value: String, why: String| section.keys.push(Line::new(key, value, why));
    if has_comma {
        add("decimal", "\",\"".to_owned(), "numbers such as 1234,5".to_owned());
    }
    if all.thousands > 0 {
        let usual = if has_comma { '.' } else { ',' };
        let separator = all.separators.first().copied().unwrap_or(usual);
        let such = format!("1{separator}234{}5", if has_comma { ',' } else { '.' });
        let why = format!("{} numbers such as {such}", counted(all.thousands));
        add("thousands", toml::text(&separator.to_string()), why);
    }
    // What groups digits is no sign beside them.
    all.strip.retain(|sign| !all.separators.contains(sign));
    if !all.strip.is_empty() {
        let signs: String = all.strip.iter().collect();
        add("strip", toml::text(&signs), "beside the digits of numbers".to_owned());
    }
    if all.in_brackets > 0 {
        add(
            "negative",
            "\"parentheses\"".to_owned(),
            format!("{} numbers such as (5.00)", counted(all.in_brackets)),
        );
    }
    if all.in_brackets == 0 && all.minus_behind > 0 {
        let why = format!("{} numbers such as 5.00-", counted(all.minus_behind));
        add("negative", "\"trailing_minus\"".to_owned(), why);
    }
    if all.long > 0 {
        add("round_decimals", "6".to_owned(), format!("{} numbers have more decimals", counted(all.long)));
    }
    if !missing.is_empty() {
        add("missing", toml::list(&missing), "in columns of ids, numbers, dates or codes".to_owned());
    }
    if !units.is_empty() {
        add(
            "unit",
            format!("{{ {} }}", units.join(", ")),
            reasons.into_iter().collect::<Vec<_>>().join(", "),
        );
    }
}
