//! The windows in which order lines count, and what they make of each day.

use chrono::{Datelike, NaiveDate};

use crate::book::NO_DAY;
use crate::calendar::{Day, Window};
use crate::policy::Policy;

/// The windows of one pass.
#[derive(Clone, Debug)]
pub(super) struct Windows {
    pub(super) as_of: i32,
    pub(super) volume: Window,
    pub(super) previous: Window,
    pub(super) profit: Window,
    pub(super) credit: Window,
    pub(super) year: Window,
    pub(super) behaviour: Window,
}

impl Windows {
    pub(super) fn new(policy: &Policy, as_of: NaiveDate) -> Self {
        let volume_months = policy.volume().window_years.saturating_mul(12);
        Self {
            as_of: Day::from(as_of).number(),
            volume: Window::ending(as_of, volume_months),
            previous: Window::previous(as_of, volume_months),
            profit: Window::ending(as_of, policy.profit().window_months),
            credit: Window::ending(as_of, policy.credit().window_months),
            year: Window::ending(as_of, 12),
            behaviour: Window::ending(as_of, policy.behaviour().window_months),
        }
    }

    fn first_day(&self) -> i32 {
        let windows = [self.volume, self.previous, self.profit, self.credit, self.year, self.behaviour];
        windows.iter().map(|window| window.first.number()).min().unwrap_or(self.as_of)
    }

    pub(super) fn of(&self, day: i32) -> Segment {
        let day = Day::from_number(day);
        let volume = self.volume.contains(day);
        Segment {
            volume,
            previous: !volume && self.previous.contains(day),
            profit: self.profit.contains(day),
            credit: self.credit.contains(day),
            year: self.year.contains(day),
            behaviour: self.behaviour.contains(day),
        }
    }
}

/// Which windows a day lies in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) volume: bool,
    /// In the window before the volume window, and not in that.
    pub(super) previous: bool,
    pub(super) profit: bool,
    pub(super) credit: bool,
    pub(super) year: bool,
    pub(super) behaviour: bool,
}

/// What the windows make of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DayKind {
    /// The position of its segment.
    pub(super) segment: u8,
    /// Its calendar month counted from the first of the credit window; [`NO_MONTH`] outside of it.
    pub(super) month: u8,
}

/// Beyond every month that is told apart by its day.
pub(super) const NO_MONTH: u8 = 61;

/// Windows cut time into at most so many segments: six windows of one end and one before, and the past.
pub(super) const MOST_SEGMENTS: usize = 8;

/// The days of the widest window by segment: a line adds to one segment, a window is a union of them.
#[derive(Clone, Debug)]
pub(super) struct Segments {
    first: i32,
    days: Vec<DayKind>,
    /// The first one is the past before all windows.
    pub(super) kinds: Vec<Segment>,
}

impl Segments {
    /// `None` if the windows reach too far back to be worked out day by day.
    pub(super) fn new(windows: &Windows) -> Option<Self> {
        const MOST_DAYS: usize = 1 << 16;
        let first = windows.first_day();
        let count = usize::try_from(windows.as_of.checked_sub(first)?).ok()?.checked_add(1)?;
        if count > MOST_DAYS {
            return None;
        }
        let mut months = MonthIndex::new(windows.credit);
        let mut kinds = vec![Segment::default()];
        let mut days = Vec::with_capacity(count);
        for day in first..=windows.as_of {
            let segment = windows.of(day);
            let place = kinds.iter().position(|kind| *kind == segment).unwrap_or_else(|| {
                kinds.push(segment);
                kinds.len().saturating_sub(1)
            });
            let month = if segment.credit { months.month(day) } else { u32::from(NO_MONTH) };
            if segment.credit && month >= u32::from(NO_MONTH) {
                return None;
            }
            days.push(DayKind { segment: u8::try_from(place).ok()?, month: u8::try_from(month).ok()? });
        }
        (kinds.len() <= MOST_SEGMENTS).then_some(Self { first, days, kinds })
    }

    /// The windows of a segment.
    #[inline]
    pub(super) fn windows(&self, segment: u8) -> Segment {
        self.kinds.get(usize::from(segment)).copied().unwrap_or_default()
    }

    /// What the windows make of a day that is not after the as-of day.
    #[inline]
    pub(super) fn of(&self, day: i32) -> DayKind {
        const PAST: DayKind = DayKind { segment: 0, month: NO_MONTH };
        let since = day.wrapping_sub(self.first).cast_unsigned();
        self.days.get(since as usize).copied().unwrap_or(PAST)
    }
}

/// The calendar months of a window, counted from its first.
#[derive(Clone, Copy, Debug)]
pub(super) struct MonthIndex {
    first: i32,
    last_day: i32,
    last_month: u32,
}

impl MonthIndex {
    pub(super) fn new(window: Window) -> Self {
        Self { first: month_number(window.first.number()), last_day: NO_DAY, last_month: 0 }
    }

    pub(super) fn month(&mut self, day: i32) -> u32 {
        // Lines mostly come in date order.
        if day != self.last_day {
            let month = month_number(day).saturating_sub(self.first);
            self.last_day = day;
            self.last_month = u32::try_from(month).unwrap_or(u32::MAX);
        }
        self.last_month
    }

    pub(super) fn bit(&mut self, day: i32) -> u128 {
        1_u128.checked_shl(self.month(day)).unwrap_or(0)
    }
}

fn month_number(day: i32) -> i32 {
    Day::from_number(day).date().map_or(0, |date| {
        date.year().saturating_mul(12).saturating_add(i32::try_from(date.month0()).unwrap_or(0))
    })
}
