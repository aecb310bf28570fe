//! Holds the standard policy against one in which credit weighs more, and prints whose grade changes
//! and why.
//!
//! ```text
//! cargo run -p keyaccount-examples --example change_one_weight
//! ```

use std::error::Error;
use std::path::Path;

use chrono::NaiveDate;
use keyaccount::comparison::{Comparison, Standing};
use keyaccount::{Language, Policy, PolicyDocument};
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

    let comparison = Comparison::between(&before, &after)?;
    println!("{}", comparison.headline(Language::English));
    for one in &comparison.moves {
        let grade =
            |side: &Option<Standing>| side.as_ref().and_then(|side| side.grade.clone()).unwrap_or_default();
        let name = one.name.as_deref().unwrap_or(&one.customer_id);
        println!("{name}: {} → {}: {}", grade(&one.before), grade(&one.after), one.reason(Language::English));
    }
    Ok(())
}
