//! Every problem of `[approval]` with its whole message, and nothing but it.

mod documents;
mod tiers;

use rust_decimal::Decimal;

use crate::policy::check::tests::GOOD as REST;
use crate::policy::{
    BasicField, BelowFloorPrice, Boundary, DocumentKind, DocumentTest, DocumentWhen, Policy, Redelegation,
    RequestKind, StepAct,
};

/// Correct rules in which every case changes something; the other sections follow them.
const GOOD: &str = r#"[approval]
clause = "第四章"
roles = ["manager", "desk", "director"]
unit_roles = ["manager"]
shared_roles = ["desk"]
boundary = "higher"
no_amount = { tier = "large" }
below_floor_price = { tier = "middle" }
split_window_days = 60
segregation = true

[[approval.tiers]]
name = "small"
clause = "第四章 第一条"
from = 0
to = 5000
steps = [{ act = "sign", role = "manager" }, { act = "file", role = "manager" }]

[[approval.tiers]]
name = "middle"
from = 5000
to = 80000.5
steps = [{ act = "sign", role = "desk" }, { act = "approve", role = "desk", clause = "第四章 第二条" }]

[[approval.tiers]]
name = "large"
from = 80000.5
steps = [{ act = "sign", role = "desk" }, { act = "approve", role = "director" }]

[approval.documents]
tax_certificate = { when = "not_individual", needs = ["present_or_uscc"], clause = "第四章 第三条" }
application_form = { when = "always", needs = ["present"] }
reconciliation_statement = { when = "prior_business", needs = ["customer_seal", "present"], warns = ["signed_by_us"] }
basic_situation = { when = "always", needs = ["fields"], fields = ["phone", "legal_name"] }

[approval.delegation]
clause = "第四章 第四条"
max_days = 30
written = false
redelegation = "never"
scopes = ["vip", "key_account"]

"#;

fn policy(approval: &str) -> Result<Policy, Vec<String>> {
    let text = format!("{approval}{REST}");
    let said = |error: crate::Error| error.problems().iter().map(|p| format!("{} {p}", p.code)).collect();
    Policy::from_text("p.toml", &text).map_err(said)
}

/// Replaces passages of [`GOOD`] and expects exactly these problems.
#[track_caller]
fn expect(changes: &[(&str, &str)], messages: &[&str]) {
    let mut text = GOOD.to_owned();
    for (old, new) in changes {
        assert_eq!(text.matches(old).count(), 1, "`{old}` must stand there once");
        text = text.replace(old, new);
    }
    assert_eq!(policy(&text).err().unwrap_or_default(), messages);
}

