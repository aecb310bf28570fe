//! Reads the columns of order lines in blocks and adds them to [cells](super::line_cells).

use super::blocks::{BLANK, ROWS, blocks, filled};
use super::line_cells::LineCells;
use super::line_profits::{BlockProfits, ProfitCells, UNKNOWN};
use super::lines::{LineRules, Orders, standing};
use super::number_set::NumberSet;
use super::orders::OrderNotes;
use super::products::{factor, in_force};
use super::windows::{DayKind, NO_MONTH, Segments};
use crate::book::store::Status;
use crate::book::{Book, NO_DAY, NONE};

/// A number or a sum that does not fit its 64 bits.
pub(super) struct TooLarge;

/// The cells of a block, blank where a column has none.
struct Block {
    customer: [u32; ROWS],
    day: [i32; ROWS],
    order: [u32; ROWS],
    product: [u32; ROWS],
    status: [Status; ROWS],
    cancelled_on: [i32; ROWS],
    status_from: [i32; ROWS],
    amount: [i64; ROWS],
    quantity: [i64; ROWS],
    scratch: [i64; ROWS],
    profit: [i128; ROWS],
    /// Where the cell is, [`NOWHERE`] for a line that does not count.
    place: [usize; ROWS],
    kind: [DayKind; ROWS],
}

const NOWHERE: usize = usize::MAX;

impl Block {
    const EMPTY: Self = Self {
        customer: [NONE; ROWS],
        day: [NO_DAY; ROWS],
        order: [NONE; ROWS],
        product: [NONE; ROWS],
        status: [Status::Blank; ROWS],
        cancelled_on: [NO_DAY; ROWS],
        status_from: [NO_DAY; ROWS],
        amount: [BLANK; ROWS],
        quantity: [BLANK; ROWS],
        scratch: [BLANK; ROWS],
        profit: [UNKNOWN; ROWS],
        place: [NOWHERE; ROWS],
        kind: [DayKind { segment: 0, month: NO_MONTH }; ROWS],
    };
}

/// The first rows of a column of a block.
macro_rules! cells {
    ($block:ident.$name:ident, $rows:expr) => {
        $block.$name.get_mut(..$rows).unwrap_or_default()
    };
}

/// One pass over the lines.
struct Pass<'a> {
    book: &'a Book,
    rules: &'a LineRules,
    profits: BlockProfits<'a>,
    cells: LineCells,
    notes: OrderNotes,
    in_volume: NumberSet,
    in_behaviour: NumberSet,
    /// The order and segment of the line before.
    before: (u32, u8),
    has_statuses: bool,
    has_cancellations: bool,
    /// Products without a visible version.
    unknown: Option<NumberSet>,
    /// Products whose quantities were added, if that matters.
    counted: NumberSet,
    /// Σ |amount| of lines without cost by product, lines without product last; −1 without such a line.
    uncosted: Vec<i128>,
}

/// Reads every visible line and header; `None` if a number of the book or the policy is too large for it.
pub(super) fn measure(book: &Book, rules: &LineRules) -> Option<(LineCells, OrderNotes)> {
    let cells = LineCells::new(book.customer_ids.len(), Segments::new(&rules.windows)?);
    let lines = &book.lines;
    let products = book.product_ids.len();
    let mut pass = Pass {
        book,
        rules,
        profits: BlockProfits::new(book, rules)?,
        notes: OrderNotes { has_cost_data: rules.product_costs, ..OrderNotes::default() },
        in_volume: NumberSet::new(book.orders as usize),
        in_behaviour: NumberSet::new(if cells.one_count { 0 } else { book.orders as usize }),
        cells,
        before: (NONE, 0),
        has_statuses: lines.status.is_filled(),
        has_cancellations: lines.cancelled_on.is_filled() || lines.status_from.is_filled(),
        unknown: unknown_products(book, rules),
        counted: NumberSet::new(if rules.adds_quantities { products } else { 0 }),
        uncosted: Vec::new(),
    };
    let mut block = Block::EMPTY;
    for (start, rows) in blocks(lines.customer.len()) {
        pass.read(start, rows, &mut block).ok()?;
    }
    pass.cells.read_headers(book, rules.windows.as_of);
    for product in numbers(products).filter(|product| pass.counted.contains(*product)) {
        pass.notes.units.add(book, product, rules.windows.as_of);
    }
    let by_product = numbers(products).chain([NONE]).zip(pass.uncosted);
    pass.notes.uncosted = by_product.filter(|(_, amount)| *amount >= 0).collect();
    Some((pass.cells, pass.notes))
}

fn numbers(end: usize) -> impl Iterator<Item = u32> {
    0..u32::try_from(end).unwrap_or(NONE)
}

