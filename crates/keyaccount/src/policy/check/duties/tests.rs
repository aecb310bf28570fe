//! Every problem of `[duties]` with its whole message, and nothing but it.

use crate::book::ContactKind;
use crate::policy::check::tests::GOOD as REST;
use crate::policy::{CallStage, DutyKind, Interval, LeapBirthday, Policy};

/// Correct rules in which every case changes something; the other sections follow them.
const GOOD: &str = r#"[duties]
clause = "第六章"

[duties.calls]
not_yet_closed = { days = 5 }
closed = { working_days = 20 }
close_contacts = ["meeting", "visit"]
intervals = [
    { stage = "closed", value_class = "top", days = 14, clause = "第六章 第二条" },
    { stage = "closed", grade = "gold", months = 2 },
]
revisit_days = 10
milestone_working_days = 3
signing_lead_days = [1, 5]
material_lead_days = []
birthday = { lead_days = 2, leap_day = "03-01" }
holiday_greetings = false

[duties.archive]
register_inspection = { days = 14, warn_days = 7 }
backup = { days = 7, role = "clerk", clause = "第六章 第三条" }
update_archive = { working_days = 3, basis = "chosen", enabled = false }

"#;

fn policy(duties: &str) -> Result<Policy, Vec<String>> {
    let text = format!("{duties}{REST}");
    let said = |error: crate::Error| error.problems().iter().map(|p| format!("{} {p}", p.code)).collect();
    Policy::from_text("p.toml", &text).map_err(said)
}

/// Replaces a passage of [`GOOD`] and expects exactly these problems.
#[track_caller]
fn expect(old: &str, new: &str, messages: &[&str]) {
    assert_eq!(GOOD.matches(old).count(), 1, "`{old}` must stand there once");
    assert_eq!(policy(&GOOD.replace(old, new)).err().unwrap_or_default(), messages);
}

#[test]
fn correct_rules_are_silent_and_survive_their_canonical_text() {
    let policy = policy(GOOD).unwrap();
    let duties = policy.duties();
    assert_eq!(duties.clause.as_deref(), Some("第六章"));
    let calls = duties.calls.as_ref().unwrap();
    assert_eq!(
        (calls.not_yet_closed, calls.closed),
        (Some(Interval::Days(5)), Some(Interval::WorkingDays(20)))
    );
    assert_eq!(calls.close_contacts, [ContactKind::Visit, ContactKind::Meeting]);
    assert_eq!((calls.revisit_days, calls.milestone_working_days), (Some(10), Some(3)));
    assert_eq!((&calls.signing_lead_days[..], &calls.material_lead_days[..]), (&[5, 1][..], &[][..]));
    let birthday = calls.birthday.unwrap();
    assert_eq!((birthday.lead_days, birthday.leap_day), (2, LeapBirthday::After));
    assert!(!calls.holiday_greetings);
    // The first that fits; of every other customer the general one.
    let interval = |grade, class| calls.interval(CallStage::Closed, grade, class);
    assert_eq!(interval(Some("gold"), Some("top")), Some((Interval::Days(14), Some("第六章 第二条"))));
    assert_eq!(interval(Some("gold"), None), Some((Interval::Months(2), None)));
    assert_eq!(interval(Some("grey"), Some("rest")), Some((Interval::WorkingDays(20), None)));
    let open = calls.interval(CallStage::NotYetClosed, Some("gold"), Some("top"));
    assert_eq!(open, Some((Interval::Days(5), None)));
    // In the order of their list, however the file has them.
    let archive: Vec<_> = duties
        .archive
        .iter()
        .map(|d| (d.duty, d.within, d.warn_days, d.enabled, d.role.as_deref()))
        .collect();
    assert_eq!(
        archive,
        [
            (DutyKind::Backup, Interval::Days(7), None, true, Some("clerk")),
            (DutyKind::UpdateArchive, Interval::WorkingDays(3), None, false, None),
            (DutyKind::RegisterInspection, Interval::Days(14), Some(7), true, None),
        ]
    );
    assert_eq!(duties.archive[0].clause.as_deref(), Some("第六章 第三条"));
    assert_eq!(duties.archive[1].basis.as_deref(), Some("chosen"));
    let canonical = policy.to_toml();
    for passage in [
        "\n[duties]\nclause = \"第六章\"\n",
        "\nintervals = [\n    { stage = \"closed\", value_class = \"top\", days = 14, clause = \"第六章 第二条\" },\n",
        "\nbirthday = { lead_days = 2, leap_day = \"03-01\" }\n",
        "\nbackup = { enabled = true, role = \"clerk\", days = 7, clause = \"第六章 第三条\" }\n",
    ] {
        assert!(canonical.contains(passage), "{passage}\nin\n{canonical}");
    }
    assert_eq!(Policy::from_text("p.toml", &canonical).unwrap(), policy);
}

