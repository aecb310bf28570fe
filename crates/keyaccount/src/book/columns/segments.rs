//! Pieces of a column one behind the other, so that cells that come in batches need not be copied together.

use core::fmt::Debug;

/// As many rows as are worth a piece of their own, unless they are the first: a row is found the faster the
/// fewer pieces there are. Few in tests, so that a small book has many pieces.
const WORTH_A_PIECE: usize = if cfg!(test) { 3 } else { 1 << 11 };

/// Cells as they were handed in, read as those of the column.
pub(super) trait Source: Clone + Debug {
    /// A cell of the column.
    type Cell: Copy + PartialEq + Debug;
    /// A cell with nothing in it.
    const BLANK: Self::Cell;

    /// The cell at a place, blank behind the last one.
    fn get(&self, at: usize) -> Self::Cell;
    /// Copies cells from a place on; there are as many as `out` has room for.
    fn block(&self, start: usize, out: &mut [Self::Cell]);
    /// Whether a cell is blank.
    fn has_blanks(&self) -> bool;
}

/// Rows behind each other.
#[derive(Clone, Debug)]
pub(super) enum Piece<S: Source> {
    Blank,
    /// Cells that can be written to.
    Own(Vec<S::Cell>),
    Given(S),
}

impl<S: Source> Piece<S> {
    #[inline]
    pub(super) fn get(&self, at: usize) -> S::Cell {
        match self {
            Self::Blank => S::BLANK,
            Self::Own(cells) => cells.get(at).copied().unwrap_or(S::BLANK),
            Self::Given(source) => source.get(at),
        }
    }

    #[inline]
    fn block(&self, start: usize, out: &mut [S::Cell]) {
        match self {
            Self::Blank => out.fill(S::BLANK),
            Self::Own(cells) => copy_block(cells, start, out, |cell| cell),
            Self::Given(source) => source.block(start, out),
        }
    }

    fn has_blanks(&self) -> bool {
        match self {
            Self::Blank => true,
            Self::Own(cells) => cells.contains(&S::BLANK),
            Self::Given(source) => source.has_blanks(),
        }
    }

    /// The cells of a piece of so many rows, to be written to.
    fn own(&mut self, rows: usize) -> &mut [S::Cell] {
        if !matches!(self, Self::Own(_)) {
            let mut cells = vec![S::BLANK; rows];
            self.block(0, &mut cells);
            *self = Self::Own(cells);
        }
        match self {
            Self::Own(cells) => cells,
            Self::Blank | Self::Given(_) => &mut [],
        }
    }
}

/// Copies cells from `start` on, as many as `out` has room for.
#[inline]
pub(super) fn copy_block<T: Copy, U: Copy>(cells: &[T], start: usize, out: &mut [U], read: impl Fn(T) -> U) {
    for (to, from) in out.iter_mut().zip(cells.get(start..).unwrap_or_default()) {
        *to = read(*from);
    }
}

/// The pieces of a column, and where each ends. None is empty.
#[derive(Clone, Debug)]
pub(super) struct Segments<S: Source> {
    pieces: Vec<Piece<S>>,
    /// The row behind each piece.
    ends: Vec<usize>,
}

impl<S: Source> Default for Segments<S> {
    fn default() -> Self {
        Self { pieces: Vec::new(), ends: Vec::new() }
    }
}

impl<S: Source> Segments<S> {
    pub(super) fn len(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }

    /// Whether any cell was ever filled.
    pub(super) fn is_filled(&self) -> bool {
        self.pieces.iter().any(|piece| !matches!(piece, Piece::Blank))
    }

    pub(super) fn has_blanks(&self) -> bool {
        self.pieces.iter().any(Piece::has_blanks)
    }

    /// Whether so many rows become a piece that is not copied.
    pub(super) const fn is_worth_a_piece(&self, rows: usize) -> bool {
        rows >= WORTH_A_PIECE || self.pieces.is_empty()
    }

    /// Appends a piece of so many rows.
    pub(super) fn push_piece(&mut self, piece: Piece<S>, rows: usize) {
        if rows > 0 {
            self.ends.push(self.len().saturating_add(rows));
            self.pieces.push(piece);
        }
    }

    /// Appends cells that were handed in; they are copied if they are few.
    pub(super) fn give(&mut self, source: S, rows: usize) {
        let piece = Piece::Given(source);
        if self.is_worth_a_piece(rows) { self.push_piece(piece, rows) } else { self.copy(&piece, rows) }
    }

    /// Appends copies of the cells of a piece.
    pub(super) fn copy(&mut self, piece: &Piece<S>, rows: usize) {
        if !matches!(self.pieces.last(), Some(Piece::Own(_))) {
            let mut cells = vec![S::BLANK; rows];
            piece.block(0, &mut cells);
            return self.push_piece(Piece::Own(cells), rows);
        }
        if let Some(Piece::Own(cells)) = self.pieces.last_mut() {
            let before = cells.len();
            cells.resize(before.saturating_add(rows), S::BLANK);
            piece.block(0, cells.get_mut(before..).unwrap_or_default());
            self.lengthen_last(rows);
        }
    }

    /// Appends a cell.
    pub(super) fn push(&mut self, cell: S::Cell) {
        match self.pieces.last_mut() {
            Some(Piece::Own(cells)) => {
                cells.push(cell);
                self.lengthen_last(1);
            }
            _ if cell == S::BLANK => self.push_blanks(1),
            _ => self.push_piece(Piece::Own(vec![cell]), 1),
        }
    }

