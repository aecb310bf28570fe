//! What the files of an export say about each other.

use keyaccount::book::Table;

use super::Case;

const LINES: &str = "order_id,customer_id,ordered_on,amount\n1,A,2026-01-05,5\n2,B,2026-01-06,6\n";

#[test]
fn the_sample_of_this_project_is_drafted_as_it_is() {
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/sample-book");
    let folder = tempfile::TempDir::new().unwrap();
    let mut canonical = Vec::new();
    for entry in std::fs::read_dir(sample).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "csv") {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let text = std::fs::read_to_string(&path).unwrap();
            // Only its own name speaks for a register.
            let is_register = Table::named(name.trim_end_matches(".csv")).is_some_and(Table::is_register);
            let export = if is_register { name.clone() } else { format!("export of {name}") };
            std::fs::write(folder.path().join(export), &text).unwrap();
            canonical.push((name, text));
        }
    }
    let case = Case::from(folder);
    assert_eq!(case.draft.checks, [] as [String; 0]);
    assert_eq!(case.draft.missing, [] as [String; 0]);
    let canonical: Vec<_> = canonical.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    case.means(&canonical);
}

#[test]
fn customers_the_customer_table_does_not_have_are_added() {
    let case =
        Case::texts(&[("customers.csv", "customer_id,name\nA,Anna\nC,Carl\n"), ("order_lines.csv", LINES)]);
    assert_eq!(case.at("unknown_customers"), "add");
    assert!(
        case.draft.text.contains("1 customers of order_lines are not in customers: `B`"),
        "{}",
        case.draft.text
    );
    assert_eq!(case.problems(), [] as [String; 0]);
    let known =
        Case::texts(&[("customers.csv", "customer_id,name\nA,Anna\nB,Bert\n"), ("order_lines.csv", LINES)]);
    assert_eq!(known.at("unknown_customers"), "");
}

#[test]
fn payments_of_invoices_that_are_not_there_are_skipped() {
    let case = Case::texts(&[
        ("invoices.csv", "invoice_id,customer_id,issued_on,due_on,amount\n1,A,2026-01-05,2026-02-05,12\n"),
        ("payments.csv", "invoice_id,payment date,amount paid\n1,2026-02-01,12\n9,2026-02-01,5\n"),
    ]);
    assert_eq!(case.at("unknown_invoices"), "skip");
    assert_eq!(case.problems(), [] as [String; 0]);
}

#[test]
fn customers_named_by_name_are_found_by_name() {
    let case = Case::texts(&[
        ("客户档案.csv", "客户编码,客户名称,区域\nK1,甲公司,华东\nK2,乙公司,华南\n"),
        ("销售.csv", "订单号,客户名称,订单日期,金额\n1,甲公司,2026-01-05,5\n2,乙公司,2026-01-06,6\n"),
    ]);
    assert_eq!(case.at("order_lines.columns.customer_id"), "客户名称");
    assert_eq!(case.at("customers.columns.customer_id"), "客户名称");
    assert_eq!(case.at("unknown_customers"), "");
    assert_eq!(case.draft.checks.len(), 2, "{:?}", case.draft.checks);
    assert_eq!(case.problems(), [] as [String; 0]);
}

#[test]
fn rows_without_a_customer_are_skipped_and_counted() {
    let case = Case::texts(&[(
        "lines.csv",
        &format!("{LINES}3,,2026-01-07,7\n4,A,2026-01-07,8\n5,A,2026-01-07,8\n"),
    )]);
    assert_eq!(case.at("order_lines.missing_customer"), "skip");
    assert!(case.draft.text.contains("1 of 5 rows have no `customer_id`"), "{}", case.draft.text);
    assert_eq!(case.problems(), [] as [String; 0]);
}

#[test]
fn headers_and_lines_are_joined_and_totals_of_headers_left_alone() {
    let case = Case::texts(&[
        (
            "orders.csv",
            "OrderID,CustomerID,OrderDate,TotalAmount,Status\n1,A,2026-01-05,12,Shipped\n2,A,2026-01-06,5,Cancelled\n",
        ),
        ("order_details.csv", "OrderID,ProductID,Quantity,UnitPrice\n1,P,3,4\n2,P,1,5\n"),
    ]);
    assert_eq!(case.tables(), ["orders", "order_lines"]);
    case.means(&[
        (
            "orders.csv",
            "order_id,customer_id,ordered_on,status\n1,A,2026-01-05,fulfilled\n2,A,2026-01-06,cancelled\n",
        ),
        ("order_lines.csv", "order_id,product_id,quantity,unit_price\n1,P,3,4\n2,P,1,5\n"),
    ]);
}

#[test]
fn two_files_of_one_table_cannot_both_be_read() {
    let case = Case::texts(&[("lines 2025.csv", LINES), ("lines 2026.csv", LINES)]);
    assert_eq!(case.tables(), ["order_lines"]);
    assert_eq!(case.draft.unused[0].file, "lines 2026.csv");
    assert!(case.draft.unused[0].why.contains("put their rows into one"), "{:?}", case.draft.unused);
}

