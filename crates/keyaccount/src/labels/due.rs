//! The sentences of what is due, and the words they are made of.

use super::Label;
pub(crate) use super::sentences::Sentence as Part;
use super::sentences::sentences;
pub(crate) use super::verdict::{BY_ROLE, CLAUSE};
use crate::due::{DueCode, DueKind, DueState};

/// What is due, in a cell.
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "worked out when it is compiled")]
pub(crate) const CODES: [Label; DueCode::ALL.len()] = {
    let mut labels = [DueCode::ALL[0].label(); DueCode::ALL.len()];
    let mut at = 0;
    while at < labels.len() {
        labels[at] = DueCode::ALL[at].label();
        at += 1;
    }
    labels
};

pub(crate) const KINDS: &[Label] = &[
    DueKind::Incidents.label(),
    DueKind::Calls.label(),
    DueKind::Duties.label(),
    DueKind::Retention.label(),
];

pub(crate) const STATES: &[Label] =
    &[DueState::Upcoming.label(), DueState::Due.label(), DueState::Overdue.label()];

pub(crate) const UNITS: &[Label] =
    &[Label::new("days", "days", "天"), Label::new("hours", "hours begun", "小时（不足1小时按1小时计）")];

sentences! {
    // What it is about.
    CUSTOMER "customer {id}" "客户{id}",
    CONTACT "contact {id}" "联系人{id}",
    ARCHIVE "file {id}" "档案{id}",
    RECORD "record {id}" "记录{id}",
    INCIDENT "incident {id}" "事件{id}",
    // By when.
    NOT_BEFORE "not before {since}" "{since}起办理",
    DUE_ON "due on {since}" "{since}办理",
    DUE_BETWEEN "due from {since} to {until}" "{since}至{until}办理",
    DUE_SINCE "due since {since}" "自{since}起应办",
    DUE_BY "due by {until}" "应于{until}前（含）办理",
    LATE_ONE_DAY "due by {until}, overdue by 1 day" "应于{until}前（含）办理，已逾期1天",
    LATE_DAYS "due by {until}, overdue by {n} days" "应于{until}前（含）办理，已逾期{n}天",
    LATE_ONE_HOUR "due by {until}, overdue by 1 hour begun" "应于{until}前（含）办理，已逾期1小时（不足1小时按1小时计）",
    LATE_HOURS "due by {until}, overdue by {n} hours begun" "应于{until}前（含）办理，已逾期{n}小时（不足1小时按1小时计）",
    // By whom, and on what ground.
    BY_PERSON "by {value}" "由{value}办理",
    BASIS "basis {value}" "根据：{value}",
    CHOSEN "chosen" "自定",
}
