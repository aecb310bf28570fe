//! `[archive.retention]`

use super::{CLAUSE, DAYS, FREE, NAME};
use crate::book::Code;
use crate::document::{Field, Kind, TableSpec, TextForm};
use crate::policy::{Disposition, RetentionBasis, RetentionKind, RetentionTrigger};

pub(super) static RETENTION: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::optional(
        "year_end",
        Kind::Text(TextForm::MonthDay),
        "the day on which the accounting year ends",
        "会计年度终了日",
    )
    .or("\"12-31\""),
    Field::optional(
        "within_days",
        DAYS,
        "how many days after its first day what must go is gone; no last day if absent",
        "期满后应当在多少天内处理；未规定则不限",
    ),
    Field::optional(
        "witnesses",
        Kind::Integer { min: 2, max: 9 },
        "how many named witnesses a disposal needs",
        "销毁时的监销人数",
    )
    .or("2"),
    Field::required(
        "classes",
        Kind::List(&Kind::Table(&CLASS)),
        "classes of records: from when and how long each is kept, why, and what then",
        "档案类别及其保管期限",
    ),
]);

static CLASS: TableSpec = TableSpec::of(&[
    Field::required("name", NAME, "the class's name", "类别名称"),
    CLAUSE,
    Field::required(
        "trigger",
        Kind::Choice(RetentionTrigger::CODES),
        "from when the period counts; `none` for what is kept permanently",
        "保管期限起算点（永久保管的为 none）",
    ),
    Field::required(
        "keep",
        Kind::OneOf(&[Kind::Choice(&["permanent"]), Kind::Table(&PERIOD)]),
        "how long: `{ years = 3 }`, `{ months = 18 }` or `permanent`",
        "保管期限",
    ),
    Field::optional(
        "kind",
        Kind::Choice(RetentionKind::CODES),
        "whether records must go when the period has ended (`fixed`), or only may (`minimum`)",
        "期满后应当销毁，或仅为最低期限",
    ),
    Field::optional(
        "basis",
        Kind::OneOf(&[Kind::Choice(&[RetentionBasis::CHOSEN]), Kind::Table(&LAW)]),
        "why so long: `chosen`, or the law that asks for it; required for personal data",
        "期限依据：自定或法律（个人信息必填）",
    ),
    Field::required("personal", Kind::Bool, "whether the records hold personal data", "是否含个人信息"),
    Field::optional(
        "then",
        Kind::Choice(Disposition::CODES),
        "what becomes of the records then: `delete` unless stated",
        "期满后的处理：删除（缺省）或匿名化",
    ),
]);

static LAW: TableSpec = TableSpec::of(&[
    Field::required("law", FREE, "the law and its article", "法律及条款"),
    Field::optional(
        "at_least",
        Kind::Table(&PERIOD),
        "how long the law asks for; the period is no shorter",
        "法定最低期限",
    ),
]);

static PERIOD: TableSpec = TableSpec {
    of_sections: false,
    fields: &[
        Field::optional("years", Kind::Integer { min: 1, max: 100 }, "years", "年"),
        Field::optional("months", Kind::Integer { min: 1, max: 1_200 }, "months", "月"),
    ],
    one_of: &[&["years", "months"]],
};
