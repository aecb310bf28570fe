//! `admit`: who qualifies, who misses by how much, one customer explained, and what is refused.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::fs;

use keyaccount_cli::Exit;
use support::{Ran, path, piped, ran, with_files};
use tempfile::TempDir;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/sample-book");

/// A has a contract, owes 100 not due yet and paid on the day: it may be admitted. B lacks the contract, C
/// is a person and owes nothing.
fn three() -> TempDir {
    with_files(&[
        (
            "customers.csv",
            "customer_id,name,kind,first_traded_on\nA,Anshan,enterprise,2020-01-01\nB,=1+1,enterprise,2020-01-01\nC,王府,individual,2020-01-01\n",
        ),
        (
            "invoices.csv",
            "invoice_id,customer_id,issued_on,amount,due_on\n1,A,2026-01-01,500,2026-01-31\n2,A,2026-06-01,100,2026-07-31\n3,B,2026-01-01,500,2026-01-31\n4,B,2026-06-01,100,2026-07-31\n5,C,2026-01-01,500,2026-01-31\n",
        ),
        (
            "settlements.csv",
            "settled_on,amount,invoice_id\n2026-01-31,500,1\n2026-01-31,500,3\n2026-01-31,500,5\n",
        ),
        (
            "contracts.csv",
            "contract_id,customer_id,amount,submitted_on\nK1,A,1000,2026-05-01\nK3,C,1000,2026-05-01\n",
        ),
    ])
}

fn admit(folder: &TempDir, more: &[&str]) -> Ran {
    let book = folder.path().display().to_string();
    piped(&[&["admit", &book, "--as-of", "2026-06-30"], more].concat())
}

