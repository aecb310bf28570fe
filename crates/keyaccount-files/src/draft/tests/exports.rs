//! One export each: what its draft says, and that the reader takes it for the canonical table it means.

use encoding_rs::GBK;

use super::Case;

const SALES: &str = "销售出库明细表,,,,,,\n\
    日期：2026-01-01 至 2026-03-31,,,,,,\n\
    客户编码,客户名称,单据编号,单据日期,存货编码,数量,价税合计\n\
    001,北辰重工,XS-1,2026/1/5,P1,2,\"1,200.50\"\n\
    ,,,,P2,1,300\n\
    小计,,,,,3,\"1,500.50\"\n\
    002,江南水务,XS-2,2026/2/7,P1,1,￥99.00\n\
    合计,,,,,4,\"1,599.50\"\n";

#[test]
fn a_printed_sheet_of_an_erp_is_understood() {
    let (bytes, _, _) = GBK.encode(SALES);
    let case = Case::of(&[("销售明细.csv", &bytes)]);
    assert_eq!(case.tables(), ["customers", "order_lines"]);
    assert_eq!(case.at("order_lines.encoding"), "gbk");
    assert_eq!(case.at("order_lines.header_row"), "3");
    assert_eq!(case.at("order_lines.skip_where"), "{ 客户编码 = [合计, 小计] }");
    assert_eq!(case.at("order_lines.fill_down"), "[单据编号, 客户编码, 单据日期]");
    assert_eq!(case.at("customers.fill_down"), "[客户编码, 客户名称]");
    assert_eq!(case.at("order_lines.date_format"), "%Y/%m/%d");
    assert_eq!(case.at("order_lines.thousands"), ",");
    assert_eq!(case.at("order_lines.strip"), "￥");
    assert_eq!(case.at("currency"), "CNY");
    for (ours, theirs) in [
        ("customer_id", "客户编码"),
        ("order_id", "单据编号"),
        ("ordered_on", "单据日期"),
        ("amount", "价税合计"),
    ] {
        assert_eq!(case.at(&format!("order_lines.columns.{ours}")), theirs);
    }
    case.means(&[
        ("customers.csv", "customer_id,name\n001,北辰重工\n002,江南水务\n"),
        (
            "order_lines.csv",
            "order_id,customer_id,ordered_on,product_id,quantity,amount\n\
             XS-1,001,2026-01-05,P1,2,1200.5\nXS-1,001,2026-01-05,P2,1,300\nXS-2,002,2026-02-07,P1,1,99\n",
        ),
        ("book.toml", "currency = \"CNY\"\namounts = \"incl\"\n"),
    ]);
}

#[test]
fn the_unit_above_totals_for_each_customer_and_the_foot_of_a_sheet_are_understood() {
    let text = "应收明细账,,,,,\n单位：万元,,,期间：2026年1月-3月,,\n客户,,单据,,,本期\n\
        编码,名称,日期,编号,到期日,应收金额\n\
        001,北辰重工,20260105,XS-1,20260204,120.05\n001,北辰重工,20260109,XS-2,20260208,3\n001,小计,,,,123.05\n\
        002,江南水务,20260207,XS-3,20260309,9.9\n002,小计,,,,9.9\n合　计,,,,,132.95\n\
        制表人：张三,,审核：李四,,打印日期：2026-04-01,\n";
    let case = Case::of(&[("应收明细账.csv", &GBK.encode(text).0)]);
    assert_eq!(case.at("invoices.unit"), "{ amount = 万元 }");
    assert_eq!(case.at("invoices.skip_where"), "{ 客户/编码 = [制表人：张三, 合　计], 客户/名称 = [小计] }");
    case.means(&[
        ("customers.csv", "customer_id,name\n001,北辰重工\n002,江南水务\n"),
        (
            "invoices.csv",
            "invoice_id,customer_id,issued_on,due_on,amount\nXS-1,001,2026-01-05,2026-02-04,1200500\n\
             XS-2,001,2026-01-09,2026-02-08,30000\nXS-3,002,2026-02-07,2026-03-09,99000\n",
        ),
        ("book.toml", "currency = \"CNY\"\n"),
    ]);
}