    /// Appends blanks.
    pub(super) fn push_blanks(&mut self, count: usize) {
        match self.pieces.last_mut() {
            Some(Piece::Blank) => self.lengthen_last(count),
            Some(Piece::Own(cells)) if count < WORTH_A_PIECE => {
                cells.extend(core::iter::repeat_n(S::BLANK, count));
                self.lengthen_last(count);
            }
            _ => self.push_piece(Piece::Blank, count),
        }
    }

    /// The last piece, to be written to.
    pub(super) fn last_mut(&mut self) -> Option<&mut Piece<S>> {
        self.pieces.last_mut()
    }

    /// Takes note that so many cells were written behind those of the last piece.
    pub(super) fn lengthen_last(&mut self, rows: usize) {
        if let Some(end) = self.ends.last_mut() {
            *end = end.saturating_add(rows);
        }
    }

    pub(super) fn set(&mut self, row: usize, cell: S::Cell) {
        let Some((piece, at, rows)) = self.find_mut(row) else { return };
        if matches!(piece, Piece::Blank) && cell == S::BLANK {
            return;
        }
        if let Some(slot) = piece.own(rows).get_mut(at) {
            *slot = cell;
        }
    }

    /// Changes every cell that is not blank; `given` may do so for the cells of a source, without copying
    /// them.
    pub(super) fn change(
        &mut self,
        mut given: impl FnMut(&mut S) -> bool,
        mut change: impl FnMut(S::Cell) -> S::Cell,
    ) {
        for (piece, rows) in self.pieces_mut() {
            let is_done = match piece {
                Piece::Blank => true,
                Piece::Own(_) => false,
                Piece::Given(source) => given(source),
            };
            if !is_done {
                for cell in piece.own(rows).iter_mut().filter(|cell| **cell != S::BLANK) {
                    *cell = change(*cell);
                }
            }
        }
    }

    /// The piece with a row, and the row's place in it, which lies behind its end if there is no such row.
    #[inline]
    pub(super) fn find(&self, row: usize) -> Option<(&Piece<S>, usize)> {
        match self.pieces.as_slice() {
            [only] => Some((only, row)),
            pieces => {
                let at = self.piece_of(row);
                Some((pieces.get(at)?, row.saturating_sub(self.start_of(at))))
            }
        }
    }

    /// The piece with a row, the row's place in it and how many rows it has.
    pub(super) fn find_mut(&mut self, row: usize) -> Option<(&mut Piece<S>, usize, usize)> {
        let at = self.piece_of(row);
        let start = self.start_of(at);
        let rows = self.ends.get(at)?.saturating_sub(start);
        Some((self.pieces.get_mut(at)?, row.saturating_sub(start), rows))
    }

    fn piece_of(&self, row: usize) -> usize {
        self.ends.partition_point(|end| *end <= row)
    }

    fn start_of(&self, piece: usize) -> usize {
        piece.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0)
    }

    /// The cell of a row, blank behind the last one.
    #[inline]
    pub(super) fn get(&self, row: usize) -> S::Cell {
        self.find(row).map_or(S::BLANK, |(piece, at)| piece.get(at))
    }

    /// Copies cells from row `start` on; what lies behind the last one becomes blank.
    #[inline]
    pub(super) fn block(&self, start: usize, out: &mut [S::Cell]) {
        let mut at = self.piece_of(start);
        let mut from = start.saturating_sub(self.start_of(at));
        let mut rest = out;
        while let Some((piece, end)) = self.pieces.get(at).zip(self.ends.get(at)) {
            let left = end.saturating_sub(self.start_of(at)).saturating_sub(from);
            let (cells, more) = rest.split_at_mut(left.min(rest.len()));
            piece.block(from, cells);
            if more.is_empty() {
                return;
            }
            (rest, from) = (more, 0);
            at = at.saturating_add(1);
        }
        rest.fill(S::BLANK);
    }

    /// The cells of all rows.
    pub(super) fn iter(&self) -> impl Iterator<Item = S::Cell> {
        self.pieces().flat_map(|(piece, rows)| (0..rows).map(|at| piece.get(at)))
    }

    /// The pieces and how many rows each has.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (&Piece<S>, usize)> {
        self.pieces.iter().zip(rows_of(&self.ends))
    }

    /// The pieces, to be written to, and how many rows each has.
    pub(super) fn pieces_mut(&mut self) -> impl Iterator<Item = (&mut Piece<S>, usize)> {
        self.pieces.iter_mut().zip(rows_of(&self.ends))
    }

    /// The pieces and how many rows each has, apart from each other.
    pub(super) fn into_pieces(self) -> impl Iterator<Item = (Piece<S>, usize)> {
        let rows: Vec<usize> = rows_of(&self.ends).collect();
        self.pieces.into_iter().zip(rows)
    }

    /// Appends the pieces of another column; those of few rows are copied.
    pub(super) fn append(&mut self, other: Self) {
        for (piece, rows) in other.into_pieces() {
            match piece {
                Piece::Blank => self.push_blanks(rows),
                piece if self.is_worth_a_piece(rows) => self.push_piece(piece, rows),
                piece => self.copy(&piece, rows),
            }
        }
    }
}

fn rows_of(ends: &[usize]) -> impl Iterator<Item = usize> {
    let starts = core::iter::once(&0).chain(ends);
    ends.iter().zip(starts).map(|(end, start)| end.saturating_sub(*start))
}
