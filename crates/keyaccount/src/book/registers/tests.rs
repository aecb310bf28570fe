use chrono::{NaiveDate, NaiveDateTime};

use crate::book::{
    BadRows, Book, BookBuilder, BookSettings, Contact, ContactEntry, ContactKind, Customer, Delegation,
    Grant, GrantForm, Record, Reminder, ReminderKind, RoleHolder, Row, Run, RunKind, Table, UnknownCustomers,
};

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn at(month: u32, d: u32, hour: u32) -> NaiveDateTime {
    day(month, d).and_hms_opt(hour, 0, 0).unwrap()
}

fn builder(settings: BookSettings) -> BookBuilder {
    let mut book = BookBuilder::new(settings);
    book.declare(Table::OrderLines);
    for id in ["K1", "K2"] {
        book.push(Customer::new(id.into()));
    }
    book
}

fn said(book: &Book) -> Vec<String> {
    let said = book
        .rejected()
        .iter()
        .map(|p| format!("{}:{} {} {}", p.file.as_deref().unwrap(), p.line.unwrap(), p.path, p.code));
    said.collect()
}

fn delegation(id: &'static str) -> Delegation<'static> {
    Delegation::new(
        id.into(),
        "P1".into(),
        "sales_director".into(),
        "P2".into(),
        "ref 1".into(),
        day(3, 1),
        day(3, 5),
        day(4, 5),
    )
}

#[test]
fn rows_come_back_as_they_went_in() {
    let mut book = builder(BookSettings::default());
    let full = Delegation {
        max_amount: Some("200000.50".parse().unwrap()),
        scope: Some("key_account;gift".into()),
        revoked_on: Some(day(3, 20)),
        ..delegation("D1")
    };
    let entry = ContactEntry {
        by: Some("P1".into()),
        close: Some(false),
        recorded_at: Some(at(3, 2, 18)),
        ..ContactEntry::new("K2".into(), at(3, 2, 9), ContactKind::Phone)
    };
    book.push(full.clone());
    book.push(delegation("D2"));
    book.push(entry.clone());
    let book = book.finish().unwrap();
    // Trailing zeros are no part of a number.
    let shown = Delegation { max_amount: Some("200000.5".parse().unwrap()), ..full };
    assert_eq!(book.delegations(day(12, 31)).collect::<Vec<_>>(), [shown, delegation("D2")]);
    assert_eq!(book.contact_log(day(12, 31)).collect::<Vec<_>>(), [entry]);
    assert_eq!(book.people(day(12, 31)).count(), 0);
}

#[test]
fn what_comes_later_is_not_known_yet() {
    let mut book = builder(BookSettings::default());
    book.push(Delegation { revoked_on: Some(day(3, 20)), ..delegation("D1") });
    book.push(RoleHolder::new("P1".into(), "branch_manager".into(), day(3, 10)));
    book.push(ContactEntry {
        recorded_at: Some(at(3, 4, 9)),
        ..ContactEntry::new("K1".into(), at(3, 2, 9), ContactKind::Visit)
    });
    book.push(Reminder::new("K1".into(), ReminderKind::Signing, at(9, 1, 0)));
    book.push(Record { trigger_on: Some(day(3, 9)), ..Record::new("R1".into(), "contracts".into()) });
    let book = book.finish().unwrap();
    assert_eq!(book.delegations(day(2, 28)).count(), 0);
    assert_eq!(book.delegations(day(3, 19)).next().unwrap().revoked_on, None);
    assert_eq!(book.delegations(day(3, 20)).next().unwrap().revoked_on, Some(day(3, 20)));
    assert_eq!(book.role_holders(day(3, 9)).count(), 0);
    assert_eq!(book.role_holders(day(3, 10)).count(), 1);
    assert_eq!(book.contact_log(day(3, 1)).count(), 0);
    assert_eq!(book.contact_log(day(3, 3)).next().unwrap().recorded_at, None);
    assert_eq!(book.contact_log(day(3, 4)).next().unwrap().recorded_at, Some(at(3, 4, 9)));
    assert_eq!(book.reminders(day(3, 1)).count(), 1);
    assert_eq!(book.records(day(3, 8)).next().unwrap().trigger_on, None);
    assert_eq!(book.records(day(3, 9)).next().unwrap().trigger_on, Some(day(3, 9)));
    // What is not known yet is not in the digest either.
    let mut past = builder(BookSettings::default());
    past.push(delegation("D1"));
    past.declare(Table::RoleHolders);
    past.push(ContactEntry::new("K1".into(), at(3, 2, 9), ContactKind::Visit));
    past.push(Reminder::new("K1".into(), ReminderKind::Signing, at(9, 1, 0)));
    past.push(Record::new("R1".into(), "contracts".into()));
    let past = past.finish().unwrap();
    assert_eq!(book.input_digest(day(3, 3)), past.input_digest(day(3, 3)));
    for on in [day(3, 4), day(3, 9), day(3, 10), day(3, 20)] {
        assert_ne!(book.input_digest(on), past.input_digest(on), "{on}");
    }
}

#[test]
fn cells_are_judged_and_dates_stand_in_their_order() {
    let mut book = builder(BookSettings { bad_rows: BadRows::Skip, ..BookSettings::default() });
    book.push(Delegation { valid_to: day(3, 4), ..delegation("D1") });
    book.push(Delegation { max_amount: Some("-0.01".parse().unwrap()), ..delegation("D2") });
    book.push(Delegation { written_ref: " ".into(), ..delegation("D3") });
    book.push(delegation("D4"));
    book.push(delegation("D4"));
    book.push(Delegation { delegate: "x".repeat(65).into(), ..delegation("D5") });
    book.push(ContactEntry {
        recorded_at: Some(at(3, 2, 8)),
        ..ContactEntry::new("K1".into(), at(3, 2, 9), ContactKind::Sms)
    });
    book.push(ContactEntry::new(" ".into(), at(3, 2, 9), ContactKind::Sms));
    book.push(Run { customer_id: Some(" ".into()), ..Run::new(RunKind::Backup, day(1, 1)) });
    let grant = |customer: &'static str| {
        let (decided, until) = (at(3, 1, 9), at(3, 8, 23));
        let fields = "name;phone".into();
        Grant::new(
            "G1".into(),
            "P2".into(),
            customer.into(),
            fields,
            GrantForm::Paper,
            "P1".into(),
            decided,
            until,
        )
    };
    book.push(grant("K1"));
    book.push(grant("K2"));
    book.push(grant("K1"));
    let book = book.finish().unwrap();
    assert_eq!(
        said(&book),
        [
            "delegations:1 valid_to dates_out_of_order",
            "delegations:2 max_amount out_of_range",
            "delegations:3 written_ref missing",
            "delegations:6 delegate bad_identifier",
            "contact_log:1 recorded_at dates_out_of_order",
            "contact_log:2 customer_id bad_identifier",
            "delegations:5 delegation_id duplicate",
            "grants:3 grant_id duplicate",
        ]
    );
    let ids: Vec<_> = book.delegations(day(12, 31)).map(|d| d.delegation_id.into_owned()).collect();
    assert_eq!(ids, ["D4"]);
    assert_eq!(book.runs(day(12, 31)).next().unwrap().customer_id, None);
    assert_eq!(book.grants(day(12, 31)).count(), 2);
}

