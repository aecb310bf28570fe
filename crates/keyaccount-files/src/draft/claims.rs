//! Which table each file is.

use std::collections::{BTreeSet, HashMap};

use keyaccount::book::Table;
use keyaccount::quote;

use super::fit::{Fit, How};
use super::sheet::Sheet;
use super::synonyms;

/// A file that may serve as a table.
#[derive(Debug)]
pub(super) struct Claim {
    pub(super) table: Table,
    /// The position of its sheet.
    pub(super) sheet: usize,
    pub(super) fit: Fit,
    /// How much speaks for it.
    strength: usize,
    /// Whether the file is first of all another table, whose rows repeat what this one says once.
    pub(super) derived: bool,
    /// Whether rows have one key several times.
    pub(super) repeats: bool,
}

/// Tables for which a file must have every required column and more than that speak for it.
const SECONDARY: &[Table] = &[
    Table::DelayReasons,
    Table::CreditFacts,
    Table::ProspectAssessments,
    Table::Ratings,
    Table::GradeOverrides,
    Table::Contracts,
    Table::Contacts,
    Table::Evaluations,
];

/// The tables a sheet may serve as.
pub(super) fn claims(sheet: &Sheet, at: usize) -> Vec<Claim> {
    let hint = synonyms::table_of_file(&sheet.stem);
    let fit = |table: Table| Fit::of(sheet, table, hint == Some(table));
    let claim = |fit: Fit, derived: bool| {
        let named = if hint == Some(fit.table) { 100 } else { 0 };
        let detailed = if fit.has("product_id") || fit.has("quantity") { 20 } else { 0 };
        let strength = fit.picks.len().saturating_mul(2).saturating_add(named).saturating_add(detailed);
        Claim { table: fit.table, sheet: at, fit, strength, derived, repeats: false }
    };
    // A register has so few columns of its own that only the file's name can speak for it.
    if let Some(table) = hint.filter(|table| SECONDARY.contains(table) || table.is_register()) {
        let fit = fit(table);
        if fit.lacking().is_empty() {
            return vec![claim(fit, false)];
        }
    }
    let (lines, heads, mut invoices, mut settlements) =
        (fit(Table::OrderLines), fit(Table::Orders), fit(Table::Invoices), fit(Table::Settlements));
    let mut found = Vec::new();
    let is_detailed = lines.has("quantity") || lines.has("product_id");
    // Documents with a due date and an amount are open items, whatever the file is called.
    let open_items = Fit::of(sheet, Table::Invoices, true);
    if hint.is_none()
        && !is_detailed
        && open_items.lacking().is_empty()
        && (open_items.has("due_on") || open_items.has("terms_days"))
    {
        if let Some(id) = open_items.pick("invoice_id").filter(|_| !settlements.has("invoice_id")) {
            settlements.picks.push(id.clone());
        }
        invoices = open_items;
    }
    let repeated = repetition(sheet, &invoices);
    // A list of what is due may do without numbers.
    let is_unnumbered = invoices.lacking() == ["invoice_id"]
        && invoices.has("due_on")
        && !lines.has("order_id")
        && !is_detailed;
    let is_invoices = (invoices.lacking().is_empty() || is_unnumbered)
        && (invoices.has("due_on") || invoices.has("terms_days"))
        && repeated != Repetition::Lines;
    let is_settlements = settlements.has("settled_on")
        && (settlements.has("amount") || is_invoices && repeated == Repetition::None)
        && (settlements.has("invoice_id") || settlements.has("customer_id"))
        && (!is_detailed || is_invoices);
    let has_money = lines.has("amount") || lines.has_all(&["unit_price", "quantity"]);
    let is_placed = lines.has_all(&["customer_id", "ordered_on"]);
    let is_lines =
        has_money && (lines.has("order_id") || is_placed) && (is_detailed || !is_invoices && !is_settlements);
    let is_heads = heads.lacking().is_empty() && !is_invoices && !is_settlements;
    if is_invoices {
        found.push(Claim { repeats: repeated == Repetition::Same, ..claim(invoices, false) });
    }
    if is_settlements {
        found.push(claim(settlements, is_invoices));
    }
    if is_lines {
        found.push(claim(lines, false));
    }
    if is_heads {
        let repeats = heads.pick("order_id").is_some_and(|pick| !sheet.profile(pick.column).is_unique());
        found.push(Claim { repeats, ..claim(heads, false) });
    }
    let is_other = !found.is_empty();
    for (table, key) in [(Table::Customers, "customer_id"), (Table::Products, "product_id")] {
        let fit = fit(table);
        let Some(pick) = fit.pick(key) else { continue };
        let is_unique = sheet.profile(pick.column).is_unique();
        let says_more = fit.picks.len() > 1;
        if is_other && table == Table::Products
            || !is_other && !is_unique && hint != Some(table) && !fit.has("valid_from")
        {
            continue;
        }
        if says_more {
            found.push(Claim { repeats: !is_unique && !fit.has("valid_from"), ..claim(fit, is_other) });
        }
    }
    if found.is_empty() {
        let secondary = SECONDARY.iter().map(|table| fit(*table)).filter(|fit| fit.lacking().is_empty());
        found.extend(secondary.map(|fit| claim(fit, false)));
    }
    found
}

/// Whether rows of one invoice id repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Repetition {
    /// Every row is another invoice.
    None,
    /// Rows of one invoice agree on its amount: payments of one invoice, say.
    Same,
    /// They do not: the rows are parts of invoices.
    Lines,
}

fn repetition(sheet: &Sheet, invoices: &Fit) -> Repetition {
    let (Some(id), Some(amount)) = (invoices.pick("invoice_id"), invoices.pick("amount")) else {
        return Repetition::None;
    };
    if sheet.profile(id.column).is_unique() {
        return Repetition::None;
    }
    match disagreeing(sheet, id.column, amount.column) {
        (_, 0) => Repetition::Same,
        _ => Repetition::Lines,
    }
}