#[test]
fn what_is_missing_is_said() {
    let missing = |files: &[(&str, &str)]| Case::texts(files).draft.missing.join(" ");
    let lines = missing(&[("lines.csv", LINES)]);
    for word in ["No cost or profit", "No invoices", "No customer table"] {
        assert!(lines.contains(word), "{lines}");
    }
    let customers = missing(&[("customers.csv", "customer_id,name\nA,Anna\n")]);
    assert!(customers.contains("will not score"), "{customers}");
    let invoices = missing(&[(
        "invoices.csv",
        "invoice_id,customer_id,issued_on,due_on,amount\n1,A,2026-01-05,2026-02-05,12\n",
    )]);
    assert!(invoices.contains("No settlements") && invoices.contains("No order lines"), "{invoices}");
}

#[test]
fn deals_that_were_won_are_orders() {
    let case = Case::texts(&[(
        "pipeline.csv",
        "opportunity_id,account,deal_stage,close_date,close_value\n1,A,Won,2026-01-05,12\n2,A,Lost,2026-01-06,0\n3,,Engaging,,\n",
    )]);
    assert_eq!(case.at("order_lines.where"), "{ deal_stage = Won }");
    assert_eq!(case.at("order_lines.missing_customer"), "");
    case.means(&[("order_lines.csv", "order_id,customer_id,ordered_on,amount\n1,A,2026-01-05,12\n")]);
}

#[test]
fn disputes_are_proposed_as_reasons_and_not_taken_for_them() {
    let case = Case::texts(&[(
        "receivables.csv",
        "invoice,customer,invoice date,due date,amount,disputed\n1,A,2026-01-05,2026-02-05,12,Yes\n2,A,2026-01-05,2026-02-05,12,No\n",
    )]);
    assert_eq!(case.tables(), ["invoices"]);
    // Taken in, the proposal is a table the reader understands.
    let (before, proposed) = case.draft.text.split_once("# [delay_reasons]").unwrap();
    let taken: String = format!("# [delay_reasons]{proposed}")
        .lines()
        .map(|line| format!("{}\n", line.trim_start_matches("# ")))
        .collect();
    std::fs::write(case.folder.path().join("book.toml"), format!("{before}{taken}")).unwrap();
    let loaded = crate::read_book(case.folder.path(), crate::ReadOptions::default()).unwrap();
    assert_eq!(loaded.problems(), None);
    assert_eq!(loaded.book().row_count(keyaccount::book::Table::DelayReasons), 1);
}

#[test]
fn money_in_several_currencies_is_pointed_out() {
    let lines = |second: &str| {
        format!(
            "order_id,customer_id,ordered_on,amount,currency\n1,A,2026-01-05,5,USD\n2,B,2026-01-06,6,{second}\n"
        )
    };
    assert_eq!(Case::texts(&[("lines.csv", &lines("USD"))]).at("currency"), "USD");
    let mixed = Case::texts(&[("lines.csv", &lines("CAD"))]);
    assert_eq!(mixed.at("currency"), "");
    assert!(mixed.draft.checks[0].contains("`CAD`, `USD`"), "{:?}", mixed.draft.checks);
}

#[test]
fn files_that_would_be_read_by_their_names_are_pointed_out() {
    let case = Case::texts(&[(
        "orders.csv",
        "order no,customer id,order date,amount\n1,A,2026-01-05,5\n2,A,2026-01-06,5\n",
    )]);
    assert_eq!(case.tables(), ["order_lines"]);
    assert!(
        case.draft.checks[0].contains("`orders.csv`, which will be read as the table orders"),
        "{:?}",
        case.draft.checks
    );
}

#[test]
fn headings_say_whether_tax_is_in_the_amounts() {
    let with = |amount: &str| Case::texts(&[("lines.csv", &LINES.replace("amount", amount))]);
    assert_eq!(with("价税合计").at("amounts"), "incl");
    assert_eq!(with("含税金额").at("amounts"), "incl");
    assert_eq!(with("不含税金额").at("amounts"), "excl");
    assert_eq!(with("无税金额").problems(), [] as [String; 0]);
    assert_eq!(with("金额").at("amounts"), "");
}

/// Columns of somebody's own system, in Chinese.
#[test]
fn registers_are_drafted_by_their_names() {
    let log = "客户编码,拜访时间,联系方式,跟进人,登记时间\nK1,2026-03-05 09:30,上门拜访,李雯,2026-03-05 18:00\nK1,2026-03-09 10:00,短信,李雯,2026-03-09 10:05\n";
    let people = "工号,姓名\nP1,李雯\n";
    let case = Case::texts(&[
        ("order_lines.csv", "order_id,customer_id,ordered_on,amount\n1,K1,2026-01-05,5\n"),
        ("拜访记录.csv", log),
        ("people.csv", people),
    ]);
    for line in [
        "[contact_log]",
        "at = \"拜访时间\"",
        "kind = \"联系方式\"",
        "recorded_at = \"登记时间\"",
        "\"上门拜访\" = \"visit\"",
        "\"短信\" = \"sms\"",
        "[people]",
        "person_id = \"工号\"",
    ] {
        assert!(case.draft.text.contains(line), "{line}\n{}", case.draft.text);
    }
    assert_eq!(case.problems(), [] as [String; 0]);
}