/// What a book says of rows that name K9, under each treatment.
fn with_stranger<'a, R: Row<'a>>(row: R, unknown_customers: UnknownCustomers) -> (usize, Vec<String>) {
    let mut book = builder(BookSettings { unknown_customers, ..BookSettings::default() });
    book.push(row);
    let book = book.finish().unwrap();
    let policy = crate::Policy::shipped("standard").unwrap();
    match crate::assess(&book, &policy, day(3, 31)) {
        Ok(run) => {
            let about = run.notes.iter().filter(|note| format!("{:?}", note.code).contains("Unknown"));
            (run.rows().count(), about.map(|note| format!("{:?} {}", note.code, note.about)).collect())
        }
        Err(error) => (0, error.problems().iter().map(|p| format!("{:?} {}", p.file, p.code)).collect()),
    }
}

#[test]
fn rows_of_strangers_are_treated_as_the_book_says() {
    let dated = || ContactEntry::new("K9".into(), at(3, 2, 9), ContactKind::Visit);
    let undated = || Contact::new("C1".into(), "K9".into(), "somebody".into());
    let later = || ContactEntry::new("K9".into(), at(4, 1, 9), ContactKind::Visit);
    let error = |table: &str| (0, vec![format!("Some(\"{table}\") unknown_customer")]);
    assert_eq!(with_stranger(dated(), UnknownCustomers::Refuse), error("contact_log"));
    assert_eq!(with_stranger(undated(), UnknownCustomers::Refuse), error("contacts"));
    assert_eq!(with_stranger(later(), UnknownCustomers::Refuse), (2, vec![]));
    assert_eq!(with_stranger(dated(), UnknownCustomers::Add), (3, vec![]));
    assert_eq!(with_stranger(undated(), UnknownCustomers::Add), (2, vec![]));
    assert_eq!(with_stranger(later(), UnknownCustomers::Add), (2, vec![]));
    let skipped = |table: &str| (2, vec![format!("SkippedUnknownCustomer {table}")]);
    assert_eq!(with_stranger(dated(), UnknownCustomers::Skip), skipped("contact_log"));
    assert_eq!(with_stranger(undated(), UnknownCustomers::Skip), skipped("contacts"));
}

