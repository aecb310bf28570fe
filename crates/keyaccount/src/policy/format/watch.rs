//! `[archive.log]`

use super::CLAUSE;
use crate::book::Code;
use crate::document::{Field, Kind, TableSpec};
use crate::policy::ArchiveAction;

pub(super) static LOG: TableSpec = TableSpec::of(&[
    CLAUSE,
    rule(
        "repeated_denials",
        &[NEVER, Kind::Table(&REPEATED_DENIALS)],
        "one person refused again and again",
        "同一人多次被拒绝",
    ),
    rule(
        "no_live_grant",
        &[NEVER, Kind::Table(&ALWAYS)],
        "what needs an approved request, done without a grant in force",
        "须经批准的操作没有有效的批准",
    ),
    rule(
        "many_customers",
        &[NEVER, Kind::Table(&MANY_CUSTOMERS)],
        "one person seeing the files of many customers in a day",
        "同一人一日内查阅多户档案",
    ),
    rule("export", &[NEVER, Kind::Table(&ALWAYS)], "any export", "任何导出"),
    rule("night", &[NEVER, Kind::Table(&NIGHT)], "what is done at night", "夜间使用"),
    rule(
        "lapsed_nda",
        &[NEVER, Kind::Table(&ALWAYS)],
        "what is done without a non-disclosure agreement in force",
        "保密协议已失效仍使用",
    ),
]);

/// A rule, absent or `never` if it is not searched for.
const fn rule(key: &'static str, kinds: &'static [Kind], en: &'static str, zh: &'static str) -> Field {
    Field::optional(key, Kind::OneOf(kinds), en, zh)
}

const NEVER: Kind = Kind::Choice(&["never"]);

static ALWAYS: TableSpec = TableSpec::of(&[CLAUSE]);

static REPEATED_DENIALS: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::optional("at_least", Kind::Integer { min: 2, max: 1_000 }, "so many denials", "次数(含)").or("5"),
    Field::optional("within_hours", Kind::Integer { min: 1, max: 720 }, "within so many hours", "小时数(含)")
        .or("24"),
]);

static MANY_CUSTOMERS: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::optional(
        "above",
        Kind::Integer { min: 1, max: 100_000 },
        "more customers than this",
        "户数(不含)",
    )
    .or("50"),
]);

static NIGHT: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::optional("from_hour", HOUR, "the hour it begins at", "起始时刻(含)").or("22"),
    Field::optional("to_hour", HOUR, "the hour it ends at, not included", "结束时刻(不含)").or("6"),
    Field::optional(
        "except",
        Kind::List(&Kind::Choice(ArchiveAction::CODES)),
        "actions that may be done at night",
        "夜间可以办理的操作",
    )
    .or("[]"),
]);

const HOUR: Kind = Kind::Integer { min: 0, max: 23 };
