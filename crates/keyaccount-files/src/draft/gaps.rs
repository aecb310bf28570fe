//! What a drafted book lacks, in plain sentences.

use keyaccount::book::Table;

use super::claims;
use super::section::Section;
use super::sheet::Sheet;

/// What is missing, and what that means for the scores.
pub(super) fn sentences(sections: &[Section], sheets: &[Sheet], has_heads: bool) -> Vec<String> {
    let section = |table: Table| sections.iter().find(|section| section.table == table);
    let has = |table: Table, ours: &[&str]| {
        section(table).is_some_and(|section| ours.iter().any(|ours| section.fit.has(ours)))
    };
    let mut missing = Vec::new();
    let mut say = |text: &str| missing.push(text.to_owned());
    let (lines, invoices) = (section(Table::OrderLines).is_some(), section(Table::Invoices).is_some());
    if !lines && !invoices {
        say("Neither order lines nor invoices: the draft will not score until one of them is there.");
        for sheet in sheets {
            let why = claims::why_not(sheet, &[Table::OrderLines, Table::Invoices]);
            missing.extend(why.map(|why| format!("{}: {why}.", sheet.shown())));
        }
        return missing;
    }
    if !lines {
        say("No order lines (an amount with customer and date): volume and profit stay unrated.");
        if has_heads {
            say("The order headers state no amount: they serve for the date of the first trade only.");
        }
    } else {
        let costs = ["profit", "cost", "unit_cost", "margin_rate"];
        if !has(Table::OrderLines, &costs) && !has(Table::Products, &["unit_cost", "margin_rate"]) {
            say(
                "No cost or profit: profit stays unrated; add a column of one to lines or products, or use the policy `no_cost`.",
            );
        }
    }
    if !invoices {
        say("No invoices with due dates: credit stays unrated, unless invoices and settlements are added.");
    } else if section(Table::Settlements).is_none() {
        say(
            "No settlements: every invoice looks unpaid, and is overdue from its due date on; add what was paid.",
        );
    }
    if section(Table::Customers).is_none() {
        say("No customer table: the customers are those of the other tables, without names.");
    }
    missing
}