/// How many keys there are, and of how many the rows disagree on another column.
pub(super) fn disagreeing(sheet: &Sheet, key: usize, other: usize) -> (usize, usize) {
    let mut first: HashMap<&str, (&str, bool)> = HashMap::new();
    for row in &sheet.rows {
        let (Some(key), Some(value)) = (row.get(key), row.get(other)) else { continue };
        if key.trim().is_empty() {
            continue;
        }
        let entry = first.entry(key).or_insert((value, false));
        entry.1 = entry.1 || entry.0 != value;
    }
    (first.len(), first.values().filter(|(_, disagrees)| *disagrees).count())
}

/// One file for each table, and the files that had to stand back with the one they stood back for.
pub(super) fn choose(mut claims: Vec<Claim>, sheets: &[Sheet]) -> (Vec<Claim>, Vec<(Table, usize, usize)>) {
    let rows = |claim: &Claim| sheets.get(claim.sheet).map_or(0, |sheet| sheet.rows.len());
    // Stable, so that of two files for which as much speaks the one named first is taken.
    claims
        .sort_by_key(|claim| (claim.table, claim.derived, std::cmp::Reverse((claim.strength, rows(claim)))));
    let mut chosen: Vec<Claim> = Vec::new();
    let mut stood_back = Vec::new();
    let lines = claims.iter().find(|claim| claim.table == Table::OrderLines);
    let needs_heads = lines.is_some_and(|claim| !claim.fit.has_all(&["customer_id", "ordered_on"]));
    let lines = lines.map(|claim| claim.sheet);
    let claiming_lines: BTreeSet<usize> =
        claims.iter().filter(|claim| claim.table == Table::OrderLines).map(|claim| claim.sheet).collect();
    for claim in claims {
        let taken = chosen.iter().find(|other| other.table == claim.table).map(|other| other.sheet);
        match taken {
            Some(other) => {
                if other != claim.sheet && !claim.derived {
                    stood_back.push((claim.table, claim.sheet, other));
                }
            }
            // Lines say themselves what their headers would, and other lines are no headers of theirs.
            None if claim.table == Table::Orders
                && (lines == Some(claim.sheet) || !needs_heads && claiming_lines.contains(&claim.sheet)) => {}
            None => chosen.push(claim),
        }
    }
    let has_heads = chosen.iter().any(|claim| claim.table == Table::Orders);
    chosen.retain(|claim| {
        claim.table != Table::OrderLines || has_heads || claim.fit.has_all(&["customer_id", "ordered_on"])
    });
    (chosen, stood_back)
}

/// Why a sheet serves as no table.
pub(super) fn why_none(sheet: &Sheet) -> String {
    let hint = synonyms::table_of_file(&sheet.stem);
    let tables: Vec<Table> = Table::ALL
        .iter()
        .copied()
        .filter(|table| hint == Some(*table) || !SECONDARY.contains(table) && !table.is_register())
        .collect();
    why_not(sheet, &tables)
        .unwrap_or_else(|| format!("none of its columns has a known name: {}", columns(sheet)))
}

/// What a sheet lacks to serve as that one of the tables it is nearest to. `None` if it has nothing of
/// any of them.
pub(super) fn why_not(sheet: &Sheet, tables: &[Table]) -> Option<String> {
    let hint = synonyms::table_of_file(&sheet.stem);
    let fits = tables.iter().map(|table| {
        let mut fit = Fit::of(sheet, *table, hint == Some(*table));
        fit.picks.retain(|pick| pick.how != How::InsteadOfId);
        fit
    });
    let fits = fits.filter(|fit| !fit.picks.is_empty()).map(|fit| (wanting(&fit), fit));
    let (lacks, fit) = fits.max_by_key(|(lacks, fit)| {
        let speaks_for_it = fit.picks.len().saturating_add(4).saturating_sub(lacks.len());
        (usize::from(hint == Some(fit.table)), speaks_for_it)
    })?;
    let has: Vec<_> = fit.picks.iter().take(4).map(|pick| pick.ours).collect();
    let name = fit.table.name();
    // A column of the right name is the first thing to look at.
    let unfit = fit.unfit.iter().filter(|(ours, _, _)| lacks.contains(ours)).map(|(ours, column, why)| {
        let cell = sheet.profile(*column).common().first().map_or(String::new(), |(text, _)| quote(text));
        format!("{} goes by a name of {ours}, but {why}, such as {cell}", quote(sheet.name(*column)))
    });
    let unfit: Vec<_> = unfit.collect();
    Some(if lacks.is_empty() {
        format!("it has no more of `{name}` than {}", has.join(", "))
    } else {
        let columns =
            if unfit.is_empty() { format!("its columns are {}", columns(sheet)) } else { unfit.join("; ") };
        format!("of `{name}` it has {}, but not {}; {columns}", has.join(", "), lacks.join(", "))
    })
}

/// What a table cannot do without and does not have here.
fn wanting(fit: &Fit) -> Vec<&'static str> {
    let mut lacks = fit.lacking();
    if fit.table == Table::OrderLines {
        lacks.extend(["customer_id", "ordered_on", "amount"].into_iter().filter(|name| !fit.has(name)));
    }
    if fit.table == Table::Invoices && !fit.has("due_on") && !fit.has("terms_days") {
        lacks.push("due_on or terms_days");
    }
    lacks
}

fn columns(sheet: &Sheet) -> String {
    let shown: Vec<_> = sheet.names.iter().take(8).map(|name| quote(name)).collect();
    let more = if sheet.names.len() > shown.len() { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}
