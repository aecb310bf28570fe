//! The keys of `book.toml`, declared once (BOOK §3).

use keyaccount::book::Table;
use keyaccount::document::{Bound, Field, Kind, Names, TableSpec, TextForm};

const TEXT: Kind = Kind::Text(TextForm::Free);

const TEXTS: Kind = Kind::List(&TEXT);

const TEXT_OR_TEXTS: Kind = Kind::OneOf(&[TEXT, TEXTS]);

/// A column of the file and the text or texts it may have.
const CONDITIONS: Kind = Kind::Map { keys: Names::Any, values: &TEXT_OR_TEXTS };

/// A unit is a name or an exact multiplier.
const UNIT: Kind =
    Kind::OneOf(&[TEXT, Kind::Decimal { min: Bound::Above(0), max: 1_000_000_000_000_000_000, places: 6 }]);

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
    Field::optional("sheet", TEXT, "the sheet of a workbook; its only one by default", "工作表"),
    Field::optional(
        "header_row",
        Kind::Integer { min: 1, max: 1_048_576 },
        "the line on which the heading starts; what stands above is passed over",
        "表头所在行",
    ),
    Field::optional(
        "header_rows",
        Kind::Integer { min: 1, max: 2 },
        "2 if the names stand on two lines, joined `upper/lower`",
        "表头行数",
    ),
    Field::optional(
        "fill_down",
        TEXTS,
        "columns of the file whose blanks repeat the cell above, as under merged cells",
        "合并单元格向下填充的列",
    ),
    Field::optional(
        "skip_where",
        CONDITIONS,
        "total rows: dropped where a column of the file has one of these texts",
        "跳过的合计行",
    ),
    Field::optional(
        "where",
        CONDITIONS,
        "rows that count: those whose columns of the file have these texts",
        "只取符合条件的行",
    ),
    Field::optional(
        "number_rows",
        TEXT,
        "our column the row's number serves as, for sources that have none",
        "以行号充当的列",
    ),
    Field::optional(
        "date_format",
        TEXT_OR_TEXTS,
        "the form of dates in strftime notation, a list of forms tried in order, or `excel-serial`; ISO 8601 by default",
        "日期格式",
    ),
    Field::optional("missing", TEXT_OR_TEXTS, "further spellings of a missing cell", "空值的其他写法"),
    Field::optional("thousands", TEXT, "the character between groups of digits; none by default", "千分位符"),
    Field::optional("decimal", TEXT, "the character before the fraction; a point by default", "小数点"),
    Field::optional(
        "strip",
        TEXT,
        "characters around numbers to be taken off, such as `¥元`",
        "数字前后去掉的字符",
    ),
    Field::optional(
        "negative",
        Kind::Choice(&["parentheses", "trailing_minus"]),
        "how negative numbers are written beside a minus sign",
        "负数写法",
    ),
    Field::optional(
        "round_decimals",
        Kind::Integer { min: 0, max: 6 },
        "to how many decimals longer fractions are rounded; refused unless stated",
        "小数保留位数",
    ),
    Field::optional(
        "unit",
        Kind::Map { keys: Names::Any, values: &UNIT },
        "our column = what its numbers count, such as `万元` or `0.01`",
        "计量单位",
    ),
    Field::optional(
        "values",
        Kind::Map { keys: Names::Any, values: &Kind::Map { keys: Names::Any, values: &TEXT } },
        "by our column: the file's value = our code",
        "取值对照",
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

/// What a book says about itself.
const OWN: [Field; 9] = [
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
    Field::optional(
        "zone",
        TEXT,
        "the time zone whose dates count, for times with an offset, such as `Asia/Shanghai`",
        "时区",
    ),
    Field::optional(
        "amounts",
        Kind::Choice(&["incl", "excl"]),
        "whether amounts include tax",
        "金额是否含税",
    ),
    Field::optional("partial", Kind::Bool, "the book holds only some of the customers", "仅部分客户"),
];

const ALL: [Field; OWN.len() + Table::ALL.len()] = {
    let mut fields = [table(""); OWN.len() + Table::ALL.len()];
    let (mut own, mut tables) = (OWN.as_slice(), Table::ALL);
    let mut rest = fields.as_mut_slice();
    while let Some((field, behind)) = rest.split_first_mut() {
        if let Some((first, others)) = own.split_first() {
            (*field, own) = (*first, others);
        } else if let Some((first, others)) = tables.split_first() {
            (*field, tables) = (table(first.name()), others);
        }
        rest = behind;
    }
    fields
};

/// The whole document: the book's own keys, then a section for each table.
pub(super) const BOOK: TableSpec = TableSpec::of(&ALL);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_in_the_handbook() {
        let handbook = include_str!("../../../../docs/book-toml.md");
        let own = BOOK.fields.iter().filter(|f| !matches!(f.kind, Kind::Table(_)));
        for field in own.chain(TABLE.fields) {
            assert!(handbook.contains(&format!("\n| `{}` |", field.key)), "{}", field.key);
        }
    }

    #[test]
    fn every_table_has_its_section() {
        let sections: Vec<_> =
            BOOK.fields.iter().filter(|f| matches!(f.kind, Kind::Table(_))).map(|f| f.key).collect();
        let tables: Vec<_> = Table::ALL.iter().map(|table| table.name()).collect();
        assert_eq!(sections, tables);
    }
}