#[test]
fn correct_rules_are_silent_and_survive_their_canonical_text() {
    let policy = policy(GOOD).unwrap();
    let approval = policy.approval().unwrap();
    assert_eq!(approval.clause.as_deref(), Some("第四章"));
    assert_eq!(approval.roles, ["manager", "desk", "director"]);
    assert_eq!(
        (&approval.unit_roles[..], &approval.shared_roles[..]),
        (&["manager".into()][..], &["desk".into()][..])
    );
    assert_eq!((approval.boundary, approval.no_amount), (Boundary::Higher, Some(2)));
    assert_eq!(approval.below_floor_price, BelowFloorPrice::AtLeastTier(1));
    assert_eq!((approval.split_window_days, approval.segregation), (Some(60), true));
    let tiers: Vec<_> = approval.tiers.iter().map(|tier| (tier.name.as_str(), tier.from, tier.to)).collect();
    let (low, high) = (Decimal::new(5_000, 0), Decimal::new(800_005, 1));
    assert_eq!(
        tiers,
        [("small", Decimal::ZERO, Some(low)), ("middle", low, Some(high)), ("large", high, None)]
    );
    assert_eq!(approval.tiers[0].clause.as_deref(), Some("第四章 第一条"));
    let steps: Vec<_> =
        approval.tiers[1].steps.iter().map(|s| (s.act, s.role.as_str(), s.clause.as_deref())).collect();
    assert_eq!(steps, [(StepAct::Sign, "desk", None), (StepAct::Approve, "desk", Some("第四章 第二条"))]);
    // In the order of their lists, however the file has them.
    let documents: Vec<_> = approval.documents.iter().map(|rule| (rule.document, rule.when)).collect();
    assert_eq!(
        documents,
        [
            (DocumentKind::ApplicationForm, DocumentWhen::Always),
            (DocumentKind::ReconciliationStatement, DocumentWhen::PriorBusiness),
            (DocumentKind::BasicSituation, DocumentWhen::Always),
            (DocumentKind::TaxCertificate, DocumentWhen::NotIndividual),
        ]
    );
    assert_eq!(approval.documents[1].needs, [DocumentTest::Present, DocumentTest::CustomerSeal]);
    assert_eq!(approval.documents[1].warns, [DocumentTest::SignedByUs]);
    assert_eq!(approval.documents[2].fields, [BasicField::LegalName, BasicField::Phone]);
    assert_eq!(approval.documents[3].clause.as_deref(), Some("第四章 第三条"));
    let delegation = approval.delegation.as_ref().unwrap();
    assert_eq!((delegation.max_days, delegation.written), (30, false));
    assert_eq!(delegation.redelegation, Redelegation::Never);
    assert_eq!(delegation.scopes, [RequestKind::KeyAccount, RequestKind::Vip]);
    assert_eq!(delegation.clause.as_deref(), Some("第四章 第四条"));
    let canonical = policy.to_toml();
    for passage in [
        "no_amount = { tier = \"large\" }\nbelow_floor_price = { tier = \"middle\" }\nsplit_window_days = 60\n",
        "\n[[approval.tiers]]\nname = \"middle\"\nfrom = 5000\nto = 80000.5\nsteps = [\n    { act = \"sign\", role = \"desk\" },\n    { act = \"approve\", role = \"desk\", clause = \"第四章 第二条\" },\n]\n",
        "\nreconciliation_statement = { when = \"prior_business\", needs = [\"present\", \"customer_seal\"], warns = [\"signed_by_us\"] }\n",
        "\nscopes = [\"key_account\", \"vip\"]\n",
    ] {
        assert!(canonical.contains(passage), "{passage}\nin\n{canonical}");
    }
    assert_eq!(Policy::from_text("p.toml", &canonical).unwrap(), policy);
    let json = serde_json::to_string(approval).unwrap();
    assert_eq!(&serde_json::from_str::<crate::Approval>(&json).unwrap(), approval);
}

#[test]
fn what_is_not_said_has_the_plainest_meaning() {
    let least = "[approval]\nroles = [\"boss\"]\ntiers = [{ name = \"all\", from = 0, steps = [{ act = \"approve\", role = \"boss\" }] }]\n";
    let policy = policy(least).unwrap();
    let approval = policy.approval().unwrap();
    assert_eq!((&approval.unit_roles, &approval.shared_roles), (&Vec::new(), &Vec::new()));
    assert_eq!((approval.boundary, approval.no_amount), (Boundary::Higher, None));
    assert_eq!(approval.below_floor_price, BelowFloorPrice::ByAmount);
    assert_eq!((approval.split_window_days, approval.segregation), (None, true));
    assert!(approval.documents.is_empty() && approval.delegation.is_none());
    assert_eq!(approval.tiers[0].to, None);
    assert_eq!(Policy::from_text("p.toml", &policy.to_toml()).unwrap(), policy);
}

#[test]
fn a_policy_without_approval_says_nothing_of_it() {
    let policy = policy("").unwrap();
    assert_eq!(policy.approval(), None);
    assert!(!policy.to_toml().contains("approval"));
}

/// A house changes what differs; lists and the documents are replaced as a whole.
#[test]
fn what_extends_a_policy_changes_single_rules() {
    let header = "policy = { format = 1, name = \"h\", version = \"1\", extends = \"standard@1\" }\n";
    let text = format!(
        "{header}[approval]\nboundary = \"lower\"\n[approval.delegation]\nmax_days = 30\n[approval.documents]\napplication_form = {{ when = \"always\", needs = [\"present\"] }}\n"
    );
    let policy = Policy::from_text("h.toml", &text).unwrap();
    let mut expected = crate::policy::seed::approval();
    expected.boundary = Boundary::Lower;
    expected.delegation.as_mut().unwrap().max_days = 30;
    expected.documents.truncate(1);
    assert_eq!(policy.approval(), Some(&expected));
    let json = r#"{ "policy": { "format": 1, "name": "h", "version": "1", "extends": "standard@1" }, "approval": {
        "boundary": "lower", "delegation": { "max_days": 30 },
        "documents": { "application_form": { "when": "always", "needs": ["present"] } } } }"#;
    assert_eq!(Policy::from_text("h.json", json).unwrap().approval(), Some(&expected));
}

