//! Whom to call today and why, computed from nothing but the contacts of a few customers, as a phone has them,
//! and when to look again.
//!
//! ```text
//! cargo run -p keyaccount-examples --example due_today
//! ```

use std::error::Error;

use chrono::{NaiveDate, NaiveDateTime};
use keyaccount::book::{ContactKind, ReminderKind};
use keyaccount::due::{
    CallCustomer, ContactDays, ContactMade, DueList, Looking, SetReminder, WorkCalendar, calls_of,
};
use keyaccount::{CallStage, Language, Policy, Stamp};

fn main() -> Result<(), Box<dyn Error>> {
    let policy = Policy::shipped("standard").ok_or("the standard policy is always shipped")?;
    let rules = policy.duties().calls.as_ref().ok_or("the standard policy says when to call")?;
    let now: NaiveDateTime = "2026-11-22T09:00:00".parse()?;
    let phoned = |at: &str| -> Result<ContactDays, Box<dyn Error>> {
        let contact = ContactMade { at: at.parse()?, kind: ContactKind::Phone, close: None };
        Ok(ContactDays::of([contact], rules, now))
    };

    let mut anshan = CallCustomer::new("Anshan Steel", CallStage::Closed);
    anshan.value_class = Some("high".into());
    anshan.contacts = phoned("2026-10-22T10:00:00")?;

    let mut baltic = CallCustomer::new("Baltic Foods", CallStage::NotYetClosed);
    baltic.contacts = phoned("2026-11-14T16:30:00")?;
    baltic.reminders = vec![SetReminder {
        kind: ReminderKind::Callback,
        on: "2026-11-22T15:00:00".parse()?,
        note: None,
        owner: None,
        done: false,
    }];

    let mut cedar = CallCustomer::new("Cedar House", CallStage::NotYetClosed);
    cedar.created_on = NaiveDate::from_ymd_opt(2026, 11, 20);

    let calendar = WorkCalendar::default();
    let parts = [&anshan, &baltic, &cedar].map(|of| calls_of(of, rules, &calendar, Looking::at(now)));
    let classes = policy.value_class().classes.iter().map(|class| class.name.clone()).collect();
    let list = DueList::of_parts(Stamp::new(&policy, now.date()), now, classes, parts);
    for due in &list.entries {
        println!("{}", due.sentence(Language::English));
        println!("{}", due.sentence(Language::Chinese));
    }
    if let Some(next) = list.next_change {
        println!("look again at {next}");
    }
    Ok(())
}
