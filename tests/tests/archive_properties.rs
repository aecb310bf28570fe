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
    PrivacyReport, verify_log,
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
                actor: actor.into(),
                role: allowed.then_some(role),
                action: ArchiveAction::ALL[action],
                customer_id: customer_id.map(Into::into),
                fields,
                fields_left_out: 0,
                form: paper.map(|paper| if paper { AccessForm::Paper } else { AccessForm::Electronic }),
                outcome: if allowed { LogOutcome::Allowed } else { LogOutcome::Denied },
                rule,
                grant_id: grant_id.map(Into::into),
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
        let found = verifier.finish_with(|_, entry| seen.push(entry.clone()));
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

/// A few customers with several contacts each, and several rows of each contact. What identifies anybody holds
/// a mark that stands nowhere else, and so does what was written into a column it does not belong in.
fn people() -> impl Strategy<Value = PlainTable> {
    let row = (
        (0_usize..12, 0_usize..3, 0_usize..3, 0_usize..2, 0_usize..2),
        (1950_u32..2000, -3_i64..2000, 0_usize..4, any::<u32>(), 0_usize..14),
    );
    proptest::collection::vec(row, 0..80).prop_map(|rows| {
        let provinces = ["广东省深圳市", "浙江省杭州市", "四川省成都市"];
        type Drawn = ((usize, usize, usize, usize, usize), (u32, i64, usize, u32, usize));
        let row = |(
            n,
            ((customer, contact, province, industry, size), (born, amount, grade, tail, wrong)),
        ): (usize, Drawn)| {
            let contact = format!("{customer}-{contact}");
            let mut row = [
                format!("ID#{customer}"),
                format!("KID#{contact}"),
                format!("O#{n}"),
                format!("NAME#{}", n % 7),
                format!("FIRM#{customer}"),
                format!("USCC#{n}"),
                format!("139{:08}", tail % 100_000_000),
                format!("110105{born}0101{n:04}"),
                format!("m#{n}@mail.example"),
                format!("{}STREET#{n}", provinces[province]),
                format!("WORK#{n}"),
                ["零售", "制造"][industry].to_owned(),
                ["小", "大"][size].to_owned(),
                format!("{born}-05-0{}", n % 9 + 1),
                format!("LOOKS#{n}"),
                format!("NOTES#{n}"),
                format!("{amount}.{n:02}"),
                ["A", "B", "C", "D"][grade].to_owned(),
                format!("HOBBY#{n}"),
            ]
            .map(Some)
            .to_vec();
            // A name where something else belongs, or a cell left blank.
            match wrong {
                0 => row[17] = Some(format!("NAME#{n}")),
                1 => row[16] = Some(format!("NAME#{n}")),
                2 => row[13] = Some(format!("NAME#{n}")),
                3 => row[9] = Some(format!("NAME#{n}省市")),
                4 => row[8] = Some(format!("a@mail.example NAME#{n}")),
                5 => row[6] = Some(format!("NAME#{n}")),
                6 => row[1] = None,
                7 => row[11] = row[3].clone(),
                8 => row[11] = row[8].clone(),
                9 => row[12] = row[6].clone(),
                _ => {}
            }
            row
        };
        PlainTable {
            columns: COLUMNS.split_whitespace().map(str::to_owned).collect(),
            rows: rows.into_iter().enumerate().map(row).collect(),
        }
    })
}

const COLUMNS: &str = "customer_id contact_id order_id name legal_name uscc phone id_number email address \
    work_unit industry size birthday appearance notes amount grade 爱好";

/// How many cells of a column were left out, or rows.
fn left_out(report: &PrivacyReport, column: Option<&str>) -> u64 {
    let of = report.left_out.iter().filter(|of| of.column.as_deref() == column);
    of.map(|of| of.count).sum()
}

