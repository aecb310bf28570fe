//! Files made to exhaust memory or time.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use keyaccount::book::Table::{self, *};

use super::{problems, reading};

/// A text, then bytes without end.
struct Endless {
    start: &'static [u8],
    rest: &'static [u8],
    given: u64,
}

impl Read for Endless {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if !self.start.is_empty() {
            return self.start.read(out);
        }
        for (place, byte) in out.iter_mut().zip(self.rest.iter().cycle()) {
            *place = *byte;
        }
        self.given = self.given.saturating_add(out.len() as u64);
        assert!(self.given < 4 << 20, "more was read than a record may hold");
        Ok(out.len())
    }
}

fn endless(table: Table, start: &'static [u8], rest: &'static [u8]) -> String {
    let began = Instant::now();
    let reading = reading(table, Endless { start, rest, given: 0 });
    assert!(began.elapsed() < Duration::from_secs(10));
    assert_eq!(reading.problems.count(), 1);
    reading.problems.problems()[0].to_string()
}

const TOO_LARGE: &str = "found a record of more than 1048576 bytes, expected shorter records; look for a quotation mark that is not closed, or line ends that are missing";

#[test]
fn lines_without_end() {
    assert_eq!(endless(Customers, b"", b"x"), format!("t.csv:1: {TOO_LARGE}"));
    assert_eq!(endless(Customers, b"customer_id\nC1\n", b"x"), format!("t.csv:3: {TOO_LARGE}"));
    assert_eq!(endless(Customers, b"customer_id\n", b","), format!("t.csv:2: {TOO_LARGE}"));
    assert_eq!(endless(Customers, b"customer_id\n", b"\0"), format!("t.csv:2: {TOO_LARGE}"));
}

#[test]
fn quotes_without_end() {
    assert_eq!(endless(Customers, b"customer_id\n", b"\""), format!("t.csv:2: {TOO_LARGE}"));
    assert_eq!(endless(Customers, b"customer_id\n\"", b"\n"), format!("t.csv:2: {TOO_LARGE}"));
}

#[test]
fn a_cell_of_ten_megabytes() {
    let text = format!("customer_id,name\nC1,{}\nC2,b\n", "x".repeat(10 << 20));
    assert_eq!(problems(Customers, text), [format!("t.csv:2: {TOO_LARGE}")]);
}

#[test]
fn the_largest_record_is_a_mebibyte_to_the_byte() {
    let row = |size: usize| format!("customer_id,name\nC1,{}\n", "x".repeat(size - 4));
    assert_eq!(problems(Customers, row(1 << 20)), [""; 0]);
    assert_eq!(problems(Customers, row((1 << 20) + 1)), [format!("t.csv:2: {TOO_LARGE}")]);
}

#[test]
fn a_hundred_thousand_columns() {
    let header: Vec<_> = (0..100_000).map(|i| i.to_string()).collect();
    assert_eq!(
        problems(Customers, header.join(",")),
        ["t.csv:1: found 100000 columns, expected at most 4096"]
    );
}

#[test]
fn noise() {
    // A deterministic stream of all bytes.
    let mut state = 1_u64;
    let noise: Vec<u8> = (0..3 << 20)
        .map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        })
        .collect();
    let began = Instant::now();
    assert!(!problems(Customers, &noise).is_empty());
    let mut rows = b"customer_id,name\n".to_vec();
    rows.extend(&noise);
    let reading = reading(Customers, rows.as_slice());
    assert!(reading.problems.count() > 0 && reading.problems.problems().len() <= 10_000);
    assert!(began.elapsed() < Duration::from_secs(20));
}

#[test]
fn problems_are_counted_beyond_what_is_kept() {
    let text = format!("customer_id,created_on\n{}", "C1,never\n".repeat(12_345));
    let reading = reading(Customers, text.as_bytes());
    assert_eq!(reading.problems.problems().len(), 10_000);
    assert_eq!(reading.problems.count(), 12_345);
}
