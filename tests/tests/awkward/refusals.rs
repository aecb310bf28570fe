//! What is refused, where, and with which remedy: one table of manifests and files.

use std::fs;
use std::path::Path;

use keyaccount_files::{ReadOptions, read_book};

use super::folder;

/// A book of `book.toml` and `order_lines.csv` with all that must be said about it: of every problem how
/// it starts, and what else it says.
pub(super) struct Refused {
    pub(super) name: &'static str,
    pub(super) manifest: &'static str,
    pub(super) lines: &'static str,
    pub(super) said: &'static [&'static [&'static str]],
}

/// Everything that is wrong with a book, the folder's name left out.
pub(super) fn problems(book: &Path) -> Vec<String> {
    let found = match read_book(book, ReadOptions::default()) {
        Ok(loaded) => loaded.problems(),
        Err(error) => Some(error),
    };
    let prefix = format!("{}/", book.display());
    let problems = found.map(|error| error.problems().to_vec()).unwrap_or_default();
    problems.iter().map(|problem| problem.to_string().replace(&prefix, "")).collect()
}

/// Whether each problem starts and goes on as it must.
pub(super) fn disagree(found: &[String], said: &[&[&str]]) -> Option<String> {
    let fits = |(found, said): (&String, &&[&str])| match said.split_first() {
        Some((start, rest)) => found.starts_with(start) && rest.iter().all(|part| found.contains(part)),
        None => true,
    };
    let agree = found.len() == said.len() && found.iter().zip(said).all(fits);
    (!agree).then(|| format!("{found:#?}\ninstead of\n{said:#?}"))
}

pub(super) fn refused_as_said(cases: &[Refused]) {
    let mut wrong = Vec::new();
    for case in cases {
        let folder = folder();
        fs::write(folder.0.join("book.toml"), case.manifest).unwrap();
        fs::write(folder.0.join("order_lines.csv"), case.lines).unwrap();
        if let Some(difference) = disagree(&problems(&folder.0), case.said) {
            wrong.push(format!("{}: {difference}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

const LINES: &str = "order_id,customer_id,ordered_on,amount\n1,A,2026-03-01,5\n";

#[test]
fn codes_and_columns() {
    refused_as_said(&[
        Refused {
            name: "a code without its translation",
            manifest: "[order_lines]\n[order_lines.values.status]\n\"已出库\" = \"fulfilled\"\n",
            lines: "order_id,customer_id,ordered_on,status,amount\n1,A,2026-03-01,已出库,5\n2,A,2026-03-01,已关闭,5\n",
            said: &[&["order_lines.csv:3:4 (status): found `已关闭`", "`[order_lines.values.status]`"]],
        },
        Refused {
            name: "a code without any translation",
            manifest: "[order_lines]\n",
            lines: "order_id,customer_id,ordered_on,status,amount\n1,A,2026-03-01,作废,5\n",
            said: &[&["order_lines.csv:2:4 (status): found `作废`", "`[order_lines.values.status]`"]],
        },
        Refused {
            name: "translations of what is no code, into no code, and of no column",
            manifest: "[order_lines.values.amount]\n\"x\" = \"1\"\n[order_lines.values.status]\n\"关\" = \"fulfiled\"\n[order_lines.values.stauts]\n\"关\" = \"open\"\n",
            lines: LINES,
            said: &[
                &["book.toml:1:", "amount"],
                &["book.toml:4:", "found `fulfiled`", "did you mean `fulfilled`?"],
                &["book.toml:5:", "`stauts`", "did you mean `status`?"],
            ],
        },
        Refused {
            name: "columns the file does not have",
            manifest: "[order_lines]\nfill_down = [\"customer\"]\nskip_where = { \"ordr_id\" = [\"x\"] }\nwhere = { \"Status\" = \"Won\" }\n[order_lines.columns]\namount = \"Amount\"\n",
            lines: "order_id,customer_id,ordered_on,amount\n1,A,2026-03-01,5\n",
            said: &[
                &["book.toml:2:", "found `customer`", "did you mean `customer_id`?"],
                &["book.toml:3:", "found `ordr_id`", "did you mean `order_id`?"],
                &["book.toml:4:", "found `Status`"],
                &["book.toml:6:1 (order_lines.columns.amount): found `Amount`", "did you mean `amount`?"],
            ],
        },
        Refused {
            name: "units of columns the table does not have, and of no number",
            manifest: "[order_lines]\nunit = { ammount = \"万元\", ordered_on = \"万元\", amount = \"万圆\" }\n",
            lines: LINES,
            said: &[
                &["book.toml:2:", "`ammount`", "did you mean `amount`?"],
                &["book.toml:2:", "`ordered_on`"],
                &["book.toml:2:", "found `万圆`"],
            ],
        },
        Refused {
            name: "a column fed twice",
            manifest: "[order_lines]\nnumber_rows = \"order_id\"\nconstants = { customer_id = \"A\" }\n[order_lines.columns]\norder_id = \"order_id\"\ncustomer_id = \"customer_id\"\n",
            lines: LINES,
            said: &[
                &["book.toml:2:", "`order_id`"],
                &["book.toml:3:", "`customer_id` under `columns` and under `constants`"],
            ],
        },
        Refused {
            name: "numbers of rows as what is no identifier",
            manifest: "[order_lines]\nnumber_rows = \"order_idd\"\n",
            lines: LINES,
            said: &[&[
                "book.toml:2:15 (order_lines.number_rows): found ",
                "`order_idd`",
                "did you mean `order_id`?",
            ]],
        },
    ]);
}

#[test]
fn layout() {
    refused_as_said(&[
        Refused {
            name: "a heading beyond the file",
            manifest: "[order_lines]\nheader_row = 9\n",
            lines: LINES,
            said: &[&["order_lines.csv", "header_row"]],
        },
        Refused {
            name: "a heading of two lines in a file of one",
            manifest: "[order_lines]\nheader_rows = 2\n",
            lines: "order_id,customer_id,ordered_on,amount\n",
            said: &[&["order_lines.csv"]],
        },
        Refused {
            name: "headings of no line or of three",
            manifest: "[order_lines]\nheader_row = 0\nheader_rows = 3\n",
            lines: LINES,
            said: &[
                &["book.toml:2:14 (order_lines.header_row): found the number `0`"],
                &["book.toml:3:15 (order_lines.header_rows): found the number `3`"],
            ],
        },
        Refused {
            name: "a heading without lines",
            manifest: "[order_lines]\nheader_rows = 0\n",
            lines: LINES,
            said: &[&["book.toml:2:15 (order_lines.header_rows): found the number `0`"]],
        },
        Refused {
            name: "a bad cell below titles and a heading of two lines",
            manifest: "[order_lines]\nheader_row = 3\nheader_rows = 2\n[order_lines.columns]\norder_id = \"单据/编号\"\nordered_on = \"单据/日期\"\ncustomer_id = \"客户\"\namount = \"金额\"\n",
            lines: "表\n\n单据,,客户,金额\n编号,日期,,\n1,2026-03-01,甲,5\n2,2026-03-02,甲,五\n",
            said: &[&["order_lines.csv:6:4 (amount): found `五`"]],
        },
        Refused {
            name: "a blank that nothing stands above",
            manifest: "[order_lines]\nfill_down = [\"customer_id\"]\n",
            lines: "order_id,customer_id,ordered_on,amount\n1,,2026-03-01,5\n",
            said: &[&["order_lines.csv:2:2 (customer_id): found a blank"]],
        },
        Refused {
            name: "a title twice under one merged title",
            manifest: "[order_lines]\nheader_rows = 2\n[order_lines.columns]\namount = \"金额/净\"\n",
            lines: "order_id,customer_id,ordered_on,金额,\n,,,净,净\n1,A,2026-03-01,5,5\n",
            said: &[&["order_lines.csv", "a second column `金额/净`"]],
        },
    ]);
}

#[test]
fn manifests() {
    refused_as_said(&[
        Refused {
            name: "keys that contradict digits",
            manifest: "[order_lines]\nthousands = \".\"\n",
            lines: LINES,
            said: &[&["book.toml:2:13 (order_lines.thousands): found `.`"]],
        },
        Refused {
            name: "a digit between digits",
            manifest: "[order_lines]\nthousands = \"0\"\n",
            lines: LINES,
            said: &[&["book.toml:2:13 (order_lines.thousands): found `0`"]],
        },
        Refused {
            name: "one character for two things",
            manifest: "[order_lines]\nthousands = \",\"\ndecimal = \",\"\n",
            lines: LINES,
            said: &[&["book.toml:", "`,`"]],
        },
        Refused {
            name: "digits taken off numbers",
            manifest: "[order_lines]\nstrip = \"¥0\"\n",
            lines: LINES,
            said: &[&["book.toml:2:9 (order_lines.strip): found `¥0`"]],
        },
        Refused {
            name: "more decimals than there are",
            manifest: "[order_lines]\nround_decimals = 7\n",
            lines: LINES,
            said: &[&["book.toml:2:18 (order_lines.round_decimals): found the number `7`"]],
        },
        Refused {
            name: "a zone nobody lives in",
            manifest: "zone = \"Asia/Shanghia\"\n",
            lines: LINES,
            said: &[&["book.toml:1:8 (zone): found `Asia/Shanghia`"]],
        },
        Refused {
            name: "a misspelt key",
            manifest: "[order_lines]\nthousand = \",\"\n",
            lines: LINES,
            said: &[&[
                "book.toml:2:1 (order_lines.thousand): found the key `thousand`",
                "did you mean `thousands`?",
            ]],
        },
        Refused {
            name: "eight mistakes at once",
            manifest: "currency = \"yuan\"\nzone = \"Mars\"\n[order_lines]\nencoding = \"gbk2\"\ndate_format = [\"%Y-%m-%d\", \"%d/%m\"]\nnegative = \"brackets\"\nheader_rows = 0\nstrips = \"¥\"\n[order_lines.columns]\namuont = \"amount\"\n",
            lines: LINES,
            said: &[
                &["book.toml:1:12 (currency): found `yuan`"],
                &["book.toml:2:8 (zone): found `Mars`"],
                &["book.toml:4:12 (order_lines.encoding): found `gbk2`"],
                &["book.toml:5:", "found `%d/%m`"],
                &["book.toml:6:12 (order_lines.negative): found `brackets`", "`parentheses`"],
                &["book.toml:7:15 (order_lines.header_rows): found the number `0`"],
                &["book.toml:8:1 (order_lines.strips): found the key `strips`", "did you mean `strip`?"],
                &[
                    "book.toml:10:1 (order_lines.columns.amuont): found the column `amuont`",
                    "did you mean `amount`?",
                ],
            ],
        },
    ]);
}

#[test]
fn utf_16_nobody_announced() {
    for (label, mark) in [("utf-16le", b"\xff\xfeo\0"), ("utf-16be", b"\xfe\xff\0o")] {
        let folder = folder();
        fs::write(folder.0.join("order_lines.csv"), mark).unwrap();
        let remedy = format!("`encoding = \"{label}\"`");
        let said: &[&[&str]] = &[&["order_lines.csv:1: found the byte order mark of UTF-16", &remedy]];
        assert_eq!(disagree(&problems(&folder.0), said), None);
    }
}

#[test]
fn gbk_nobody_announced() {
    let folder = folder();
    // 甲 as GBK has it.
    let lines = b"order_id,customer_id,ordered_on,amount\n1,\xbc\xd7,2026-03-01,5\n";
    fs::write(folder.0.join("order_lines.csv"), lines).unwrap();
    let said: &[&[&str]] = &[&["order_lines.csv:2:2 (customer_id): found ", "`encoding`", "`gbk`"]];
    assert_eq!(disagree(&problems(&folder.0), said), None);
}
