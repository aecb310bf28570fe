//! What is due: every vector, the order of a list, and how regular contacts were.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use keyaccount::PersonId;
use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};
use keyaccount::due::{
    CalendarDays, CallCustomer, ContactDays, ContactMade, Due, DueAbout, DueCode, DueKind, DueList, DuePart,
    DueState, DutyFacts, Looking, Reporter, WorkCalendar, calls_of, duties, greetings, weekly_contact,
};
use keyaccount::{DutyKind, Language, Policy, ReasonCode, Stamp};
use keyaccount_tests::{VectorFile, read_files, standard_with, vectors};
use serde::Deserialize;

/// One customer's calls, or one duty, or greetings, at some instants.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DueVector {
    id: String,
    /// How the expected values come about.
    #[serde(rename = "arithmetic")]
    _arithmetic: String,
    /// Settings of the standard policy.
    #[serde(default)]
    set: Vec<(String, String)>,
    #[serde(default)]
    calendar: CalendarDays,
    customer: Option<CallCustomer<'static>>,
    #[serde(default)]
    log: Vec<ContactMade>,
    duties: Option<DutyFacts<'static>>,
    only: Option<DutyKind>,
    #[serde(default)]
    owners: Vec<String>,
    lists: Vec<Listed>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    at: NaiveDateTime,
    ahead: Option<NaiveDateTime>,
    due: Vec<Expected>,
    next_change: Option<NaiveDateTime>,
    #[serde(default)]
    undated: u64,
}

/// What is not named is not checked, but for the order.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    what: DueCode,
    state: DueState,
    since: NaiveDateTime,
    /// Left out where there is no last instant.
    until: Option<NaiveDateTime>,
    #[serde(default)]
    overdue: u32,
    remind_on: Option<Vec<NaiveDate>>,
    who: Option<PersonId>,
    en: Option<String>,
    zh: Option<String>,
}

fn files() -> Vec<(String, VectorFile<DueVector>)> {
    read_files(&vectors().join("due")).unwrap()
}

impl DueVector {
    fn policy(&self) -> Policy {
        let set: Vec<_> = self.set.iter().map(|(path, value)| (path.as_str(), value.as_str())).collect();
        standard_with(&set).unwrap()
    }

    fn part(&self, policy: &Policy, listed: &Listed) -> DuePart {
        let calendar = WorkCalendar::new(self.calendar.clone()).unwrap();
        let looking = Looking { at: listed.at, ahead: listed.ahead };
        let rules = policy.duties().calls.as_ref().unwrap();
        if let Some(customer) = &self.customer {
            let contacts = ContactDays::of(self.log.iter().copied(), rules, listed.at);
            return calls_of(&CallCustomer { contacts, ..customer.clone() }, rules, &calendar, looking);
        }
        if let Some(facts) = &self.duties {
            let rules = policy.duties().archive.iter().filter(|rule| Some(rule.duty) == self.only);
            return duties(facts, &rules.cloned().collect::<Vec<_>>(), &calendar, looking);
        }
        greetings(self.owners.iter().map(String::as_str), rules, &calendar, looking)
    }

    fn list(&self, policy: &Policy, listed: &Listed) -> DueList {
        let stamp = Stamp::new(policy, listed.at.date());
        DueList::of_parts(stamp, listed.at, Vec::new(), [self.part(policy, listed)])
    }
}

#[test]
fn every_vector_of_what_is_due_holds() {
    let mut asked = 0;
    for (file, content) in files() {
        let ids: BTreeSet<_> = content.vectors.iter().map(|vector| &vector.id).collect();
        assert_eq!(ids.len(), content.vectors.len(), "{file}");
        for vector in &content.vectors {
            let policy = vector.policy();
            for listed in &vector.lists {
                asked += 1;
                let place = format!("{file}, {}, {}", vector.id, listed.at);
                let list = vector.list(&policy, listed);
                assert_eq!(list.entries.len(), listed.due.len(), "{place}: {:#?}", list.entries);
                for (due, expected) in list.entries.iter().zip(&listed.due) {
                    assert_eq!(
                        (due.what, due.state, due.overdue, due.since, due.until),
                        (expected.what, expected.state, expected.overdue, expected.since, expected.until),
                        "{place}"
                    );
                    assert_eq!(due.kind, due.what.kind());
                    let said = Language::ALL.map(|language| due.sentence(language));
                    for (expected, said) in [&expected.en, &expected.zh].into_iter().zip(&said) {
                        assert!(expected.as_ref().is_none_or(|expected| expected == said), "{place}: {said}");
                    }
                    if let Some(days) = &expected.remind_on {
                        assert_eq!(&due.remind_on, days, "{place}");
                    }
                    assert!(expected.who.is_none() || due.who == expected.who, "{place}");
                    let text = serde_json::to_string(due).unwrap();
                    assert_eq!(&serde_json::from_str::<Due>(&text).unwrap(), due);
                }
                if listed.next_change.is_some() {
                    assert_eq!(list.next_change, listed.next_change, "{place}");
                }
                assert_eq!(list.undated, listed.undated, "{place}");
            }
        }
    }
    assert!(asked > 80, "{asked}");
}