fn unknown_products(book: &Book, rules: &LineRules) -> Option<NumberSet> {
    if !rules.describes_products {
        return None;
    }
    let mut unknown = NumberSet::new(book.product_ids.len());
    let mut any = false;
    for product in numbers(book.product_ids.len()) {
        if in_force(book.versions(product), rules.windows.as_of).is_empty() {
            any |= unknown.insert(product);
        }
    }
    any.then_some(unknown)
}

impl Pass<'_> {
    fn read(&mut self, start: usize, rows: usize, block: &mut Block) -> Result<(), TooLarge> {
        let lines = &self.book.lines;
        lines.customer.block(start, cells!(block.customer, rows));
        lines.day.block(start, cells!(block.day, rows));
        lines.order().block(start, cells!(block.order, rows));
        lines.product.block(start, cells!(block.product, rows));
        if !lines.amount.block(start, cells!(block.amount, rows)) {
            return Err(TooLarge);
        }
        for amount in cells!(block.amount, rows) {
            *amount = if *amount == BLANK { 0 } else { *amount };
        }
        let has_quantities = filled(&lines.quantity, start, cells!(block.quantity, rows)).ok_or(TooLarge)?;
        if self.rules.line_costs && !self.notes.has_cost_data {
            self.look_for_costs(start, rows, block);
        }
        if self.has_statuses || self.has_cancellations {
            self.stand(start, rows, block)?;
        }
        let cells = ProfitCells {
            day: cells!(block.day, rows),
            product: cells!(block.product, rows),
            amount: cells!(block.amount, rows),
            quantity: cells!(block.quantity, rows),
        };
        if !self.profits.fill(start, &cells, cells!(block.scratch, rows), cells!(block.profit, rows)) {
            return Err(TooLarge);
        }
        if has_quantities && (self.rules.has_factors || self.rules.adds_quantities) {
            self.weigh(rows, block)?;
        }
        if let Some(unknown) = &self.unknown {
            let named = block.customer.iter().zip(&block.day).zip(&block.product).take(rows);
            let counts = |((customer, day), product): &((&u32, &i32), &u32)| {
                let segment = self.cells.segment(**customer, **day, self.rules.windows.as_of);
                segment.is_some_and(|segment| segment.volume || segment.profit) && unknown.contains(**product)
            };
            let count = u64::try_from(named.filter(counts).count()).unwrap_or(u64::MAX);
            self.notes.unknown_products = self.notes.unknown_products.saturating_add(count);
        }
        self.place(rows, block);
        self.add(rows, block)
    }

    /// Whether a visible line says what goods cost, be it cancelled.
    fn look_for_costs(&mut self, start: usize, rows: usize, block: &Block) {
        let lines = &self.book.lines;
        let visible = |(customer, day): &(&u32, &i32)| {
            self.cells.segment(**customer, **day, self.rules.windows.as_of).is_some()
        };
        let costed = |row: usize| {
            [&lines.profit, &lines.cost, &lines.unit_cost, &lines.margin_rate]
                .iter()
                .any(|column| column.get(row).is_some())
        };
        let lines = block.customer.iter().zip(&block.day).take(rows).zip(start..);
        self.notes.has_cost_data = lines.filter(|(line, _)| visible(line)).any(|(_, row)| costed(row));
    }

    /// Works out where orders stand, and takes out the lines of cancelled ones.
    fn stand(&mut self, start: usize, rows: usize, block: &mut Block) -> Result<(), TooLarge> {
        let lines = &self.book.lines;
        lines.status.block(start, cells!(block.status, rows));
        if self.has_cancellations {
            lines.cancelled_on.block(start, cells!(block.cancelled_on, rows));
            lines.status_from.block(start, cells!(block.status_from, rows));
        }
        let as_of = self.rules.windows.as_of;
        let dates =
            block.cancelled_on.iter().zip(&block.status_from).zip(block.day.iter().zip(&block.amount));
        let states = block.customer.iter_mut().zip(&mut block.status).zip(dates).take(rows);
        for ((customer, status), ((cancelled_on, status_from), (day, amount))) in states {
            if *day > as_of || *customer as usize >= self.cells.customers {
                continue;
            }
            let (stands, cancelled) = if *status_from > as_of {
                (Status::Blank, false)
            } else {
                standing(*status, *cancelled_on, as_of)
            };
            *status = stands;
            if cancelled {
                self.notes.lines_read = self.notes.lines_read.saturating_add(1);
                self.notes.lines_cancelled = self.notes.lines_cancelled.saturating_add(1);
                self.cells.cancelled.insert(*customer);
                *customer = NONE;
            } else if stands == Status::Open {
                self.cells.undelivered(*customer, *amount).ok_or(TooLarge)?;
            }
        }
        Ok(())
    }

    /// Turns quantities of the volume window into base units.
    fn weigh(&mut self, rows: usize, block: &mut Block) -> Result<(), TooLarge> {
        let as_of = self.rules.windows.as_of;
        let lines = block.customer.iter().zip(&block.day).zip(&block.product).zip(&mut block.quantity);
        for (((customer, day), product), quantity) in lines.take(rows) {
            let segment = self.cells.segment(*customer, *day, as_of);
            if *quantity == BLANK || !segment.is_some_and(|segment| segment.volume) {
                continue;
            }
            self.counted.insert(*product);
            if self.rules.has_factors {
                let factor = factor(self.book, *product, *day, as_of);
                let units = i128::from(*quantity).checked_mul(factor).ok_or(TooLarge)?;
                *quantity = i64::try_from(units).ok().filter(|units| *units != BLANK).ok_or(TooLarge)?;
            }
        }
        Ok(())
    }

    /// Finds the cell of each line, and touches it: so close together, many are fetched at a time, where
    /// adding would wait for each.
    fn place(&mut self, rows: usize, block: &mut Block) {
        let (as_of, customers) = (self.rules.windows.as_of, self.cells.customers);
        let mut read = 0_u64;
        let keys = cells!(block.customer, rows).iter().zip(cells!(block.day, rows).iter());
        let found = cells!(block.place, rows).iter_mut().zip(cells!(block.kind, rows));
        for ((customer, day), (place, kind)) in keys.zip(found) {
            if *day > as_of || *customer as usize >= customers {
                *place = NOWHERE;
                continue;
            }
            read = read.wrapping_add(1);
            *kind = self.cells.segments.of(*day);
            *place = self.cells.place(kind.segment, *customer);
        }
        self.notes.lines_read = self.notes.lines_read.saturating_add(read);
        // In a loop of its own, short enough for the processor to look far ahead.
        let touched = cells!(block.place, rows).iter().filter_map(|place| self.cells.cells.get(*place));
        core::hint::black_box(touched.fold(0, |all, cell| all ^ cell.last));
    }

    /// Adds a block to the cells.
    fn add(&mut self, rows: usize, block: &mut Block) -> Result<(), TooLarge> {
        let names_uncosted = self.rules.names_uncosted();
        let (mut before, mut too_large) = (self.before, false);
        let keys = cells!(block.place, rows).iter().zip(cells!(block.kind, rows).iter());
        let keys = keys.zip(cells!(block.day, rows).iter().zip(cells!(block.order, rows).iter()));
        let values = cells!(block.amount, rows).iter().zip(cells!(block.quantity, rows).iter());
        let values = values.zip(cells!(block.profit, rows).iter().zip(cells!(block.status, rows).iter()));
        let lines = keys.zip(values).zip(cells!(block.product, rows).iter());
        for ((((place, kind), (day, order)), ((amount, quantity), (profit, status))), product) in lines {
            // `NOWHERE` is beyond every cell.
            let Some(cell) = self.cells.cells.get_mut(*place) else { continue };
            too_large |= cell.add(*day, kind.month, *amount, *quantity, *status);
            if (*order, kind.segment) != before {
                before = (*order, kind.segment);
                let windows = self.cells.segments.windows(kind.segment);
                if windows.volume {
                    cell.orders = cell.orders.wrapping_add(u32::from(self.in_volume.insert(*order)));
                }
                if windows.behaviour && !self.cells.one_count {
                    let new = u32::from(self.in_behaviour.insert(*order));
                    cell.behaviour_orders = cell.behaviour_orders.wrapping_add(new);
                }
            }
            if *profit != UNKNOWN {
                // All profits together were shown to fit.
                cell.profit = cell.profit.wrapping_add(*profit);
            } else if self.cells.segments.windows(kind.segment).profit {
                too_large |= self.cells.uncosted(*place, *amount);
                if names_uncosted {
                    uncosted(&mut self.uncosted, self.book.product_ids.len(), *product, *amount);
                }
            }
        }
        self.before = before;
        if too_large { Err(TooLarge) } else { Ok(()) }
    }
}

/// Counts a line without cost towards its product.
fn uncosted(sums: &mut Vec<i128>, products: usize, product: u32, amount: i64) {
    if sums.is_empty() {
        sums.resize(products.saturating_add(1), -1);
    }
    if let Some(sum) = sums.get_mut((product as usize).min(products)) {
        *sum = (*sum).max(0).saturating_add(i128::from(amount.unsigned_abs()));
    }
}
