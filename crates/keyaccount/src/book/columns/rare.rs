//! A column that costs nothing until a cell is filled.

/// A cell with nothing in it.
pub(crate) trait Blank: Copy + PartialEq {
    /// That cell.
    const BLANK: Self;
}

impl<T: Copy + PartialEq> Blank for Option<T> {
    const BLANK: Self = None;
}

/// A column most books leave blank.
#[derive(Clone, Debug)]
pub(crate) struct Rare<T> {
    rows: usize,
    /// Empty while every cell is blank.
    cells: Vec<T>,
}

impl<T> Default for Rare<T> {
    fn default() -> Self {
        Self { rows: 0, cells: Vec::new() }
    }
}

impl<T: Blank> Rare<T> {
    /// Whether any cell was ever filled.
    pub(crate) const fn is_filled(&self) -> bool {
        !self.cells.is_empty()
    }

    pub(crate) fn push(&mut self, cell: T) {
        if cell != T::BLANK && self.cells.is_empty() {
            self.cells.resize(self.rows, T::BLANK);
        }
        if cell != T::BLANK || !self.cells.is_empty() {
            self.cells.push(cell);
        }
        self.rows = self.rows.saturating_add(1);
    }

    /// Appends blanks.
    pub(crate) fn push_blanks(&mut self, count: usize) {
        self.rows = self.rows.saturating_add(count);
        if !self.cells.is_empty() {
            self.cells.resize(self.rows, T::BLANK);
        }
    }

    /// Appends the cells of another column.
    pub(crate) fn append(&mut self, other: &Self) {
        if !other.cells.is_empty() && self.cells.is_empty() {
            self.cells.resize(self.rows, T::BLANK);
        }
        self.cells.extend_from_slice(&other.cells);
        self.rows = self.rows.saturating_add(other.rows);
        if !self.cells.is_empty() {
            self.cells.resize(self.rows, T::BLANK);
        }
    }

    pub(crate) fn set(&mut self, row: usize, cell: T) {
        if cell != T::BLANK && self.cells.is_empty() {
            self.cells.resize(self.rows, T::BLANK);
        }
        if let Some(slot) = self.cells.get_mut(row) {
            *slot = cell;
        }
    }

    /// The cell of a row, blank behind the last one.
    #[inline]
    pub(crate) fn get(&self, row: usize) -> T {
        self.cells.get(row).copied().unwrap_or(T::BLANK)
    }

    /// Copies cells from `start` on; what lies behind the last one becomes blank.
    #[inline]
    pub(crate) fn block(&self, start: usize, out: &mut [T]) {
        let from = self.cells.get(start..).unwrap_or_default();
        let (filled, rest) = out.split_at_mut(from.len().min(out.len()));
        filled.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
        rest.fill(T::BLANK);
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = T> {
        (0..self.rows).map(|row| self.get(row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_kept_in_their_rows() {
        let mut column = Rare::<Option<bool>>::default();
        column.push(None);
        assert!(!column.is_filled());
        column.push(Some(true));
        column.push_blanks(1);
        let mut more = Rare::default();
        more.push_blanks(1);
        column.append(&more);
        column.set(0, Some(false));
        let cells: Vec<_> = column.iter().collect();
        assert_eq!(cells, [Some(false), Some(true), None, None]);
        assert_eq!(column.get(9), None);
        let mut block = [Some(true); 3];
        column.block(2, &mut block);
        assert_eq!(block, [None; 3]);
    }

    #[test]
    fn a_cell_set_in_a_blank_column_fills_it() {
        let mut column = Rare::<Option<bool>>::default();
        column.push_blanks(2);
        column.set(1, Some(true));
        assert_eq!((column.get(0), column.get(1)), (None, Some(true)));
    }
}
