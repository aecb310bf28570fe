//! What is refused of the cells of text files: numbers and dates that are not what the manifest says.

use std::fs;

use super::folder;
use super::refusals::{Refused, problems, refused_as_said};

macro_rules! amount {
    ($text:literal) => {
        concat!("order_id,customer_id,ordered_on,amount\n1,A,2026-03-01,5\n2,A,2026-03-01,", $text, "\n")
    };
}

macro_rules! date {
    ($text:literal) => {
        concat!("order_id,customer_id,ordered_on,amount\n1,A,", $text, ",5\n")
    };
}

#[test]
fn numbers() {
    refused_as_said(&[
        Refused {
            name: "full-width digits",
            manifest: "[order_lines]\nthousands = \",\"\nstrip = \"¥\"\n",
            lines: amount!("５００"),
            said: &[&["order_lines.csv:3:4 (amount): found `５００`", "half-width"]],
        },
        Refused {
            name: "an exponent, rounding or not",
            manifest: "[order_lines]\nround_decimals = 6\n",
            lines: amount!("1.5e-7"),
            said: &[&["order_lines.csv:3:4 (amount): found `1.5e-7`", "exponent"]],
        },
        Refused {
            name: "a leading plus behind a sign that is taken off",
            manifest: "[order_lines]\nstrip = \"¥\"\n",
            lines: amount!("¥+5"),
            said: &[&["order_lines.csv:3:4 (amount): found `¥+5`"]],
        },
        Refused {
            name: "a long fraction",
            manifest: "",
            lines: amount!("125.43999999999998"),
            said: &[&["order_lines.csv:3:4 (amount): found `125.43999999999998`", "`round_decimals"]],
        },
        Refused {
            name: "separators nobody announced",
            manifest: "",
            lines: amount!("\"1,234.50\""),
            said: &[&["order_lines.csv:3:4 (amount): found `1,234.50`", "`thousands"]],
        },
        Refused {
            name: "a European number under an American separator is no 1.2345",
            manifest: "[order_lines]\nthousands = \",\"\n",
            lines: amount!("\"1.234,50\""),
            said: &[&["order_lines.csv:3:4 (amount): found `1.234,50`"]],
        },
        Refused {
            name: "a decimal comma under a separator is no 125",
            manifest: "[order_lines]\nthousands = \",\"\n",
            lines: amount!("\"12,5\""),
            said: &[&["order_lines.csv:3:4 (amount): found `12,5`"]],
        },
        Refused {
            name: "a point where a comma stands before the fraction",
            manifest: "[order_lines]\ndecimal = \",\"\n",
            lines: amount!("1.5"),
            said: &[&["order_lines.csv:3:4 (amount): found `1.5`"]],
        },
        Refused {
            name: "separators between nothing",
            manifest: "[order_lines]\nthousands = \",\"\n",
            lines: amount!("\"1,,000\"\n3,A,2026-03-01,\",500\"\n4,A,2026-03-01,\"500,\""),
            said: &[
                &["order_lines.csv:3:4 (amount): found `1,,000`"],
                &["order_lines.csv:4:4 (amount): found `,500`"],
                &["order_lines.csv:5:4 (amount): found `500,`"],
            ],
        },
        Refused {
            name: "a sign nobody announced",
            manifest: "",
            lines: amount!("¥5"),
            said: &[&["order_lines.csv:3:4 (amount): found `¥5`", "`strip"]],
        },
        Refused {
            name: "nothing but signs is no number and no blank",
            manifest: "[order_lines]\nstrip = \"¥元\"\n",
            lines: amount!("¥元"),
            said: &[&["order_lines.csv:3:4 (amount): found `¥元`"]],
        },
        Refused {
            name: "parentheses nobody announced",
            manifest: "",
            lines: amount!("(500.00)"),
            said: &[&["order_lines.csv:3:4 (amount): found `(500.00)`", "`negative"]],
        },
        Refused {
            name: "parentheses that do not match, and two minus signs",
            manifest: "[order_lines]\nnegative = \"parentheses\"\n",
            lines: amount!("(500.00\n3,A,2026-03-01,500.00)\n4,A,2026-03-01,(-5)\n5,A,2026-03-01,()"),
            said: &[
                &["order_lines.csv:3:4 (amount): found `(500.00`"],
                &["order_lines.csv:4:4 (amount): found `500.00)`"],
                &["order_lines.csv:5:4 (amount): found `(-5)`"],
                &["order_lines.csv:6:4 (amount): found `()`"],
            ],
        },
        Refused {
            name: "a word for nothing nobody announced",
            manifest: "",
            lines: amount!("NULL"),
            said: &[&["order_lines.csv:3:4 (amount): found `NULL`", "blank"]],
        },
        Refused {
            name: "a unit in the cell",
            manifest: "",
            lines: amount!("12.5万元"),
            said: &[&["order_lines.csv:3:4 (amount): found `12.5万元`"]],
        },
    ]);
}