#[test]
fn an_absent_register_is_not_an_empty_one() {
    let absent = builder(BookSettings::default()).finish().unwrap();
    for table in Table::ALL.iter().copied().filter(|table| table.is_register()) {
        let mut empty = builder(BookSettings::default());
        empty.declare(table);
        let empty = empty.finish().unwrap();
        assert_ne!(empty.input_digest(day(3, 1)), absent.input_digest(day(3, 1)), "{}", table.name());
    }
}

#[test]
fn the_last_contacts_are_found_in_one_pass() {
    let mut book = builder(BookSettings::default());
    let entry =
        |id: &'static str, on, kind, close| ContactEntry { close, ..ContactEntry::new(id.into(), on, kind) };
    for row in [
        entry("K1", at(3, 9, 9), ContactKind::Sms, None),
        entry("K1", at(3, 2, 9), ContactKind::Visit, None),
        entry("K1", at(3, 5, 9), ContactKind::Sms, Some(true)),
        entry("K1", at(3, 8, 9), ContactKind::Visit, Some(false)),
        entry("K1", at(3, 11, 0), ContactKind::Visit, None),
        entry("K2", at(3, 1, 9), ContactKind::Sms, None),
    ] {
        book.push(row);
    }
    let book = book.finish().unwrap();
    let last = book.last_contacts(day(3, 10), |kind| kind == ContactKind::Visit);
    let of = |id| last.of(id).map(|one| (one.last, one.last_close));
    assert_eq!(of("K1"), Some((at(3, 9, 9), Some(at(3, 5, 9)))));
    assert_eq!(of("K2"), Some((at(3, 1, 9), None)));
    assert_eq!(of("K3"), None);
}

#[test]
fn builders_append_registers() {
    let rows = ["K1", "K2", "K1", "K2", "K2"];
    let entry = |(at_row, id): (usize, &&'static str)| ContactEntry {
        by: Some(format!("P{at_row}").into()),
        ..ContactEntry::new((*id).into(), at(3, 1 + u32::try_from(at_row).unwrap(), 9), ContactKind::Visit)
    };
    let mut whole = builder(BookSettings::default());
    rows.iter().enumerate().map(entry).for_each(|row| whole.push(row));
    let whole = whole.finish().unwrap();
    for cut in 0..=rows.len() {
        let mut first = builder(BookSettings::default());
        let mut second = BookBuilder::new(BookSettings::default());
        rows.iter().enumerate().take(cut).map(entry).for_each(|row| first.push(row));
        rows.iter().enumerate().skip(cut).map(entry).for_each(|row| second.push(row));
        first.append(second);
        let joined = first.finish().unwrap();
        assert_eq!(joined.input_digest(day(3, 4)), whole.input_digest(day(3, 4)), "{cut}");
        assert!(joined.contact_log(day(3, 31)).eq(whole.contact_log(day(3, 31))), "{cut}");
    }
}
