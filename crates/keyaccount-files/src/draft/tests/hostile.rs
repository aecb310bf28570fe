//! Files that are no tables, or not only that.

use super::Case;
use crate::draft::{DraftOptions, draft, read};

const LINES: &str = "order_id,customer_id,ordered_on,amount\n1,A,2026-01-05,5\n";

#[test]
fn what_is_no_table_is_listed_with_the_reason() {
    let wide = ",".repeat(1 << 20);
    let long = "x".repeat(3 << 20);
    let files: [(&str, &[u8], &str); 12] = [
        ("binary.csv", b"\x00\x01\x02\xff\xfe\x00\x00\x00\x07", "no text"),
        ("commas.csv", wide.as_bytes(), "too long"),
        ("empty.csv", b"", "empty"),
        ("header.csv", b"order_id,customer_id,ordered_on,amount\n", "no row"),
        ("line.csv", long.as_bytes(), "too long"),
        ("mac.csv", b"a,b\r1,2\r", "CR alone"),
        ("numbers.csv", b"1,2,3\n4,5,6\n", "header"),
        ("quote.csv", b"order_id,amount\n\"1,2\n3,4\n", "never closed"),
        ("report.pdf", b"%PDF-1.7\nx\n", "PDF"),
        ("sheet.xls", b"<html><table><tr><td>customer_id</td></tr></table>\n", "save it as .xlsx"),
        ("words.txt", b"Some words.\nMore words, and commas.\n", "known name"),
        ("zip.csv", b"PK\x03\x04rubbish", "broken"),
    ];
    let mut all: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes, _)| (*name, *bytes)).collect();
    all.push(("lines.csv", LINES.as_bytes()));
    let case = Case::of(&all);
    assert_eq!(case.tables(), ["order_lines"]);
    for (name, _, why) in files {
        let unused =
            case.draft.unused.iter().find(|unused| unused.file == name).unwrap_or_else(|| panic!("{name}"));
        assert!(unused.why.contains(why), "{name}: {}", unused.why);
        assert!(case.draft.text.contains(name));
    }
}

#[test]
fn names_that_would_break_the_draft_do_not() {
    let case = Case::texts(&[(
        "a \"b\" # [c].csv",
        "\"order \"\"id\"\"\",\"customer\nid\",ordered_on,amount,\"]\n[x]\"\n1,A,2026-01-05,5,y\n",
    )]);
    assert_eq!(case.at("order_lines.file"), "a \"b\" # [c].csv");
    assert_eq!(case.at("order_lines.columns.order_id"), "order \"id\"");
    assert_eq!(case.at("order_lines.columns.customer_id"), "customer\nid");
    assert_eq!(case.problems(), [] as [String; 0]);
}

#[test]
fn rows_the_reader_will_refuse_are_announced() {
    let case = Case::texts(&[("lines.csv", &format!("{LINES}2,A\n3,A,2026-01-06,5\n"))]);
    assert!(
        case.draft.checks.iter().any(|check| check.contains("1 rows have more or fewer cells")),
        "{:?}",
        case.draft.checks
    );
    let case =
        Case::texts(&[("lines.csv", "order_id,customer_id,ordered_on,amount,amount\n1,A,2026-01-05,5,6\n")]);
    assert!(
        case.draft.checks.iter().any(|check| check.contains("two columns are named")),
        "{:?}",
        case.draft.checks
    );
}

#[test]
fn long_files_are_looked_at_so_far_and_this_is_said() {
    let mut text = String::from("order_id,customer_id,ordered_on,amount\n");
    for row in 0..=read::MOST_ROWS {
        text.push_str(&format!("{row},A,2026-01-05,5\n"));
    }
    let case = Case::texts(&[("lines.csv", &text)]);
    assert!(case.draft.tables[0].is_sample);
    assert!(case.draft.text.contains("the first 199,999 rows were looked at"), "{}", case.draft.text);
}

#[test]
fn files_that_are_not_there_are_refused() {
    let folder = tempfile::TempDir::new().unwrap();
    let options = DraftOptions { folder: folder.path() };
    let error = draft(&[folder.path().join("none.csv")], &options).unwrap_err();
    assert!(error.problems()[0].file.as_deref().unwrap().ends_with("none.csv"));
    assert!(draft(&[folder.path().to_owned()], &options).unwrap_err().to_string().contains("name the files"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]

    /// Whatever the files hold, there is a draft, and it is TOML the reader's own check accepts.
    #[test]
    fn any_text_gives_a_sound_draft(
        name in "[ -~客户单]{0,8}",
        cells in proptest::collection::vec(
            proptest::prop_oneof![
                "[ -~]{0,6}", "客户编码|订单号|订单日期|金额|数量|状态|合计|客户名称|发票号|到期日|收款日期",
                "20[0-9]{2}-[01][0-9]-[0-3][0-9]", "-?[0-9]{1,3}(,[0-9]{3})?(\\.[0-9]{1,8})?", "[\u{0}-\u{ff}]{0,4}",
            ],
            0..60,
        ),
        width in 1_usize..8,
    ) {
        let rows: Vec<_> = cells.chunks(width).map(|row| {
            row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(",")
        }).collect();
        let name = format!("{}.csv", name.replace(['/', '\\'], ""));
        let case = Case::texts(&[(name.as_str(), &rows.join("\n")), ("zz order lines.csv", LINES)]);
        let problems = case.problems();
        // Cells may be bad; the manifest may not.
        proptest::prop_assert!(!problems.iter().any(|problem| problem.starts_with("book.toml")), "{:?}\n{}", problems, case.draft.text);
    }

    #[test]
    fn any_bytes_give_a_draft(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..2_000)) {
        Case::of(&[("x.csv", &bytes)]);
    }
}