/// The lists of a vector an instant before each change are the list before it, and at it they differ.
#[test]
fn lists_change_at_their_next_change_and_not_before() {
    let mut changes = 0;
    for (file, content) in files() {
        for vector in &content.vectors {
            let policy = vector.policy();
            // Without later events: what is dated after the first list is one.
            let mut at = vector.lists.last().unwrap().at;
            for _ in 0..12 {
                let listed = |at| Listed { at, ahead: None, due: Vec::new(), next_change: None, undated: 0 };
                let here = vector.list(&policy, &listed(at));
                let Some(next) = here.next_change else { break };
                assert!(next > at, "{file}, {}: {next} after {at}", vector.id);
                let before = vector.list(&policy, &listed(next - chrono::TimeDelta::seconds(1)));
                assert_eq!(before.entries, here.entries, "{file}, {}: {at} to {next}", vector.id);
                assert_eq!(before.next_change, here.next_change, "{file}, {}", vector.id);
                let then = vector.list(&policy, &listed(next));
                assert_ne!(then.entries, here.entries, "{file}, {}: at {next}", vector.id);
                changes += 1;
                at = next;
            }
        }
    }
    assert!(changes > 200, "{changes}");
}

#[test]
fn every_call_duty_and_reason_comes_out_of_a_vector() {
    let (mut codes, mut reasons) = (BTreeSet::new(), BTreeSet::new());
    for (_, content) in files() {
        for vector in &content.vectors {
            let policy = vector.policy();
            for due in vector.lists.iter().flat_map(|listed| vector.list(&policy, listed).entries) {
                codes.insert(due.what);
                reasons.extend(due.reasons.iter().map(|reason| reason.code));
            }
        }
    }
    // Reassessments come from a book (see the tests of the command).
    let own = |code: &&DueCode| {
        matches!(code.kind(), DueKind::Calls | DueKind::Duties) && **code != DueCode::Reassess
    };
    let missing: Vec<_> = DueCode::ALL.iter().filter(own).filter(|code| !codes.contains(*code)).collect();
    assert!(missing.is_empty(), "no vector gives {missing:?}");
    let at = |code| ReasonCode::ALL.iter().position(|one| *one == code).unwrap();
    let of_due = &ReasonCode::ALL[at(ReasonCode::LastContact)..=at(ReasonCode::FileOpened)];
    reasons.insert(ReasonCode::ReassessmentSet);
    let missing: Vec<_> = of_due.iter().filter(|code| !reasons.contains(*code)).collect();
    assert!(missing.is_empty(), "no vector gives {missing:?}");
}

