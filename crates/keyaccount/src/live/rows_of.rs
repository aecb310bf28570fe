//! The rows of one table by what they belong to, found without looking at the others.

use hashbrown::HashMap;

use crate::book::NONE;

/// The rows of one table by owner (a customer's number, an invoice's row), in file order.
///
/// Made once in linear time and then only added to. A row that went to another owner stays listed with
/// the first: whoever asks says which rows still belong, which the columns of the table know.
#[derive(Debug, Default)]
pub(super) struct RowsOf {
    made: Made,
    added: HashMap<u32, Vec<u32>>,
}

/// The rows there were when the index was made.
#[derive(Debug)]
enum Made {
    /// Where the rows of each owner start, one more than there are owners: 4 bytes a row, 4 an owner.
    ByOwner { starts: Vec<u32>, rows: Vec<u32> },
    /// Owner and row, sorted, where few owners have any: 8 bytes a row.
    Pairs(Vec<(u32, u32)>),
}

impl Default for Made {
    fn default() -> Self {
        Self::Pairs(Vec::new())
    }
}

impl RowsOf {
    /// An index of rows, whose owners come in the order of the rows, [`NONE`] for a row without one.
    pub(super) fn of_column<I: Iterator<Item = u32>>(owners: usize, column: impl Fn() -> I) -> Self {
        let mut starts = vec![0_u32; owners.saturating_add(1)];
        for owner in column().filter(|owner| *owner != NONE) {
            if let Some(count) = starts.get_mut((owner as usize).saturating_add(1)) {
                *count = count.saturating_add(1);
            }
        }
        let mut sum = 0_u32;
        for start in &mut starts {
            sum = sum.saturating_add(*start);
            *start = sum;
        }
        let mut next = starts.clone();
        let mut rows = vec![NONE; sum as usize];
        for (owner, row) in column().zip(0_u32..).filter(|(owner, _)| (*owner as usize) < owners) {
            if let Some(place) = next.get_mut(owner as usize)
                && let Some(slot) = rows.get_mut(*place as usize)
            {
                *slot = row;
                *place = place.saturating_add(1);
            }
        }
        Self { made: Made::ByOwner { starts, rows }, added: HashMap::new() }
    }

    /// An index of the rows of a list, which few owners have.
    pub(super) fn of_pairs(pairs: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut pairs: Vec<(u32, u32)> = pairs.collect();
        pairs.sort_unstable();
        Self { made: Made::Pairs(pairs), added: HashMap::new() }
    }

    fn made(&self, owner: u32) -> impl Iterator<Item = u32> {
        let (rows, pairs): (&[u32], &[(u32, u32)]) = match &self.made {
            Made::ByOwner { starts, rows } => {
                let at = owner as usize;
                let start = starts.get(at).copied().unwrap_or(0) as usize;
                let end = starts.get(at.saturating_add(1)).copied().unwrap_or(0) as usize;
                (rows.get(start..end).unwrap_or(&[]), &[])
            }
            Made::Pairs(pairs) => {
                let start = pairs.partition_point(|(of, _)| *of < owner);
                let end = pairs.partition_point(|(of, _)| *of <= owner);
                (&[], pairs.get(start..end).unwrap_or(&[]))
            }
        };
        rows.iter().copied().chain(pairs.iter().map(|(_, row)| *row))
    }

    /// Lists a row with an owner.
    pub(super) fn add(&mut self, owner: u32, row: u32) {
        let rows = self.added.entry(owner).or_default();
        if let Err(place) = rows.binary_search(&row) {
            rows.insert(place, row);
        }
    }

    /// Puts the rows of an owner that still belong to it behind `out`, in file order.
    pub(super) fn extend(&self, owner: u32, out: &mut Vec<u32>, belongs: impl Fn(u32) -> bool) {
        let start = out.len();
        out.extend(self.made(owner).filter(|row| belongs(*row)));
        let Some(added) = self.added.get(&owner) else { return };
        // A row that went away and came back is listed twice.
        let made = out.len();
        for row in added.iter().copied().filter(|row| belongs(*row)) {
            if out.get(start..made).is_none_or(|made| made.binary_search(&row).is_err()) {
                out.push(row);
            }
        }
        // Rows that came from other owners may lie before those there were.
        if let Some(rows) = out.get_mut(start..) {
            rows.sort_unstable();
        }
    }

    /// Whether an owner has any row that still belongs to it.
    pub(super) fn any(&self, owner: u32, belongs: impl Fn(u32) -> bool) -> bool {
        let added = self.added.get(&owner).into_iter().flatten().copied();
        self.made(owner).chain(added).any(belongs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows 0–5 belong to 2, 0, nobody, 2, 4, 2.
    const OWNERS: [u32; 6] = [2, 0, NONE, 2, 4, 2];

    fn rows(index: &RowsOf, owner: u32, belongs: impl Fn(u32) -> bool) -> Vec<u32> {
        let mut rows = Vec::new();
        index.extend(owner, &mut rows, belongs);
        rows
    }

    fn both() -> [RowsOf; 2] {
        let pairs = OWNERS.iter().copied().zip(0..).filter(|(owner, _)| *owner != NONE);
        [RowsOf::of_column(5, || OWNERS.into_iter()), RowsOf::of_pairs(pairs)]
    }

    #[test]
    fn every_owner_has_its_rows_in_file_order() {
        for index in both() {
            let rows = |owner| rows(&index, owner, |_| true);
            assert_eq!([rows(0), rows(2), rows(4)], [vec![1], vec![0, 3, 5], vec![4]]);
            for nobody in [1, 3, 5, NONE] {
                assert!(rows(nobody).is_empty(), "{nobody}");
                assert!(!index.any(nobody, |_| true), "{nobody}");
            }
        }
    }

    #[test]
    fn rows_move_from_owner_to_owner_and_back() {
        for mut index in both() {
            // Row 3 goes to 0 and comes back to 2; row 6 is new, row 1 came from 0.
            index.add(0, 3);
            index.add(2, 3);
            index.add(2, 6);
            index.add(2, 1);
            let owners = [2, 2, NONE, 2, 4, 2, 2];
            let of = |owner: u32| rows(&index, owner, |row| owners[row as usize] == owner);
            assert_eq!([of(0), of(2)], [vec![], vec![0, 1, 3, 5, 6]]);
            assert!(!index.any(0, |row| owners[row as usize] == 0));
        }
    }

    #[test]
    fn what_comes_later_is_found_too() {
        for mut index in [RowsOf::of_column(0, || [].into_iter()), RowsOf::default()] {
            index.add(7, 9);
            index.add(7, 8);
            assert_eq!((rows(&index, 7, |_| true), rows(&index, 0, |_| true)), (vec![8, 9], vec![]));
        }
    }
}
