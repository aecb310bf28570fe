//! `[archive.composition]`

use super::{CLAUSE, DAYS_OF_A_WINDOW, MONTHS};
use crate::book::Code;
use crate::document::{Field, Kind, Names, TableSpec};
use crate::policy::{ArchivePart, BasicField, PartOf, RegisterField};

pub(super) static COMPOSITION: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::required(
        "parts",
        Kind::Map { keys: Names::Known(ArchivePart::CODES), values: &Kind::Table(&PART) },
        "the parts a file is made of; what is not listed is not asked for",
        "档案的组成（未列明的不要求）",
    ),
    Field::required(
        "card_fields",
        Kind::List(&Kind::Choice(BasicField::CODES)),
        "the mandatory fields of the basic information card",
        "基本信息卡的必填项目",
    ),
    Field::required(
        "register_fields",
        Kind::List(&Kind::Choice(RegisterField::CODES)),
        "the fields of the visitor register",
        "来访登记项目",
    ),
    Field::optional(
        "may_decline",
        Kind::List(&Kind::Choice(RegisterField::CODES)),
        "those of them a visitor may decline to state, which then do not count",
        "来访人可以不提供的项目（不提供的不计）",
    )
    .or("[]"),
]);

static PART: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::optional("of", Kind::Choice(PartOf::CODES), "whose files have it", "适用范围")
        .or("\"every_customer\""),
    Field::optional("fresh_months", MONTHS, "for how many months it stays fresh", "有效月数"),
    Field::optional("fresh_days", DAYS_OF_A_WINDOW, "for how many days it stays fresh", "有效天数"),
    Field::optional("copy", Kind::Bool, "whether a copy will do", "复印件是否可以").or("false"),
]);
