//! Until when a record is kept: class by class, then together (§6.5, §6.6a).

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use super::record::{Hold, HoldsByCustomer, KeptAs, KeptRecord};
use super::schedule::{ClassSchedule, EarlierFields, MissingForRetention, RetentionState, Schedule};
use crate::calendar::add_months;
use crate::policy::{KeepFor, RetentionClass, RetentionKind, RetentionRules, RetentionTrigger, YearEnd};

impl YearEnd {
    /// The first end of a year on a day or after it; none beyond what a calendar holds.
    fn on_or_after(self, day: NaiveDate) -> Option<NaiveDate> {
        let of = |year: i32| {
            // 29 February is the last day of February in a common year.
            NaiveDate::from_ymd_opt(year, self.month, self.day)
                .or_else(|| NaiveDate::from_ymd_opt(year, self.month, self.day.checked_sub(1)?))
        };
        let this = of(day.year())?;
        if day <= this { Some(this) } else { of(day.year().checked_add(1)?) }
    }
}

impl RetentionRules {
    /// Until when a record is kept, why, and whether it may go on a day. Without `holds`, the register of
    /// what holds records, no record is disposable.
    ///
    /// `disposable_from = add_months(trigger, months) + 1 day` (§6.5); of several classes the latest date
    /// holds (§6.6a).
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use keyaccount::Policy;
    /// use keyaccount::archive::retention::{KeptAs, KeptRecord, RetentionState};
    /// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// let policy = Policy::shipped("standard").unwrap();
    /// let rules = policy.archive().retention.as_ref().unwrap();
    /// let contract = KeptRecord {
    ///     record_id: "HT-1".into(),
    ///     customers: vec!["K1".into()],
    ///     kept_as: vec![KeptAs {
    ///         class: "contracts".into(),
    ///         trigger_on: Some(day(2020, 2, 29)),
    ///         ..KeptAs::default()
    ///     }],
    ///     ..KeptRecord::default()
    /// };
    /// let schedule = rules.schedule(&contract, Some(&[]), day(2026, 11, 21));
    /// assert_eq!(schedule.disposable_from, Some(day(2030, 3, 1)));
    /// assert_eq!(schedule.state, RetentionState::Kept);
    /// ```
    #[must_use]
    pub fn schedule(&self, record: &KeptRecord, holds: Option<&[Hold]>, as_of: NaiveDate) -> Schedule {
        let about = |hold: &&Hold| hold.is_about(record, |class| self.class(class).is_some());
        self.schedule_held(record, holds.map(|holds| holds.iter().filter(about).collect()), as_of)
    }

    /// The same with the holds about this record and no others.
    pub(super) fn schedule_held(
        &self,
        record: &KeptRecord,
        holds: Option<Vec<&Hold>>,
        as_of: NaiveDate,
    ) -> Schedule {
        let classes: Vec<_> = record.kept_as.iter().map(|kept| self.of_class(record, kept, as_of)).collect();
        let end = classes.iter().map(End::of).reduce(End::with).unwrap_or(End::NotKnown);
        let last = match end {
            End::On(date) => Some(date),
            End::Never | End::NotKnown => None,
        };
        let deciding: Vec<_> = classes
            .iter()
            .filter(|of| last.is_some() && of.disposable_from == last)
            .filter_map(|of| Some((of, self.class(&of.class)?)))
            .collect();
        let must_go = deciding.iter().any(|(of, class)| must_go(of, class));
        let earlier = self.earlier(record, &classes, end);
        // What holds it some day, as far as it is known on that day.
        let supplied = holds.is_some();
        let mut visible = holds.unwrap_or_default();
        visible.retain(|hold| hold.from <= as_of);
        let state = |on: NaiveDate| {
            if visible.iter().any(|hold| hold.is_active(on)) {
                return RetentionState::Held;
            }
            match end {
                End::NotKnown => RetentionState::NotKnown,
                End::Never => RetentionState::Permanent,
                End::On(date) if on < date => RetentionState::Kept,
                End::On(_) if !supplied => RetentionState::HoldsNotSupplied,
                End::On(_) => RetentionState::Disposable,
            }
        };
        let ends_of_holds = visible.iter().filter_map(|hold| hold.to?.succ_opt());
        let changes = earlier.iter().map(|fields| fields.disposable_from).chain(last).chain(ends_of_holds);
        let face = |on: NaiveDate| {
            let active = visible.iter().filter(|hold| hold.is_active(on)).count();
            (state(on), active, earlier.iter().filter(|fields| fields.disposable_from <= on).count())
        };
        // What is not known today may be known when the period has ended.
        let at_latest = classes.iter().filter_map(|of| of.at_latest).filter(|day| *day > as_of);
        let next_change =
            changes.filter(|day| *day > as_of && face(*day) != face(as_of)).chain(at_latest).min();
        Schedule {
            record_id: record.record_id.clone(),
            customers: record.customers.clone(),
            as_of,
            state: state(as_of),
            keep_until: last.and_then(|date| date.pred_opt()),
            disposable_from: last,
            decided_by: deciding.first().map(|(of, _)| of.class.clone()),
            must_go,
            must_go_by: last.filter(|_| must_go).and_then(|from| self.last_day(from)),
            // Where two classes end on one day, deleting goes before anonymising.
            then: deciding.iter().filter_map(|(_, class)| class.then).min(),
            held_by: visible
                .iter()
                .filter(|hold| hold.is_active(as_of))
                .map(|hold| (*hold).clone())
                .collect(),
            classes,
            earlier,
            next_change,
        }
    }