#[test]
fn dates() {
    refused_as_said(&[
        Refused {
            name: "a form nobody announced",
            manifest: "",
            lines: date!("2026/3/5"),
            said: &[&["order_lines.csv:2:3 (ordered_on): found `2026/3/5`", "`date_format`"]],
        },
        Refused {
            name: "a serial number nobody announced",
            manifest: "",
            lines: date!("46086"),
            said: &[&["order_lines.csv:2:3 (ordered_on): found `46086`", "`date_format"]],
        },
        Refused {
            name: "none of several forms",
            manifest: "[order_lines]\ndate_format = [\"%Y/%m/%d\", \"%Y%m%d\"]\n",
            lines: date!("05.03.2026"),
            said: &[&[
                "order_lines.csv:2:3 (ordered_on): found `05.03.2026`",
                "%Y/%m/%d",
                "%Y%m%d",
                "date_format",
            ]],
        },
        Refused {
            name: "days that Excel has and the calendar has not, and no days",
            manifest: "[order_lines]\ndate_format = \"excel-serial\"\n",
            lines: date!("60,5\n2,A,0,5\n3,A,-1,5\n4,A,2026-03-05,5\n5,A,1e9"),
            said: &[
                &["order_lines.csv:2:3 (ordered_on): found `60`"],
                &["order_lines.csv:3:3 (ordered_on): found `0`"],
                &["order_lines.csv:4:3 (ordered_on): found `-1`"],
                &["order_lines.csv:5:3 (ordered_on): found `2026-03-05`"],
                &["order_lines.csv:6:3 (ordered_on): found `1e9`"],
            ],
        },
        Refused {
            name: "a day the month has not",
            manifest: "[order_lines]\ndate_format = [\"%d.%m.%Y\", \"%Y年%m月%d日\"]\n",
            lines: date!("2026年2月29日"),
            said: &[&["order_lines.csv:2:3 (ordered_on): found `2026年2月29日`"]],
        },
        Refused {
            name: "an offset without a zone",
            manifest: "[order_lines]\ndate_format = \"%Y-%m-%dT%H:%M:%S%:z\"\n",
            lines: date!("2026-03-31T23:30:00+00:00"),
            said: &[&["book.toml:2:15 (order_lines.date_format): found `%Y-%m-%dT%H:%M:%S%:z`", "`zone"]],
        },
        Refused {
            name: "a time without the offset its form has",
            manifest: "zone = \"Asia/Shanghai\"\n[order_lines]\ndate_format = \"%Y-%m-%dT%H:%M:%S%:z\"\n",
            lines: date!("2026-03-31T23:30:00"),
            said: &[&["order_lines.csv:2:3 (ordered_on): found `2026-03-31T23:30:00`"]],
        },
    ]);
}

/// `Z` is the offset of UTC (BOOK §5): without a zone nobody knows whether this is March or April.
#[test]
fn utc_is_an_offset() {
    refused_as_said(&[Refused {
        name: "an offset spelt into the form",
        manifest: "[order_lines]\ndate_format = \"%Y-%m-%dT%H:%M:%SZ\"\n",
        lines: date!("2026-03-31T16:00:00Z"),
        said: &[&["", "`zone"]],
    }]);
}

/// Whatever is written there is read or refused.
#[test]
fn every_form_of_dates_is_read_or_refused() {
    let items = "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z a b c d e f g h i j k l m n o p q r s t u v w \
        x y z + % .f .3f .9f 3f 6f :z ::z :::z #z -d _d 0d -m _m 0m -y _H";
    for item in items.split_whitespace() {
        for manifest in [
            format!("[order_lines]\ndate_format = \"%Y-%m-%d %{item}\"\n"),
            format!(
                "zone = \"Asia/Shanghai\"\n[order_lines]\ndate_format = [\"%Y-%m-%d %H:%M:%S %{item}\"]\n"
            ),
        ] {
            let folder = folder();
            fs::write(folder.0.join("book.toml"), manifest).unwrap();
            fs::write(folder.0.join("order_lines.csv"), date!("2026-03-31 00:00:00 +00:00")).unwrap();
            let _ = problems(&folder.0);
        }
    }
}