/// Lists sort by value class, then by days overdue (§7.1); what follows is written with `compare`.
#[test]
fn a_list_has_one_order() {
    let at: NaiveDateTime = "2026-11-21T12:00:00".parse().unwrap();
    let due = |customer: &str, class: Option<&str>, last: &str, what: DueCode| {
        let day: NaiveDate = last.parse().unwrap();
        let mut due = Due::on_days(what, DueAbout::customer(customer), day, Some(day));
        due.value_class = class.map(str::to_owned);
        due.at(at)
    };
    let call = DueCode::KeepInTouch;
    let leak = Due::in_hours(DueCode::ContainLeak, DueAbout::default(), at, Some(at)).at(at);
    let in_order = vec![
        leak,
        due("H2", Some("high"), "2026-11-10", call),
        due("H1", Some("high"), "2026-11-20", call),
        due("H0", Some("high"), "2026-11-21", DueCode::Callback),
        due("H0", Some("high"), "2026-11-21", call),
        due("M1", Some("medium"), "2026-01-01", call),
        due("L1", Some("low"), "2026-11-20", call),
        due("L2", Some("low"), "2026-11-20", call),
        due("N1", None, "2025-01-01", call),
        due("F1", Some("high"), "2026-11-20", DueCode::FullReview),
        due("R1", None, "2026-11-20", DueCode::Delete),
    ];
    let classes = ["high", "medium", "low"].map(str::to_owned).to_vec();
    let stamp = Stamp::new(&standard_with(&[]).unwrap(), at.date());
    for turn in 0..in_order.len() {
        let mut mixed = in_order.clone();
        mixed.rotate_left(turn);
        mixed.swap(0, in_order.len() / 2);
        let list = DueList::new(stamp.clone(), at, classes.clone(), mixed.clone(), None);
        let shown = |entries: &[Due]| {
            entries.iter().map(|due| format!("{:?} {:?}", due.about.customer, due.what)).collect::<Vec<_>>()
        };
        assert_eq!(shown(&list.entries), shown(&in_order));
        let (one, other) = mixed.split_at(3);
        let mut merged = DueList::new(stamp.clone(), at, classes.clone(), one.to_vec(), None);
        merged.merge([DuePart { entries: other.to_vec(), ..DuePart::default() }]);
        assert_eq!(merged, list);
        let text = serde_json::to_string(&list).unwrap();
        assert_eq!(serde_json::from_str::<DueList>(&text).unwrap(), list);
    }
}

/// A thousand people who have never reported in ten years: the first 20,000 weeks are listed, the rest is counted.
#[test]
fn a_short_register_does_not_make_a_list_without_end() {
    let from: NaiveDate = "2010-01-01".parse().unwrap();
    let of = |people: u32| {
        let reporter = |n| Reporter { person: format!("P{n}").into(), from, to: None };
        DutyFacts { reporters: (0..people).map(reporter).collect(), ..DutyFacts::default() }
    };
    let policy = standard_with(&[]).unwrap();
    let rules = &policy.duties().archive;
    let rules: Vec<_> = rules.iter().filter(|rule| rule.duty == DutyKind::WeeklyReport).cloned().collect();
    let looking = Looking::at("2026-11-21T12:00:00".parse().unwrap());
    let part = |people| duties(&of(people), &rules, &WorkCalendar::default(), looking);
    // From Monday 2016-11-21 (ten years back) to Monday 2026-11-09, the last that is over: 3,640 days are 520
    // weeks, and both ends count.
    let one = part(1);
    assert_eq!((one.entries.len(), one.more), (521, 0));
    let many = part(1_000);
    assert_eq!((many.entries.len(), many.more), (20_000, 501_000));
    assert_eq!(many.next_change, one.next_change);
    let list = DueList::of_parts(Stamp::new(&policy, looking.at.date()), looking.at, Vec::new(), [many]);
    assert_eq!(list.more, 501_000);
}

/// Contact on the Monday of week 1 and the Sunday of week 2: the weekly figure is 2 of 2, although the
/// reminder was due after 7 of the 13 days between them (§7.1).
#[test]
fn weekly_contact_is_a_figure_of_its_own() {
    let at = |text: &str| format!("{text}T12:00:00").parse::<NaiveDateTime>().unwrap();
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let contacts = [at("2026-11-09"), at("2026-11-22")];
    let both = weekly_contact(contacts, day("2026-11-09"), day("2026-11-22")).unwrap();
    assert_eq!((both.weeks, both.contacted, both.percent.to_string().as_str()), (2, 2, "100.00"));
    // Three weeks, the middle one without contact; 2 of 3 is 66.67.
    let three = weekly_contact([at("2026-11-02"), at("2026-11-22")], day("2026-11-08"), day("2026-11-16"));
    assert_eq!(three.map(|of| (of.weeks, of.contacted)), Some((3, 0)));
    let three = weekly_contact([at("2026-11-08"), at("2026-11-16")], day("2026-11-08"), day("2026-11-16"));
    assert_eq!(
        three.map(|of| (of.weeks, of.contacted, of.percent.to_string())),
        Some((3, 2, "66.67".to_owned()))
    );
    assert_eq!(weekly_contact(contacts, day("2026-11-22"), day("2026-11-21")), None);
    // The reminder: due on 2026-11-16, six days before the second contact.
    let policy = standard_with(&[]).unwrap();
    let rules = policy.duties().calls.as_ref().unwrap();
    let mut customer = CallCustomer::new("C1", keyaccount::CallStage::NotYetClosed);
    let made = contacts.map(|at| ContactMade { at, kind: keyaccount::book::ContactKind::Phone, close: None });
    let now = at("2026-11-17");
    customer.contacts = ContactDays::of(made, rules, now);
    let part = calls_of(&customer, rules, &WorkCalendar::default(), Looking::at(now));
    assert_eq!((part.entries[0].state, part.entries[0].overdue), (DueState::Overdue, 1));
}

