//! The sentences of decisions, and the words they are made of.

use super::Label;
use super::sentences::sentences;
pub(crate) use super::sentences::{CLAUSE, OR};

/// What a decision comes to, in a cell.
pub(crate) const OUTCOMES: &[Label] = &[
    Label::new("permit", "permitted", "准予"),
    Label::new("deny", "not permitted", "不予准许"),
    Label::new("indeterminate", "cannot be decided", "无法判定"),
];

sentences! {
    // What it comes to.
    PERMIT "permitted" "准予",
    DENY "not permitted" "不予准许",
    INDETERMINATE "cannot be decided: data is missing" "数据缺失，无法判定",
    // What a verdict is made of.
    REASONS "Reasons" "理由",
    REMEDIES "What would change it" "改进条件",
    OBLIGATIONS "What must follow" "后续义务",
    WARNINGS "To be known" "提示",
    // What would change it.
    SUPPLY "put it on record in the table {table}" "补入数据表{table}",
    STATE "state {field}" "填写{field}",
    ADD_DOCUMENT "add {document}" "补交{document}",
    COMPLETE_DOCUMENT "complete {document}, which lacks: {lacks}" "补全{document}，尚缺：{lacks}",
    ACT "{role} {does}" "由{role}{does}",
    ACT_BY "{person} {does} as {role}" "由{person}以{role}身份{does}",
    ACT_BY_DELEGATION
        "{person} {does} for the {role} on delegation {delegation}"
        "由{person}凭授权书{delegation}代{role}{does}",
    // What whoever acts does.
    DOES "does it" "办理",
    APPROVES "approves it" "批准",
    GRANTS "grants it" "批准使用",
    SIGNS_OFF "signs it off" "签字同意",
    DECIDES "decides on it" "审批",
    TAKES_STEP "takes the step that is due" "办理当前步骤",
    ATTENDS "attends" "到场监销",
    FROM "wait until {date}" "自{date}起",
    MORE "{by} more, to {to}" "再增加{by}，达到{to}",
    LESS "{by} less, to {to}" "再减少{by}，降至{to}",
    BECOME "become {values}" "变更为{values}",
    AMEND "change the terms" "变更申请内容",
    END "end it" "予以解除",
    UNREACHABLE "nothing changes it" "无法改变",
    // Who and when.
    BY_ROLE "by the {value}" "{value}负责",
    BY_DAY "by {value}" "不晚于{value}",
}
