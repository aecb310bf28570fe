//! What each code of a result cell reads as, by column.

use super::{Label, admission, due, verdict};
use crate::reason;

/// The codes of a column; none if its cells are no codes.
pub(super) fn of_column(column: &str) -> &'static [Label] {
    match of_either_side(column) {
        "track" if column == "track" => TRACK,
        "track" => TRACK_OR_ABSENT,
        "credit_unrated" | "volume_unrated" | "profit_unrated" | "composite_unrated" => reason::UNRATED,
        "vetoes" => reason::VETOES,
        "credit_caps" => reason::CREDIT_CAPS,
        "caps" => reason::CAPS,
        "value_class" => VALUE_CLASS,
        "step" => STEP,
        "hold" => HOLD,
        "hold_reasons" => reason::HOLD,
        "deal_stage" => DEAL_STAGE,
        "state" => STATE,
        "excused_by" => EXCUSED_BY,
        "metric" => METRIC,
        "measure" => MEASURE,
        "grouped_by" => GROUPED_BY,
        "inversion" => INVERSION,
        "direction" => DIRECTION,
        "causes" | "decisive" => CAUSES,
        "affects" => AFFECTS,
        "decision" => verdict::OUTCOMES,
        "conditions" => &admission::CONDITIONS,
        "automated" => HOLD,
        "due_kind" => due::KINDS,
        "due" => &due::CODES,
        "due_state" => due::STATES,
        "overdue_unit" => due::UNITS,
        "role" => super::roles::ROLES,
        _ => &[],
    }
}

/// The column itself, of which a comparison shows both sides.
pub(crate) fn of_either_side(column: &str) -> &str {
    column.strip_suffix("_before").or_else(|| column.strip_suffix("_after")).unwrap_or(column)
}

const TRACK: &[Label] = &[
    Label::new("rated", "rated", "已评级"),
    Label::new("unrated", "unrated", "未评级"),
    Label::new("new", "new", "新客户"),
];

const TRACK_OR_ABSENT: &[Label] = &[
    Label::new("rated", "rated", "已评级"),
    Label::new("unrated", "unrated", "未评级"),
    Label::new("new", "new", "新客户"),
    Label::new("absent", "not in the book", "不在名单"),
];

/// The steps of an explanation.
const STEP: &[Label] = &[
    Label::new("dimension", "dimension", "评分项目"),
    Label::new("composite", "composite", "综合得分"),
    Label::new("prospect", "prospect", "潜力得分"),
    Label::new("cap", "cap", "封顶"),
    Label::new("approval", "approval", "批准"),
];

/// The value classes of the shipped policies.
const VALUE_CLASS: &[Label] = &[
    Label::new("high", "high", "高价值"),
    Label::new("medium", "medium", "中价值"),
    Label::new("low", "low", "低价值"),
];

const HOLD: &[Label] = &[Label::new("yes", "yes", "是"), Label::new("no", "no", "否")];

const DEAL_STAGE: &[Label] = &[
    Label::new("new", "new", "新建客户"),
    Label::new("not_yet_closed", "not yet closed", "未成交"),
    Label::new("closed", "closed", "已成交"),
];

const STATE: &[Label] = &[
    Label::new("paid", "paid", "已付"),
    Label::new("open", "open", "未付"),
    Label::new("written_off", "written off", "已核销"),
];

/// Delay reasons with the days they excuse (§4.2.4).
const EXCUSED_BY: &[Label] = &[
    Label::new("seller_late_delivery:{}", "late delivery of ours, {} d", "我方交货延误{}天"),
    Label::new("seller_quality_dispute:{}", "quality dispute upheld, {} d", "质量异议成立{}天"),
    Label::new("seller_billing_error:{}", "billing error of ours, {} d", "开票/对账差错{}天"),
    Label::new("force_majeure:{}", "force majeure, {} d", "不可抗力{}天"),
    Label::new("bank_clearing:{}", "bank clearing or holiday, {} d", "银行/法定假日清算{}天"),
    Label::new("cash_shortage:{}", "cash shortage, {} d", "资金紧张{}天"),
    Label::new("internal_process:{}", "internal process, {} d", "内部流程{}天"),
    Label::new("unknown:{}", "unknown reason, {} d", "原因不明{}天"),
    Label::new("wilful_default:{}", "wilful default, {} d", "恶意拖欠{}天"),
];