#[test]
fn totals_of_a_spreadsheet_are_no_customers_and_unpadded_dates_are_stated() {
    let case = Case::texts(&[(
        "销售.csv",
        "业务日期,单号,客户,数量,金额\n2026-1-5,A1,甲,1,10\n2026-1-15,A2,甲,2,20\n,,甲 汇总,,30\n\
         2026-2-5,A3,乙,1,40\n,,乙 汇总,,40\n,,总计,,70\n",
    )]);
    assert_eq!(case.at("order_lines.skip_where"), "{ 客户 = [乙 汇总, 总计, 甲 汇总] }");
    assert_eq!(case.at("order_lines.date_format"), "%Y-%m-%d");
    case.means(&[(
        "order_lines.csv",
        "order_id,customer_id,ordered_on,quantity,amount\nA1,甲,2026-01-05,1,10\nA2,甲,2026-01-15,2,20\n\
         A3,乙,2026-02-05,1,40\n",
    )]);
}

#[test]
fn headings_of_two_lines_and_ten_thousands() {
    let case = Case::texts(&[(
        "订单.csv",
        "客户,,单据日期,销售（万元）,\n编码,名称,,数量,金额（万元）\nA,甲,20260105,3,1.25\nB,乙,20260106,4,2\n",
    )]);
    assert_eq!(case.at("order_lines.header_rows"), "2");
    assert_eq!(case.at("order_lines.unit"), "{ amount = 万元 }");
    assert_eq!(case.at("order_lines.date_format"), "%Y%m%d");
    assert_eq!(case.at("order_lines.number_rows"), "order_id");
    assert!(case.draft.checks.iter().any(|check| check.contains("every row counts as an order")));
    case.means(&[
        ("customers.csv", "customer_id,name\nA,甲\nB,乙\n"),
        (
            "order_lines.csv",
            "order_id,customer_id,ordered_on,quantity,amount\n1,A,2026-01-05,3,12500\n2,B,2026-01-06,4,20000\n",
        ),
        ("book.toml", "currency = \"CNY\"\n"),
    ]);
}

#[test]
fn receivables_with_open_invoices_give_invoices_and_settlements() {
    let case = Case::texts(&[(
        "应收账款.csv",
        "客户编号,发票号,开票日期,到期日,应收金额,回款日期\n\
         A,0001,2026-01-05,2026-02-04,100,2026-02-01\nA,0002,2026-01-06,2026-02-05,50,\nB,0003,2026-01-07,2026-02-06,70,2026-03-01\n",
    )]);
    assert_eq!(case.tables(), ["invoices", "settlements"]);
    assert_eq!(case.at("settlements.skip_where"), "{ 回款日期 = [] }");
    assert_eq!(case.draft.latest, chrono::NaiveDate::from_ymd_opt(2026, 3, 1));
    case.means(&[
        (
            "invoices.csv",
            "invoice_id,customer_id,issued_on,due_on,amount\n\
             0001,A,2026-01-05,2026-02-04,100\n0002,A,2026-01-06,2026-02-05,50\n0003,B,2026-01-07,2026-02-06,70\n",
        ),
        (
            "settlements.csv",
            "invoice_id,customer_id,settled_on,amount\n0001,A,2026-02-01,100\n0003,B,2026-03-01,70\n",
        ),
    ]);
}