#[test]
fn what_is_not_said_is_as_in_the_standard_policy() {
    let policy = policy("[duties.calls]\nclose_contacts = [\"visit\"]\n").unwrap();
    let calls = policy.duties().calls.as_ref().unwrap();
    let standard = Policy::shipped("standard").unwrap();
    let mut expected = standard.duties().calls.clone().unwrap();
    expected.close_contacts = vec![ContactKind::Visit];
    assert_eq!(calls, &expected);
    assert!(policy.duties().archive.is_empty());
    assert_eq!(Policy::from_text("p.toml", &policy.to_toml()).unwrap(), policy);
}

#[test]
fn never_is_said_by_name() {
    let never = "[duties.calls]\nnot_yet_closed = \"never\"\nclosed = \"never\"\nclose_contacts = [\"phone\"]\nrevisit_days = \"never\"\nmilestone_working_days = \"never\"\nbirthday = \"never\"\n";
    let policy = policy(never).unwrap();
    let calls = policy.duties().calls.as_ref().unwrap();
    assert_eq!((calls.not_yet_closed, calls.closed, calls.birthday), (None, None, None));
    assert_eq!((calls.revisit_days, calls.milestone_working_days), (None, None));
    assert_eq!(calls.interval(CallStage::Closed, None, None), None);
    assert_eq!(Policy::from_text("p.toml", &policy.to_toml()).unwrap(), policy);
}

#[test]
fn a_policy_without_duties_says_nothing_of_them() {
    let policy = policy("").unwrap();
    assert_eq!(policy.duties(), &crate::policy::Duties::default());
    assert!(!policy.to_toml().contains("duties"));
}

#[test]
fn the_shipped_policies_have_the_numbers_of_the_rules() {
    for name in Policy::shipped_names() {
        let policy = Policy::shipped(name).unwrap();
        let duties = policy.duties();
        let calls = duties.calls.as_ref().unwrap();
        assert_eq!(
            (calls.not_yet_closed, calls.closed),
            (Some(Interval::Days(7)), Some(Interval::Months(1)))
        );
        assert!(!calls.close_contacts.contains(&ContactKind::Sms), "{name}");
        assert_eq!((calls.revisit_days, calls.milestone_working_days), (Some(14), Some(2)), "{name}");
        assert_eq!(calls.signing_lead_days, [7, 3, 1, 0], "{name}");
        assert_eq!(calls.material_lead_days, [7, 3, 1, 0], "{name}");
        assert_eq!(calls.birthday.map(|b| (b.lead_days, b.leap_day)), Some((3, LeapBirthday::Before)));
        let within: Vec<_> = duties.archive.iter().map(|duty| (duty.duty, duty.within)).collect();
        assert_eq!(
            within,
            [
                (DutyKind::Backup, Interval::Days(7)),
                (DutyKind::WeeklyReport, Interval::Days(1)),
                (DutyKind::SubmitChange, Interval::Days(0)),
                (DutyKind::UpdateArchive, Interval::WorkingDays(3)),
                (DutyKind::FullReview, Interval::Months(6)),
                (DutyKind::RegisterInspection, Interval::Days(14)),
                (DutyKind::Attestation, Interval::Months(12)),
                (DutyKind::AccessLogReview, Interval::Months(3)),
                (DutyKind::SystemAudit, Interval::Months(12)),
            ]
        );
        let warned = duties.archive.iter().find(|duty| duty.warn_days.is_some()).unwrap();
        assert_eq!((warned.duty, warned.warn_days), (DutyKind::RegisterInspection, Some(7)));
    }
}

#[test]
fn intervals_last() {
    expect(
        "not_yet_closed = { days = 5 }",
        "not_yet_closed = { days = 0 }",
        &[
            "out_of_range p.toml:5:27 (duties.calls.not_yet_closed.days): found `0`, which would be due again at once, expected 1 or more",
        ],
    );
    expect(
        "backup = { days = 7,",
        "backup = { working_days = 0,",
        &[
            "out_of_range p.toml:21:27 (duties.archive.backup.working_days): found `0`, which would be due again at once, expected 1 or more",
        ],
    );
    expect(
        "closed = { working_days = 20 }",
        "closed = { days = 20, months = 1 }",
        &[
            "duplicate p.toml:6:23 (duties.calls.closed): found both `days` and `months`, expected only one of `days`, `working_days`, `months`; remove all but one of them",
        ],
    );
    expect(
        "backup = { days = 7, role = \"clerk\", clause = \"第六章 第三条\" }",
        "backup = { role = \"clerk\" }",
        &[
            "missing p.toml:21:10 (duties.archive.backup): found none of them, expected one of `days`, `working_days`, `months`",
        ],
    );
}

