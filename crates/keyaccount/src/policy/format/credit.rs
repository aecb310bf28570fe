//! `[credit]`

use super::{BANDS, CLAUSE, DAYS, MILLION, MONTHS, NAME};
use crate::book::{Code, DelayReasonKind};
use crate::document::{Bound, Field, Kind, Names, TableSpec};
use crate::policy::Interpolation;

pub(super) static CREDIT: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::optional("window_months", MONTHS, "months of the payment window", "统计月数").or("12"),
    Field::optional("grace_days", DAYS, "effective days late up to this number count as none", "宽限天数")
        .or("0"),
    Field::required(
        "curve",
        Kind::List(&Kind::Table(&ANCHOR)),
        "points by effective days late",
        "逾期得分曲线",
    ),
    Field::optional(
        "interpolation",
        Kind::Choice(Interpolation::CODES),
        "how points run between two anchors",
        "曲线插值方式",
    )
    .or("\"linear\""),
    Field::required("bands", BANDS, "credit grades, best first, the last from 0", "信用等级"),
    Field::required("veto_band", NAME, "the grade of every vetoed customer", "一票否决后的等级"),
    Field::required(
        "good_from",
        NAME,
        "from which grade on credit counts as good elsewhere",
        "信用良好的最低等级",
    ),
    Field::optional(
        "excused",
        Kind::Map { keys: Names::Known(EXCUSABLE), values: &Kind::Table(&EXCUSE) },
        "delay reasons that excuse days",
        "可免责的逾期原因",
    )
    .or("{}"),
    Field::optional(
        "vetoes",
        Kind::List(&Kind::OneOf(&[Kind::Choice(VETOES), Kind::Table(&OVERDUE), Kind::Table(&VETO)])),
        "what sets the veto band, whatever the score",
        "一票否决项",
    )
    .or("[]"),
    Field::optional(
        "caps",
        Kind::List(&Kind::Table(&CAP)),
        "what holds the credit grade down",
        "信用等级上限",
    )
    .or("[]"),
    Field::required(
        "limit",
        Kind::Map { keys: Names::Any, values: &Kind::Table(&TERMS) },
        "credit limit and payment term by band, an entry for every band",
        "信用额度与账期",
    ),
    Field::optional(
        "hold_overdue_days_above",
        DAYS,
        "an unexcused open slice with more effective days late holds deliveries",
        "停止发货的逾期天数(超过)",
    )
    .or("30"),
]);

/// The vetoes without a number of their own.
const VETOES: &[&str] = &["write_off", "wilful_default", "legal_trouble", "bounced_bill"];

/// Every reason but the last, `wilful_default`, which is a veto.
const EXCUSABLE: &[&str] = match DelayReasonKind::CODES.split_last() {
    Some((_, reasons)) => reasons,
    None => &[],
};

static ANCHOR: TableSpec = TableSpec::of(&[
    Field::required("days", DAYS, "effective days late", "逾期天数"),
    Field::required(
        "points",
        Kind::Decimal { min: Bound::From(0), max: 100 * MILLION, places: 4 },
        "points at this day",
        "得分",
    ),
]);

static EXCUSE: TableSpec = TableSpec::of(&[
    Field::optional(
        "max_days",
        Kind::Integer { min: 1, max: 36_500 },
        "the most days it may excuse on one invoice; no bound if absent",
        "每张发票最多免责天数",
    ),
    CLAUSE,
]);

static OVERDUE: TableSpec = TableSpec::of(&[
    Field::required(
        "overdue_days_above",
        DAYS,
        "an open slice with more effective days late than this",
        "未清款逾期天数超过",
    ),
    CLAUSE,
]);

/// A veto without a number, where its clause is to be named.
static VETO: TableSpec =
    TableSpec::of(&[Field::required("veto", Kind::Choice(VETOES), "the veto", "一票否决项"), CLAUSE]);

static CAP: TableSpec = TableSpec::of(&[
    Field::required(
        "when",
        Kind::Choice(&["short_relationship", "documents_missing"]),
        "when it holds",
        "条件",
    ),
    CLAUSE,
    Field::optional(
        "months",
        MONTHS,
        "of `short_relationship`: months of trade that lift it (12)",
        "交易满多少个月解除",
    ),
    Field::required("at_most", NAME, "the best grade it allows", "最高等级"),
]);

static TERMS: TableSpec = TableSpec::of(&[
    Field::required(
        "coefficient",
        Kind::Decimal { min: Bound::From(0), max: 1_000 * MILLION, places: 6 },
        "limit = average monthly sales × term ÷ 30 × this",
        "额度系数",
    ),
    Field::required("term_days", DAYS, "payment term in days", "账期(天)"),
    CLAUSE,
]);
