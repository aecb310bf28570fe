//! Whether one grade is better than another, across two policies.

use crate::assessment::Row;
use crate::policy::{Band, Bands};

use super::Direction;

/// The grades of two policies, each with its place in the other.
pub(super) struct Ladder {
    /// For each grade of the policy before, its place in the policy after.
    after: Vec<Option<usize>>,
    /// For each grade of the policy after, its place in the policy before.
    before: Vec<Option<usize>>,
}

impl Ladder {
    pub(super) fn new(before: &Bands, after: &Bands) -> Self {
        let places = |own: &Bands, other: &Bands| {
            own.iter().map(|(_, name, _)| other.named(name).map(Band::position)).collect()
        };
        Self { after: places(before, after), before: places(after, before) }
    }

    /// Where a customer moves that is in both assessments; `None` if it stays where it is. Up and
    /// down are said of grades that both policies know and order alike.
    pub(super) fn direction(&self, before: Row<'_>, after: Row<'_>) -> Option<Direction> {
        let tracks_differ = before.grades.track != after.grades.track;
        let direction = match (before.grades.grade, after.grades.grade) {
            (None, None) => return tracks_differ.then_some(Direction::Other),
            (None, Some(_)) => Direction::Graded,
            (Some(_), None) => Direction::Ungraded,
            (Some(from), Some(to)) => {
                let (from, to) = (from.position(), to.position());
                let from_after = self.after.get(from).copied().flatten();
                let to_before = self.before.get(to).copied().flatten();
                if from_after == Some(to) {
                    return tracks_differ.then_some(Direction::Other);
                }
                match (from_after, to_before) {
                    (Some(from_after), Some(to_before)) if from > to_before && from_after > to => {
                        Direction::Up
                    }
                    (Some(from_after), Some(to_before)) if from < to_before && from_after < to => {
                        Direction::Down
                    }
                    _ => Direction::Other,
                }
            }
        };
        Some(direction)
    }
}
