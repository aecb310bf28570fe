//! Scores a book under the standard policy and under one in which credit weighs more, and prints
//! whose grade changes.
//!
//! ```text
//! cargo run -p keyaccount-examples --example change_one_weight
//! ```

use std::error::Error;
use std::path::Path;

use chrono::NaiveDate;
use keyaccount::{Policy, PolicyDocument};
use keyaccount_files::{ReadOptions, read_book};

const CREDIT_MATTERS_MORE: &str = r#"
[policy]
format = 1
name = "credit-matters-more"
version = "1"
extends = "standard@1"

[composite]
weights = { credit = 0.40, volume = 0.20, profit = 0.40 }
"#;

fn main() -> Result<(), Box<dyn Error>> {
    let as_of = NaiveDate::from_ymd_opt(2026, 6, 30).ok_or("a date")?;
    let standard = Policy::shipped("standard").ok_or("the standard policy is always shipped")?;
    let changed = PolicyDocument::parse("credit-matters-more.toml", CREDIT_MATTERS_MORE)?.resolve()?;

    let mut loaded = read_book(Path::new("examples/sample-book"), ReadOptions::default())?;
    let (before, after) = (loaded.assess(&standard, as_of)?, loaded.assess(&changed, as_of)?);

    let table = before.table();
    let Some(id) = table.column("customer_id") else { return Ok(()) };
    for row in 0..table.len() {
        let customer = table.value(row, id).to_string();
        let (Some(old), Some(new)) = (before.customer(&customer), after.customer(&customer)) else {
            continue;
        };
        if old.grade() != new.grade() {
            let cell = |row: &keyaccount::CustomerRow<'_>| {
                format!("{} {}", row.text("composite_score"), row.grade().unwrap_or("unrated"))
            };
            println!("{customer} {}: {} became {}", old.text("name"), cell(&old), cell(&new));
        }
    }
    Ok(())
}
