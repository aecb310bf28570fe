//! The papers and statements that go with a request (§5.5), as they were handed in.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::checks::{Checks, is_number};
use crate::book::{Code, EvaluationLevel};
use crate::decimal::Exact;
use crate::ids::PersonId;
use crate::policy::{BasicField, DocumentKind};

/// What was handed in with a request; what is left out is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Papers {
    /// 大客户申请表 (D1, R184).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_form: Option<Paper>,
    /// The blank contract or its draft (D2, R185).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft_contract: Option<Paper>,
    /// 对账单 (D3, R186).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reconciliation_statement: Option<Paper>,
    /// The basic information card (D4a).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basic_situation: Option<BasicCard>,
    /// The business licence (D4b).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_licence: Option<Paper>,
    /// The tax registration certificate (D4c).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_certificate: Option<Paper>,
    /// How to reach the person in charge (D4d).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub principal_contact: Option<PrincipalContact>,
    /// The business already done (D4e).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub past_business: Option<PastBusiness>,
    /// Whether the customer owes us money (D4f).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arrears_statement: Option<ArrearsStatement>,
    /// What the branch thinks of the customer (D4g).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branch_evaluation: Option<BranchEvaluation>,
}

/// A paper that is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Paper {
    /// Whether we signed it.
    pub signed_by_us: bool,
    /// Whether the customer signed it.
    pub signed_by_customer: bool,
    /// Whether it bears the customer's official seal (公章).
    pub customer_seal: bool,
    /// Whether it is a copy.
    pub copy: bool,
    /// The last day it holds, included; no end if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    /// Of a licence: the unified social credit code on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uscc: Option<String>,
}

/// The basic information card (客户基本信息卡, §3.1): what each field says. A blank one is not filled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "the fields of the card, as `BasicField` describes them")]
pub struct BasicCard {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identification: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub industry: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opened_on: Option<NaiveDate>,
}

impl BasicCard {
    /// Whether a field is filled.
    #[must_use]
    pub fn is_filled(&self, field: BasicField) -> bool {
        let text = match field {
            BasicField::LegalName => self.legal_name.as_deref(),
            BasicField::Kind => self.kind.as_deref(),
            BasicField::Identification => self.identification.as_deref(),
            BasicField::Address => self.address.as_deref(),
            BasicField::ContactName => self.contact_name.as_deref(),
            BasicField::Phone => self.phone.as_deref(),
            BasicField::Industry => self.industry.as_deref(),
            BasicField::Region => self.region.as_deref(),
            BasicField::Owner => self.owner.as_deref(),
            BasicField::OpenedOn => return self.opened_on.is_some(),
        };
        is_filled(text)
    }
}

/// Whether there is anything in a text.
pub(super) fn is_filled(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

/// Whom to reach at the customer's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PrincipalContact {
    /// The person in charge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The phone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// The business already done with a customer: amount and period, or that there was none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PastBusiness {
    /// There was none.
    pub none: bool,
    /// The amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Exact>,
    /// The period it is of, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
}

/// Whether the customer owes us money, and how much (是否欠我公司货款).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ArrearsStatement {
    /// Whether it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owes: Option<bool>,
    /// How much.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Exact>,
}

impl ArrearsStatement {
    /// What is declared to be owed: 0 for a no, which must not name an amount; nothing if the statement is
    /// not complete.
    #[must_use]
    pub fn declared(&self) -> Option<Exact> {
        match (self.owes?, self.amount) {
            (false, None) => Some(Exact::ZERO),
            (false, Some(amount)) => (amount == Exact::ZERO).then_some(amount),
            (true, amount) => amount.filter(|amount| amount.is_positive()),
        }
    }
}

/// What the branch thinks of the customer (办事处对客户的评价).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BranchEvaluation {
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<EvaluationLevel>,
}

impl Papers {
    /// A document that is a paper, if it is there.
    pub(super) const fn paper(&self, kind: DocumentKind) -> Option<&Paper> {
        match kind {
            DocumentKind::ApplicationForm => self.application_form.as_ref(),
            DocumentKind::DraftContract => self.draft_contract.as_ref(),
            DocumentKind::ReconciliationStatement => self.reconciliation_statement.as_ref(),
            DocumentKind::BusinessLicence => self.business_licence.as_ref(),
            DocumentKind::TaxCertificate => self.tax_certificate.as_ref(),
            _ => None,
        }
    }

    /// Whether a document is there at all, be it incomplete.
    #[must_use]
    pub const fn has(&self, kind: DocumentKind) -> bool {
        match kind {
            DocumentKind::BasicSituation => self.basic_situation.is_some(),
            DocumentKind::PrincipalContact => self.principal_contact.is_some(),
            DocumentKind::PastBusiness => self.past_business.is_some(),
            DocumentKind::ArrearsStatement => self.arrears_statement.is_some(),
            DocumentKind::BranchEvaluation => self.branch_evaluation.is_some(),
            paper => self.paper(paper).is_some(),
        }
    }

    /// The amounts stated, each with the document it is of.
    fn amounts(&self) -> [(DocumentKind, Option<Exact>); 2] {
        let past = self.past_business.as_ref().and_then(|past| past.amount);
        let arrears = self.arrears_statement.as_ref().and_then(|arrears| arrears.amount);
        [(DocumentKind::PastBusiness, past), (DocumentKind::ArrearsStatement, arrears)]
    }

    /// Whether they could be written down and read back: see [`check`](Self::check).
    pub(super) fn is_sound(&self) -> bool {
        self.amounts().into_iter().all(|(_, amount)| amount.is_none_or(is_number))
    }

    pub(super) fn check(&self, path: &str, checks: &mut Checks) {
        for (document, amount) in self.amounts() {
            checks.number(&format!("{path}.{}.amount", document.code()), amount);
        }
    }
}
