//! Which line of which file a row of a table came from.

/// The lines of the rows of a table. Rows mostly stand on consecutive lines, so only the places
/// where a run of such lines begins are kept.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowLines {
    /// The first row (from 1) of a run, and its line.
    runs: Vec<(u64, u64)>,
    rows: u64,
    next_line: u64,
}

impl RowLines {
    /// Notes the line of the next row.
    pub(crate) fn push(&mut self, line: u64) {
        self.rows = self.rows.saturating_add(1);
        if line != self.next_line {
            self.runs.push((self.rows, line));
        }
        self.next_line = line.saturating_add(1);
    }

    /// Notes that the next rows stand on consecutive lines.
    pub(crate) fn push_run(&mut self, line: u64, rows: u64) {
        let Some(more) = rows.checked_sub(1) else { return };
        self.push(line);
        self.rows = self.rows.saturating_add(more);
        self.next_line = self.next_line.saturating_add(more);
    }

    /// Notes the lines of the rows that follow.
    pub(crate) fn append(&mut self, later: &Self) {
        for (row, line) in &later.runs {
            if *row > 1 || *line != self.next_line {
                self.runs.push((self.rows.saturating_add(*row), *line));
            }
        }
        self.rows = self.rows.saturating_add(later.rows);
        if later.rows > 0 {
            self.next_line = later.next_line;
        }
    }

    /// How many rows there are.
    #[cfg(test)]
    pub(crate) const fn len(&self) -> u64 {
        self.rows
    }

    /// The line of a row, counted from 1.
    pub(crate) fn line(&self, row: u64) -> Option<u64> {
        if row == 0 || row > self.rows {
            return None;
        }
        let after = self.runs.partition_point(|(first, _)| *first <= row);
        let (first, line) = self.runs.get(after.checked_sub(1)?)?;
        Some(line.saturating_add(row.saturating_sub(*first)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_find_their_lines() {
        let mut lines = RowLines::default();
        let pushed = [2, 3, 4, 7, 8, 20];
        for line in pushed {
            lines.push(line);
        }
        assert_eq!(lines.runs.len(), 3);
        for (row, line) in (1..).zip(pushed) {
            assert_eq!(lines.line(row), Some(line));
        }
        assert_eq!(lines.line(0), None);
        assert_eq!(lines.line(7), None);
    }

    #[test]
    fn a_run_is_its_lines() {
        let mut lines = RowLines::default();
        lines.push_run(2, 3);
        lines.push_run(5, 0);
        lines.push_run(5, 1);
        lines.push_run(8, 2);
        lines.push(10);
        assert_eq!((lines.runs.len(), lines.len()), (2, 7));
        for (row, line) in (1..).zip([2, 3, 4, 5, 8, 9, 10]) {
            assert_eq!(lines.line(row), Some(line));
        }
    }

    #[test]
    fn lines_noted_in_parts_are_those_noted_at_once() {
        let pushed = [2, 3, 4, 7, 8, 20, 21];
        let noted = |part: &[u64]| {
            let mut lines = RowLines::default();
            part.iter().for_each(|line| lines.push(*line));
            lines
        };
        for cut in 0..=pushed.len() {
            let (first, second) = pushed.split_at(cut);
            let mut lines = noted(first);
            lines.append(&noted(second));
            lines.append(&noted(&[]));
            assert_eq!((lines.runs.len(), lines.len()), (3, 7), "{cut}");
            for (row, line) in (1..).zip(pushed) {
                assert_eq!(lines.line(row), Some(line), "{cut}");
            }
        }
    }
}
