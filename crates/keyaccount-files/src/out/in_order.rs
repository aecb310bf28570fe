//! Texts made from ranges of rows on all threads, written in the order of the rows.

use std::io::{self, Write};
use std::ops::Range;

use crate::in_order::in_order;

/// The rows of a text. A few hundred are worth a task and stay in the cache of a processor.
pub(super) const BLOCK: usize = 512;

/// Writes the texts of all ranges of so many rows, one after the other. While some are written, the next
/// are made; buffers are used again and again.
pub(super) fn write_in_order(
    rows: usize,
    out: &mut impl Write,
    make: impl Fn(Range<usize>, &mut Vec<u8>) -> io::Result<()> + Sync,
) -> io::Result<()> {
    let mut ranges = (0..rows).step_by(BLOCK).map(|start| start..start.saturating_add(BLOCK).min(rows));
    in_order(
        rayon::current_num_threads(),
        |text: &mut Text| {
            let range = ranges.next();
            text.rows = range.clone().unwrap_or_default();
            Ok(range.is_some())
        },
        |text| {
            text.bytes.clear();
            text.made = make(text.rows.clone(), &mut text.bytes);
        },
        |text| {
            core::mem::replace(&mut text.made, Ok(()))?;
            out.write_all(&text.bytes)
        },
    )
}

/// The text of some rows.
struct Text {
    rows: Range<usize>,
    bytes: Vec<u8>,
    made: io::Result<()>,
}

impl Default for Text {
    fn default() -> Self {
        Self { rows: 0..0, bytes: Vec::new(), made: Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(rows: usize, threads: usize) -> Vec<u8> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let mut out = Vec::new();
        let line =
            |rows: Range<usize>, text: &mut Vec<u8>| rows.into_iter().try_for_each(|n| writeln!(text, "{n}"));
        pool.install(|| write_in_order(rows, &mut out, line)).unwrap();
        out
    }

    #[test]
    fn every_row_is_written_once_and_in_order() {
        let six = 6 * BLOCK;
        for rows in
            [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, six - 1, six, six + 1, six + BLOCK, 2 * six, 2 * six + 1]
        {
            let lines: String = (0..rows).map(|n| format!("{n}\n")).collect();
            for threads in [1, 2, 8, 11] {
                assert!(numbers(rows, threads) == lines.as_bytes(), "{rows} rows on {threads} threads");
            }
        }
    }

    #[test]
    fn outside_a_pool_it_is_the_same() {
        let mut out = Vec::new();
        let line =
            |rows: Range<usize>, text: &mut Vec<u8>| rows.into_iter().try_for_each(|n| writeln!(text, "{n}"));
        write_in_order(10_000, &mut out, line).unwrap();
        assert!(out == numbers(10_000, 1));
    }

    #[test]
    fn what_cannot_be_made_is_an_error_behind_what_could() {
        for threads in [1, 2, 8] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let mut out = Vec::new();
            let failing = |rows: Range<usize>, text: &mut Vec<u8>| {
                text.push(b'.');
                if rows.contains(&(BLOCK * 11)) { Err(io::Error::other("no text")) } else { Ok(()) }
            };
            let failed = pool.install(|| write_in_order(BLOCK * 20, &mut out, failing)).unwrap_err();
            assert_eq!((failed.to_string(), out.len()), ("no text".to_owned(), 11));
        }
    }
}
