//! `[composite]` and the predicates of its caps.

use super::{AMOUNT, BANDS, CLAUSE, FREE, NAME, SHARE};
use crate::document::{Field, Kind, Names, TableSpec};
use crate::policy::Fact;

pub(super) static COMPOSITE: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::required(
        "weights",
        Kind::Map { keys: Names::Any, values: &SHARE },
        "weights of `credit`, `volume`, `profit` and dimensions of your own; they sum to exactly 1",
        "各维度权重",
    ),
    Field::optional(
        "min_dimensions",
        Kind::Integer { min: 1, max: 1_000 },
        "the fewest dimensions that make a composite",
        "最少维度数",
    )
    .or("2"),
    Field::optional("min_weight", SHARE, "the least weight of the dimensions present", "最低权重合计")
        .or("0.6"),
    Field::required("bands", BANDS, "grades, best first, the last from 0", "客户等级"),
    Field::optional(
        "caps",
        Kind::List(&Kind::Table(&CAP)),
        "what holds the grade down, in the order shown",
        "等级上限",
    )
    .or("[]"),
    Field::optional(
        "override_lifts_veto",
        Kind::Bool,
        "whether an approved grade override also lifts a veto",
        "人工调级能否解除一票否决",
    )
    .or("false"),
]);

static CAP: TableSpec = TableSpec::of(&[
    Field::required("name", NAME, "the code shown in `caps`", "上限代号"),
    CLAUSE,
    Field::optional("enabled", Kind::Bool, "false keeps the rule for the day it is wanted", "是否启用")
        .or("true"),
    Field::required(
        "when",
        Kind::OneOf(&[Kind::Table(&TEST), Kind::Table(&ALL), Kind::Table(&ANY)]),
        "when it holds",
        "条件",
    ),
    Field::required("at_most", NAME, "the best grade it allows", "最高等级"),
]);

static ALL: TableSpec =
    TableSpec::of(&[Field::required("all", Kind::List(&Kind::Table(&TEST)), "every test holds", "全部满足")]);

static ANY: TableSpec = TableSpec::of(&[Field::required(
    "any",
    Kind::List(&Kind::Table(&TEST)),
    "at least one test holds",
    "满足其一",
)]);

pub(super) const LITERAL: Kind = Kind::OneOf(&[FREE, Kind::Bool, AMOUNT]);

static TEST: TableSpec = TableSpec {
    of_sections: false,
    fields: &[
        Field::required("fact", Kind::Choice(Fact::NAMES), "what is asked about the customer", "事实"),
        Field::optional("at_least", AMOUNT, "not below", "不低于"),
        Field::optional("at_most", AMOUNT, "not above", "不高于"),
        Field::optional("above", AMOUNT, "strictly above", "高于"),
        Field::optional("below", AMOUNT, "strictly below", "低于"),
        Field::optional("is", LITERAL, "equal", "等于"),
        Field::optional("in", Kind::List(&LITERAL), "equal to one of these", "属于"),
    ],
    one_of: &[&["at_least", "at_most", "above", "below", "is", "in"]],
};
