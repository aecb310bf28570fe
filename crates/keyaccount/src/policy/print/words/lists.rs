//! The closed lists of policies in words.

use super::super::draft::Words;
use crate::book::{CustomerKind, DelayReasonKind};
use crate::labels::sentences::{self, Sentence, sentences};
use crate::policy::{Axis, Criterion, Dimension};

sentences! {
    LATE_DELIVERY "we delivered late" "我方交货延误",
    QUALITY_DISPUTE "a complaint about quality was upheld" "质量异议成立",
    BILLING_ERROR "we made a mistake in billing or reconciliation" "我方开票或对账差错",
    FORCE_MAJEURE "force majeure" "不可抗力",
    BANK_CLEARING "bank clearing or public holidays" "银行清算或法定假日",
    CASH_SHORTAGE "the customer is short of cash" "客户资金紧张",
    INTERNAL_PROCESS "the customer's internal procedures" "客户内部流程",
    UNKNOWN "reason unknown" "原因不明",
    WILFUL_DEFAULT "wilful default" "恶意拖欠",
    KIND "type of customer" "客户类型",
    REGION "region" "地区",
    COUNTRY "country" "国家",
    INDUSTRY "industry" "行业",
    SIZE "size" "规模",
    NEED_CLASS "class of need" "需求类别",
    SCALE "scale" "规模",
    FINANCIAL_STRENGTH "financial strength" "资金实力",
    INDUSTRY_POSITION "position in the industry" "行业地位",
    GROWTH_POTENTIAL "growth potential" "发展潜力",
    NEED_FIT "fit of needs" "需求匹配",
    COMPETITION_COST "competition and cost of winning the customer" "竞争对手与开发费用",
    CREDIT "credit" "信用",
    VOLUME "order volume" "下单量",
    PROFIT "profit" "利润",
    ENTERPRISE "enterprise" "企业",
    PUBLIC_UNIT "public body" "行政单位",
    INDIVIDUAL "individual" "个人",
    DEALER "dealer" "经销商",
    INSTITUTION "institution" "机构",
}

/// Why a payment was late.
pub(in super::super) const fn delay_reason(kind: DelayReasonKind) -> Sentence {
    match kind {
        DelayReasonKind::SellerLateDelivery => LATE_DELIVERY,
        DelayReasonKind::SellerQualityDispute => QUALITY_DISPUTE,
        DelayReasonKind::SellerBillingError => BILLING_ERROR,
        DelayReasonKind::ForceMajeure => FORCE_MAJEURE,
        DelayReasonKind::BankClearing => BANK_CLEARING,
        DelayReasonKind::CashShortage => CASH_SHORTAGE,
        DelayReasonKind::InternalProcess => INTERNAL_PROCESS,
        DelayReasonKind::Unknown => UNKNOWN,
        DelayReasonKind::WilfulDefault => WILFUL_DEFAULT,
    }
}

/// An attribute of customers.
pub(in super::super) const fn axis(axis: Axis) -> Sentence {
    match axis {
        Axis::Kind => KIND,
        Axis::Region => REGION,
        Axis::Country => COUNTRY,
        Axis::Industry => INDUSTRY,
        Axis::Size => SIZE,
        Axis::NeedClass => NEED_CLASS,
    }
}

/// A criterion of a prospect assessment.
pub(in super::super) const fn criterion(criterion: Criterion) -> Sentence {
    match criterion {
        Criterion::Scale => SCALE,
        Criterion::FinancialStrength => FINANCIAL_STRENGTH,
        Criterion::IndustryPosition => INDUSTRY_POSITION,
        Criterion::GrowthPotential => GROWTH_POTENTIAL,
        Criterion::NeedFit => NEED_FIT,
        Criterion::CompetitionCost => COMPETITION_COST,
    }
}

/// A dimension of the composite; those of the user's own keep their names.
pub(in super::super) fn dimension(dimension: &Dimension, words: &Words<'_>) -> String {
    match dimension {
        Dimension::Credit => words.say(CREDIT, &[]),
        Dimension::Volume => words.say(VOLUME, &[]),
        Dimension::Profit => words.say(PROFIT, &[]),
        Dimension::Rated(name) => sentences::dimension(name, words.language).to_owned(),
    }
}

/// The type of customer.
pub(in super::super) const fn customer_kind(kind: CustomerKind) -> Sentence {
    match kind {
        CustomerKind::Enterprise => ENTERPRISE,
        CustomerKind::PublicUnit => PUBLIC_UNIT,
        CustomerKind::Individual => INDIVIDUAL,
        CustomerKind::Dealer => DEALER,
        CustomerKind::Institution => INSTITUTION,
    }
}