mod properties {
    use chrono::{Days, TimeDelta};
    use keyaccount::CallStage;
    use keyaccount::archive::retention::{Hold, HoldKind, KeptAs, KeptRecord};
    use keyaccount::book::{ContactKind, ReminderKind};
    use keyaccount::due::{Birthday, ChangeMade, DutyRun, FileOpened, Reporter, SetReminder};
    use proptest::prelude::*;

    use super::*;

    fn day(offset: i64) -> NaiveDate {
        // The last days of February of a leap year lie among them.
        NaiveDate::from_ymd_opt(2027, 11, 1).unwrap() + TimeDelta::days(offset)
    }

    fn instant(minutes: i64) -> NaiveDateTime {
        day(0).and_hms_opt(0, 0, 0).unwrap() + TimeDelta::minutes(minutes)
    }

    /// Whatever happened lies before this day, so that nothing happens after it.
    const HAPPENED: i64 = 120;
    const MINUTES: i64 = HAPPENED * 24 * 60;

    fn contact() -> impl Strategy<Value = ContactMade> {
        let kind = proptest::sample::select(ContactKind::ALL.to_vec());
        (0..MINUTES, kind, proptest::option::of(any::<bool>())).prop_map(|(at, kind, close)| ContactMade {
            at: instant(at),
            kind,
            close,
        })
    }

