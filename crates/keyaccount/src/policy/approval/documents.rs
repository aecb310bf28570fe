//! `[approval.documents]`: what must be there when a contract is submitted (§5.5).

use serde::{Deserialize, Serialize};

/// A document that is required: when, and what makes it complete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DocumentRule {
    /// The document.
    pub document: DocumentKind,
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// When it is required.
    pub when: DocumentWhen,
    /// What must hold of it, at least one, in the order of [`DocumentTest::ALL`]. Whatever does not makes
    /// it missing.
    pub needs: Vec<DocumentTest>,
    /// What is only warned of when it does not hold; none of `needs`, in the same order.
    pub warns: Vec<DocumentTest>,
    /// What [`DocumentTest::Fields`] asks for, in the order of [`BasicField::ALL`]; empty without it.
    pub fields: Vec<BasicField>,
}

/// A paper or a statement: a closed list (D1–D4g of §5.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// `application_form`: 大客户申请表 (D1, R184).
    ApplicationForm,
    /// `draft_contract`: the blank contract or its draft (D2, R185).
    DraftContract,
    /// `reconciliation_statement`: 对账单, what both sides agree is owed (D3, R186).
    ReconciliationStatement,
    /// `basic_situation`: the basic information card (D4a, R187).
    BasicSituation,
    /// `business_licence` (D4b).
    BusinessLicence,
    /// `tax_certificate`: the tax registration certificate (D4c).
    TaxCertificate,
    /// `principal_contact`: how to reach the person in charge (D4d).
    PrincipalContact,
    /// `past_business`: the business already done (D4e).
    PastBusiness,
    /// `arrears_statement`: whether the customer owes us money (D4f).
    ArrearsStatement,
    /// `branch_evaluation`: what the branch thinks of the customer (D4g).
    BranchEvaluation,
}

/// When a document is required: a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentWhen {
    /// `always`
    Always,
    /// `prior_business`: there is an order or an invoice from before the submission.
    PriorBusiness,
    /// `not_individual`: the customer is no individual.
    NotIndividual,
}

/// What makes a document complete: a closed list. Which documents a test is for is decided by
/// [`DocumentKind::can_meet`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentTest {
    /// `present`: the paper is there.
    Present,
    /// `present_or_uscc`: the paper is there, or the business licence carries a valid unified social credit
    /// code, which took the place of separate tax certificates (A33).
    PresentOrUscc,
    /// `signed_by_us`
    SignedByUs,
    /// `signed_by_customer`
    SignedByCustomer,
    /// `customer_seal`: the customer's official seal (公章).
    CustomerSeal,
    /// `not_expired`: `valid_to` is not before the day of submission; blank is no end.
    NotExpired,
    /// `floor_price`: the settlement floor price is stated and above 0.
    FloorPrice,
    /// `fields`: every field of [`DocumentRule::fields`] is filled.
    Fields,
    /// `name`: the person's name is stated.
    Name,
    /// `phone`: the person's phone is stated.
    Phone,
    /// `amount_and_period`: the amount and the period of the business are stated, or that there was none.
    AmountAndPeriod,
    /// `answer_and_amount`: yes or no is stated, and with yes the amount.
    AnswerAndAmount,
    /// `agrees_with_ledger`: what is stated is the open amount of the book.
    AgreesWithLedger,
    /// `text`: there are words of judgement.
    Text,
    /// `level`: there is a level.
    Level,
}

/// A field of the basic information card: a closed list of ten (§3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BasicField {
    /// `legal_name`
    LegalName,
    /// `kind`
    Kind,
    /// `identification`: the unified social credit code, or an individual's reference.
    Identification,
    /// `address`
    Address,
    /// `contact_name`: the primary contact's name.
    ContactName,
    /// `phone`: the primary contact's phone.
    Phone,
    /// `industry`
    Industry,
    /// `region`
    Region,
    /// `owner`: who of us is in charge.
    Owner,
    /// `opened_on`: when the file was opened.
    OpenedOn,
}

impl DocumentKind {
    /// Whether such a document can pass a test at all. A paper can be present, signed, sealed and expired;
    /// every other test is about what one document states.
    #[must_use]
    pub const fn can_meet(self, test: DocumentTest) -> bool {
        use DocumentTest as Of;
        match test {
            Of::Present | Of::SignedByUs | Of::SignedByCustomer | Of::CustomerSeal | Of::NotExpired => {
                // No separate tax certificate has been issued since 2015-10-01.
                self.is_paper() && !matches!(self, Self::TaxCertificate)
            }
            Of::PresentOrUscc => matches!(self, Self::TaxCertificate),
            Of::FloorPrice => matches!(self, Self::DraftContract),
            Of::Fields => matches!(self, Self::BasicSituation),
            Of::Name | Of::Phone => matches!(self, Self::PrincipalContact),
            Of::AmountAndPeriod => matches!(self, Self::PastBusiness),
            Of::AnswerAndAmount | Of::AgreesWithLedger => matches!(self, Self::ArrearsStatement),
            Of::Text | Of::Level => matches!(self, Self::BranchEvaluation),
        }
    }

    /// Whether it is a paper of its own, rather than something stated about the customer.
    #[must_use]
    pub const fn is_paper(self) -> bool {
        matches!(
            self,
            Self::ApplicationForm
                | Self::DraftContract
                | Self::ReconciliationStatement
                | Self::BusinessLicence
                | Self::TaxCertificate
        )
    }
}
