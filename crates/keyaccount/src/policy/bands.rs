//! Bands: named ranges of a score, best first.

use crate::decimal::Score;
use crate::error::{Problem, unknown_in_policy};

/// A band by its position, 0 the best. Its name belongs to the [`Bands`] it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Band(u8);

impl Band {
    /// The position from 0, the best.
    #[must_use]
    pub const fn position(self) -> usize {
        self.0 as usize
    }

    /// The worse of two bands.
    #[must_use]
    pub fn or_worse(self, other: Self) -> Self {
        self.max(other)
    }
}

/// The bands of a score: every score from 0 to 100 has exactly one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bands {
    names: Vec<String>,
    at_least: Vec<Score>,
    clauses: Vec<Option<String>>,
}

impl Bands {
    /// Bands from names and lower bounds, best first. `None` unless there is at least one and at most
    /// 255, names differ, bounds fall strictly, and the last bound is 0.
    #[must_use]
    pub fn new(bands: Vec<(String, Score)>) -> Option<Self> {
        let (names, at_least): (Vec<String>, Vec<Score>) = bands.into_iter().unzip();
        let falling = at_least.iter().zip(at_least.iter().skip(1)).all(|(high, low)| high > low);
        let distinct = names
            .iter()
            .enumerate()
            .all(|(i, name)| !names.iter().skip(i.saturating_add(1)).any(|n| n == name));
        let total = at_least.last() == Some(&Score::ZERO);
        let clauses = vec![None; names.len()];
        (falling && distinct && total && u8::try_from(names.len()).is_ok()).then_some(Self {
            names,
            at_least,
            clauses,
        })
    }

    /// The same bands, each with where the written policy says it, in the same order.
    #[must_use]
    pub fn with_clauses(mut self, clauses: impl IntoIterator<Item = Option<String>>) -> Self {
        for (old, new) in self.clauses.iter_mut().zip(clauses) {
            *old = new;
        }
        self
    }

    /// The band of a published score.
    #[must_use]
    pub fn of(&self, score: Score) -> Band {
        let better = self.at_least.iter().take_while(|bound| score < **bound).count();
        Band(u8::try_from(better).unwrap_or(u8::MAX))
    }

    /// The band's name.
    #[must_use]
    pub fn name(&self, band: Band) -> &str {
        self.names.get(band.position()).map_or("", String::as_str)
    }

    /// The names, best first.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// Where the written policy says it of this band.
    #[must_use]
    pub fn clause(&self, band: Band) -> Option<&str> {
        self.clauses.get(band.position())?.as_deref()
    }

    /// The band with this name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<Band> {
        self.names.iter().position(|n| n == name).and_then(|i| u8::try_from(i).ok()).map(Band)
    }

    /// The problem of a name that is none of theirs; `what` is what the bands are called.
    pub(crate) fn unknown(&self, name: &str, what: &str) -> Problem {
        unknown_in_policy(name, what, self.names.iter().map(String::as_str))
    }

    /// Names and lower bounds, best first.
    pub fn iter(&self) -> impl Iterator<Item = (Band, &str, Score)> {
        (0_u8..)
            .map(Band)
            .zip(&self.names)
            .zip(&self.at_least)
            .map(|((band, name), bound)| (band, name.as_str(), *bound))
    }

    /// How many bands there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Never: there is always at least one band.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(hundredths: i128) -> Score {
        Score::from_hundredths(hundredths).unwrap()
    }

    fn bands() -> Bands {
        let of = |name: &str, at: i128| (name.to_owned(), score(at));
        Bands::new(vec![of("A", 8_000), of("B", 6_000), of("C", 4_000), of("D", 0)]).unwrap()
    }

    #[test]
    fn bounds_belong_to_the_better_band() {
        let bands = bands();
        for (at, name) in [
            (10_000, "A"),
            (8_000, "A"),
            (7_999, "B"),
            (6_000, "B"),
            (5_999, "C"),
            (4_000, "C"),
            (3_999, "D"),
            (0, "D"),
        ] {
            assert_eq!(bands.name(bands.of(score(at))), name, "{at}");
        }
    }

    #[test]
    fn bands_are_total_or_refused() {
        assert!(Bands::new(vec![("A".into(), score(10))]).is_none());
        assert!(Bands::new(vec![("A".into(), score(10)), ("A".into(), score(0))]).is_none());
        assert!(Bands::new(vec![("A".into(), score(0)), ("B".into(), score(0))]).is_none());
        assert!(Bands::new(vec![]).is_none());
    }
}
