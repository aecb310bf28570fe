//! Who may do what with a customer's file.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use keyaccount_cli::Exit;
use support::{Ran, piped};

const QUESTION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/access-request/question.json");

fn access(arguments: &[&str]) -> Ran {
    piped(&[&["archive", "access"], arguments].concat())
}

#[test]
fn a_question_in_a_file_is_answered_in_both_languages() {
    let english = access(&[QUESTION]);
    assert_eq!((english.exit, english.err.as_str()), (Exit::Findings, ""));
    assert_eq!(
        english.out,
        "not permitted\n\
         Reasons\n  the approved request does not name what is asked for: prices (required name or phone)\n\
         What would change it\n  field not granted (prices): qin grants it as department manager\n"
    );
    let chinese = access(&[QUESTION, "--lang", "zh"]);
    assert!(
        chinese.out.contains("所要使用的内容不在批准范围之内：价格（要求单位名称或联系电话）"),
        "{}",
        chinese.out
    );
    let json = access(&[QUESTION, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["outcome"], "deny");
    assert_eq!(json["reasons"][0]["code"], "field_not_granted");
    assert_eq!(json["stamp"]["as_of"], "2026-11-04");
}

#[test]
fn flags_are_all_that_is_known() {
    let edits = ["--person", "lin", "--role", "account_manager", "--action", "maintain", "--customer", "K1"];
    let when = ["--on", "2026-11-04"];
    let denied = access(&[&edits[..], &when, &["--nda", "yes"]].concat());
    assert_eq!(denied.exit, Exit::Findings);
    assert!(
        denied.out.contains("only whoever is designated may edit a filed archive: account manager"),
        "{}",
        denied.out
    );
    let own = ["--person", "lin", "--role", "account_manager", "--action", "view_electronic"];
    let own = [&own[..], &["--customer", "K1", "--owner", "lin"], &when].concat();
    assert_eq!(access(&[&own[..], &["--nda", "yes"]].concat()).exit, Exit::Done);
    // Whether an agreement holds is not known.
    let unknown = access(&own);
    assert_eq!(unknown.exit, Exit::Findings);
    assert!(unknown.out.starts_with("cannot be decided: data is missing"), "{}", unknown.out);
    let none = access(&[&own[..], &["--nda", "no"]].concat());
    assert!(
        none.out.contains("no signed, unexpired non-disclosure agreement is on record: lin"),
        "{}",
        none.out
    );
}

#[test]
fn questions_that_cannot_be_read_say_what_was_found() {
    let question = std::fs::read_to_string(QUESTION).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("question.json");
    let path = path.to_str().unwrap();
    let form = "expected a question with `attempt` and `registers`, such as \
                `examples/access-request/question.json`\n";
    let time = "expected a date such as `2026-06-30`, or where a time is asked for `2026-06-30T15:00:00`";
    let zone = "; leave out the offset and write the time of the organisation's zone";
    let (at, by) = ("\"2026-11-04T10:00:00\"", "\"xu\"");
    for (text, said) in [
        (
            question.replacen(at, "\"2026-11-10T23:59:59+08:00\"", 1),
            format!(":3:37: found `2026-11-10T23:59:59+08:00`, {time}{zone}\n"),
        ),
        (
            question.replacen(at, "\"2026-11-31T10:00:00\"", 1),
            format!(":3:31: found `2026-11-31T10:00:00`, {time}\n"),
        ),
        (format!("{question}}}"), format!(": found more text after the end, {form}")),
        ("x".to_owned(), format!(":1:1: found no value, {form}")),
        ("{\"attempt\": {".to_owned(), format!(":1:13: found the end of the text within an object, {form}")),
        (question.replacen(by, "{}", 1), format!(": found map instead of a string, {form}")),
        ("{}".to_owned(), format!(":1:2: found missing field `attempt`, {form}")),
        (question.replacen("\"by\"", "\"bye\"", 1), "; did you mean `by`?\n".to_owned()),
    ] {
        std::fs::write(path, text).unwrap();
        let ran = access(&[path]);
        assert_eq!(ran.exit, Exit::Refused);
        assert!(ran.err.ends_with(&said), "{said}: {}", ran.err);
    }
}

/// §6.3a, X3: where an approval is missing, whose it is.
#[test]
fn what_needs_an_approval_says_whose() {
    let flags = "--person x --nda yes --role account_manager --action search --on 2026-06-30";
    let flags: Vec<_> = flags.split_whitespace().collect();
    let asked = access(&flags);
    assert_eq!(asked.exit, Exit::Findings);
    assert!(
        asked.out.ends_with("\n  needs approval (department manager): department manager approves it\n"),
        "{}",
        asked.out
    );
    let asked = access(&[&flags[..], &["--lang", "zh"]].concat());
    assert!(asked.out.ends_with("\n  须经批准（部门经理）：由部门经理批准\n"), "{}", asked.out);
    // The department of an account manager in the sample book has no manager. A book has no place for the grant.
    let book = ["--person", "李雯", "--action", "search"];
    let asked = of_book(&book);
    assert!(asked.out.contains("department manager approves it\n"), "{}", asked.out);
    assert!(asked.err.contains("a file of registers"), "{}", asked.err);
    let asked = of_book(&[&book[..], &["--lang", "zh"]].concat());
    assert!(asked.err.contains("登记文件"), "{}", asked.err);
    // It has one for views of a customer.
    let view =
        ["--person", "吴桐", "--action", "view_paper_extract", "--customer", "K002", "--fields", "name"];
    let asked = of_book(&view);
    assert_eq!((asked.exit, asked.err.as_str()), (Exit::Findings, ""), "{}", asked.out);
    assert!(!asked.out.contains("nothing changes it"), "{}", asked.out);
}

#[test]
fn the_other_way_round() {
    let who = access(&[QUESTION, "--who"]);
    assert_eq!(who.exit, Exit::Done);
    assert!(
        who.out.starts_with("lin: permitted\n") && who.out.contains("\nxu: not permitted\n"),
        "{}",
        who.out
    );
    let actions = access(&[QUESTION, "--every-action", "--format", "json"]);
    let actions: serde_json::Value = serde_json::from_str(&actions.out).unwrap();
    assert_eq!(actions.as_array().unwrap().len(), 17);
    assert_eq!(actions[3]["answer"]["rule"], "maintainer_only");
}

#[test]
fn questions_that_are_none_are_refused() {
    for (arguments, said) in [
        (
            &["--person", "lin", "--action", "vieew_electronic", "--on", "2026-11-04"][..],
            "did you mean `view_electronic`?",
        ),
        (&["--person", "lin", "--action", "audit"], "--on"),
        (&["--person", "lin", "--action", "audit", "--on", "2026-11-04T12:00:00+08:00"], "without an offset"),
        (&["nowhere.json"], "nowhere.json"),
        (&[], "--person"),
    ] {
        let ran = access(arguments);
        assert_eq!(ran.exit, Exit::Refused, "{arguments:?}");
        assert!(ran.err.contains(said), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn flags_say_who_asks_and_how_confidential_a_file_is() {
    // §6.2: granting access is the department manager's, of staff's requests for his department's files.
    let decides = "--person qin --role department_manager --unit sales --nda yes --action grant_access \
                   --requester xu --customer K1 --department sales --level L1 --on 2026-11-04";
    let decides: Vec<_> = decides.split_whitespace().collect();
    let by = |more: &[&str]| access(&[&decides[..], more].concat());
    assert_eq!(by(&["--requester-role", "staff"]).exit, Exit::Done);
    // The general manager's own is denied.
    assert_eq!(by(&["--requester-role", "general_manager"]).exit, Exit::Findings);
    let misspelt = by(&["--requester-role", "stuff"]);
    assert!(misspelt.err.contains("did you mean `staff`?"), "{}", misspelt.err);

    // §6.3: B is level 2, which staff may be granted; A is level 3, which takes two approvals.
    let asks = "--person tang --role general_manager --nda yes --action grant_access --requester xu \
                --requester-role staff --customer K1 --department sales --on 2026-11-04";
    let asks: Vec<_> = asks.split_whitespace().collect();
    let of_grade = |grade: &[&str]| access(&[&asks[..], grade].concat()).exit;
    for one in ["unrated", "D", "C", "B"] {
        assert_eq!(of_grade(&["--grade", one]), Exit::Findings, "{one}: the next level is not asked");
    }
    assert_eq!(of_grade(&["--grade", "A"]), Exit::Done);
    assert_eq!(of_grade(&["--grade", "B", "--key-account"]), Exit::Done, "key accounts are level 3");
    assert_eq!(of_grade(&[]), Exit::Done, "the strictest where nothing is stated");
    let misspelt = access(&[&asks[..], &["--grade", "unratd"]].concat());
    assert!(misspelt.err.contains("did you mean `unrated`?"), "{}", misspelt.err);
}

/// No invoices, but a book must have some such table.
const INVOICES: &str = "invoice_id,customer_id,issued_on,amount,due_on\n";

const BOOK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/sample-book");

/// A question to the sample book on its day.
fn of_book(arguments: &[&str]) -> Ran {
    access(&[&["--book", BOOK, "--on", "2026-06-30T12:00:00"], arguments].concat())
}

#[test]
fn a_book_answers_with_its_registers() {
    // The filing specialist may use two fields on paper of K016, which 许文 approved on 2026-06-25.
    let view = ["--person", "吴桐", "--action", "view_paper_extract", "--customer", "K016", "--level", "L2"];
    let granted = of_book(&[&view[..], &["--fields", "name,phone"]].concat());
    assert_eq!((granted.exit, granted.err.as_str()), (Exit::Done, ""), "{}", granted.out);
    assert!(granted.out.contains("an approved request covers it: SQ-D-031"), "{}", granted.out);
    // 24:00 of 2026-07-02 is the end.
    assert!(granted.out.contains("SQ-D-031 (by 2026-07-02)"), "{}", granted.out);
    let third = of_book(&[&view[..], &["--fields", "name,credit", "--lang", "zh"]].concat());
    assert_eq!(third.exit, Exit::Findings);
    assert!(third.out.contains("所要使用的内容不在批准范围之内"), "{}", third.out);
    // The maintainer's agreement ended on 2026-06-29; 罗恒 never made one.
    let lapsed = of_book(&["--person", "何静", "--action", "maintain", "--customer", "K001"]);
    assert!(lapsed.out.contains("non-disclosure agreement has expired") || lapsed.out.contains("agreement"));
    assert_eq!(lapsed.exit, Exit::Findings);
    let never = of_book(&["--person", "罗恒", "--action", "search", "--lang", "zh"]);
    assert!(never.out.contains("保密协议"), "{}", never.out);
    // An account manager's own customer, by `customers.owner`.
    let own = ["--person", "陈立", "--action", "view_electronic", "--customer"];
    assert_eq!(of_book(&[&own[..], &["K001"]].concat()).exit, Exit::Done);
    let other = of_book(&[&own[..], &["K003"]].concat());
    assert!(other.out.contains("K003") && other.exit == Exit::Findings, "{}", other.out);
    // Contracts of K010 are on hold.
    let goes = of_book(&["--person", "何静", "--action", "dispose", "--customer", "K010"]);
    assert!(goes.out.contains("this may not be done while the file is as it is: K010"), "{}", goes.out);
}

#[test]
fn a_book_the_other_way_round() {
    let who = of_book(&["--person", "陈立", "--action", "view_electronic", "--customer", "K001", "--who"]);
    assert!(who.out.contains("陈立: permitted\n") && who.out.contains("许文: permitted\n"), "{}", who.out);
    let actions = of_book(&[
        "--person",
        "吴桐",
        "--action",
        "search",
        "--customer",
        "K016",
        "--level",
        "L2",
        "--every-action",
    ]);
    assert!(
        actions.out.contains("SQ-D-031: name, phone, on paper, until 2026-07-03 00:00"),
        "{}",
        actions.out
    );
}

#[test]
fn a_book_without_role_holders_does_not_make_everybody_an_outsider() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("customers.csv"), "customer_id\nK1\n").unwrap();
    std::fs::write(dir.path().join("invoices.csv"), INVOICES).unwrap();
    std::fs::write(dir.path().join("ndas.csv"), "person_id,signed_on\nlin,2026-01-01\n").unwrap();
    let book = dir.path().to_str().unwrap();
    let asks = ["--book", book, "--person", "lin", "--action", "view_electronic", "--customer", "K1"];
    let unknown = access(&[&asks[..], &["--on", "2026-11-04"]].concat());
    assert_eq!(unknown.exit, Exit::Findings, "{}", unknown.err);
    assert!(unknown.out.contains("role_holders"), "{}", unknown.out);
    assert!(unknown.out.starts_with("cannot be decided"), "{}", unknown.out);
}

#[test]
fn names_that_are_not_known_are_refused_with_the_nearest() {
    let flags = ["--person", "lin", "--action", "view_electronic", "--on", "2026-11-04"];
    for (more, said) in [
        (&["--role", "acount_manager"][..], "did you mean `account_manager`?"),
        (&["--role", "staff", "--customer", " "], "a blank"),
        (&["--role", "staff", "--customer", "K1", "--level", "L8"], "a level of the policy"),
        (&["--book", BOOK, "--role", "staff"], "--role"),
        (&["--book", BOOK], "somebody the book names"),
    ] {
        let ran = access(&[&flags[..], more].concat());
        assert_eq!(ran.exit, Exit::Refused, "{more:?}: {}", ran.out);
        assert!(ran.err.contains(said), "{more:?}: {}", ran.err);
    }
    let typo = of_book(&["--person", "吴彤", "--action", "search"]);
    assert!(typo.err.contains("did you mean `吴桐`?"), "{}", typo.err);
    let customer = of_book(&["--person", "吴桐", "--action", "view_paper_extract", "--customer", "K0016"]);
    assert!(customer.err.contains("did you mean `K0"), "{}", customer.err);
    // A file of a question says where the customer's file stands.
    let status = access(&[QUESTION, "--status", "draft"]);
    assert_eq!(status.exit, Exit::Refused);
    assert!(status.err.contains("--status"), "{}", status.err);
}