    fn reminder() -> impl Strategy<Value = SetReminder<'static>> {
        let kind = proptest::sample::select(ReminderKind::ALL.to_vec());
        // Reminders are plans: they may lie ahead.
        (kind, 0..MINUTES * 2, proptest::bool::weighted(0.2)).prop_map(|(kind, on, done)| SetReminder {
            kind,
            on: instant(on),
            note: None,
            owner: None,
            done,
        })
    }

    fn customer() -> impl Strategy<Value = (CallCustomer<'static>, Vec<ContactMade>)> {
        let stage = proptest::sample::select(CallStage::ALL.to_vec());
        let created = proptest::option::weighted(0.9, 0..HAPPENED);
        let signed = proptest::option::of(0..HAPPENED);
        let reminders = proptest::collection::vec(reminder(), 0..4);
        let births = proptest::collection::vec(-20_000_i64..-5_000, 0..3);
        let log = proptest::collection::vec(contact(), 0..5);
        (stage, created, signed, reminders, births, log).prop_map(
            |(stage, created, signed, reminders, births, log)| {
                let mut customer = CallCustomer::new("C1", stage);
                customer.created_on = created.map(day);
                customer.signed_on = signed.map(day);
                customer.reminders = reminders;
                let born = |(at, days): (usize, &i64)| Birthday {
                    contact_id: at.to_string().into(),
                    born: day(*days),
                };
                customer.birthdays = births.iter().enumerate().map(born).collect();
                (customer, log)
            },
        )
    }

    fn facts() -> impl Strategy<Value = DutyFacts<'static>> {
        let kind = proptest::sample::select(DutyKind::ALL.to_vec());
        let run =
            (kind, 0..HAPPENED, 0..3_usize, proptest::bool::weighted(0.8)).prop_map(|(kind, on, who, ok)| {
                let mut run = DutyRun::new(kind, day(on));
                run.ok = ok;
                run.by = Some(format!("P{who}").into());
                run.customer_id = Some(format!("C{who}").into());
                run
            });
        let change = (0..HAPPENED, proptest::option::of(0..9_i64), proptest::option::of(0..9_i64)).prop_map(
            |(learned, later, then)| ChangeMade {
                change_id: learned.to_string().into(),
                customer_id: "C1".into(),
                learned_on: day(learned),
                submitted_on: later.map(|later| day((learned + later).min(HAPPENED))),
                updated_on: later.zip(then).map(|(later, then)| day((learned + later + then).min(HAPPENED))),
                by: None,
            },
        );
        let file = (0..3_usize, 0..HAPPENED).prop_map(|(of, opened)| FileOpened {
            archive_no: format!("D{opened}").into(),
            customer_id: format!("C{of}").into(),
            opened_on: day(opened),
        });
        let reporter =
            (0..3_usize, 0..HAPPENED, proptest::option::of(0..60_i64)).prop_map(|(who, from, length)| {
                Reporter {
                    person: format!("P{who}").into(),
                    from: day(from),
                    to: length.map(|length| day(from + length)),
                }
            });
        (
            proptest::collection::vec(run, 0..8),
            proptest::collection::vec(change, 0..3),
            proptest::collection::vec(file, 0..3),
            proptest::collection::vec(reporter, 0..3),
        )
            .prop_map(|(runs, changes, files, reporters)| DutyFacts {
                runs,
                changes,
                files,
                reporters,
                since: Some(day(0)),
            })
    }

    struct Everything<'e> {
        policy: &'e Policy,
        customer: &'e CallCustomer<'static>,
        log: &'e [ContactMade],
        facts: &'e DutyFacts<'static>,
        records: &'e [KeptRecord],
        holds: &'e [Hold],
        /// Days looked ahead.
        days: u64,
    }

    impl Everything<'_> {
        fn looking(&self, at: NaiveDateTime) -> Looking {
            Looking { at, ahead: (self.days > 0).then(|| at + Days::new(self.days)) }
        }

        fn list(&self, at: NaiveDateTime) -> DueList {
            let rules = self.policy.duties().calls.as_ref().unwrap();
            let calendar = WorkCalendar::default();
            let contacts = ContactDays::of(self.log.iter().copied(), rules, at);
            let customer = CallCustomer { contacts, ..self.customer.clone() };
            let calls = calls_of(&customer, rules, &calendar, self.looking(at));
            let duties = duties(self.facts, &self.policy.duties().archive, &calendar, self.looking(at));
            let rules = self.policy.archive().retention.as_ref().unwrap();
            let horizon = at.date() + Days::new(self.days);
            let (entries, next_change) = rules.due(self.records, Some(self.holds), at, horizon);
            let retention = DuePart { entries, next_change, ..DuePart::default() };
            DueList::of_parts(Stamp::new(self.policy, at.date()), at, Vec::new(), [calls, duties, retention])
        }
    }

    fn records() -> impl Strategy<Value = (Vec<KeptRecord>, Vec<Hold>)> {
        const CLASSES: [&str; 7] = [
            "contracts",
            "prospects",
            "contact_logs",
            "online_transactions",
            "impact_assessments",
            "complaints",
            "disposal_lists",
        ];
        // Periods of one to ten years end among the days asked about.
        let kept = (proptest::sample::select(CLASSES.to_vec()), -3_800_i64..200, any::<bool>(), 0..3_u8);
        let kept = kept.prop_map(|(class, on, phone, basis)| KeptAs {
            class: class.to_owned(),
            trigger_on: Some(day(on)),
            fields: phone.then(|| "phone".to_owned()).into_iter().collect(),
            other_basis: [None, Some(false), Some(true)][usize::from(basis)],
        });
        let withdrawn = proptest::option::weighted(0.3, 0..HAPPENED);
        let record =
            (proptest::collection::vec(kept, 1..3), withdrawn).prop_map(|(kept_as, withdrawn)| KeptRecord {
                record_id: "R".into(),
                customers: vec!["C1".into()],
                kept_as,
                consent_withdrawn_on: withdrawn.map(day),
                ..KeptRecord::default()
            });
        let hold = (0..HAPPENED, 0..200_i64).prop_map(|(from, length)| Hold {
            customer_id: "C1".into(),
            record_class: Some("contact_logs".to_owned()),
            kind: HoldKind::LegalHold,
            from: day(from),
            to: Some(day(from + length)),
            reason: None,
        });
        let record = proptest::collection::vec(record, 0..4).prop_map(|mut records| {
            for (at, record) in records.iter_mut().enumerate() {
                record.record_id = format!("R{at}").into();
            }
            records
        });
        (record, proptest::collection::vec(hold, 0..2))
    }

    /// What an entry is about, whatever its state.
    fn key(due: &Due) -> (DueCode, DueAbout, Option<String>, NaiveDateTime) {
        (due.what, due.about.clone(), due.who.clone().map(Into::into), due.since)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn a_list_is_the_same_until_its_next_change(
            (customer, log) in customer(), facts in facts(), (records, holds) in records(),
            start in MINUTES..MINUTES * 3, thousandths in 0..1_000_i64, days in prop::sample::select(vec![0_u64, 1, 30]),
        ) {
            let policy = Policy::shipped("standard").unwrap();
            let (records, holds) = (&records[..], &holds[..]);
            let all =
                Everything { policy: &policy, customer: &customer, log: &log, facts: &facts, records, holds, days };
            let mut at = instant(start);
            for _ in 0..4 {
                let here = all.list(at);
                let Some(next) = here.next_change else { break };
                prop_assert!(next > at);
                let some = (next - at).num_seconds() * thousandths / 1_000;
                for between in [at + TimeDelta::seconds(some), next - TimeDelta::seconds(1)] {
                    if between < next {
                        prop_assert_eq!(&all.list(between).entries, &here.entries, "{} to {}", at, next);
                    }
                }
                prop_assert_ne!(&all.list(next).entries, &here.entries, "at {}", next);
                at = next;
            }
        }

        #[test]
        fn nothing_moves_later_and_nothing_overdue_is_forgotten(
            (customer, log) in customer(), facts in facts(), (records, holds) in records(),
            start in MINUTES..MINUTES * 3, days in 1_u64..200,
            failed in proptest::option::of(proptest::sample::select(DutyKind::ALL.to_vec())),
        ) {
            let policy = Policy::shipped("standard").unwrap();
            let (records, holds) = (&records[..], &holds[..]);
            // Between the two lists something fails, which settles nothing.
            let mut facts = facts;
            let between = instant(start).date() + Days::new(days);
            facts.runs.extend(failed.map(|duty| DutyRun { ok: false, ..DutyRun::new(duty, between) }));
            let all =
                Everything { policy: &policy, customer: &customer, log: &log, facts: &facts, records, holds, days: 0 };
            let at = instant(start);
            let (before, after) = (all.list(at), all.list(at + Days::new(days)));
            for due in before.entries.iter().filter(|due| !due.what.lapses()) {
                let later = after.entries.iter().find(|later| key(later) == key(due));
                // With a record go all of its fields.
                let record = due.about.record.as_ref().filter(|_| due.kind == DueKind::Retention);
                let whole = |later: &&Due| later.about.record.as_ref() == record && later.about.topic.is_none();
                if record.is_some() && due.about.topic.is_some() && after.entries.iter().any(|l| whole(&l)) {
                    continue;
                }
                prop_assert!(later.is_some_and(|later| later.until == due.until), "{due:?}");
                if due.state == DueState::Overdue {
                    prop_assert!(later.is_some_and(|later| later.state == DueState::Overdue && later.overdue >= due.overdue));
                }
            }
        }

        /// A part computed anew takes the place of the old one: the list is that of a whole run.
        #[test]
        fn a_changed_customer_is_computed_alone(
            customers in proptest::collection::vec(customer(), 1..6), which in any::<prop::sample::Index>(), more in contact(),
        ) {
            let policy = Policy::shipped("standard").unwrap();
            let rules = policy.duties().calls.as_ref().unwrap();
            let at = instant(MINUTES * 2);
            let part = |number: usize, (customer, log): &(CallCustomer<'static>, Vec<ContactMade>)| {
                let contacts = ContactDays::of(log.iter().copied(), rules, at);
                let customer = CallCustomer { customer_id: number.to_string().into(), contacts, ..customer.clone() };
                calls_of(&customer, rules, &WorkCalendar::default(), Looking::at(at))
            };
            let list = |parts: Vec<DuePart>| DueList::of_parts(Stamp::new(&policy, at.date()), at, Vec::new(), parts);
            let mut parts: Vec<_> = customers.iter().enumerate().map(|(n, of)| part(n, of)).collect();
            let changed = which.index(customers.len());
            let mut customers = customers;
            customers[changed].1.push(more);
            parts[changed] = part(changed, &customers[changed]);
            let whole = customers.iter().enumerate().map(|(n, of)| part(n, of)).collect();
            prop_assert_eq!(list(parts), list(whole));
        }
    }
}
