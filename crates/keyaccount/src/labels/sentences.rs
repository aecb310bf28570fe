//! The sentences of `main_reason` and `next_step` (BOOK §5), and the words they are made of.

use super::{Label, Language};
use crate::policy::Fact;

/// A sentence in both languages; `{name}` stands for a value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sentence {
    english: &'static str,
    chinese: &'static str,
}

impl Sentence {
    pub(crate) const fn new(english: &'static str, chinese: &'static str) -> Self {
        Self { english, chinese }
    }

    pub(crate) const fn text(self, language: Language) -> &'static str {
        match language {
            Language::English => self.english,
            Language::Chinese => self.chinese,
        }
    }

    /// The sentence with its values. What stands in a value is never taken for a place of its own.
    pub(crate) fn fill(self, language: Language, values: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        let mut rest = self.text(language);
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            filled.push_str(values.iter().find(|(of, _)| *of == name).map_or("", |(_, value)| value));
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}

macro_rules! sentences {
    ($($(#[$doc:meta])* $name:ident $english:literal $chinese:literal,)+) => {
        $($(#[$doc])* pub(crate) const $name: $crate::labels::sentences::Sentence =
            $crate::labels::sentences::Sentence::new($english, $chinese);)+

        /// Every sentence.
        #[cfg(test)]
        pub(crate) const ALL: &[$crate::labels::sentences::Sentence] = &[$($name,)+];
    };
}
pub(crate) use sentences;

pub(crate) mod moves;

sentences! {
    // What decided the grade.
    OVERRIDDEN
        "graded {grade} by approval of {by}; without it: {computed}"
        "经{by}批准定为{grade}级；不调级时：{computed}",
    OVERRIDE_HELD
        "graded {approved} by approval of {by}, but held at {grade} by veto ({vetoes}); without the approval: {computed}"
        "经{by}批准定为{approved}级，因一票否决（{vetoes}）限为{grade}级；不调级时：{computed}",
    GRADE "grade {grade}" "{grade}级",
    NO_COMPOSITE "no composite score: {missing}" "无综合得分：{missing}",
    NO_PROSPECT "new customer without prospect score: {reason}" "新客户，无潜力得分：{reason}",
    CAPPED
        "{kind} {score} earns grade {raw}, held at {grade} by {caps}"
        "{kind}{score}，对应{raw}级，限为{grade}级：{caps}",
    CAP "{cap} ({condition})" "{cap}（{condition}）",
    WEAKEST
        "{kind} {score} earns grade {grade}; weakest dimension: {dimension} {points} (weight {weight})"
        "{kind}{score}，{grade}级；最弱维度：{dimension}{points}分（权重{weight}）",
    FULL_MARKS
        "{kind} {score} earns grade {grade}, full marks in every dimension rated"
        "{kind}{score}，{grade}级；已评维度均为满分",
    PROVISIONAL "{kind} {score} earns the provisional grade {grade}" "{kind}{score}，暂定{grade}级",
    DIMENSION_MISSING "{dimension} ({reason})" "{dimension}（{reason}）",
    // What would lift it.
    KEEP "best grade already; keep it" "已是最高等级，保持即可",
    APPROVED_ONLY
        "the grade rests on an approval, so only a new approval or its end changes it"
        "等级由批准确定，重新批准或批准到期后方可改变",
    LIFT_VETO
        "lift the veto ({vetoes}), and the approved grade {approved} holds"
        "解除一票否决（{vetoes}），即按批准的{approved}级",
    SUPPLY "supply {data}" "补充{data}",
    MORE_POINTS
        "{missing} more points of the {kind} (from {score} to {bound}) reach grade {then}"
        "{kind}再提高{missing}分（由{score}至{bound}）即为{then}级",
    LIFT_CAP "lift the cap {caps}, and the grade is {then}" "解除封顶：{caps}，即为{then}级",
    LIFT_CAPS
        "lift these {n} caps together, and the grade is {then}: {caps}"
        "同时解除以下{n}项封顶，即为{then}级：{caps}",
    POINTS_AND_CAPS
        "{missing} more points of the {kind} (from {score} to {bound}) together with lifting {n} cap(s) reach grade {then}: {caps}"
        "{kind}再提高{missing}分（由{score}至{bound}）并同时解除{n}项封顶，即为{then}级：{caps}",
    // Conditions.
    CONDITION "{fact}: {actual}, required: {required}" "{fact}：现为{actual}，须{required}",
    DAYS_NOW "{veto}, {days} days now" "{veto}，现{days}天",
    AT_LEAST "at least {bound}" "不低于{bound}",
    AT_MOST "at most {bound}" "不高于{bound}",
    ABOVE "above {bound}" "高于{bound}",
    BELOW "below {bound}" "低于{bound}",
    OTHER_THAN "other than {bound}" "不为{bound}",
    TO_BE "{bound}" "为{bound}",
    BAND_FROM "at least {band} (credit score from {bound})" "达到{band}（信用得分不低于{bound}）",
    OR " or " "或",
    YES "yes" "是",
    NO "no" "否",
    BEFORE "before {bound}" "早于{bound}",
    UP_TO "on {bound} or earlier" "不晚于{bound}",
    SINCE "on {bound} or later" "不早于{bound}",
    // What a reason found.
    FOUND "found {value}" "实际{value}",
    FOUND_SINCE "since {value}" "自{value}起",
    REQUIRED "required {value}" "要求{value}",
    APART "{value} apart" "相差{value}",
    CLAUSE "clause {value}" "依据：{value}",
    STEP_BY "{act} by the {role}" "{role}{act}",
    // Units.
    BAND_OR_BETTER "at least {band}, from {bound} points" "达到{band}，即{bound}分以上",
    N_POINTS "{n} points" "{n}分",
    N_PERCENT_POINTS "{n} percentage points" "{n}个百分点",
    A_WEIGHT "{n}% of the weight" "权重{n}%",
    ONE_DIMENSION "{n} dimension" "{n}个维度",
    N_DIMENSIONS "{n} dimensions" "{n}个维度",
    ONE_DAY "{n} day" "{n}天",
    N_DAYS "{n} days" "{n}天",
    ONE_MONTH "{n} month" "{n}个月",
    N_MONTHS "{n} months" "{n}个月",
    // Data that is missing.
    DATA_PAYMENTS "invoices and settlements of the last {months} months" "近{months}个月的发票与结算数据",
    DATA_ORDERS "order lines" "订单明细",
    DATA_ORDERS_WITH_COST "order lines with what they cost" "带成本的订单明细",
    DATA_QUANTITY "quantities of the order lines" "订单明细的数量",
    DATA_COST "what goods cost: the cost, margin or profit of the order lines" "成本数据：明细的成本、利润率或利润",
    DATA_LINE_COST "the cost of its order lines that have none ({n})" "缺少成本的{n}条订单明细的成本",
    DATA_RATING "a rating of {dimension}" "{dimension}的评分",
    DATA_POPULATION "a population snapshot of all customers" "全部客户的总体快照",
    DATA_FIRST_ASSESSMENT "a prospect assessment" "考察评估",
    DATA_NEW_ASSESSMENT "a new prospect assessment, the last one has expired" "新的考察评估（上次已过期）",
    DATA_WHOLE_ASSESSMENT "ratings of further criteria of the prospect assessment" "考察评估中尚未评分的项目",
    // Scores.
    COMPOSITE "composite score" "综合得分",
    PROSPECT "prospect score" "潜力得分",
}

/// Dimensions of the composite; those of the user's own keep their names.
pub(crate) const DIMENSIONS: &[Label] = &[
    Label::new("credit", "credit", "信用"),
    Label::new("volume", "order volume", "下单量"),
    Label::new("profit", "profit", "利润"),
    // The dimension that a shipped policy adds.
    Label::new("cooperation", "cooperation", "合作"),
];

/// A dimension as people read it.
pub(crate) fn dimension(name: &str, language: Language) -> &str {
    DIMENSIONS.iter().find(|label| label.code == name).map_or(name, |label| label.reading(language))
}

/// What a predicate asks, as people read it.
pub(crate) const fn fact(fact: Fact, language: Language) -> &'static str {
    let (english, chinese) = match fact {
        Fact::Vetoed => ("vetoed", "一票否决"),
        Fact::CreditBandByScore => ("credit grade by score", "按得分的信用等级"),
        Fact::CreditGrade => ("credit grade", "信用等级"),
        Fact::CreditScore => ("credit score", "信用得分"),
        Fact::VolumeScore => ("order volume score", "下单量得分"),
        Fact::ProfitScore => ("profit score", "利润得分"),
        Fact::CompositeScore => ("composite score", "综合得分"),
        Fact::MarginPercent => ("margin in percent", "利润率(%)"),
        Fact::MarginToPopulation => ("margin ÷ margin of all customers", "利润率÷总体利润率"),
        Fact::Profit => ("profit", "利润"),
        Fact::OrderAmount12m => ("order amount of twelve months", "近12个月下单金额"),
        Fact::OverdueAmount => ("overdue amount", "逾期金额"),
        Fact::WeightedDaysLate => ("weighted days late", "加权逾期天数"),
        Fact::MaxDaysLate => ("worst days late", "最长逾期天数"),
        Fact::OnTimeRate => ("on-time rate in percent", "准时率(%)"),
        Fact::OrderCount => ("orders", "订单数"),
        Fact::ShortRelationship => ("short relationship", "交易时间短"),
        Fact::DocumentsMissing => ("documents missing", "主要资料不全"),
        Fact::Kind => ("kind", "客户类型"),
        Fact::Region => ("region", "地区"),
        Fact::Country => ("country", "国家"),
        Fact::Industry => ("industry", "行业"),
        Fact::Size => ("size", "规模"),
    };
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}
