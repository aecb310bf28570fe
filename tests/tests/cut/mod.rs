//! Random books, and the same books cut into partitions by customer.

use std::collections::BTreeMap;

use keyaccount::book::{
    BadRows, Book, BookBuilder, BookSettings, MissingCustomer, Table, UnappliedCredit, UnknownCustomers,
    UnknownInvoices,
};
use keyaccount_tests::Tables;
use serde_json::{Value, json};

/// Rows as in the vectors, by table. A table that is there without rows is declared.
pub type Rows = BTreeMap<&'static str, Vec<Value>>;

/// SplitMix64: the same seed gives the same book.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    /// A day up to so many before a few days after 2026-06-30, the as-of date.
    fn day(&mut self, back: usize) -> String {
        let last = chrono::NaiveDate::from_ymd_opt(2026, 7, 3).unwrap();
        (last - chrono::Days::new(self.below(back) as u64)).to_string()
    }

    /// Few different amounts, so that ties happen, and some with long fractions.
    fn amount(&mut self) -> String {
        match self.below(6) {
            0 => "100".to_owned(),
            1 => "2500.50".to_owned(),
            2 => format!("{}.{:04}", self.below(5000), self.below(10_000)),
            _ => format!("{}.{:02}", 1 + self.below(9000), self.below(100)),
        }
    }
}

/// A book's settings: bits 0–4 decide.
pub fn settings(options: u32) -> BookSettings {
    let bit = |bit: u32| options >> bit & 1 == 1;
    BookSettings {
        unknown_customers: match options & 3 {
            0 | 1 => UnknownCustomers::Skip,
            2 => UnknownCustomers::Add,
            _ => UnknownCustomers::Refuse,
        },
        missing_customer: MissingCustomer::Skip,
        unknown_invoices: UnknownInvoices::Skip,
        unapplied_credit: if bit(2) { UnappliedCredit::Report } else { UnappliedCredit::Carry },
        history_from: bit(3).then(|| chrono::NaiveDate::from_ymd_opt(2024, 3, 1).unwrap()),
        partial: bit(4) && bit(3) && bit(2),
        bad_rows: BadRows::Skip,
        ..BookSettings::default()
    }
}

fn customer(dice: &mut Dice, customers: usize) -> Value {
    // One beyond those listed is unknown.
    json!(format!("K{}", dice.below(customers + 1)))
}

