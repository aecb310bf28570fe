//! Where the written policy says it: on every table that has a clause of its own.

use super::*;
use crate::facts::Veto;

/// The standard policy with clauses where a written policy has them.
fn with_clauses() -> String {
    let mut text = standard()
        .replace("score = \"rank\"                                    #", "score = { bands = [{ at_least = 1000000, score = 100, clause = \"附表一 第一行\" }, { at_least = 1, score = 20 }] } #");
    for (old, new) in [
        ("{ name = \"AA\", at_least = 80 }", "{ name = \"AA\", at_least = 80, clause = \"第六条 第二项\" }"),
        ("{ name = \"D\", at_least = 0 }", "{ name = \"D\", at_least = 0, clause = \"第二十条\" }"),
        ("\"wilful_default\",", "{ veto = \"wilful_default\", clause = \"第七条 第二项\" },"),
        ("{ overdue_days_above = 180 },", "{ overdue_days_above = 180, clause = \"第七条 第三项\" },"),
        (
            "{ when = \"documents_missing\", at_most = \"A\" }",
            "{ when = \"documents_missing\", at_most = \"A\", clause = \"第八条\" }",
        ),
        ("force_majeure = {} ", "force_majeure = { clause = \"第九条\" } "),
        ("bank_clearing = { max_days = 10 }", "bank_clearing = { max_days = 10, clause = \"第十条\" }"),
        (
            "B = { coefficient = 0.6, term_days = 30 }",
            "B = { coefficient = 0.6, term_days = 30, clause = \"第十一条\" }",
        ),
        ("{ name = \"low\" }", "{ name = \"low\", clause = \"第三十条\" }"),
    ] {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        text = text.replace(old, new);
    }
    text
}

#[test]
fn every_table_of_a_written_policy_may_name_its_clause() {
    let policy = Policy::from_text("p.toml", &with_clauses()).unwrap();
    let credit = policy.credit();
    let of_bands =
        |bands: &Bands| bands.iter().map(|(b, ..)| bands.clause(b).map(str::to_owned)).collect::<Vec<_>>();
    assert_eq!(of_bands(&credit.bands), [None, Some("第六条 第二项".to_owned()), None, None, None]);
    assert_eq!(of_bands(&policy.composite().bands), [None, None, None, Some("第二十条".to_owned())]);
    assert_eq!(
        Veto::ALL.map(|veto| credit.vetoes.clause(veto)),
        [None, Some("第七条 第二项"), Some("第七条 第三项"), None, None]
    );
    assert!(credit.vetoes.wilful_default);
    assert_eq!(credit.vetoes.overdue_days_above, Some(180));
    let caps: Vec<_> = credit.caps.iter().map(|cap| cap.clause.as_deref()).collect();
    assert_eq!(caps, [None, Some("第八条")]);
    let excused: Vec<_> = credit.excused.iter().map(|reason| reason.clause.as_deref()).collect();
    assert_eq!(excused, [None, None, None, Some("第九条"), Some("第十条")]);
    let limit: Vec<_> = credit.limit.iter().map(|terms| terms.clause.as_deref()).collect();
    assert_eq!(limit, [None, None, None, Some("第十一条"), None]);
    let ScoreRule::Bands(bands) = &policy.volume().score else { panic!("bands of volume") };
    assert_eq!(
        bands.iter().map(|band| band.clause.as_deref()).collect::<Vec<_>>(),
        [Some("附表一 第一行"), None]
    );
    let classes: Vec<_> = policy.value_class().classes.iter().map(|class| class.clause.as_deref()).collect();
    assert_eq!(classes, [None, None, Some("第三十条")]);
}

#[test]
fn clauses_are_in_the_canonical_text_and_the_digest() {
    let policy = Policy::from_text("p.toml", &with_clauses()).unwrap();
    let canonical = policy.to_toml();
    assert_eq!(Policy::from_text("again.toml", &canonical).unwrap(), policy);
    for line in [
        "    { name = \"AA\", at_least = 80, clause = \"第六条 第二项\" },",
        "    { veto = \"wilful_default\", clause = \"第七条 第二项\" },",
        "    { overdue_days_above = 180, clause = \"第七条 第三项\" },",
        "force_majeure = { clause = \"第九条\" }",
        "bank_clearing = { max_days = 10, clause = \"第十条\" }",
        "B = { coefficient = 0.6, term_days = 30, clause = \"第十一条\" }",
        "    { at_least = 1000000, score = 100, clause = \"附表一 第一行\" },",
        "    { name = \"low\", clause = \"第三十条\" },",
    ] {
        assert!(canonical.lines().any(|found| found == line), "{line}\nin\n{canonical}");
    }
    let renumbered = Policy::from_text("p.toml", &with_clauses().replace("第九条", "第十二条")).unwrap();
    assert_ne!(renumbered.digest(), policy.digest());
}

#[test]
fn a_veto_without_a_clause_is_the_same_in_either_form() {
    let text = standard();
    let table = text.replace("\"write_off\",", "{ veto = \"write_off\" },");
    assert_ne!(table, text);
    assert_eq!(Policy::from_text("p.toml", &table).unwrap(), Policy::shipped("standard").unwrap());
    let json = r#"{ "policy": { "format": 1, "name": "j", "version": "1", "extends": "standard@1" },
        "credit": { "vetoes": [{ "veto": "bounced_bill", "clause": "§ 7" }, "write_off"] } }"#;
    let policy = Policy::from_text("p.json", json).unwrap();
    assert_eq!(policy.credit().vetoes.clause(Veto::BouncedBill), Some("§ 7"));
    assert!(policy.credit().vetoes.write_off && !policy.credit().vetoes.legal_trouble);
}