const METRIC: &[Label] = &[
    Label::new("customers", "customers", "客户数"),
    Label::new("population", "customers that are not new", "参与排名的客户数(不含新客户)"),
    Label::new("order_amount", "order amount", "下单金额合计"),
    Label::new("profit", "profit", "利润合计"),
    Label::new(
        "population_margin",
        "margin of the customers rated in profit, %",
        "已评利润客户的总体利润率(%)",
    ),
    Label::new("receivables_begin", "receivables when the window began", "期初应收账款"),
    Label::new("credit_sales", "invoiced in the window", "期内开票金额"),
    Label::new("receivables_end", "receivables at the end", "期末应收账款"),
    Label::new("receivables_overdue", "of which overdue", "其中逾期应收账款"),
    Label::new("dso", "days sales outstanding (DSO)", "应收账款周转天数(DSO)"),
    Label::new("best_possible_dso", "best possible DSO", "最佳周转天数(BPDSO)"),
    Label::new("average_days_delinquent", "average days delinquent (ADD)", "平均拖欠天数(ADD)"),
    Label::new("cei", "collection effectiveness index (CEI), %", "回款效率指数(CEI, %)"),
    Label::new("grade_{}", "customers of grade {}", "{}级客户数"),
    Label::new("customers_unrated", "customers unrated", "未评级客户数"),
    Label::new("customers_new", "new customers", "新客户数"),
];

/// The scores a back-test holds against outcomes; a dimension of the user's own keeps its name.
const MEASURE: &[Label] = &[
    Label::new("composite", "composite score", "综合得分"),
    Label::new("credit", "credit score", "信用得分"),
    Label::new("volume", "order volume score", "下单量得分"),
    Label::new("profit", "profit score", "利润得分"),
    Label::new("prospect", "prospect score", "潜力得分"),
];

const GROUPED_BY: &[Label] = &[
    Label::new("band", "band of the score", "得分对应等级"),
    Label::new("grade", "grade", "最终等级"),
    Label::new("tenth", "tenth of the customers", "得分十等分"),
];

/// Whether a group turned out better than the one above it.
const INVERSION: &[Label] = &[
    Label::new("no", "no", "否"),
    Label::new("chance", "yes, chance may explain it", "是，可能出于偶然"),
    Label::new("beyond_chance", "yes, by more than chance explains", "是，超出偶然范围"),
];

const DIRECTION: &[Label] = &[
    Label::new("up", "up", "升级"),
    Label::new("down", "down", "降级"),
    Label::new("graded", "newly graded", "新获等级"),
    Label::new("ungraded", "no longer graded", "失去等级"),
    Label::new("in", "new in the book", "新进名单"),
    Label::new("out", "no longer in the book", "退出名单"),
    Label::new("other", "otherwise", "其他变动"),
];

/// What moves a customer from one grade to another.
pub(crate) const CAUSES: &[Label] = &[
    Label::new("came", "new in the book", "新进名单"),
    Label::new("went", "no longer in the book", "退出名单"),
    Label::new("override_came", "newly approved grade", "批准调级"),
    Label::new("override_went", "approved grade no longer holds", "批准等级失效"),
    Label::new("override_changed", "another approved grade", "批准等级更改"),
    Label::new("track", "new customer or not", "是否新客户"),
    Label::new("prospect_score", "prospect score", "潜力得分"),
    Label::new("veto_came", "veto that now holds", "新增一票否决"),
    Label::new("veto_went", "veto lifted", "一票否决解除"),
    Label::new("cap_came", "cap that now holds", "触发封顶"),
    Label::new("cap_went", "cap lifted", "封顶解除"),
    Label::new("credit_cap_came", "credit cap that now holds", "触发信用封顶"),
    Label::new("credit_cap_went", "credit cap lifted", "信用封顶解除"),
    Label::new("credit_score", "credit score", "信用得分"),
    Label::new("volume_score", "order volume score", "下单量得分"),
    Label::new("profit_score", "profit score", "利润得分"),
    Label::new("rating", "score of a dimension of one's own", "自设维度评分"),
    Label::new("profile", "master data", "客户资料"),
    Label::new("weights", "weights", "权重"),
    Label::new("minimums", "fewest dimensions or least weight", "最低维度数或权重"),
    Label::new("bands", "grades and bounds", "等级与分数线"),
    Label::new("caps", "caps as written", "封顶规定"),
    Label::new("override_rule", "approvals and vetoes", "批准与一票否决"),
    Label::new("together", "several together", "多项共同作用"),
];

/// What a value of the policy can change.
const AFFECTS: &[Label] = &[
    Label::new("weights", "weights", "权重"),
    Label::new("minimums", "fewest dimensions or least weight", "最低维度数或权重"),
    Label::new("bands", "grades and bounds", "等级与分数线"),
    Label::new("caps", "caps as written", "封顶规定"),
    Label::new("override_rule", "approvals and vetoes", "批准与一票否决"),
    Label::new("vetoes", "vetoes", "一票否决"),
    Label::new("credit_caps", "caps on the credit grade", "信用等级封顶规定"),
    Label::new("credit_score", "credit score", "信用得分"),
    Label::new("volume_score", "order volume score", "下单量得分"),
    Label::new("profit_score", "profit score", "利润得分"),
    Label::new("prospect_score", "prospect score", "潜力得分"),
];