#[test]
fn words_for_codes_are_mapped_and_unknown_ones_left_to_be_filled_in() {
    let receipts = "发票号,收款日期,收款金额,结算方式\nI1,2026-02-01,60,银行承兑\nI1,2026-02-02,30,现金\nI1,2026-02-03,10,易货\n";
    let case = Case::texts(&[
        ("发票.csv", "发票号,客户编码,开票日期,账期,发票金额\nI1,A,2026-01-05,30,100\n"),
        ("收款.csv", receipts),
    ]);
    assert_eq!(case.tables(), ["invoices", "settlements"]);
    assert_eq!(case.at("invoices.columns.terms_days"), "账期");
    assert_eq!(case.at("settlements.values.kind"), "{ 现金 = cash, 银行承兑 = acceptance_bill }");
    assert!(case.draft.text.contains("# \"易货\" = \"…\""));
    assert!(case.draft.checks.iter().any(|check| check.contains("`易货`")));
    assert_eq!(case.problems().len(), 1, "{:?}", case.problems());
}

#[test]
fn western_numbers_and_delimiters_are_recognised() {
    let case = Case::texts(&[(
        "sales.csv",
        "Customer No.;Order No.;Order Date;Net Amount;Comment\nA;1;31.01.2026;1.234,50;x\nB;2;01.02.2026;-7,5;\n",
    )]);
    assert_eq!(case.at("order_lines.delimiter"), ";");
    assert_eq!((case.at("order_lines.decimal"), case.at("order_lines.thousands")), (",".into(), ".".into()));
    assert_eq!(case.at("order_lines.date_format"), "%d.%m.%Y");
    case.means(&[(
        "order_lines.csv",
        "order_id,customer_id,ordered_on,amount\n1,A,2026-01-31,1234.5\n2,B,2026-02-01,-7.5\n",
    )]);
}

#[test]
fn float_noise_brackets_and_spellings_of_nothing_get_their_keys() {
    let case = Case::texts(&[(
        "export.csv",
        "order_id,customer_id,order_date,amount,profit\n1,A,2026-01-05,125.43999999999998,NULL\n2,A,2026-01-06,(5.00),(1)\n",
    )]);
    assert_eq!(case.at("order_lines.round_decimals"), "6");
    assert_eq!(case.at("order_lines.negative"), "parentheses");
    assert_eq!(case.at("order_lines.missing"), "[NULL]");
    case.means(&[(
        "order_lines.csv",
        "order_id,customer_id,ordered_on,amount,profit\n1,A,2026-01-05,125.44,\n2,A,2026-01-06,-5,-1\n",
    )]);
}

#[test]
fn dates_that_may_be_read_both_ways_are_to_be_checked() {
    let case = Case::texts(&[(
        "sales.csv",
        "order id,customer id,order date,amount\n1,A,03/01/2026,5\n2,A,04/02/2026,6\n3,A,05/03/2026,7\n",
    )]);
    assert_eq!(case.at("order_lines.date_format"), "%d/%m/%Y");
    assert!(case.draft.checks[0].contains("3 cells would be other days"), "{:?}", case.draft.checks);
    assert!(case.draft.text.contains("# CHECK: the dates of `order date`"));
    // Another column of the table settles it, in either direction.
    let case = Case::texts(&[(
        "invoices.csv",
        "invoice,customer,invoice date,due date,amount\n1,A,03/01/2026,03/31/2026,5\n2,A,04/02/2026,05/02/2026,6\n",
    )]);
    assert_eq!(case.at("invoices.date_format"), "%m/%d/%Y");
    assert_eq!(case.draft.checks, [] as [String; 0]);
}

#[test]
fn columns_of_different_forms_of_dates_give_a_list() {
    let case = Case::texts(&[(
        "invoices.csv",
        "invoice,customer,invoice date,due date,amount\n1,A,2026-01-05,31.01.2026,5\n2,A,2026-01-06,28.02.2026,6\n",
    )]);
    assert_eq!(case.at("invoices.date_format"), "[%Y-%m-%d, %d.%m.%Y]");
    assert_eq!(case.problems(), [] as [String; 0]);
}