#[test]
fn who_an_interval_is_for() {
    expect(
        "value_class = \"top\", days = 14",
        "value_class = \"tops\", days = 14",
        &[
            "unknown_code p.toml:9:39 (duties.calls.intervals[0].value_class): found `tops`, expected one of `top`, `rest`; did you mean `top`?",
        ],
    );
    expect(
        "grade = \"gold\", months = 2",
        "grade = \"golden\", months = 2",
        &[
            "unknown_code p.toml:10:33 (duties.calls.intervals[1].grade): found `golden`, expected one of `gold`, `grey`; did you mean `gold`?",
        ],
    );
    expect(
        "stage = \"closed\", grade = \"gold\", months = 2",
        "stage = \"closed\", months = 2",
        &[
            "missing p.toml:10:5 (duties.calls.intervals[1]): found no customers it is for, expected `grade` or `value_class`, or both; write the interval of every customer as `not_yet_closed` or `closed`",
        ],
    );
    expect(
        "stage = \"closed\", grade = \"gold\", months = 2",
        "stage = \"closed\", grade = \"gold\", value_class = \"top\", months = 2",
        &[
            "never_acts p.toml:10:5 (duties.calls.intervals[1]): found an entry for customers that entry 1 has already, expected customers no earlier entry is for; put it before that entry, or remove it",
        ],
    );
    let many = "{ stage = \"closed\", grade = \"gold\", days = 3 },".repeat(256);
    let text = format!("[duties.calls]\nclose_contacts = [\"visit\"]\nintervals = [{many}]\n");
    assert_eq!(
        policy(&text).unwrap_err(),
        [
            "out_of_range p.toml:3:13 (duties.calls.intervals): found 256 intervals, expected 1 to 255 intervals"
        ]
    );
}

#[test]
fn lists_codes_and_warnings() {
    expect(
        "close_contacts = [\"meeting\", \"visit\"]",
        "close_contacts = []",
        &[
            "out_of_range p.toml:7:18 (duties.calls.close_contacts): found no kind of contact, expected 1 to 255 kinds of contact",
        ],
    );
    expect(
        "\"meeting\", \"visit\"",
        "\"meetings\"",
        &[
            "unknown_code p.toml:7:19 (duties.calls.close_contacts[0]): found `meetings`, expected one of `visit`, `phone`, `sms`, `email`, `social`, `meeting`, `video`, `negotiation`, `phone_follow_up`; did you mean `meeting`?",
        ],
    );
    expect(
        "signing_lead_days = [1, 5]",
        "signing_lead_days = [1, 5, 1]",
        &[
            "duplicate p.toml:14:28 (duties.calls.signing_lead_days[2]): found `1` a second time, expected every number of days once",
        ],
    );
    expect(
        "warn_days = 7",
        "warn_days = 14",
        &[
            "never_acts p.toml:20:48 (duties.archive.register_inspection.warn_days): found a warning after `14`, expected fewer than the 14 days it may take; remove `warn_days`, or give fewer days",
        ],
    );
    expect(
        "update_archive = { working_days = 3,",
        "update_archive = { working_days = 3, warn_days = 1,",
        &[
            "never_acts p.toml:22:50 (duties.archive.update_archive.warn_days): found a warning after `1`, expected a time counted in `days`; remove `warn_days`, or give fewer days",
        ],
    );
    expect(
        "backup = { days",
        "backups = { days",
        &[
            "unknown_code p.toml:21:1 (duties.archive.backups): found `backups`, expected one of `backup`, `weekly_report`, `submit_change`, `update_archive`, `full_review`, `register_inspection`, `attestation`, `access_log_review`, `system_audit`; did you mean `backup`?",
        ],
    );
}

/// A weekly report is asked of whoever holds its role: without one it would be asked of nobody.
#[test]
fn a_weekly_report_has_a_role() {
    expect(
        "backup = { days = 7, role",
        "weekly_report = { days = 1 }\nbackup = { days = 7, role",
        &[
            "missing p.toml:21:17 (duties.archive.weekly_report): found no `role`, expected the role whose holders hand the reports in; name it, such as `role = \"account_manager\"`",
        ],
    );
}

/// Roles are those of the files and of approval, where the policy says who may do what with files.
#[test]
fn roles_are_known_where_the_policy_lists_them() {
    let text = "[policy]\nformat = 1\nname = \"h\"\nversion = \"1\"\nextends = \"strict_archive@1\"\n\n[duties.archive]\nbackup = { days = 7, role = \"backup_operater\" }\n";
    let error = Policy::from_text("p.toml", text).unwrap_err();
    let said: Vec<_> = error.problems().iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].starts_with(
            "p.toml:8:29 (duties.archive.backup.role): found `backup_operater`, expected one of "
        )
    );
    assert!(said[0].ends_with("; did you mean `backup_operator`?"), "{}", said[0]);
    let known = text.replace("backup_operater", "sales_director");
    assert!(Policy::from_text("p.toml", &known).is_ok());
}
