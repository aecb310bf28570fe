//! The rules of §5.2–5.6a as a value, written by hand: what the shipped policies are held against, and
//! what tests of approval start from.

use rust_decimal::Decimal;

use super::{
    Approval, ApprovalTier, BasicField, BelowFloorPrice, Boundary, DelegationRules, DocumentKind,
    DocumentRule, DocumentTest, DocumentWhen, Redelegation, RequestKind, StepAct, TierStep,
};

/// Three tiers, ten documents, delegation of 90 days.
pub(crate) fn approval() -> Approval {
    use StepAct::{Approve, File, Sign};
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let tier = |name: &str, from: i64, to: Option<i64>, steps: &[(StepAct, &str)]| ApprovalTier {
        name: name.to_owned(),
        clause: None,
        from: Decimal::from(from),
        to: to.map(Decimal::from),
        steps: steps
            .iter()
            .map(|(act, role)| TierStep { act: *act, role: (*role).to_owned(), clause: None })
            .collect(),
    };
    Approval {
        clause: None,
        roles: names(&["branch_manager", "key_account_dept", "deputy_sales_director", "sales_director"]),
        unit_roles: names(&["branch_manager"]),
        shared_roles: names(&["key_account_dept"]),
        boundary: Boundary::Higher,
        no_amount: Some(2),
        below_floor_price: BelowFloorPrice::AtLeastTier(2),
        split_window_days: Some(90),
        segregation: true,
        tiers: vec![
            tier(
                "tier_1",
                0,
                Some(100_000),
                &[(Sign, "branch_manager"), (Approve, "key_account_dept"), (File, "key_account_dept")],
            ),
            tier(
                "tier_2",
                100_000,
                Some(300_000),
                &[(Sign, "key_account_dept"), (Approve, "deputy_sales_director")],
            ),
            tier(
                "tier_3",
                300_000,
                None,
                &[(Sign, "key_account_dept"), (Sign, "deputy_sales_director"), (Approve, "sales_director")],
            ),
        ],
        documents: documents(),
        delegation: Some(DelegationRules {
            clause: None,
            max_days: 90,
            written: true,
            redelegation: Redelegation::Never,
            scopes: vec![RequestKind::KeyAccount],
        }),
    }
}

fn documents() -> Vec<DocumentRule> {
    use DocumentKind as Document;
    use DocumentTest as Test;
    use DocumentWhen::{Always, NotIndividual, PriorBusiness};
    let rule = |document, when, needs: &[Test]| DocumentRule {
        document,
        clause: None,
        when,
        needs: needs.to_vec(),
        warns: Vec::new(),
        fields: Vec::new(),
    };
    vec![
        rule(Document::ApplicationForm, Always, &[Test::Present]),
        rule(Document::DraftContract, Always, &[Test::Present, Test::FloorPrice]),
        rule(
            Document::ReconciliationStatement,
            PriorBusiness,
            &[Test::Present, Test::SignedByUs, Test::SignedByCustomer, Test::CustomerSeal],
        ),
        DocumentRule {
            fields: BasicField::ALL.to_vec(),
            ..rule(Document::BasicSituation, Always, &[Test::Fields])
        },
        rule(Document::BusinessLicence, NotIndividual, &[Test::Present, Test::NotExpired]),
        rule(Document::TaxCertificate, NotIndividual, &[Test::PresentOrUscc]),
        rule(Document::PrincipalContact, Always, &[Test::Name, Test::Phone]),
        rule(Document::PastBusiness, Always, &[Test::AmountAndPeriod]),
        DocumentRule {
            warns: vec![Test::AgreesWithLedger],
            ..rule(Document::ArrearsStatement, Always, &[Test::AnswerAndAmount])
        },
        rule(Document::BranchEvaluation, Always, &[Test::Text, Test::Level]),
    ]
}
