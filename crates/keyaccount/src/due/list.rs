//! The list of what is due, in one order, with the instant at which it is another list.

use core::cmp::{Ordering, Reverse};

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::codes::{DueKind, DueState, DueUnit};
use super::part::{DuePart, OnlyFor, is_zero};
use super::record::{Due, whole_second};
use crate::assessment::Stamp;
use crate::error::{Problem, ProblemCode, quote};

/// What is due at an instant, in order.
///
/// `Serialize` and `Deserialize` give the same list back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DueList {
    /// What it was made from; `as_of` is the day of `at`.
    pub stamp: Stamp,
    /// The instant it holds for, in whole seconds.
    pub at: NaiveDateTime,
    /// The value classes, best first: the order of the list.
    pub value_classes: Vec<String>,
    /// What is due or overdue, and what was asked for of what is to come, in the order of [`compare`].
    pub entries: Vec<Due>,
    /// The next instant at which anything in the list is different if nothing happens until then: an entry
    /// comes, changes its state, is later by one more day or hour, or falls away. `None` if nothing ever
    /// does.
    pub next_change: Option<NaiveDateTime>,
    /// How many things are in no list, since what they count from is not known: a customer without contacts
    /// and without the day its record was opened, say.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub undated: u64,
    /// How many more weekly reports are missing than the list holds: the first 20,000 are listed.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub more: u64,
}

/// The order of every list: what comes first is to be done first.
///
/// 1. the kind: incidents, calls, duties, retention;
/// 2. the value class of the customer, best first, those without one last (§7.1);
/// 3. the longer overdue first: hours begun count as the days they fill, so 24 hours are one day and 25
///    to 48 hours are two; of equal days the hours;
/// 4. what is due before what is to come;
/// 5. the earlier last instant, those without one last; the earlier beginning;
/// 6. the code, in the order of [`DueCode::ALL`](super::DueCode::ALL);
/// 7. what it is about, the person and the role, by their bytes (N10).
///
/// Two entries compare equal only if all of these agree.
#[must_use]
pub fn compare(one: &Due, other: &Due, value_classes: &[String]) -> Ordering {
    key(one, value_classes).cmp(&key(other, value_classes))
}

fn key<'d>(due: &'d Due, value_classes: &[String]) -> impl Ord + use<'d> {
    let class = due.value_class.as_ref();
    let rank = class.and_then(|class| value_classes.iter().position(|name| name == class));
    let (days, hours) = match due.unit {
        DueUnit::Days => (due.overdue, due.overdue.saturating_mul(24)),
        DueUnit::Hours => (due.overdue.div_ceil(24), due.overdue),
    };
    (
        (due.kind, rank.unwrap_or(usize::MAX)),
        (Reverse(days), Reverse(hours), due.state == DueState::Upcoming),
        (due.until.is_none(), due.until, due.since),
        (due.what, &due.about, &due.who, &due.role),
    )
}

impl DueList {
    /// A list of entries that stand as they do at `at`, put in order. `next_change` is what the caller
    /// knows of entries that are not in the list yet; that of the entries themselves is found here.
    #[must_use]
    pub fn new(
        stamp: Stamp,
        at: NaiveDateTime,
        value_classes: Vec<String>,
        entries: Vec<Due>,
        next_change: Option<NaiveDateTime>,
    ) -> Self {
        let at = whole_second(at);
        let of_entries = entries.iter().filter_map(|due| due.next_change(at)).min();
        let mut list = Self {
            stamp,
            at,
            value_classes,
            entries,
            next_change: earlier(next_change, of_entries),
            undated: 0,
            more: 0,
        };
        list.sort();
        list
    }

    /// Leaves what a person is to do: what names the person, what names nobody but a role the person holds,
    /// and what but calls names neither. The list may change later than its next change then says.
    pub fn keep_for(&mut self, person: &str, roles: &[String]) {
        let only = OnlyFor { person, roles };
        self.entries.retain(|due| only.takes(due));
    }

