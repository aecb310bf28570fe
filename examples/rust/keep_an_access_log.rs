//! An access log: each attempt at a customer file is decided on and logged. The log is searched and verified, one byte of
//! it is changed, and the verification names the entry.
//!
//! ```text
//! cargo run -p keyaccount-examples --example keep_an_access_log
//! ```

use std::error::Error;

use chrono::{NaiveDate, NaiveDateTime};
use keyaccount::approval::{Organisation, RoleHolder};
use keyaccount::archive::{
    AccessDesk, AccessPolicy, AccessRegisters, Attempt, CustomerFile, FileStatus, LogHead, LogPolicy,
    LogVerifier, Nda,
};
use keyaccount::{ArchiveAction, Language, Policy};

fn main() -> Result<(), Box<dyn Error>> {
    for line in story()? {
        println!("{line}");
    }
    Ok(())
}

fn at(hour: u32) -> Result<NaiveDateTime, &'static str> {
    let day = NaiveDate::from_ymd_opt(2026, 11, 20);
    day.and_then(|day| day.and_hms_opt(hour, 0, 0)).ok_or("an hour of a day of November")
}

fn story() -> Result<Vec<String>, Box<dyn Error>> {
    let policy = Policy::shipped("standard").ok_or("a shipped policy")?;
    let rules = AccessPolicy::of(&policy).ok_or("a policy with `[archive.access]`")?;
    let registers = registers()?;
    let desk = AccessDesk::new(&rules, &registers)?;

    // Every attempt is logged, whatever came of it.
    let mut head = LogHead::new();
    let mut log = head.open(at(8)?)?;
    for (hour, person, action) in [
        (9, "wei", ArchiveAction::ViewElectronic),
        (10, "lin", ArchiveAction::ViewElectronic),
        (23, "wei", ArchiveAction::Maintain),
    ] {
        let file = CustomerFile {
            customer_id: "C-1".into(),
            owner: None,
            department: Some("sales".to_owned()),
            level: Some("L1".to_owned()),
            status: FileStatus::Filed,
        };
        let attempt = Attempt { file: Some(file), ..Attempt::new(at(hour)?, person, action) };
        log += &head.append(&desk.entry(&attempt))?;
    }

    // The head is kept somewhere else; the log is verified against it, and searched in the same pass.
    let mut told = Vec::new();
    let searched = LogPolicy::of(&policy).ok_or("a policy with `[archive.log]`")?;
    let mut watch = searched.watch(&registers)?;
    let mut verifier = LogVerifier::new(head.checkpoint());
    verifier.push_with(log.as_bytes(), |line, entry| watch.see(line, entry));
    let verified = verifier.finish_with(|line, entry| watch.see(line, entry));
    told.push(format!("{}: {} entries", verified.outcome.code(), verified.entries));
    told.push(watch.finish().text(Language::English));

    // Somebody makes the refusal of line 3 disappear: one byte.
    let altered = log.replacen("\"actor\":\"lin\"", "\"actor\":\"lim\"", 1);
    let mut verifier = LogVerifier::new(head.checkpoint());
    verifier.push(altered.as_bytes());
    let verified = verifier.finish();
    told.extend(Language::ALL.map(|language| verified.text(language)));
    Ok(told)
}

/// Two people with their roles, and agreements that both have signed.
fn registers() -> Result<AccessRegisters, Box<dyn Error>> {
    let since = NaiveDate::from_ymd_opt(2026, 1, 1).ok_or("a day")?;
    let holds = |person: &str, role: &str| RoleHolder {
        person_id: person.into(),
        role: role.to_owned(),
        unit: Some("sales".to_owned()),
        valid_from: since,
        valid_to: None,
    };
    let held = vec![holds("wei", "maintainer"), holds("lin", "staff")];
    let signed = |person: &str| Nda { person_id: person.into(), signed_on: since, valid_to: None };
    Ok(AccessRegisters {
        organisation: Some(Organisation::new(Vec::new(), held, Vec::new())?),
        ndas: Some(vec![signed("wei"), signed("lin")]),
        grants: Some(Vec::new()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_is_intact_until_a_byte_is_changed() -> Result<(), Box<dyn Error>> {
        let told = story()?;
        let expected = [
            "intact: 3 entries",
            "wei: done at night, 2026-11-20 23:00:00, line 4 (found 23:00:00, required 06:00–22:00)\n",
            "The log was altered. Line 3: it is not the line that the next one was written after: it was changed, \
             or lines behind it were taken out.",
            "日志已被改动。第3行：后一行并非接续本行写入：本行已被改动，或其后有记录被删除。",
        ];
        assert_eq!(told, expected);
        Ok(())
    }
}