/// Rows of so many customers; bit 5 of the options takes the table of customers away.
pub fn random_rows(seed: u64, customers: usize, options: u32) -> Rows {
    let mut dice = Dice(seed);
    let dice = &mut dice;
    let mut rows: Rows =
        Table::ALL.iter().filter(|t| !t.is_register()).map(|t| (t.name(), Vec::new())).collect();
    let mut add = |table: &'static str, row: Value| rows.get_mut(table).unwrap().push(row);
    for number in 0..customers {
        let mut row = json!({ "customer_id": format!("K{number}"), "name": format!("名 {number}") });
        row["region"] = json!(dice.of(&["north", "south", "东", ""]));
        row["kind"] = json!(dice.of(&["enterprise", "individual", "dealer"]));
        if dice.one_in(3) {
            row["first_traded_on"] = json!(dice.day(1200));
        }
        if dice.one_in(5) {
            row["documents_complete"] = json!(dice.one_in(2));
        }
        if dice.one_in(6) {
            row["cost_to_serve"] = json!(dice.amount());
        }
        add("customers", row);
    }
    // Half of the books say what products cost.
    let costs = dice.one_in(2);
    for number in 0..3 {
        let mut row = json!({ "product_id": format!("P{number}"), "uom": "kg" });
        if costs && number > 0 {
            row["unit_cost"] = json!("1.25");
        }
        add("products", row);
    }
    for order in 0..dice.below(12) {
        let row = json!({
            "order_id": format!("H{order}"), "customer_id": customer(dice, customers), "ordered_on": dice.day(900),
            "status": dice.of(&["open", "fulfilled", "cancelled"]),
        });
        add("orders", row);
    }
    let line_costs = dice.one_in(2);
    for _ in 0..dice.below(3 * customers + 8) {
        let mut row = json!({ "order_id": format!("O{}", dice.below(30)), "amount": dice.amount() });
        if dice.one_in(4) {
            // Its customer, date and status are those of a header, or nobody's.
            row["order_id"] = json!(format!("H{}", dice.below(13)));
        } else {
            row["customer_id"] = customer(dice, customers);
        }
        row["ordered_on"] = json!(dice.day(1100));
        if !dice.one_in(3) {
            row["quantity"] = json!(dice.of(&["1", "2.5", "10", "0.125"]));
        }
        if dice.one_in(2) {
            row["product_id"] = json!(format!("P{}", dice.below(4)));
        }
        if line_costs && dice.one_in(2) {
            row["cost"] = json!(dice.of(&["10", "75.5", "1200.125"]));
        }
        if dice.one_in(20) {
            row["amount"] = json!(format!("-{}", dice.amount()));
        }
        add("order_lines", row);
    }
    let invoices = dice.below(2 * customers + 3);
    for number in 0..invoices {
        let row = json!({
            "invoice_id": format!("I{number}"), "customer_id": customer(dice, customers), "issued_on": dice.day(700),
            "terms_days": dice.of(&["0", "30", "60"]), "amount": format!("{}.50", 1 + dice.below(4000)),
        });
        add("invoices", row);
    }
    for _ in 0..dice.below(2 * invoices + 2) {
        let mut row =
            json!({ "settled_on": dice.day(600), "amount": format!("{}.125", 1 + dice.below(2500)) });
        if dice.one_in(5) {
            row["customer_id"] = customer(dice, customers);
        } else {
            row["invoice_id"] = json!(format!("I{}", dice.below(invoices + 1)));
        }
        row["kind"] = json!(dice.of(&["transfer", "cash", "credit_note", "write_off"]));
        add("settlements", row);
    }
    for _ in 0..dice.below(5) {
        let row = json!({
            "invoice_id": format!("I{}", dice.below(invoices + 1)), "kind": dice.of(&["force_majeure", "bank_clearing"]),
            "days_excused": "all", "documented": dice.one_in(2), "approved_by": "W",
        });
        add("delay_reasons", row);
    }
    for _ in 0..dice.below(4) {
        let row = json!({
            "customer_id": customer(dice, customers), "kind": dice.of(&["bad_debt", "litigation", "bounced_bill"]),
            "on": dice.day(500),
        });
        add("credit_facts", row);
    }
    for _ in 0..dice.below(6) {
        let row = json!({
            "customer_id": customer(dice, customers), "assessor": dice.of(&["W", "L"]), "assessed_on": dice.day(200),
            "scale": "4", "financial_strength": "5", "industry_position": "3", "growth_potential": "4", "need_fit": "2",
            "competition_cost": dice.of(&["1", "5"]),
        });
        add("prospect_assessments", row);
    }
    for _ in 0..dice.below(3) {
        let row = json!({
            "customer_id": customer(dice, customers), "dimension": "strategy", "score": "80", "assessor": "W",
            "on": dice.day(100),
        });
        add("ratings", row);
        let row = json!({
            "customer_id": customer(dice, customers), "grade": dice.of(&["A", "C"]), "reason": "r", "approved_by": "W",
            "approved_on": dice.day(100),
        });
        add("grade_overrides", row);
    }
    for number in 0..dice.below(4) {
        let row = json!({
            "contract_id": format!("C{number}"), "customer_id": customer(dice, customers), "amount": dice.amount(),
            "submitted_on": dice.day(300), "signed_on": dice.day(250),
        });
        add("contracts", row);
    }
    if options >> 5 & 1 == 1 {
        rows.remove("customers");
    }
    rows
}

pub fn book(rows: &Rows, settings: &BookSettings) -> Book {
    let tables: Tables = serde_json::from_value(json!(rows)).unwrap();
    let mut book = BookBuilder::new(settings.clone());
    tables.add_to(&mut book);
    book.finish_deferred()
}

/// The rows of each of so many partitions, shared tables in all of them. Some partitions may have nobody.
pub fn cut(rows: &Rows, parts: usize, seed: u64) -> Vec<Rows> {
    let text = |row: &Value, column: &str| row.get(column).and_then(Value::as_str).map(str::to_owned);
    let customer_by = |table: &str, key: &str| -> BTreeMap<String, String> {
        let rows = rows.get(table).into_iter().flatten();
        rows.map(|row| (text(row, key).unwrap(), text(row, "customer_id").unwrap())).collect()
    };
    let (orders, invoices) = (customer_by("orders", "order_id"), customer_by("invoices", "invoice_id"));
    let part_of = |id: &str| {
        let hash =
            id.bytes().fold(seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3));
        (hash >> 32) as usize % parts
    };
    let mut cut: Vec<Rows> =
        (0..parts).map(|_| rows.keys().map(|table| (*table, Vec::new())).collect()).collect();
    for (table, rows) in rows {
        for row in rows {
            if Table::named(table).unwrap().is_shared() {
                cut.iter_mut().for_each(|part| part.get_mut(table).unwrap().push(row.clone()));
                continue;
            }
            let of_invoice = text(row, "invoice_id").map(|id| invoices.get(&id).cloned().unwrap_or(id));
            let of_order = || text(row, "order_id").map(|id| orders.get(&id).cloned().unwrap_or(id));
            let key = match *table {
                "settlements" | "delay_reasons" => of_invoice.or_else(|| text(row, "customer_id")),
                _ => text(row, "customer_id").or_else(of_order),
            };
            cut[part_of(&key.unwrap())].get_mut(table).unwrap().push(row.clone());
        }
    }
    cut
}