    /// The list that parts of the same instant make: of every customer, of the duties, of whatever else.
    /// Whoever keeps the parts computes one anew when something happens, and puts them together again.
    #[must_use]
    pub fn of_parts(
        stamp: Stamp,
        at: NaiveDateTime,
        value_classes: Vec<String>,
        parts: impl IntoIterator<Item = DuePart>,
    ) -> Self {
        let mut whole = DuePart::default();
        for part in parts {
            whole.merge(part);
        }
        let mut list = Self::new(stamp, at, value_classes, whole.entries, whole.next_change);
        list.undated = whole.undated;
        list.more = whole.more;
        list
    }

    fn sort(&mut self) {
        let classes = &self.value_classes;
        self.entries.sort_by(|one, other| compare(one, other, classes));
    }

    /// Takes more parts of the same instant in: their entries in order, the earliest next change, their counts.
    pub fn merge(&mut self, parts: impl IntoIterator<Item = DuePart>) {
        for part in parts {
            let of_entries = part.entries.iter().filter_map(|due| due.next_change(self.at)).min();
            self.next_change = earlier(self.next_change, earlier(part.next_change, of_entries));
            self.entries.extend(part.entries);
            self.undated = self.undated.saturating_add(part.undated);
            self.more = self.more.saturating_add(part.more);
        }
        self.sort();
    }

    /// Takes whole lists in: their entries in order, the earliest next change. The stamp stays that of this
    /// list.
    ///
    /// What several lists hold is listed once: an entry that is equal in every field to one of another list is
    /// the same thing. Equal entries within one list are several things, and stay as many as the list with the
    /// most of them has.
    ///
    /// Entries that no rule of the order tells apart stand in the order the lists are given.
    ///
    /// `undated` and `more` are added up, which is exact for lists that have nothing in common. What lists that
    /// overlap have both counted cannot be told, so that the sum is the most it can be; but a list that has
    /// entries and equals another one in every field is the same list, and counts once.
    ///
    /// # Errors
    ///
    /// A list that [cannot be taken in](Self::can_take_in). This list is then as it was.
    pub fn merge_lists(&mut self, others: impl IntoIterator<Item = Self>) -> Result<(), Box<Problem>> {
        let mut taken: Vec<Self> = Vec::new();
        for (place, other) in others.into_iter().enumerate() {
            self.can_take_in(&other).map_err(|problem| {
                let path = format!("others[{place}].{}", problem.path);
                Box::new(problem.path(path))
            })?;
            let is_known = other == *self || taken.contains(&other);
            if other.entries.is_empty() || !is_known {
                taken.push(other);
            }
        }
        for Self { entries, next_change, undated, more, .. } in taken {
            let missing = self.missing_of(entries);
            self.merge([DuePart { entries: missing, next_change, undated, more }]);
        }
        Ok(())
    }

    /// Whether [`merge_lists`](Self::merge_lists) takes another list in.
    ///
    /// # Errors
    ///
    /// A list of another instant, or one that was made with other value classes: its entries would stand
    /// otherwise. The path of the problem is the field.
    pub fn can_take_in(&self, other: &Self) -> Result<(), Box<Problem>> {
        let refused = |field: &str, found: String, expected: String, remedy: &str| {
            let problem = Problem::new(ProblemCode::OutOfRange, quote(&found), quote(&expected));
            Err(Box::new(problem.path(field).remedy(remedy)))
        };
        if other.at != self.at {
            let shown = |at: NaiveDateTime| at.format("%Y-%m-%dT%H:%M:%S").to_string();
            return refused("at", shown(other.at), shown(self.at), "make every list at one instant");
        }
        if other.value_classes != self.value_classes {
            let shown = |classes: &[String]| classes.join(", ");
            let (found, expected) = (shown(&other.value_classes), shown(&self.value_classes));
            return refused("value_classes", found, expected, "make every list under one policy");
        }
        Ok(())
    }

