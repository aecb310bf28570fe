//! `[archive.incident]`

use super::{CLAUSE, NAME};
use crate::book::Code;
use crate::document::{Field, Kind, Names, TableSpec};
use crate::policy::{ClockStart, IncidentStep, Jurisdiction, MOST_CLOCK_HOURS, NoticeContent, OperatorKind};

pub(super) static INCIDENT: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::optional(
        "operator",
        Kind::Choice(OperatorKind::CODES),
        "what the organisation operates",
        "运营者类型",
    )
    .or("\"ordinary\""),
    Field::optional(
        "levels",
        Kind::List(&Kind::Table(&LEVEL)),
        "levels by the number of persons affected, rising",
        "事件等级（按受影响人数由少到多）",
    )
    .or("[]"),
    Field::required(
        "steps",
        Kind::Map { keys: Names::Known(IncidentStep::CODES), values: &Kind::Table(&STEP) },
        "what must be done by when; what is not listed is not required",
        "处置步骤及时限（未列明的不要求）",
    ),
    Field::optional(
        "notices",
        Kind::Map { keys: Names::Known(Jurisdiction::CODES), values: &Kind::Table(&NOTICE) },
        "what notices must say, by whose law applies",
        "通知内容（按适用法域）",
    )
    .or("{}"),
]);

static LEVEL: TableSpec = TableSpec::of(&[
    Field::required("name", NAME, "the level's name", "等级名称"),
    CLAUSE,
    Field::required(
        "persons",
        Kind::Integer { min: 1, max: u32::MAX as i64 },
        "the fewest persons affected, included",
        "受影响人数下限（含）",
    ),
]);

static STEP: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::required("from", Kind::Choice(ClockStart::CODES), "from when the clock runs", "起算时点"),
    Field::required("hours", HOURS, "elapsed hours; after exactly so many it is in time", "时限（小时，含）"),
    Field::optional("sooner", Kind::List(&Kind::Table(&SOONER)), "when it has fewer hours", "时限缩短的情形")
        .or("[]"),
    Field::optional(
        "waiver",
        Kind::Choice(&["harm_avoided"]),
        "of notices to customers: that harm is effectively avoided, documented, takes its place",
        "可免除的情形：已有效避免危害（须有记录）",
    ),
    Field::optional(
        "in_phases",
        Kind::Bool,
        "of notices: whether the first part keeps the clock and the rest may follow",
        "是否可分阶段通知",
    )
    .or("false"),
]);

static SOONER: TableSpec = TableSpec::of(&[
    Field::optional(
        "operator",
        Kind::Choice(OperatorKind::CODES),
        "of operators of this kind",
        "适用的运营者类型",
    ),
    Field::optional(
        "from_level",
        NAME,
        "of incidents of this level or a higher one",
        "适用的事件等级（含以上）",
    ),
    Field::required("hours", HOURS, "elapsed hours, fewer than those of the step", "时限（小时，含）"),
]);

static NOTICE: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::required(
        "contents",
        Kind::List(&Kind::Choice(NoticeContent::CODES)),
        "what a notice must say",
        "应当载明的事项",
    ),
]);

/// Elapsed hours of a clock, up to a year.
#[allow(clippy::cast_lossless, clippy::as_conversions, reason = "worked out when it is compiled")]
const HOURS: Kind = Kind::Integer { min: 1, max: MOST_CLOCK_HOURS as i64 };
