//! Documents that nothing could complete.

use super::expect;
use crate::book::Code;
use crate::policy::{DocumentKind, DocumentTest};

const FORM: &str = "application_form = { when = \"always\", needs = [\"present\"] }";

#[test]
fn tests_a_document_cannot_meet() {
    expect(
        &[(FORM, "application_form = { when = \"always\", needs = [\"present\", \"floor_price\"] }")],
        &[
            "never_complete p.toml:32:59 (approval.documents.application_form.needs[1]): found `floor_price`, which no `application_form` meets, expected one of `present`, `signed_by_us`, `signed_by_customer`, `customer_seal`, `not_expired`",
        ],
    );
    expect(
        &[(FORM, "branch_evaluation = { when = \"always\", needs = [\"text\"], warns = [\"present\"] }")],
        &[
            "never_complete p.toml:32:67 (approval.documents.branch_evaluation.warns[0]): found `present`, which no `branch_evaluation` meets, expected one of `text`, `level`",
        ],
    );
    // None has been issued since 2015-10-01.
    expect(
        &[("[\"present_or_uscc\"]", "[\"present\"]")],
        &[
            "never_complete p.toml:31:55 (approval.documents.tax_certificate.needs[0]): found `present`, which no `tax_certificate` meets, expected one of `present_or_uscc`",
        ],
    );
    expect(
        &[("when = \"prior_business\"", "when = \"always\"")],
        &[
            "never_complete p.toml:33:37 (approval.documents.reconciliation_statement.when): found `always`, also of customers nothing was ever sold to, expected `prior_business`",
        ],
    );
}

/// An individual has no licence, whether or not it did business before.
#[test]
fn what_an_individual_does_not_have() {
    let tax = "tax_certificate = { when = \"not_individual\"";
    for when in ["always", "prior_business"] {
        let asked = format!("tax_certificate = {{ when = \"{when}\"");
        let said = format!(
            "never_complete p.toml:31:28 (approval.documents.tax_certificate.when): found `{when}`, also of individuals, who have none, expected `not_individual`"
        );
        expect(&[(tax, &asked)], &[&said]);
        let licence = format!("business_licence = {{ when = \"{when}\", needs = [\"present\"] }}");
        let said = format!(
            "never_complete p.toml:32:29 (approval.documents.business_licence.when): found `{when}`, also of individuals, who have none, expected `not_individual`"
        );
        expect(&[(FORM, &licence)], &[&said]);
    }
}

/// Every document has something that completes it, and every test a document it is for.
#[test]
fn every_document_and_every_test_is_of_use() {
    for document in DocumentKind::ALL {
        assert!(DocumentTest::ALL.iter().any(|test| document.can_meet(*test)), "{document:?}");
    }
    for test in DocumentTest::ALL {
        assert!(DocumentKind::ALL.iter().any(|document| document.can_meet(*test)), "{test:?}");
    }
    assert!(!DocumentKind::TaxCertificate.can_meet(DocumentTest::NotExpired));
    assert!(DocumentKind::CODES.contains(&"arrears_statement"));
}

#[test]
fn conditions_said_twice_or_not_at_all() {
    expect(
        &[(FORM, "application_form = { when = \"always\", needs = [] }")],
        &[
            "out_of_range p.toml:32:47 (approval.documents.application_form.needs): found no condition, expected 1 to 255 conditions",
        ],
    );
    expect(
        &[(FORM, "application_form = { when = \"always\", needs = [\"present\", \"present\"] }")],
        &[
            "duplicate p.toml:32:59 (approval.documents.application_form.needs[1]): found `present`, expected every name once; rename or remove one of the two",
        ],
    );
    expect(
        &[("warns = [\"signed_by_us\"]", "warns = [\"present\"]")],
        &[
            "duplicate p.toml:33:101 (approval.documents.reconciliation_statement.warns): found `present` under `needs` and again under `warns`, expected every condition once in a document; remove one of the two",
        ],
    );
    expect(
        &[("application_form", "aplication_form")],
        &[
            "unknown_code p.toml:32:1 (approval.documents.aplication_form): found `aplication_form`, expected one of `application_form`, `draft_contract`, `reconciliation_statement`, `basic_situation`, `business_licence`, `tax_certificate`, `principal_contact`, `past_business`, `arrears_statement`, `branch_evaluation`; did you mean `application_form`?",
        ],
    );
}

#[test]
fn fields_of_the_basic_situation() {
    expect(
        &[(", fields = [\"phone\", \"legal_name\"]", "")],
        &[
            "missing p.toml:34:19 (approval.documents.basic_situation.fields): found no field, expected the fields that must be filled, at least one",
        ],
    );
    expect(
        &[(FORM, "application_form = { when = \"always\", needs = [\"present\"], fields = [\"phone\"] }")],
        &[
            "never_acts p.toml:32:69 (approval.documents.application_form.fields): found fields that nothing asks for, expected `fields` under `needs`; add `fields` to `needs`, or remove the list",
        ],
    );
    expect(
        &[("[\"phone\", \"legal_name\"]", "[\"phone\", \"name\"]")],
        &[
            "unknown_code p.toml:34:77 (approval.documents.basic_situation.fields[1]): found `name`, expected one of `legal_name`, `kind`, `identification`, `address`, `contact_name`, `phone`, `industry`, `region`, `owner`, `opened_on`",
        ],
    );
}
