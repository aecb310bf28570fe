//! On which days something holds, found without walking every row, so that a register of hostile length costs no
//! more than a long one.

use std::collections::BTreeMap;

use chrono::NaiveDate;

/// Days, as spans in order that do not overlap; the last day of each is included.
#[derive(Clone, Debug, Default)]
pub(super) struct Spans(Vec<(NaiveDate, NaiveDate)>);

impl Spans {
    pub(super) fn of(mut spans: Vec<(NaiveDate, NaiveDate)>) -> Self {
        spans.sort_unstable();
        let mut merged: Vec<(NaiveDate, NaiveDate)> = Vec::new();
        for (from, to) in spans {
            match merged.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => merged.push((from, to)),
            }
        }
        Self(merged)
    }

    pub(super) fn contain(&self, day: NaiveDate) -> bool {
        self.last_until(day).is_some_and(|last| day <= last)
    }

    /// Of a day in no span, the last day before it that is in one.
    pub(super) fn ended_before(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.last_until(day).filter(|last| *last < day)
    }

    /// The last day of the span that began last, on this day or before.
    fn last_until(&self, day: NaiveDate) -> Option<NaiveDate> {
        let after = self.0.partition_point(|(from, _)| *from <= day);
        after.checked_sub(1).and_then(|at| self.0.get(at)).map(|(_, last)| *last)
    }
}

/// In which unit somebody works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Home<'a> {
    /// In none that is stated.
    Unstated,
    /// In this one.
    One(&'a str),
    /// In more than one, so that which is meant cannot be told.
    Several,
}

/// In which unit somebody works, day by day: what holds from a day until the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Homes<'a>(Vec<(NaiveDate, Home<'a>)>);

impl<'a> Homes<'a> {
    /// By the spans in which units are stated.
    pub(super) fn of(spans: &[(NaiveDate, NaiveDate, &'a str)]) -> Self {
        let mut changes: Vec<(NaiveDate, &'a str, bool)> = Vec::new();
        for (from, to, unit) in spans {
            changes.push((*from, unit, true));
            changes.extend(to.succ_opt().map(|next| (next, *unit, false)));
        }
        changes.sort_unstable();
        let mut within: BTreeMap<&'a str, u32> = BTreeMap::new();
        let mut homes: Vec<(NaiveDate, Home<'a>)> = Vec::new();
        for (day, unit, enters) in changes {
            let times = within.entry(unit).or_default();
            *times = if enters { times.saturating_add(1) } else { times.saturating_sub(1) };
            if *times == 0 {
                within.remove(unit);
            }
            let mut units = within.keys();
            let home = match (units.next(), units.next()) {
                (None, _) => Home::Unstated,
                (Some(unit), None) => Home::One(unit),
                _ => Home::Several,
            };
            match homes.last_mut() {
                Some(last) if last.0 == day => last.1 = home,
                _ => homes.push((day, home)),
            }
        }
        Self(homes)
    }

    pub(super) fn on(&self, day: NaiveDate) -> Home<'a> {
        let after = self.0.partition_point(|(from, _)| *from <= day);
        after.checked_sub(1).and_then(|at| self.0.get(at)).map_or(Home::Unstated, |(_, home)| *home)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    #[test]
    fn spans_hold_from_the_first_to_the_last_day() {
        let spans = Spans::of(vec![(day(10), day(12)), (day(1), day(5)), (day(4), day(7)), (day(2), day(3))]);
        let held: Vec<_> = (1..=14).filter(|n| spans.contain(day(*n))).collect();
        assert_eq!(held, [1, 2, 3, 4, 5, 6, 7, 10, 11, 12]);
        let ended = [1, 7, 8, 9, 10, 12, 13].map(|n| spans.ended_before(day(n)));
        let [none, seventh, twelfth] = [None, Some(day(7)), Some(day(12))];
        assert_eq!(ended, [none, none, seventh, seventh, none, none, twelfth]);
    }

    #[test]
    fn a_home_is_told_day_by_day_whatever_the_order_of_the_rows() {
        // Sales to the 4th and, held twice, to the 6th; trade on the 6th and 7th.
        let rows = [(day(1), day(4), "sales"), (day(3), day(6), "sales"), (day(6), day(7), "trade")];
        for rows in [rows, [rows[2], rows[0], rows[1]]] {
            let homes = Homes::of(&rows);
            for (n, expected) in [
                (1, Home::One("sales")),
                (5, Home::One("sales")),
                (6, Home::Several),
                (7, Home::One("trade")),
                (8, Home::Unstated),
            ] {
                assert_eq!(homes.on(day(n)), expected, "{n}");
            }
        }
        let again = Homes::of(&[(day(1), day(2), "sales"), (day(3), day(4), "sales")]);
        assert_eq!(again.on(day(3)), Home::One("sales"));
    }
}
