//! Texts made from ranges of rows on all threads, written in the order of the rows.

use std::io::{self, Write};
use std::ops::Range;

/// The rows of a text. A few hundred are worth a task and stay in the cache of a processor.
pub(super) const BLOCK: usize = 512;

/// The fewest texts that are made while as many are written: the memory that takes does not depend on
/// the table.
const WAVE: usize = 8;

/// Writes the texts of all ranges of so many rows, one after the other. While some are written, the next
/// are made; buffers are used again and again. On one thread it is one text after the other.
pub(super) fn write_in_order(
    rows: usize,
    out: &mut impl Write,
    make: impl Fn(Range<usize>, &mut Vec<u8>) -> io::Result<()> + Sync,
) -> io::Result<()> {
    let threads = rayon::current_num_threads();
    let mut ranges = (0..rows).step_by(BLOCK).map(|start| start..start.saturating_add(BLOCK).min(rows));
    if threads == 1 || rows <= BLOCK {
        let mut text = Vec::new();
        return ranges.try_for_each(|range| {
            text.clear();
            make(range, &mut text)?;
            out.write_all(&text)
        });
    }
    let (mut made, mut next) = (Vec::new(), Vec::new());
    made.resize_with(threads.max(WAVE), Made::default);
    next.resize_with(threads.max(WAVE), Made::default);
    loop {
        let is_more = rayon::in_place_scope(|scope| {
            let mut is_more = false;
            for (place, range) in next.iter_mut().zip(ranges.by_ref()) {
                is_more = true;
                let make = &make;
                scope.spawn(move |_| place.of(range, make));
            }
            write(&mut made, out).map(|()| is_more)
        })?;
        if !is_more {
            return Ok(());
        }
        core::mem::swap(&mut made, &mut next);
    }
}

/// A text, once it is made.
#[derive(Default)]
struct Made {
    text: Vec<u8>,
    result: Option<io::Result<()>>,
}

impl Made {
    fn of(&mut self, range: Range<usize>, make: impl Fn(Range<usize>, &mut Vec<u8>) -> io::Result<()>) {
        self.text.clear();
        self.result = Some(make(range, &mut self.text));
    }
}

/// Writes what was made, once.
fn write(made: &mut [Made], out: &mut impl Write) -> io::Result<()> {
    for made in made {
        if let Some(result) = made.result.take() {
            result?;
            out.write_all(&made.text)?;
        }
    }
    Ok(())
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
        let wave = BLOCK * WAVE;
        for rows in [
            0,
            1,
            BLOCK - 1,
            BLOCK,
            BLOCK + 1,
            wave - 1,
            wave,
            wave + 1,
            wave + BLOCK,
            2 * wave,
            2 * wave + 1,
        ] {
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
