//! What holds of every access log and of every table that is de-identified or anonymised.
#![allow(clippy::type_complexity, reason = "strategies are tuples")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDateTime, TimeDelta};
use keyaccount::archive::{
    DeidentifyKey, LogEntry, LogHead, LogIntegrity, LogOutcome, LogVerifier, PlainTable, PrivacyPolicy,
    verify_log,
};
use keyaccount::{AccessForm, ArchiveAction, Policy};
use proptest::prelude::*;

fn start() -> NaiveDateTime {
    DateTime::from_timestamp(1_763_600_000, 0).unwrap().naive_utc()
}

/// An entry with ids that need quoting, other scripts, and everything that may be left out.
fn entries() -> impl Strategy<Value = Vec<LogEntry>> {
    let id = "[a-zA-Z0-9\"\\\\/甲乙é😀-]{1,12}";
    let one = (
        (0_i64..100_000, id, id, 0..ArchiveAction::ALL.len(), proptest::option::of(id)),
        (proptest::collection::vec(id, 0..3), proptest::option::of(any::<bool>()), any::<bool>()),
        (proptest::option::of("[a-z_]{1,8}"), proptest::option::of(id), "[0-9a-f]{64}"),
    );
    proptest::collection::vec(one, 1..8).prop_map(|all| {
        let mut at = start();
        let entry = |(
            (after, actor, role, action, customer_id),
            (fields, paper, allowed),
            (rule, grant_id, policy),
        ): (
            (i64, String, String, usize, Option<String>),
            (Vec<String>, Option<bool>, bool),
            (Option<String>, Option<String>, String),
        )| {
            at += TimeDelta::milliseconds(after);
            LogEntry {
                at,
                actor,
                role,
                action: ArchiveAction::ALL[action],
                customer_id,
                fields,
                form: paper.map(|paper| if paper { AccessForm::Paper } else { AccessForm::Electronic }),
                outcome: if allowed { LogOutcome::Allowed } else { LogOutcome::Denied },
                rule,
                grant_id,
                policy,
            }
        };
        all.into_iter().map(entry).collect()
    })
}

/// The lines of a log with the head after the last.
fn log(entries: &[LogEntry]) -> (Vec<String>, LogHead) {
    let mut head = LogHead::new();
    let mut lines = vec![head.open(start()).unwrap()];
    lines.extend(entries.iter().map(|entry| head.append(entry).unwrap()));
    (lines, head)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// What was written is read as it was, from pieces of any size.
    #[test]
    fn logs_are_read_as_they_were_written(entries in entries(), size in 1_usize..600) {
        let (lines, head) = log(&entries);
        let mut verifier = LogVerifier::new(head.checkpoint());
        let mut seen = Vec::new();
        for piece in lines.concat().as_bytes().chunks(size) {
            verifier.push_with(piece, |_, entry| seen.push(entry.clone()));
        }
        let found = verifier.finish();
        prop_assert_eq!((found.outcome, found.entries), (LogIntegrity::Intact, entries.len() as u64));
        prop_assert_eq!(found.head, head);
        prop_assert_eq!(seen, entries);
    }

    /// Any changed byte, any cut, any bytes put in: found, in its line or, where lines fall away, before it.
    #[test]
    fn whatever_is_done_to_an_anchored_log_is_found(
        entries in entries(),
        place in any::<prop::sample::Index>(),
        other in any::<u8>(),
        put in proptest::collection::vec(any::<u8>(), 1..5),
        ones in any::<(prop::sample::Index, prop::sample::Index)>(),
    ) {
        let (lines, head) = log(&entries);
        let bytes = lines.concat().into_bytes();
        let at = place.index(bytes.len());
        let verify = |bytes: &[u8]| verify_log(bytes, head.checkpoint()).unwrap();
        if bytes[at] != other {
            let mut changed = bytes.clone();
            changed[at] = other;
            let line = 1 + bytes[..at].iter().filter(|byte| **byte == b'\n').count() as u64;
            let found = verify(&changed);
            prop_assert_eq!(found.outcome, LogIntegrity::Altered);
            prop_assert_eq!(found.first_altered.unwrap().line, line);
        }
        prop_assert_eq!(verify(&bytes[..at]).outcome, LogIntegrity::Altered);
        let mut longer = bytes.clone();
        longer.splice(at..at, put);
        prop_assert_eq!(verify(&longer).outcome, LogIntegrity::Altered);
        let (one, two) = (ones.0.index(lines.len()), ones.1.index(lines.len()));
        let mut swapped = lines.clone();
        swapped.swap(one, two);
        prop_assert_eq!(verify(swapped.concat().as_bytes()).outcome == LogIntegrity::Intact, one == two);
    }

    /// Any bytes are a log or not; nothing crashes, and what is not a log is altered.
    #[test]
    fn any_bytes_are_verified(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert_eq!(verify_log(&*bytes, None).unwrap().outcome, LogIntegrity::Altered);
    }
}

fn policy() -> Policy {
    Policy::shipped("standard").unwrap()
}

