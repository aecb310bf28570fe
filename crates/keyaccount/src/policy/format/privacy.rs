//! `[archive.privacy]`

use super::{CLAUSE, NAME};
use crate::document::{Field, Kind, TableSpec};

pub(super) static PRIVACY: TableSpec = TableSpec::of(&[
    CLAUSE,
    Field::optional(
        "k",
        Kind::Integer { min: 2, max: 10_000 },
        "the fewest people of a group that may be told apart; rows, where a table does not say whom they are about",
        "相同特征的至少多少人方予保留（未标明所属人的表按行计）",
    )
    .or("5"),
    Field::optional(
        "amount_steps",
        Kind::List(&Kind::Integer { min: 1, max: 9 }),
        "where the bands of amounts begin in every decade, rising from 1",
        "金额分段的起点（每十倍一组）",
    )
    .or("[1, 2, 5]"),
    Field::optional(
        "birth_band_years",
        Kind::Integer { min: 1, max: 100 },
        "how many years a band of birthdays has",
        "出生年份分段的年数",
    )
    .or("10"),
    Field::optional(
        "subjects",
        Kind::List(&NAME),
        "columns that hold the id of whom a row is about; names belong to the first that a table has",
        "标明行所属人的编号列（名称归表中最先列明的一列）",
    )
    .or("[]"),
    Field::required(
        "columns",
        Kind::List(&Kind::Table(&COLUMNS)),
        "what becomes of which columns; a column that is not listed is removed",
        "各列的处理方式（未列明的一律删除）",
    ),
]);

static COLUMNS: TableSpec = TableSpec::of(&[
    Field::required("names", Kind::List(&NAME), "the names of the columns", "列名"),
    Field::optional(
        "of",
        Kind::List(&NAME),
        "of names: columns that hold the id of whom they belong to, instead of `subjects`",
        "名称所属人的编号列（不取subjects时）",
    )
    .or("[]"),
    CLAUSE,
    Field::required(
        "deidentify",
        Kind::Choice(DEIDENTIFY),
        "what becomes of them when a table is de-identified",
        "去标识化时的处理",
    ),
    Field::required(
        "anonymise",
        Kind::Choice(ANONYMISE),
        "what becomes of them when a table is anonymised",
        "匿名化时的处理",
    ),
]);

/// Treatments whose result still leads back, by the key or by what is left.
const DEIDENTIFY: &[&str] = &[
    "remove",
    "keep",
    "pseudonym",
    "pseudonym_of_subject",
    "phone",
    "area_code",
    "email",
    "city",
    "province",
    "year",
    "birth_band",
    "amount_band",
];

/// Nothing that leads back.
const ANONYMISE: &[&str] = &["remove", "keep", "group", "province", "birth_band", "amount_band"];