    /// The entries this list has not, or fewer of.
    fn missing_of(&self, mut others: Vec<Due>) -> Vec<Due> {
        let compare = |one: &Due, other: &Due| compare(one, other, &self.value_classes);
        let mut own: Vec<&Due> = self.entries.iter().collect();
        own.sort_by(|one, other| compare(one, other));
        others.sort_by(compare);
        let mut own = own.into_iter().peekable();
        // Entries of this list that stand where the other list's do and are none of them so far.
        let mut unmet: Vec<&Due> = Vec::new();
        others.retain(|other| {
            if unmet.first().is_some_and(|due| compare(due, other) != Ordering::Equal) {
                unmet.clear();
            }
            while let Some(due) = own.next_if(|due| compare(due, other) != Ordering::Greater) {
                if compare(due, other) == Ordering::Equal {
                    unmet.push(due);
                }
            }
            let met = unmet.iter().position(|due| *due == other);
            met.map(|place| unmet.swap_remove(place)).is_none()
        });
        others
    }

    /// The entries of one kind, in order.
    pub fn of_kind(&self, kind: DueKind) -> impl Iterator<Item = &Due> {
        self.entries.iter().filter(move |due| due.kind == kind)
    }

    /// The entries a person is to do, in order.
    pub fn of_person<'l>(&'l self, person: &'l str) -> impl Iterator<Item = &'l Due> {
        self.entries.iter().filter(move |due| due.who.as_deref() == Some(person))
    }
}