/// Rows of people: what identifies each is marked, so that it can be looked for.
fn people() -> impl Strategy<Value = PlainTable> {
    let row = (0_usize..3, 0_usize..2, 0_usize..2, 1950_u32..2000, -3_i64..2000, 0_usize..3, any::<u32>());
    proptest::collection::vec(row, 0..60).prop_map(|rows| {
        let columns = "customer_id contact_id name uscc phone id_number email address work_unit industry size birthday \
            appearance notes amount grade 爱好";
        let provinces = ["广东省深圳市", "浙江省杭州市", "四川省成都市"];
        let row = |(n, (province, industry, size, born, amount, grade, tail)): (usize, (usize, usize, usize, u32, i64, usize, u32))| {
            [
                format!("ID#{n}"),
                format!("KID#{n}"),
                format!("NAME#{}", n % 7),
                format!("USCC#{n}"),
                format!("139{:08}", tail % 100_000_000),
                format!("110105{born}0101{:04}", n),
                format!("m#{n}@mail.example"),
                format!("{}STREET#{n}", provinces[province]),
                format!("WORK#{n}"),
                ["零售", "制造"][industry].to_owned(),
                ["小", "大"][size].to_owned(),
                format!("{born}-05-0{}", n % 9 + 1),
                format!("LOOKS#{n}"),
                format!("NOTES#{n}"),
                format!("{amount}.{n:02}"),
                ["A", "B", "C"][grade].to_owned(),
                format!("HOBBY#{n}"),
            ]
            .map(Some)
            .to_vec()
        };
        PlainTable {
            columns: columns.split_whitespace().map(str::to_owned).collect(),
            rows: rows.into_iter().enumerate().map(row).collect(),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// No identifier is left, every group has k rows, and everything left out is counted.
    #[test]
    fn what_is_anonymised_leads_back_to_nobody(table in people(), k in 2_u32..8) {
        let set = format!("[policy]\nformat = 1\nname = \"k\"\nversion = \"1\"\nextends = \"standard@1\"\n[archive.privacy]\nk = {k}\n");
        let policy = Policy::from_text("k.toml", &set).unwrap();
        let (left, report) = PrivacyPolicy::of(&policy).unwrap().anonymise(&table).unwrap();
        let text: String = left.rows.iter().flatten().flatten().map(|cell| format!("{cell}\n")).collect();
        prop_assert!(!text.contains('#') && !text.contains('@') && !text.contains("P-"));
        let exact: BTreeSet<_> = table.rows.iter().flat_map(|row| [&row[4], &row[5], &row[11], &row[14]]).flatten().collect();
        prop_assert!(left.rows.iter().flatten().flatten().all(|cell| !exact.contains(cell)));
        prop_assert_eq!(left.columns.join(" "), "address industry size birthday amount grade");
        let mut groups: BTreeMap<&[Option<String>], u64> = BTreeMap::new();
        for row in &left.rows {
            *groups.entry(&row[..5]).or_default() += 1;
        }
        prop_assert!(groups.values().all(|size| *size >= u64::from(k)));
        let found = report.groups.unwrap();
        prop_assert_eq!(found.count, groups.len() as u64);
        prop_assert_eq!(found.smallest, groups.values().copied().min().unwrap_or(0));
        let rows_out: u64 = report.left_out.iter().filter(|of| of.column.is_none()).map(|of| of.count).sum();
        prop_assert_eq!(rows_out, report.rows_in - report.rows_out);
        // Nothing that could stay was left out: what is left is anonymous already.
        let mut sorted = left.rows.clone();
        sorted.sort();
        prop_assert_eq!(&sorted, &left.rows);
    }

    /// One key gives the same again; another gives none of the same; ids keep apart, and names with them.
    #[test]
    fn pseudonyms_are_stable_under_one_key(table in people(), one in any::<[u8; 32]>(), other in any::<[u8; 32]>()) {
        prop_assume!(one != other);
        let policy = policy();
        let under = |key: [u8; 32]| {
            let key = DeidentifyKey::new(key.to_vec()).unwrap_or_else(|problem| panic!("{problem}"));
            PrivacyPolicy::of(&policy).unwrap().deidentify(&table, &key).unwrap().0
        };
        let (first, second) = (under(one), under(other));
        prop_assert_eq!(&first, &under(one));
        let pseudonyms = |table: &PlainTable| -> BTreeSet<String> {
            table.rows.iter().flat_map(|row| row[..3].iter()).flatten().cloned().collect()
        };
        prop_assert!(pseudonyms(&first).is_disjoint(&pseudonyms(&second)));
        prop_assert_eq!(pseudonyms(&first).len(), 3 * table.rows.len());
        let text: String = first.rows.iter().flatten().flatten().map(|cell| format!("{cell}\n")).collect();
        for left in ["ID#", "KID#", "NAME#", "USCC#", "WORK#", "LOOKS#", "NOTES#", "HOBBY#", "STREET#"] {
            prop_assert!(!text.contains(left), "{}", left);
        }
    }
}
