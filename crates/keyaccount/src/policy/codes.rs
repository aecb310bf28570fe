//! The codes of the policy's own closed lists.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    AccessForm, ArchiveAction, ArchivePart, Axis, BasicField, Boundary, Criterion, DocumentKind,
    DocumentTest, DocumentWhen, Interpolation, KeyAccountPreset, PartOf, Permission, Redelegation,
    RegisterField, RequestKind, StepAct, Treatment, ValueBasis, VipProducts, VipRoute, VolumeBasis,
};
use crate::book::Code;

macro_rules! policy_codes {
    ($($name:ident { $($variant:ident $code:literal,)+ })+) => {$(
        impl $name {
            /// Every entry of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
        }

        impl Code for $name {
            const CODES: &'static [&'static str] = &[$($code,)+];

            fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }

            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }

        /// By its code.
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let code = String::deserialize(deserializer)?;
                Self::from_code(&code).ok_or_else(|| serde::de::Error::unknown_variant(&code, Self::CODES))
            }
        }
    )+};
}

policy_codes! {
    Interpolation {
        Linear "linear",
        Steps "steps",
    }

    VolumeBasis {
        Amount "amount",
        Quantity "quantity",
    }

    Axis {
        Kind "kind",
        Region "region",
        Country "country",
        Industry "industry",
        Size "size",
        NeedClass "need_class",
    }

    Criterion {
        Scale "scale",
        FinancialStrength "financial_strength",
        IndustryPosition "industry_position",
        GrowthPotential "growth_potential",
        NeedFit "need_fit",
        CompetitionCost "competition_cost",
    }

    ArchivePart {
        BasicCard "basic_card",
        AssessmentReport "assessment_report",
        SupplyContract "supply_contract",
        SalesReport "sales_report",
        RelationshipNetwork "relationship_network",
    }

    PartOf {
        EveryCustomer "every_customer",
        KeyAccounts "key_accounts",
    }

    RegisterField {
        Name "name",
        VisitDate "visit_date",
        Phone "phone",
        Appearance "appearance",
        WorkUnit "work_unit",
        HomeAddress "home_address",
        PurchaseIntent "purchase_intent",
        VisitNotes "visit_notes",
    }

    Treatment {
        Remove "remove",
        Keep "keep",
        Group "group",
        Pseudonym "pseudonym",
        PseudonymOfSubject "pseudonym_of_subject",
        Phone "phone",
        AreaCode "area_code",
        Email "email",
        City "city",
        Province "province",
        Year "year",
        BirthBand "birth_band",
        AmountBand "amount_band",
    }

    ValueBasis {
        Profit "profit",
        Amount "amount",
    }
    KeyAccountPreset {
        ContractAndCredit "contract_and_credit",
        ShareAndScale "share_and_scale",
        SalesShareOrPosition "sales_share_or_position",
        PotentialOrShare "potential_or_share",
        InfluenceAndAmount "influence_and_amount",
        SizeOrImportance "size_or_importance",
        HighProfit "high_profit",
    }
    VipRoute {
        SingleOrder "single_order",
        Period "period",
        Official "official",
    }
    VipProducts {
        HighEnd "high_end",
        All "all",
    }
    ArchiveAction {
        SubmitChange "submit_change",
        EnterBasicInfo "enter_basic_info",
        EnterDynamicInfo "enter_dynamic_info",
        Maintain "maintain",
        FilePapers "file_papers",
        Search "search",
        ViewElectronic "view_electronic",
        ViewPaperExtract "view_paper_extract",
        Export "export",
        DiscloseExternal "disclose_external",
        Backup "backup",
        Restore "restore",
        GrantAccess "grant_access",
        Audit "audit",
        Anonymise "anonymise",
        Dispose "dispose",
        SetConfidentiality "set_confidentiality",
    }
    AccessForm {
        Paper "paper",
        Electronic "electronic",
    }
    Permission {
        Allow "allow",
        OwnCustomers "own",
        NeedsApproval "approval",
        NeedsTwoApprovals "two_approvals",
        Deny "deny",
    }

    StepAct {
        Sign "sign",
        Approve "approve",
        File "file",
    }
    Boundary {
        Higher "higher",
        Lower "lower",
        Reject "reject",
    }
    Redelegation {
        Never "never",
    }
    RequestKind {
        KeyAccount "key_account",
        Vip "vip",
        ArchiveAccess "archive_access",
        Gift "gift",
    }
    DocumentKind {
        ApplicationForm "application_form",
        DraftContract "draft_contract",
        ReconciliationStatement "reconciliation_statement",
        BasicSituation "basic_situation",
        BusinessLicence "business_licence",
        TaxCertificate "tax_certificate",
        PrincipalContact "principal_contact",
        PastBusiness "past_business",
        ArrearsStatement "arrears_statement",
        BranchEvaluation "branch_evaluation",
    }
    DocumentWhen {
        Always "always",
        PriorBusiness "prior_business",
        NotIndividual "not_individual",
    }
    DocumentTest {
        Present "present",
        PresentOrUscc "present_or_uscc",
        SignedByUs "signed_by_us",
        SignedByCustomer "signed_by_customer",
        CustomerSeal "customer_seal",
        NotExpired "not_expired",
        FloorPrice "floor_price",
        Fields "fields",
        Name "name",
        Phone "phone",
        AmountAndPeriod "amount_and_period",
        AnswerAndAmount "answer_and_amount",
        AgreesWithLedger "agrees_with_ledger",
        Text "text",
        Level "level",
    }
    BasicField {
        LegalName "legal_name",
        Kind "kind",
        Identification "identification",
        Address "address",
        ContactName "contact_name",
        Phone "phone",
        Industry "industry",
        Region "region",
        Owner "owner",
        OpenedOn "opened_on",
    }
}
