//! Positions and days of a generated book as the ids, names and dates of a real one.

use chrono::{Days, NaiveDate};

use crate::generate::GeneratedBook;

/// The day as of which generated books are scored: 30 June 2026.
pub fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 30).unwrap_or(NaiveDate::MAX)
}

/// Ids of one kind, all of the same length, in one text.
pub struct Ids {
    width: usize,
    text: String,
}

impl Ids {
    /// With so many digits at least.
    fn new(prefix: &str, digits: usize, count: usize) -> Self {
        let digits = digits.max(count.to_string().len());
        let width = prefix.len() + digits;
        let mut text = String::with_capacity(width * count);
        for number in 1..=count {
            text.push_str(prefix);
            text.push_str(&format!("{number:0digits$}"));
        }
        Self { width, text }
    }

    /// The id at a position.
    pub fn get(&self, position: u32) -> &str {
        let start = position as usize * self.width;
        &self.text[start..start + self.width]
    }
}

/// Everything of a generated book that is text or a date.
pub struct Texts {
    pub customers: Ids,
    pub products: Ids,
    pub orders: Ids,
    pub invoices: Ids,
    first_day: i32,
    dates: Vec<NaiveDate>,
}

const REGIONS: [&str; 7] = ["华东", "华南", "华北", "华中", "西南", "西北", "东北"];
const INDUSTRIES: [&str; 9] = [
    "Chemicals",
    "Construction",
    "Electronics",
    "Food",
    "Hotels",
    "Machinery",
    "Retail",
    "Steel",
    "Textiles",
];
const PLACES: [&str; 11] = [
    "Anshan", "Baotou", "Changsha", "Dalian", "Foshan", "Guilin", "Harbin", "Jinan", "Kunming", "Luoyang",
    "Ningbo",
];

impl Texts {
    /// The texts that belong to a book.
    pub fn new(book: &GeneratedBook) -> Self {
        let days = || book.lines.day.iter().chain(&book.invoices.due).chain(&book.settlements.day);
        let first_day = days().min().copied().unwrap_or(0).min(0);
        let last_day = days().max().copied().unwrap_or(0).max(0);
        let start = as_of() - Days::new(u64::from(first_day.unsigned_abs()));
        let count = (last_day - first_day + 1) as usize;
        Self {
            customers: Ids::new("C", 6, book.customers),
            products: Ids::new("P", 5, book.products),
            orders: Ids::new("O", 7, book.orders),
            invoices: Ids::new("INV", 7, book.invoices.amount.len()),
            first_day,
            dates: start.iter_days().take(count).collect(),
        }
    }

    /// The date of a day counted from the as-of day.
    pub fn date(&self, day: i32) -> NaiveDate {
        self.dates[(day - self.first_day) as usize]
    }

    /// The name of a customer.
    pub fn name(position: u32) -> String {
        format!("{} {} {}", PLACES[position as usize % PLACES.len()], Self::industry(position), position + 1)
    }

    /// The region of a customer.
    pub const fn region(position: u32) -> &'static str {
        REGIONS[position as usize % REGIONS.len()]
    }

    /// The industry of a customer.
    pub const fn industry(position: u32) -> &'static str {
        INDUSTRIES[position as usize % INDUSTRIES.len()]
    }
}