#[test]
fn an_amount_that_is_before_discount_is_not_taken() {
    let before = "order_id,customer_id,date,quantity,unit_price,discount,amount\n1,A,2026-01-05,2,10,0.5,20\n2,A,2026-01-06,3,10,0.1,30\n";
    let case = Case::texts(&[("order_lines.csv", before)]);
    assert_eq!(
        (case.at("order_lines.columns.amount"), case.at("order_lines.columns.discount")),
        (String::new(), "discount".into())
    );
    assert_eq!(case.draft.checks.len(), 1);
    let after = before.replace(",20\n", ",10\n").replace(",30\n", ",27\n");
    let case = Case::texts(&[("order_lines.csv", &after)]);
    assert_eq!(
        (case.at("order_lines.columns.amount"), case.at("order_lines.columns.discount")),
        ("amount".into(), String::new())
    );
    assert_eq!(case.draft.checks, [] as [String; 0]);
    assert!(case.draft.text.contains("100 % of the rows"), "{}", case.draft.text);
}

#[test]
fn a_discount_is_a_rate_or_it_is_not_read() {
    let lines = |discount: &str| {
        format!(
            "订单号,客户编码,订单日期,数量,单价,折扣\n1,A,2026-01-05,2,10,{discount}\n2,A,2026-01-06,3,10,{discount}\n"
        )
    };
    let case = Case::texts(&[("订单.csv", &lines("20%"))]);
    assert_eq!(case.at("order_lines.unit"), "{ discount = % }");
    assert!(case.draft.checks[0].contains("nine tenths"), "{:?}", case.draft.checks);
    assert_eq!(case.problems(), [] as [String; 0]);
    let case = Case::texts(&[("订单.csv", &lines("20"))]);
    assert_eq!(case.at("order_lines.columns.discount"), "");
    assert!(case.draft.text.contains("`折扣` goes by a name of discount, but holds more than 1"));
}

#[test]
fn invoices_whose_rows_are_parts_are_lines() {
    let lines = "InvoiceNo,CustomerID,InvoiceDate,DueDate,Amount\n1,A,2026-01-05,2026-02-05,5\n1,A,2026-01-05,2026-02-05,7\n";
    let case = Case::texts(&[("export.csv", lines)]);
    assert_eq!(case.tables(), ["order_lines"]);
    // Several payments of one invoice are settlements, and the invoice counts once.
    let paid = "InvoiceNo,CustomerID,InvoiceDate,DueDate,InvoiceAmount,PaidDate,PaidAmount\n\
        1,A,2026-01-05,2026-02-05,12,2026-02-01,5\n1,A,2026-01-05,2026-02-05,12,2026-02-03,7\n";
    let case = Case::texts(&[("export.csv", paid)]);
    case.means(&[
        ("invoices.csv", "invoice_id,customer_id,issued_on,due_on,amount\n1,A,2026-01-05,2026-02-05,12\n"),
        ("settlements.csv", "invoice_id,customer_id,settled_on,amount\n1,A,2026-02-01,5\n1,A,2026-02-03,7\n"),
    ]);
}

#[test]
fn a_customer_with_two_orders_under_merged_cells_keeps_all_lines() {
    let case = Case::texts(&[(
        "明细.csv",
        "客户编码,单据编号,单据日期,金额\nA,1,2026-01-05,10\n,,,20\nA,2,2026-01-06,30\n,,,40\nB,3,2026-01-07,50\n",
    )]);
    assert_eq!(case.at("order_lines.fill_down"), "[单据编号, 客户编码, 单据日期]");
    assert_eq!(case.at("order_lines.missing_customer"), "");
    case.means(&[(
        "order_lines.csv",
        "order_id,customer_id,ordered_on,amount\n1,A,2026-01-05,10\n1,A,2026-01-05,20\n2,A,2026-01-06,30\n\
         2,A,2026-01-06,40\n3,B,2026-01-07,50\n",
    )]);
}
