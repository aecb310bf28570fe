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