    /// The records that must go by the end of the month of `as_of`, those overdue included, the longest due
    /// first; what is held is not among them. Without `holds` their state says so.
    #[must_use]
    pub fn must_go_this_month(
        &self,
        records: &[KeptRecord],
        holds: Option<&[Hold]>,
        as_of: NaiveDate,
    ) -> Vec<Schedule> {
        let month_end = add_months(as_of.with_day(1).unwrap_or(as_of), 1).and_then(|first| first.pred_opt());
        let month_end = month_end.unwrap_or(as_of);
        let holds = holds.map(HoldsByCustomer::of);
        let schedules = records.iter().map(|record| {
            self.schedule_held(record, holds.as_ref().map(|holds| holds.about(record, self)), as_of)
        });
        let mut due: Vec<_> = schedules
            .filter(|schedule| {
                use RetentionState::{Disposable, HoldsNotSupplied, Kept};
                let open = matches!(schedule.state, Kept | Disposable | HoldsNotSupplied);
                open && schedule.must_go && schedule.disposable_from.is_some_and(|from| from <= month_end)
            })
            .collect();
        due.sort_by(|a, b| (a.disposable_from, &a.record_id).cmp(&(b.disposable_from, &b.record_id)));
        due
    }

    /// The last day to dispose of what may go from a day on, if the policy names one.
    pub(super) fn last_day(&self, from: NaiveDate) -> Option<NaiveDate> {
        from.checked_add_days(Days::new(self.within_days?.into()))
    }