/// The earlier of two instants, if there is one.
pub(crate) fn earlier(one: Option<NaiveDateTime>, other: Option<NaiveDateTime>) -> Option<NaiveDateTime> {
    [one, other].into_iter().flatten().min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::due::{DueAbout, DueCode};
    use crate::policy::Policy;
    use chrono::NaiveDate;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 6, day).unwrap()
    }

    fn part(code: DueCode, last: u32, hour: u32) -> DuePart {
        let entries = vec![Due::on_days(code, DueAbout::default(), day(last), Some(day(last)))];
        DuePart { entries, undated: 1, more: 2, next_change: day(10).and_hms_opt(hour, 0, 0) }
    }

    #[test]
    fn parts_that_come_later_make_the_same_list() {
        let policy = Policy::shipped("standard").unwrap();
        let at = day(10).and_hms_opt(12, 0, 0).unwrap();
        let of = |parts: Vec<DuePart>| {
            DueList::of_parts(Stamp::new(&policy, day(10)), at, policy.value_class().names(), parts)
        };
        let all =
            || [(9, 21), (3, 15), (7, 19)].map(|(last, hour)| part(DueCode::Reassess, last, hour)).to_vec();
        let mut merged = of(all().drain(..1).collect());
        merged.merge(all().drain(1..));
        assert_eq!(merged, of(all()));
        assert_eq!((merged.undated, merged.more, merged.entries.len()), (3, 6, 3));
        // That of the second part: what is overdue is a day later at midnight only.
        assert_eq!(merged.next_change, day(10).and_hms_opt(15, 0, 0));
        // The longest overdue comes first.
        assert_eq!(merged.entries[0].since.date(), day(3));
    }

    fn list(at: NaiveDateTime, classes: &[&str], parts: Vec<DuePart>) -> DueList {
        let policy = Policy::shipped("standard").unwrap();
        let classes = classes.iter().map(ToString::to_string).collect();
        DueList::of_parts(Stamp::new(&policy, at.date()), at, classes, parts)
    }

    #[test]
    fn lists_of_one_instant_make_the_list_of_their_parts() {
        let noon = day(10).and_hms_opt(12, 0, 0).unwrap();
        let (early, late) = (|| part(DueCode::Reassess, 3, 21), || part(DueCode::Reassess, 9, 15));
        let mut merged = list(noon, &["A", "B"], vec![late()]);
        let others = [list(noon, &["A", "B"], vec![early()]), list(noon, &["A", "B"], vec![])];
        merged.merge_lists(others).unwrap();
        assert_eq!(merged, list(noon, &["A", "B"], vec![late(), early()]));
        assert_eq!((merged.undated, merged.more, merged.entries.len()), (2, 4, 2));
        assert_eq!(merged.entries[0].since.date(), day(3));
        assert_eq!(merged.next_change, day(10).and_hms_opt(15, 0, 0));
    }

    fn about(topic: &str, clause: Option<&str>) -> Due {
        let about = DueAbout { topic: Some(topic.to_owned()), ..DueAbout::default() };
        let due = Due::on_days(DueCode::Reassess, about, day(9), Some(day(9)));
        Due { clause: clause.map(str::to_owned), ..due }
    }

    #[test]
    fn what_several_lists_hold_is_listed_once() {
        let noon = day(10).and_hms_opt(12, 0, 0).unwrap();
        // `a` with and without a clause are two things that stand at one place; `b` is twice in itself.
        let (a, of_law, b, c) =
            (about("a", None), about("a", Some("§1")), about("b", None), about("c", None));
        let of = |entries: &[&Due]| {
            let entries = entries.iter().map(|due| (*due).clone()).collect();
            list(noon, &["A"], vec![DuePart { entries, ..DuePart::default() }])
        };
        for (own, others, expected) in [
            (vec![&a, &b, &b], vec![vec![&a, &b, &b]], vec![&a, &b, &b]),
            (vec![&a, &b], vec![vec![&b, &b, &c]], vec![&a, &b, &b, &c]),
            (vec![&b, &b], vec![vec![&b]], vec![&b, &b]),
            (vec![&a], vec![vec![&of_law, &a]], vec![&a, &of_law]),
            (vec![&a, &of_law], vec![vec![&of_law], vec![&of_law, &of_law]], vec![&a, &of_law, &of_law]),
            (vec![], vec![vec![&c, &a], vec![&b, &c]], vec![&a, &b, &c]),
            (vec![&c], vec![vec![], vec![&c]], vec![&c]),
        ] {
            let mut merged = of(&own);
            merged.merge_lists(others.iter().map(|entries| of(entries))).unwrap();
            assert_eq!(
                merged.entries,
                expected.into_iter().cloned().collect::<Vec<_>>(),
                "{own:?} {others:?}"
            );
        }
        // Entries are public: an order of somebody else's changes nothing.
        let mut shuffled = of(&[&a, &b, &c]);
        shuffled.entries.reverse();
        let mut merged = shuffled.clone();
        merged.merge_lists([of(&[&b]), shuffled]).unwrap();
        assert_eq!(merged.entries, [a, b, c]);
    }

    #[test]
    fn counts_are_added_unless_it_is_the_same_list() {
        let noon = day(10).and_hms_opt(12, 0, 0).unwrap();
        let counts = |list: &DueList| (list.undated, list.more, list.entries.len());
        // Each part counts one thing without a day and two without room.
        let one = || list(noon, &["A"], vec![part(DueCode::Reassess, 9, 15)]);
        let mut merged = one();
        merged.merge_lists([one(), one()]).unwrap();
        assert_eq!(merged, one());
        let other = || list(noon, &["A"], vec![part(DueCode::Reassess, 3, 15)]);
        merged.merge_lists([other(), other()]).unwrap();
        assert_eq!(counts(&merged), (2, 4, 2));
        // One that overlaps another list is none that equals it.
        merged.merge_lists([other()]).unwrap();
        assert_eq!(counts(&merged), (3, 6, 2));
        // Nothing says that what has no entries is the same: two people's lists, say.
        let empty = || list(noon, &["A"], vec![DuePart { undated: 1, ..DuePart::default() }]);
        let mut merged = empty();
        merged.merge_lists([empty(), empty()]).unwrap();
        assert_eq!(counts(&merged), (3, 0, 0));
    }

    #[test]
    fn a_list_that_would_stand_otherwise_is_refused_and_nothing_is_taken_in() {
        let noon = day(10).and_hms_opt(12, 0, 0).unwrap();
        let later = day(10).and_hms_opt(12, 0, 1).unwrap();
        let good = || list(noon, &["A", "B"], vec![part(DueCode::Reassess, 3, 21)]);
        for (stranger, said) in [
            (
                list(later, &["A", "B"], vec![]),
                "(others[1].at): found `2026-06-10T12:00:01`, expected `2026-06-10T12:00:00`; make every list at one instant",
            ),
            (
                list(noon, &["B", "A"], vec![]),
                "(others[1].value_classes): found `B, A`, expected `A, B`; make every list under one policy",
            ),
        ] {
            let mut merged = good();
            let problem = merged.merge_lists([good(), stranger]).unwrap_err();
            assert_eq!(problem.code, crate::ProblemCode::OutOfRange);
            assert_eq!(problem.to_string(), said);
            assert_eq!(merged, good());
        }
    }
}