fn filled(table: &PlainTable, name: &str) -> u64 {
    let at = table.columns.iter().position(|column| column == name);
    at.map_or(0, |at| table.rows.iter().filter(|row| row[at].is_some()).count() as u64)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// No identifier is left, every group has k people and k customers, and everything left out is counted,
    /// but nothing that could stay.
    #[test]
    fn what_is_anonymised_leads_back_to_nobody(table in people(), k in 2_u32..8) {
        let set = format!("[policy]\nformat = 1\nname = \"k\"\nversion = \"1\"\nextends = \"standard@1\"\n[archive.privacy]\nk = {k}\n");
        let policy = Policy::from_text("k.toml", &set).unwrap();
        let (left, report) = PrivacyPolicy::of(&policy).unwrap().anonymise(&table).unwrap();
        let text: String = left.rows.iter().flatten().flatten().map(|cell| format!("{cell}\n")).collect();
        prop_assert!(!text.contains('#') && !text.contains('@') && !text.contains("P-"));
        let exact: BTreeSet<_> = table.rows.iter().flat_map(|row| [&row[6], &row[7], &row[13], &row[16]]).flatten().collect();
        prop_assert!(left.rows.iter().flatten().flatten().all(|cell| !exact.contains(cell)));
        prop_assert_eq!(left.columns.join(" "), "address industry size birthday amount grade");
        let mut groups: BTreeMap<&[Option<String>], u64> = BTreeMap::new();
        for row in &left.rows {
            *groups.entry(&row[..5]).or_default() += 1;
        }
        prop_assert!(groups.values().all(|rows| *rows >= u64::from(k)));

        // The same once more, by hand: every row generalised on its own, groups counted by people and customers.
        let generalised = |row: &[Option<String>]| -> Vec<Option<String>> {
            let text = |at: usize| row[at].clone().filter(|text| !text.contains('#') || at == 9);
            let province = text(9).filter(|text| !text.starts_with("NAME")).map(|text| text.chars().take(3).collect());
            let size = text(12).filter(|text| !text.starts_with("139"));
            let decade = text(13).map(|text| format!("{0}0-{0}9", &text[..3]));
            vec![province, text(11), size, decade, text(16).map(|text| band(&text))]
        };
        let mut people: BTreeMap<Vec<Option<String>>, [BTreeSet<&str>; 2]> = BTreeMap::new();
        for row in &table.rows {
            let [customers, contacts] = people.entry(generalised(row)).or_default();
            customers.extend(row[0].as_deref());
            contacts.extend(row[1].as_deref());
        }
        let has_contacts = filled(&table, "contact_id") > 0;
        let size = |[customers, contacts]: &[BTreeSet<&str>; 2]| {
            let contacts = if has_contacts { contacts.len() } else { usize::MAX };
            customers.len().min(contacts) as u64
        };
        let large: BTreeMap<_, _> = people.iter().filter(|(_, of)| size(of) >= u64::from(k)).collect();
        let stays = |row: &&Vec<Option<String>>| large.contains_key(&generalised(row));
        let mut expected: Vec<Vec<Option<String>>> = table.rows.iter().filter(stays).map(|row| {
            let grade = row[17].clone().filter(|grade| !grade.contains('#'));
            [generalised(row), vec![grade]].concat()
        }).collect();
        expected.sort();
        prop_assert_eq!(&left.rows, &expected);

        let found = report.groups.as_ref().unwrap();
        prop_assert_eq!(found.count, large.len() as u64);
        prop_assert_eq!(found.smallest, large.values().map(|of| size(of)).min().unwrap_or(0));
        let mut grades: BTreeMap<&[Option<String>], BTreeSet<&String>> = BTreeMap::new();
        for row in &left.rows {
            grades.entry(&row[..5]).or_default().extend(&row[5]);
        }
        prop_assert_eq!(found.of_one_grade, grades.values().filter(|grades| grades.len() == 1).count() as u64);
        prop_assert_eq!(left_out(&report, None), report.rows_in - report.rows_out);
        for removed in ["customer_id", "contact_id", "order_id", "name", "legal_name", "uscc", "phone", "id_number", "email", "work_unit", "appearance", "notes", "爱好"] {
            prop_assert_eq!(left_out(&report, Some(removed)), filled(&table, removed), "{}", removed);
        }
        let wrong = |at: usize| table.rows.iter().flat_map(|row| &row[at]).filter(|cell| cell.starts_with("NAME#")).count() as u64;
        let no_group = |at: usize, groups: [&str; 2]| table.rows.iter().flat_map(|row| &row[at]).filter(|cell| !groups.contains(&cell.as_str())).count() as u64;
        prop_assert_eq!(left_out(&report, Some("industry")), no_group(11, ["零售", "制造"]));
        prop_assert_eq!(left_out(&report, Some("size")), no_group(12, ["小", "大"]));
        for (column, at) in [("address", 9), ("birthday", 13), ("amount", 16), ("grade", 17)] {
            prop_assert_eq!(left_out(&report, Some(column)), wrong(at), "{}", column);
        }
    }

    /// One key gives the same again; another gives none of the same; ids keep apart, and names with them. What
    /// is missing is what is reported.
    #[test]
    fn pseudonyms_are_stable_under_one_key(table in people(), one in any::<[u8; 32]>(), other in any::<[u8; 32]>()) {
        prop_assume!(one != other);
        let policy = policy();
        let under = |key: [u8; 32]| {
            let key = DeidentifyKey::new(key.to_vec()).unwrap_or_else(|problem| panic!("{problem}"));
            PrivacyPolicy::of(&policy).unwrap().deidentify(&table, &key).unwrap()
        };
        let ((first, report), (second, _)) = (under(one), under(other));
        prop_assert_eq!(&first, &under(one).0);
        prop_assert_eq!(
            first.columns.join(" "),
            "customer_id contact_id order_id name legal_name phone id_number email address birthday amount grade"
        );
        // Ids and names in, pseudonyms out: one to one, in every column and over all of them.
        let mut all = BTreeSet::new();
        for (column, of) in [(0, 0), (1, 1), (2, 2), (3, 1), (4, 0)] {
            let mut pairs = BTreeMap::new();
            for (row, before) in first.rows.iter().zip(&table.rows) {
                let Some(pseudonym) = &row[column] else {
                    prop_assert_eq!(&before[of], &None);
                    continue;
                };
                prop_assert!(pseudonym.len() == 34 && pseudonym.starts_with("P-"));
                prop_assert_eq!(pairs.entry(&before[of]).or_insert(pseudonym), &pseudonym);
            }
            let distinct: BTreeSet<_> = pairs.values().copied().collect();
            prop_assert_eq!(distinct.len(), pairs.len());
            for pseudonym in distinct {
                prop_assert!(all.insert(pseudonym.clone()), "in two columns");
            }
        }
        let others: BTreeSet<_> = second.rows.iter().flat_map(|row| row[..5].iter()).flatten().cloned().collect();
        prop_assert!(all.is_disjoint(&others));
        let text: String = first.rows.iter().flatten().flatten().map(|cell| format!("{cell}\n")).collect();
        prop_assert!(!text.contains('#'), "{}", text);
        for (at, column) in table.columns.iter().enumerate() {
            let left = filled(&first, column);
            prop_assert_eq!(left_out(&report, Some(column)), filled(&table, column) - left, "{} {}", at, column);
        }
    }
}

/// `[1000,2000)`: by counting, one power of ten after the other, in hundredths.
fn band(amount: &str) -> String {
    let hundredths: i128 = amount.replace('.', "").parse().unwrap();
    let size = hundredths.abs();
    if size == 0 {
        return "0".to_owned();
    }
    let shown = |hundredths: i128| match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, rest) => format!("{whole}.{rest:02}").trim_end_matches('0').to_owned(),
    };
    let mut edges = vec![1_i128];
    while *edges.last().unwrap() <= size {
        let next = edges.last().unwrap() * if edges.len() % 3 == 2 { 5 } else { 4 } / 2;
        edges.push(next);
    }
    let (to, from) = (shown(edges.pop().unwrap()), shown(edges.pop().unwrap()));
    if hundredths > 0 { format!("[{from},{to})") } else { format!("(-{to},-{from}]") }
}