    fn of_class(&self, record: &KeptRecord, kept: &KeptAs, as_of: NaiveDate) -> ClassSchedule {
        let mut of = ClassSchedule {
            class: kept.class.clone(),
            clause: None,
            basis: None,
            trigger: None,
            counted_from: None,
            keep: None,
            disposable_from: None,
            by_withdrawal: false,
            at_latest: None,
            missing: None,
        };
        let Some(class) = self.class(&kept.class) else {
            of.missing = Some(MissingForRetention::Class);
            return of;
        };
        of.clause = class.clause.clone().or_else(|| self.clause.clone());
        of.basis.clone_from(&class.basis);
        of.trigger = Some(class.trigger);
        of.keep = Some(class.keep);
        let personal = class.personal || record.personal == Some(true);
        let KeepFor::Months(months) = class.keep else {
            of.missing = personal.then_some(MissingForRetention::End);
            return of;
        };
        of.counted_from = kept.trigger_on.and_then(|day| match class.trigger {
            RetentionTrigger::YearEnd => self.year_end.on_or_after(day),
            _ => Some(day),
        });
        let after = |months: u32| {
            let last = add_months(of.counted_from?, i32::try_from(months).ok()?)?;
            last.succ_opt()
        };
        let least = class.least_months().map(after);
        of.disposable_from = after(months);
        if of.disposable_from.is_none() {
            of.missing = Some(MissingForRetention::Trigger);
        }
        // What proves a withdrawal is not withdrawn with it.
        let rests_on_consent = personal && class.trigger != RetentionTrigger::WithdrawalOrLastMessage;
        let withdrawn = record.consent_withdrawn_on.filter(|day| *day <= as_of && rests_on_consent);
        // As long as a law asks, the record stays; the rest of the period is the organisation's choice.
        let withdrawn = withdrawn.and_then(|day| least.map_or(Some(day), |least| Some(day.max(least?))));
        if let Some(free) = withdrawn.filter(|day| of.disposable_from.is_none_or(|from| *day < from)) {
            match kept.other_basis {
                Some(true) => {}
                Some(false) => {
                    of.disposable_from = Some(free);
                    of.by_withdrawal = true;
                    of.missing = None;
                }
                // Once its period has ended it does not matter any more.
                None if of.disposable_from.is_some_and(|from| from <= as_of) => {}
                None => {
                    of.at_latest = of.disposable_from;
                    of.disposable_from = None;
                    of.missing = Some(MissingForRetention::OtherBasis);
                }
            }
        }
        of
    }

    /// Fields that go before the record does: one pass over what the classes name, however much that is.
    fn earlier(&self, record: &KeptRecord, classes: &[ClassSchedule], end: End) -> Vec<EarlierFields> {
        let mut needing: BTreeMap<&str, Vec<&ClassSchedule>> = BTreeMap::new();
        for (kept, of) in record.kept_as.iter().zip(classes) {
            for name in &kept.fields {
                needing.entry(name).or_default().push(of);
            }
        }
        // What needs the whole record needs every field of it.
        let whole = || record.kept_as.iter().zip(classes).filter(|(kept, _)| kept.fields.is_empty());
        let all = whole().map(|(_, of)| End::of(of)).reduce(End::with);
        let first_of_all = whole().map(|(_, of)| of).find(|of| Some(End::of(of)) == all);
        let mut earlier: BTreeMap<(NaiveDate, &str), EarlierFields> = BTreeMap::new();
        for (name, needing) in needing {
            let ends = needing.iter().map(|of| End::of(of)).chain(all);
            let Some(End::On(from)) = ends.reduce(End::with) else { continue };
            if matches!(end, End::On(all) if all <= from) {
                continue;
            }
            let mut longest = needing.into_iter().chain(first_of_all);
            let Some(of) = longest.find(|of| of.disposable_from == Some(from)) else { continue };
            let Some(class) = self.class(&of.class) else { continue };
            let Some(then) = class.then else { continue };
            let same = earlier.entry((from, &of.class)).or_insert_with(|| EarlierFields {
                fields: Vec::new(),
                class: of.class.clone(),
                disposable_from: from,
                must_go: must_go(of, class),
                then,
            });
            same.fields.push(name.to_owned());
        }
        earlier.into_values().collect()
    }
}

/// Whether what a class has kept must go: a least period lets it stay, a withdrawn consent does not.
fn must_go(of: &ClassSchedule, class: &RetentionClass) -> bool {
    of.by_withdrawal || class.kind == RetentionKind::Fixed
}

/// When classes together have ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    On(NaiveDate),
    NotKnown,
    Never,
}

impl End {
    const fn of(class: &ClassSchedule) -> Self {
        match (class.disposable_from, class.missing, class.keep) {
            (_, None, Some(KeepFor::Permanent)) => Self::Never,
            (Some(date), None, _) => Self::On(date),
            _ => Self::NotKnown,
        }
    }

    /// Of both: permanent before anything else, then what is not known, then the latest day.
    fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::On(one), Self::On(other)) => Self::On(one.max(other)),
            (Self::Never, _) | (_, Self::Never) => Self::Never,
            _ => Self::NotKnown,
        }
    }
}
