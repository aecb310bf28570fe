//! Until when a record is kept: class by class, then together (§6.5, §6.6a).

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
    ///         fields: Vec::new(),
    ///         other_basis: None,
    ///     }],
    ///     consent_withdrawn_on: None,
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
        let all: Vec<usize> = (0..classes.len()).collect();
        let end = end_of(&classes, &all);
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
        let next_change = changes.filter(|day| *day > as_of && face(*day) != face(as_of)).min();
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
        let KeepFor::Months(months) = class.keep else { return of };
        of.counted_from = kept.trigger_on.and_then(|day| match class.trigger {
            RetentionTrigger::YearEnd => self.year_end.on_or_after(day),
            _ => Some(day),
        });
        of.disposable_from = of
            .counted_from
            .and_then(|day| add_months(day, i32::try_from(months).ok()?))
            .and_then(|last| last.succ_opt());
        if of.disposable_from.is_none() {
            of.missing = Some(MissingForRetention::Trigger);
        }
        // A law's period runs on, and what proves a withdrawal is not withdrawn with it.
        let rests_on_consent = class.personal
            && !class.is_by_law()
            && class.trigger != RetentionTrigger::WithdrawalOrLastMessage;
        let withdrawn = record.consent_withdrawn_on.filter(|day| *day <= as_of && rests_on_consent);
        if let Some(withdrawn) = withdrawn.filter(|day| of.disposable_from.is_none_or(|from| *day < from)) {
            match kept.other_basis {
                Some(true) => {}
                Some(false) => {
                    of.disposable_from = Some(withdrawn);
                    of.by_withdrawal = true;
                    of.missing = None;
                }
                // Once its period has ended it does not matter any more.
                None if of.disposable_from.is_some_and(|from| from <= as_of) => {}
                None => {
                    of.disposable_from = None;
                    of.missing = Some(MissingForRetention::OtherBasis);
                }
            }
        }
        of
    }

    /// Fields that go before the record does.
    fn earlier(&self, record: &KeptRecord, classes: &[ClassSchedule], end: End) -> Vec<EarlierFields> {
        let mut names: Vec<&String> = record.kept_as.iter().flat_map(|kept| &kept.fields).collect();
        names.sort_unstable();
        names.dedup();
        let mut earlier: Vec<EarlierFields> = Vec::new();
        for name in names {
            let needing: Vec<usize> = (0_usize..)
                .zip(&record.kept_as)
                .filter(|(_, kept)| kept.fields.is_empty() || kept.fields.contains(name))
                .map(|(at, _)| at)
                .collect();
            let End::On(from) = end_of(classes, &needing) else { continue };
            if matches!(end, End::On(all) if all <= from) {
                continue;
            }
            let mut longest = needing.iter().filter_map(|at| classes.get(*at));
            let Some(of) = longest.find(|of| of.disposable_from == Some(from)) else { continue };
            let Some(class) = self.class(&of.class) else { continue };
            let Some(then) = class.then else { continue };
            let same = earlier.iter_mut().find(|e| e.class == of.class && e.disposable_from == from);
            match same {
                Some(same) => same.fields.push(name.clone()),
                None => earlier.push(EarlierFields {
                    fields: vec![name.clone()],
                    class: of.class.clone(),
                    disposable_from: from,
                    must_go: must_go(of, class),
                    then,
                }),
            }
        }
        earlier.sort_by(|a, b| (a.disposable_from, &a.class).cmp(&(b.disposable_from, &b.class)));
        earlier
    }
}

/// Whether what a class has kept must go: a least period lets it stay, a withdrawn consent does not.
fn must_go(of: &ClassSchedule, class: &RetentionClass) -> bool {
    of.by_withdrawal || class.kind == RetentionKind::Fixed
}

/// When several classes together have ended.
#[derive(Clone, Copy)]
enum End {
    On(NaiveDate),
    Never,
    NotKnown,
}

/// The latest of some classes: permanent before anything else, then what is not known.
fn end_of(classes: &[ClassSchedule], of: &[usize]) -> End {
    let chosen = || of.iter().filter_map(|at| classes.get(*at));
    if chosen().any(|class| class.keep == Some(KeepFor::Permanent)) {
        return End::Never;
    }
    if chosen().any(|class| class.missing.is_some()) {
        return End::NotKnown;
    }
    chosen().filter_map(|class| class.disposable_from).max().map_or(End::NotKnown, End::On)
}
