//! Arrays of the columns of a result table. Blocks of rows are read side by side, and while their cells go
//! into the arrays, column by column, the next ones are read: nothing is written twice, and what is held
//! besides does not grow with the table.

use std::ops::Range;

use arrow_array::ArrayRef;
use keyaccount::{Cells, ResultTable};
use rayon::iter::{IntoParallelIterator, IntoParallelRefMutIterator, ParallelIterator};
use rayon::prelude::IndexedParallelIterator;

use crate::growing::Growing;

/// Rows that are read together: their facts and cells stay in the cache of a processor while the columns
/// are gone over. A multiple of 8, so that whole bytes of bits follow each other.
const BLOCK: usize = 256;

/// Blocks for each thread, so that one that comes late does not keep the others waiting for long.
const BLOCKS: usize = 4;

/// The cells of neighbouring rows, column by column.
type Block<'a> = Vec<Cells<'a>>;

/// An array for each column; `None` if a column cannot hold one of its cells.
pub(crate) fn arrays(table: &ResultTable<'_>, rows: Range<usize>) -> Option<Vec<ArrayRef>> {
    // Whoever is none of the pool's threads would hand over every wave and be woken for each.
    rayon::scope(|_| wave_by_wave(table, rows))
}

fn wave_by_wave(table: &ResultTable<'_>, rows: Range<usize>) -> Option<Vec<ArrayRef>> {
    let columns = table.columns();
    let mut arrays: Vec<Growing> =
        columns.iter().map(|column| Growing::with_capacity(column.kind(), rows.len())).collect();
    let threads = rayon::current_num_threads();
    let wave = if threads > 1 { threads.saturating_mul(BLOCKS).saturating_mul(BLOCK) } else { BLOCK };
    let mut waves = rows.clone().step_by(wave).map(|start| start..start.saturating_add(wave).min(rows.end));
    let mut read = waves.next().map(|wave| blocks(table, wave));
    while let Some(blocks_read) = read {
        let next = waves.next();
        let (taken, after) =
            rayon::join(|| take(&mut arrays, &blocks_read), || next.map(|wave| blocks(table, wave)));
        taken?;
        read = after;
    }
    arrays.into_iter().map(Growing::finish).collect()
}

/// Reads blocks of rows, each column by column.
fn blocks<'a>(table: &ResultTable<'a>, rows: Range<usize>) -> Vec<Block<'a>> {
    let starts: Vec<usize> = rows.clone().step_by(BLOCK).collect();
    let block = |start: usize| {
        let block = table.block(start..start.saturating_add(BLOCK).min(rows.end));
        (0..table.columns().len()).map(|column| block.cells(column)).collect()
    };
    starts.into_par_iter().map(block).collect()
}

/// Adds blocks of cells to the arrays.
fn take(arrays: &mut [Growing], blocks: &[Block<'_>]) -> Option<()> {
    arrays.par_iter_mut().enumerate().try_for_each(|(column, array)| {
        blocks.iter().filter_map(|block| block.get(column)).try_for_each(|cells| array.extend(cells))
    })
}
