//! The keys of `book.toml`, declared once (BOOK §3).

use keyaccount::document::{Bound, Field, Kind, Names, TableSpec, TextForm};

const TEXT: Kind = Kind::Text(TextForm::Free);

/// A constant may be written as what it is; its cells hold the same in canonical text.
const CONSTANT: Kind = Kind::OneOf(&[
    TEXT,
    Kind::Bool,
    Kind::Date,
    Kind::Decimal { min: Bound::From(i128::MIN), max: i128::MAX, places: 6 },
]);

const UNKNOWN_CUSTOMERS: Field = Field::optional(
    "unknown_customers",
    Kind::Choice(&["add", "skip"]),
    "rows naming a customer the `customers` table does not have; an error unless stated",
    "客户表中没有的客户：不写即为错误",
);

const MISSING_CUSTOMER: Field = Field::optional(
    "missing_customer",
    Kind::Choice(&["skip"]),
    "rows whose customer is blank; an error unless stated",
    "客户为空的行：不写即为错误",
);

/// The keys of a table's section.
const TABLE: TableSpec = TableSpec::of(&[
    Field::optional(
        "file",
        TEXT,
        "the file, relative to book.toml; the table's name with `.csv` by default",
        "文件",
    ),
    Field::optional("encoding", TEXT, "a WHATWG label such as `gbk`; UTF-8 by default", "编码"),
    Field::optional("delimiter", TEXT, "the character between cells; a comma by default", "分隔符"),
    Field::optional(
        "date_format",
        TEXT,
        "the form of dates in strftime notation; ISO 8601 by default",
        "日期格式",
    ),
    Field::optional(
        "columns",
        Kind::Map { keys: Names::Any, values: &TEXT },
        "our column = the file's",
        "列名对照",
    ),
    Field::optional(
        "constants",
        Kind::Map { keys: Names::Any, values: &CONSTANT },
        "our column = its value in every row",
        "固定值",
    ),
    Field::optional("distinct", Kind::Bool, "one row counts for each key", "按主键去重"),
    MISSING_CUSTOMER,
]);

const fn table(name: &'static str) -> Field {
    Field::optional(name, Kind::Table(&TABLE), "how the table is read", "表的读法")
}

/// The whole document.
pub(super) const BOOK: TableSpec = TableSpec::of(&[
    Field::optional("currency", Kind::Text(TextForm::Currency), "ISO 4217 code of all money", "币种"),
    UNKNOWN_CUSTOMERS,
    MISSING_CUSTOMER,
    Field::optional(
        "unknown_invoices",
        Kind::Choice(&["skip"]),
        "settlements and reasons naming an invoice that is not there; an error unless stated",
        "发票不存在的行：不写即为错误",
    ),
    Field::optional(
        "unapplied_credit",
        Kind::Choice(&["report"]),
        "money that finds no invoice; carried to later invoices unless stated",
        "未核销余额：不写即结转",
    ),
    Field::optional("history_from", Kind::Date, "the first day the export covers", "数据起始日"),
    Field::optional("partial", Kind::Bool, "the book holds only some of the customers", "仅部分客户"),
    table("customers"),
    table("products"),
    table("orders"),
    table("order_lines"),
    table("invoices"),
    table("settlements"),
    table("delay_reasons"),
    table("credit_facts"),
    table("prospect_assessments"),
    table("ratings"),
    table("grade_overrides"),
    table("contracts"),
]);

#[cfg(test)]
mod tests {
    use keyaccount::book::Table;

    use super::*;

    #[test]
    fn every_table_has_its_section() {
        let sections: Vec<_> =
            BOOK.fields.iter().filter(|f| matches!(f.kind, Kind::Table(_))).map(|f| f.key).collect();
        let tables: Vec<_> = Table::ALL.iter().map(|table| table.name()).collect();
        assert_eq!(sections, tables);
    }
}