#[test]
fn a_pipe_gets_csv_with_what_each_lacks() {
    let folder = three();
    let ran = admit(&folder, &[]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert_eq!(
        ran.out,
        "customer_id,name,decision,conditions,shortfalls,automated\n\
         A,Anshan,permit,contract;capital_occupied;good_credit,,no\n\
         B,=1+1,deny,contract,,no\n\
         C,王府,deny,capital_occupied,0.01,yes\n"
    );
    assert!(ran.err.contains("policy standard 1 ("), "{}", ran.err);
    let escaped = admit(&folder, &["--escape-formulas"]).out;
    assert!(escaped.contains("\nB,'=1+1,deny"), "{escaped}");
}

#[test]
fn chinese_has_headings_codes_and_reasons() {
    let folder = three();
    let zh = admit(&folder, &["--lang", "zh"]).out;
    assert!(zh.starts_with("\u{feff}客户编码,客户名称,认定结果,认定条件,差距,自动化决策,认定理由\n"), "{zh}");
    assert!(
        zh.contains(
            "C,王府,不予准许,资金占压,0.01,是,不符合条件：资金占压（实际0.00，要求高于0.00，相差0.01）"
        ),
        "{zh}"
    );
    let table = ran(
        &["admit", &folder.path().display().to_string(), "--as-of", "2026-06-30", "--lang", "zh"],
        |streams| streams.stdout_is_terminal = true,
    );
    assert!(table.out.starts_with("准予1户，不予准许2户，无法判定0户\n"), "{}", table.out);
}

#[test]
fn one_customer_is_explained() {
    let folder = three();
    let explained = admit(&folder, &["--customer", "C"]).out;
    assert_eq!(
        explained,
        "not permitted\n\
         Reasons\n  \
           a condition does not hold: capital occupied (found 0.00, required above 0.00, 0.01 apart)\n\
         What would change it\n  \
           condition not met (capital occupied): 0.01 more, to 0.01\n\
         What must follow\n  \
           explain it, and let a person decide anew, when the person concerned asks for it\n\
         To be known\n  \
           what stock is held for the customer was not supplied, so only receivables are counted\n  \
           a rule alone has decided about a person\n"
    );
    let json = admit(&folder, &["--customer", "A", "--format", "json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["outcome"], &json["stamp"]["as_of"]), (&"permit".into(), &"2026-06-30".into()));
    assert_eq!(json["obligations"][1]["code"], "sign_contract");
}

#[test]
fn json_has_every_verdict_and_one_stamp() {
    let folder = three();
    let file = path(&folder, "out.json");
    let ran = admit(&folder, &["-o", &file]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Done, ""), "{}", ran.err);
    let json: serde_json::Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!(json["rows"].as_array().unwrap().len(), 3);
    assert_eq!(json["rows"][0]["customer_id"], "A");
    assert_eq!(
        json["rows"][2]["verdict"]["remedies"][0]["steps"][0]["change"]["more"]["by"]["value"],
        "0.01"
    );
    assert!(json["rows"][0]["verdict"].get("stamp").is_none() && json["stamp"]["policy_name"] == "standard");
}

/// K001 has a contract in force, owes money and pays well; with K002 there is no contract.
/// High-end pumps cost more than 30,000 each: whoever bought one may apply to be a VIP.
#[test]
fn the_sample_book_answers() {
    let all = |kind: &str| piped(&["admit", SAMPLE, "--as-of", "2026-06-30", "--kind", kind]).out;
    let accounts = all("key-account");
    assert_eq!(accounts.lines().count(), 43);
    let permit = "K001,北辰重型机械,permit,contract;capital_occupied;good_credit,,no";
    assert!(accounts.contains(permit), "{accounts}");
    assert!(accounts.contains("K002,Harbour & Finch Brewing,deny,contract,,no"), "{accounts}");
    // A person who always pays at the counter owes nothing, and there are no invoices to judge credit by.
    assert!(
        accounts.contains("K032,周记机电,deny,contract;capital_occupied;good_credit,;0.01;,yes"),
        "{accounts}"
    );
    let vips = all("vip");
    // It has not ordered for a year.
    assert!(
        vips.contains("K027,老渡口酒业,deny,single_order;period_purchases;kind;official_rank,\"10,000.00;20,000.00;;\",no"),
        "{vips}"
    );
    let policy = "admission.vip.single_order.at_least=100000000";
    let none = piped(&[
        "admit",
        SAMPLE,
        "--as-of",
        "2026-06-30",
        "--kind",
        "vip",
        "--set",
        policy,
        "--set",
        "admission.vip.apply_by=[\"single_order\"]",
        "--set",
        "admission.vip.renew_by=[]",
    ]);
    assert!(!none.out.contains(",permit,") && none.out.contains(",deny,single_order,"), "{}", none.out);
}

/// A bought high-end goods of 10,000 in May; B nothing.
fn buyers() -> TempDir {
    with_files(&[
        (
            "customers.csv",
            "customer_id,name,kind,first_traded_on\nA,Anshan,enterprise,2020-01-01\nB,王府,enterprise,2020-01-01\n",
        ),
        ("products.csv", "product_id,high_end\nHE,yes\n"),
        ("order_lines.csv", "order_id,customer_id,ordered_on,product_id,amount\nO1,A,2026-05-10,HE,10000\n"),
        // A was listed twice, and will be again; B's listing ended yesterday.
        ("vips.csv", "customer_id,listed_on\nA,2024-06-30\nB,2025-06-29\nA,2025-06-30\nA,2026-07-01\n"),
    ])
}

#[test]
fn a_register_says_how_long_listings_hold_and_which_are_renewed() {
    let folder = buyers();
    let vips = path(&folder, "vips.csv");
    let ran = admit(&folder, &["--listings", &vips]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert_eq!(
        ran.out,
        "customer_id,name,listed_on,listed_until,days_left,decision,conditions,shortfalls,automated\n\
         B,王府,2025-06-29,2026-06-29,-1,deny,single_order;period_purchases;listing_ended,\"10,000.00;20,000.00;\",no\n\
         A,Anshan,2025-06-30,2026-06-30,0,permit,single_order,,no\n"
    );
    assert!(ran.err.contains("listings of later days, left out: 1\n"), "{}", ran.err);
    let zh = admit(&folder, &["--listings", &vips, "--lang", "zh"]).out;
    assert!(
        zh.starts_with(
            "\u{feff}客户编码,客户名称,列名日期,有效期至,剩余天数,认定结果,认定条件,差距,自动化决策,认定理由\n"
        ),
        "{zh}"
    );
    assert!(zh.contains(",-1,不予准许,单笔订单；累计购买；列名已到期,"), "{zh}");
    let table = ran_on_a_terminal(&folder, &["--listings", &vips]);
    assert!(table.starts_with("1 listed, 1 of them renewed; 1 ended\n"), "{table}");
    let json = admit(&folder, &["--listings", &vips, "--format", "json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["rows"][1]["listed_until"], "2026-06-30");
    assert_eq!((&json["rows"][0]["days_left"], &json["rows"][1]["days_left"]), (&(-1).into(), &0.into()));
    assert_eq!(json["rows"][1]["verdict"]["obligations"][0]["by"], "2027-06-30");
    fs::write(&vips, "customer_id,listed_on\nA,30.6.2025\nC,2025-06-30\n,2025-06-30\n").unwrap();
    let bad = admit(&folder, &["--listings", &vips]);
    assert_eq!((bad.exit, bad.out.as_str()), (Exit::Refused, ""));
    assert!(bad.err.contains("vips.csv:2:2 (listed_on): found `30.6.2025`"), "{}", bad.err);
    assert!(bad.err.contains("vips.csv:4:1 (customer_id): found a blank cell"), "{}", bad.err);
    fs::write(&vips, "customer_id,listed_on\nA,2025-06-30\nC,2025-06-30\n").unwrap();
    let bad = admit(&folder, &["--listings", &vips]);
    assert_eq!((bad.exit, bad.out.as_str()), (Exit::Refused, ""));
    assert!(
        bad.err.contains("vips.csv:3 (customer_id): found `C`, expected a customer of the book"),
        "{}",
        bad.err
    );
    fs::write(&vips, "customer_id,listed_onn\nA,2025-06-30\n").unwrap();
    let bad = admit(&folder, &["--listings", &vips]);
    assert!(bad.err.contains("did you mean `listed_onn`? rename it"), "{}", bad.err);
}

fn ran_on_a_terminal(folder: &TempDir, more: &[&str]) -> String {
    let book = folder.path().display().to_string();
    let all = [&["admit", &book, "--as-of", "2026-06-30"], more].concat();
    ran(&all, |streams| streams.stdout_is_terminal = true).out
}

#[test]
fn one_customer_is_listed_and_renewed() {
    let folder = buyers();
    let listed = admit(&folder, &["--customer", "A", "--list", "self-applied"]).out;
    assert!(
        listed.starts_with("not permitted\nReasons\n  it needs an approval first: department manager\n"),
        "{listed}"
    );
    let approved = ["--approved-by", "department_manager"];
    let listed =
        admit(&folder, &[&["--customer", "A", "--list", "self-applied"], &approved[..]].concat()).out;
    assert!(listed.starts_with("permitted\n") && listed.contains("2027-06-30"), "{listed}");
    let of_company =
        admit(&folder, &["--customer", "B", "--list", "company-proposed", "--approved-by", "sales_director"])
            .out;
    // What the company proposes need not meet what lets others apply: the approval is the reason.
    assert!(
        of_company.starts_with(
            "permitted\nReasons\n  a condition holds: approved proposal of the company (found sales director)\n"
        ),
        "{of_company}"
    );
    let renewed = admit(&folder, &["--customer", "A", "--listed-on", "2025-06-30", "--lang", "zh"]).out;
    assert!(renewed.starts_with("准予\n") && renewed.contains("2027-06-30"), "{renewed}");
    let ended = admit(&folder, &["--customer", "A", "--listed-on", "2025-06-29"]).out;
    assert!(ended.starts_with("not permitted\n") && ended.contains("the listing has ended"), "{ended}");
    // `--vip` is `--kind vip`.
    let [short, long] = [&["--vip"][..], &["--kind", "vip"]].map(|asked| admit(&folder, asked).out);
    assert_eq!(short, long);
    assert!(short.contains("A,Anshan,permit,single_order,,no\n"), "{short}");
}

#[test]
fn a_workbook_has_the_table_and_what_it_was_made_from() {
    let (folder, results) = (buyers(), TempDir::new().unwrap());
    let vips = path(&folder, "vips.csv");
    for asked in [&[][..], &["--vip"], &["--listings", &vips]] {
        let file = path(&results, "out.xlsx");
        let ran = admit(&folder, &[asked, &["--lang", "zh", "-o", &file]].concat());
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::Done, ""), "{}", ran.err);
        let first = fs::read(&file).unwrap();
        assert!(first.starts_with(b"PK"));
        // Made again, it is the same file.
        admit(&folder, &[asked, &["--lang", "zh", "-o", &file]].concat());
        assert_eq!(fs::read(&file).unwrap(), first, "{asked:?}");
    }
}

#[test]
fn what_makes_no_sense_is_refused() {
    let folder = three();
    let refused = |more: &[&str], said: &str| {
        let ran = admit(&folder, more);
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::Refused, ""), "{more:?}");
        assert!(ran.err.contains(said), "{more:?}: {}", ran.err);
    };
    refused(&["--customer", "D"], "found `D`, expected a customer of the book");
    refused(&["--customer", "A", "--format", "csv"], "found CSV for one customer, expected text or JSON");
    let workbook = path(&folder, "out.xlsx");
    refused(
        &["--customer", "A", "-o", &workbook],
        "found a workbook for one customer, expected text or JSON",
    );
    refused(&["--list", "self-applied"], "--customer");
    refused(&["--customer", "A", "--signed-off"], "--list");
    refused(&["--vip", "--kind", "key-account"], "--kind");
    refused(
        &["--customer", "A", "--listed-on", "2026-07-01"],
        "a listing of `2026-07-01`, after the as-of day `2026-06-30`",
    );
    refused(&["--set", "admission.vip.valid_months=0"], "admission.vip.valid_months");
    refused(&["--policy", &path(&folder, "none.toml")], "none.toml");
    refused(&["--escape-formulas", "--format", "json"], "found another format, expected CSV");
    let book = folder.path().display().to_string();
    let no_day = piped(&["admit", &book]);
    assert_eq!(no_day.exit, Exit::Refused);
    assert!(no_day.err.contains("--as-of"), "{}", no_day.err);
    let unknown = piped(&["admit", &book, "--as-of", "2026-06-30", "--kind", "friend"]);
    assert_eq!(unknown.exit, Exit::Refused);
    fs::write(folder.path().join("evaluations.csv"), "customer_id,level,on\nA,great,2026-05-01\n").unwrap();
    refused(
        &[],
        "evaluations.csv:2:2 (level): found `great`, expected one of `poor`, `fair`, `good`, `excellent`",
    );
}