/// A rule of the wrong kind is one problem, however many others rest on it.
#[test]
fn keys_codes_and_ranges() {
    expect(
        &[("boundary = \"higher\"", "boundary = \"highest\"")],
        &[
            "unknown_code p.toml:6:12 (approval.boundary): found `highest`, expected one of `higher`, `lower`, `reject`; did you mean `higher`?",
        ],
    );
    expect(
        &[("no_amount = { tier = \"large\" }", "no_amount = \"large\"")],
        &[
            "unknown_code p.toml:7:13 (approval.no_amount): found `large`, expected `refuse`, or a table `{ tier = … }`",
        ],
    );
    expect(
        &[("no_amount = { tier = \"large\" }", "no_amount = { tier = \"larger\" }")],
        &[
            "unknown_code p.toml:7:22 (approval.no_amount.tier): found `larger`, expected one of `small`, `middle`, `large`; did you mean `large`?",
        ],
    );
    expect(
        &[("split_window_days = 60", "split_window_days = 0")],
        &[
            "out_of_range p.toml:9:21 (approval.split_window_days): found the number `0`, expected a whole number from 1 to 36500",
        ],
    );
    expect(
        &[("from = 0\n", "from = -1\n")],
        &[
            "out_of_range p.toml:15:8 (approval.tiers[0].from): found the number `-1`, expected a number from 0 to 9999999999999999999999.999999",
        ],
    );
    expect(
        &[("act = \"sign\", role = \"manager\"", "act = \"signs\", role = \"manager\"")],
        &[
            "unknown_code p.toml:17:18 (approval.tiers[0].steps[0].act): found `signs`, expected one of `sign`, `approve`, `file`; did you mean `sign`?",
        ],
    );
    expect(
        &[("unit_roles = [\"manager\"]", "unit_role = [\"manager\"]")],
        &[
            "unknown_key p.toml:4:1 (approval.unit_role): found the key `unit_role`, expected one of `clause`, `roles`, `unit_roles`, `shared_roles`, `boundary`, `no_amount`, `below_floor_price`, `split_window_days`, `segregation`, `tiers`, `documents`, `delegation`; did you mean `unit_roles`?",
        ],
    );
    expect(
        &[("segregation = true", "segregation = \"yes\"")],
        &["wrong_type p.toml:10:15 (approval.segregation): found the text `yes`, expected `true` or `false`"],
    );
    expect(
        &[("roles = [\"manager\", \"desk\", \"director\"]\n", "")],
        &[
            "missing p.toml:1:2 (approval.roles): found no such key, expected `roles`: the roles that act, in the order they are shown",
        ],
    );
}

#[test]
fn what_may_be_delegated() {
    expect(
        &[("max_days = 30", "max_days = 400")],
        &[
            "out_of_range p.toml:38:12 (approval.delegation.max_days): found the number `400`, expected a whole number from 1 to 366",
        ],
    );
    expect(
        &[("redelegation = \"never\"", "redelegation = \"once\"")],
        &[
            "unknown_code p.toml:40:16 (approval.delegation.redelegation): found `once`, expected one of `never`",
        ],
    );
    expect(
        &[("scopes = [\"vip\", \"key_account\"]", "scopes = []")],
        &["out_of_range p.toml:41:10 (approval.delegation.scopes): found no scope, expected 1 to 255 scopes"],
    );
    expect(
        &[("scopes = [\"vip\", \"key_account\"]", "scopes = [\"vip\", \"vip\", \"gifts\"]")],
        &[
            "duplicate p.toml:41:18 (approval.delegation.scopes[1]): found `vip`, expected every name once; rename or remove one of the two",
            "unknown_code p.toml:41:25 (approval.delegation.scopes[2]): found `gifts`, expected one of `key_account`, `vip`, `archive_access`, `gift`; did you mean `gift`?",
        ],
    );
}

/// Long lists are read, and never held against one another at great cost.
#[test]
fn hostile_lists_are_refused_quickly() {
    let roles: String = (0..300).map(|n| format!("\"r{n}\",")).collect();
    expect(
        &[("roles = [\"manager\", \"desk\", \"director\"]", &format!("roles = [{roles}]"))],
        &["out_of_range p.toml:3:9 (approval.roles): found 300 roles, expected 1 to 255 roles"],
    );
    let steps = "{ act = \"sign\", role = \"nobody\" },".repeat(255);
    let tiers: String =
        (0..60).map(|n| format!("{{ name = \"t{n}\", from = {n}, steps = [{steps}] }},")).collect();
    let text = format!("[approval]\nroles = [\"boss\"]\ntiers = [{tiers}]\n");
    assert_eq!(policy(&text).unwrap_err().len(), crate::document::MAX_PROBLEMS);
}
