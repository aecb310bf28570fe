//! How the facts and codes of admission read.

use super::sentences;
use super::{Label, Language};
use crate::book::{CustomerKind, EvaluationLevel, OfficialRank};
use crate::policy::AdmissionFact;
use crate::reason::ReasonCode;

const fn of((english, chinese): (&'static str, &'static str), language: Language) -> &'static str {
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}

/// What a definition of key accounts asks, in a few words.
pub(crate) const fn fact(fact: AdmissionFact, language: Language) -> &'static str {
    if let Some(fact) = fact.of_caps() {
        return sentences::fact(fact, language);
    }
    of(
        match fact {
            AdmissionFact::Contract => ("contract", "合同"),
            AdmissionFact::SignedContract => ("signed contract", "已签订的合同"),
            AdmissionFact::CapitalOccupied => ("capital occupied", "资金占压"),
            AdmissionFact::GoodCredit => ("good credit", "信誉较好"),
            AdmissionFact::VolumeShare => ("share of all orders", "下单占比"),
            AdmissionFact::ProspectScore => ("prospect score", "潜力得分"),
            AdmissionFact::Grade => ("grade", "客户等级"),
            AdmissionFact::ValueClass => ("value class", "价值分类"),
            AdmissionFact::PositionRating => ("place in the industry", "行业地位评分"),
            _ => ("branch evaluation", "办事处评价"),
        },
        language,
    )
}

/// What decides on admission: the facts of definitions, and the ways to become a VIP.
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "worked out when it is compiled")]
pub(crate) const CONDITIONS: [Label; AdmissionFact::ALL.len() + VIP.len()] = {
    let mut labels = [VIP[0]; AdmissionFact::ALL.len() + VIP.len()];
    let mut at = 0;
    while at < labels.len() {
        labels[at] = if at < AdmissionFact::ALL.len() {
            let of = AdmissionFact::ALL[at];
            Label::new(of.name(), fact(of, Language::English), fact(of, Language::Chinese))
        } else {
            VIP[at - AdmissionFact::ALL.len()]
        };
        at += 1;
    }
    labels
};

/// What a reason says a listing rests on that the company proposed.
pub(crate) const COMPANY_PROPOSED: &str = "company_proposed";

const VIP: [Label; 5] = [
    Label::new(COMPANY_PROPOSED, "approved proposal of the company", "公司推荐并经批准"),
    ReasonCode::SingleOrder.label(),
    ReasonCode::PeriodPurchases.label(),
    ReasonCode::OfficialRank.label(),
    ReasonCode::ListingEnded.label(),
];

/// A branch evaluation.
pub(crate) const fn evaluation(level: EvaluationLevel, language: Language) -> &'static str {
    of(
        match level {
            EvaluationLevel::Poor => ("poor", "差"),
            EvaluationLevel::Fair => ("fair", "一般"),
            EvaluationLevel::Good => ("good", "较好"),
            EvaluationLevel::Excellent => ("excellent", "好"),
        },
        language,
    )
}

/// A kind of customer.
pub(crate) const fn kind(kind: CustomerKind, language: Language) -> &'static str {
    of(
        match kind {
            CustomerKind::Enterprise => ("enterprise", "企业"),
            CustomerKind::PublicUnit => ("public unit", "行政单位"),
            CustomerKind::Individual => ("individual", "个人"),
            CustomerKind::Dealer => ("dealer", "经销商"),
            CustomerKind::Institution => ("institution", "机构"),
        },
        language,
    )
}

/// A civil servant's rank.
pub(crate) const fn rank(rank: OfficialRank, language: Language) -> &'static str {
    of(
        match rank {
            OfficialRank::DeputySection => ("deputy section chief", "副科级"),
            OfficialRank::Section => ("section chief", "正科级"),
            OfficialRank::DeputyDivision => ("deputy division chief", "副处级"),
            OfficialRank::Division => ("division chief", "正处级"),
            OfficialRank::DeputyBureau => ("deputy bureau chief", "副厅级"),
            OfficialRank::Bureau => ("bureau chief", "正厅级"),
            OfficialRank::DeputyMinister => ("deputy minister", "副部级"),
            OfficialRank::Minister => ("minister", "正部级"),
        },
        language,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_level_and_rank_reads_in_both_languages() {
        for language in Language::ALL {
            let facts = AdmissionFact::ALL.iter().map(|one| fact(*one, language));
            let levels = EvaluationLevel::ALL.iter().map(|one| evaluation(*one, language));
            let ranks = OfficialRank::ALL.iter().map(|one| rank(*one, language));
            let kinds = CustomerKind::ALL.iter().map(|one| kind(*one, language));
            let all: Vec<_> = facts.chain(levels).chain(ranks).chain(kinds).collect();
            let distinct: std::collections::BTreeSet<_> = all.iter().collect();
            assert_eq!(distinct.len(), all.len(), "{all:?}");
            assert!(all.iter().all(|reading| reading.is_ascii() == (language == Language::English)));
        }
    }
}
