#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "a test")]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::cells::{amount_band, area_code, birth_band, email, phone, year};
use super::places::{city, province};
use super::*;
use crate::policy::Policy;

fn rules() -> PrivacyPolicy<'static> {
    static POLICY: LazyLock<Policy> = LazyLock::new(|| Policy::shipped("standard").unwrap());
    PrivacyPolicy::of(&POLICY).unwrap()
}

fn key() -> DeidentifyKey {
    DeidentifyKey::new((0..32).collect()).unwrap_or_else(|problem| unreachable(&problem))
}

fn unreachable(problem: &crate::Error) -> DeidentifyKey {
    std::panic::panic_any(problem.to_string())
}

/// A table of lines whose cells are parted by `|`, the first line being the names.
fn table(lines: &[&str]) -> PlainTable {
    let cells = |line: &str| line.split('|').map(str::to_owned).collect::<Vec<_>>();
    let blank = |cell: String| (!cell.is_empty()).then_some(cell);
    let rows = lines[1..].iter().map(|line| cells(line).into_iter().map(blank).collect());
    PlainTable { columns: cells(lines[0]), rows: rows.collect() }
}

fn lines(table: &PlainTable) -> Vec<String> {
    let row = |row: &Vec<Option<String>>| {
        row.iter().map(|cell| cell.clone().unwrap_or_default()).collect::<Vec<_>>().join("|")
    };
    std::iter::once(table.columns.join("|")).chain(table.rows.iter().map(row)).collect()
}

fn count(report: &PrivacyReport, reason: LeftOutReason, column: Option<&str>) -> u64 {
    let same = |of: &&LeftOut| of.reason == reason && of.column.as_deref() == column;
    report.left_out.iter().find(same).map_or(0, |of| of.count)
}

#[test]
fn what_identifies_is_replaced_column_by_column() {
    let table = table(&[
        "customer_id|name|uscc|phone|id_number|email|address|work_unit|birthday|appearance|notes|amount|grade|favourite_colour",
        "C-1|王小明|91350100M000100Y43|13812345678|110105198705030012|wang@example.com|广东省深圳市南山区科技园1号|某公司|1987-05-03|高|x|1234.50|A|red",
        "C-2|王小明||010-88886666||||||||-3|B|",
    ]);
    let (left, report) = rules().deidentify(&table, &key()).unwrap();
    // The pseudonyms as Python's hmac module makes them.
    assert_eq!(
        lines(&left),
        [
            "customer_id|name|phone|id_number|email|address|birthday|amount|grade",
            "ID1|NAME1|138****5678|110105|w***@example.com|深圳市|1987|1234.50|A",
            "ID2|NAME2|010****6666|||||-3|B",
        ]
        .map(|line| line
            .replace("NAME1", "P-c81b5dd273c8341ed03f2c8ab94a8406")
            .replace("NAME2", left.rows[1][1].as_deref().unwrap())
            .replace("ID1", "P-35d202323d5ccf6718b074218e5eabef")
            .replace("ID2", left.rows[1][0].as_deref().unwrap()))
    );
    assert_ne!(left.rows[0][1], left.rows[1][1], "two people of one name stay two");
    for (column, filled) in [("uscc", 1), ("work_unit", 1), ("appearance", 1), ("notes", 1)] {
        assert_eq!(count(&report, LeftOutReason::ByPolicy, Some(column)), filled, "{column}");
    }
    assert_eq!(count(&report, LeftOutReason::NotListed, Some("favourite_colour")), 1);
    assert_eq!((report.rows_in, report.rows_out, report.groups), (2, 2, None));
}

#[test]
fn pseudonyms_are_stable_under_one_key_and_others_under_another() {
    let orders = table(&["order_id|customer_id|amount", "O-1|C-1|5", "O-2|C-1|6"]);
    let people = table(&["customer_id|contact_id|name", "C-1|K-1|张三", "C-1|K-2|张三", "C-1||李四"]);
    let (orders, _) = rules().deidentify(&orders, &key()).unwrap();
    let (again, report) = rules().deidentify(&people, &key()).unwrap();
    assert_eq!(orders.rows[0][1], again.rows[0][0], "one id has one pseudonym in every table");
    assert_ne!(orders.rows[0][0], orders.rows[1][0]);
    assert_ne!(again.rows[0][2], again.rows[1][2], "a name is its contact's, not its customer's");
    assert_eq!(again.rows[2][2], None, "whose it is is not known");
    assert_eq!(count(&report, LeftOutReason::NoSubject, Some("name")), 1);
    let other = DeidentifyKey::new(vec![9; 32]).unwrap_or_else(|problem| unreachable(&problem));
    let (others, _) = rules().deidentify(&people, &other).unwrap();
    for (one, other) in again.rows.iter().flatten().flatten().zip(others.rows.iter().flatten().flatten()) {
        assert_ne!(one, other);
        assert!(one.len() == 34 && one.starts_with("P-"));
    }
    // Names alone belong to nobody.
    let (names, _) = rules().deidentify(&table(&["name", "张三"]), &key()).unwrap();
    assert_eq!(names.rows, [[None]]);
}

#[test]
fn cells_that_hide_too_little_or_cannot_be_read_are_left_out() {
    use LeftOutReason::{HidesTooLittle, Unreadable};
    let left = |cell: &str| Ok(cell.to_owned());
    assert_eq!(phone("138 1234 5678"), left("138****5678"));
    assert_eq!(phone("+86 13812345678"), left("138****5678"));
    assert_eq!(phone("8812345678"), Err(HidesTooLittle));
    assert_eq!(phone("88123456789"), left("881****6789"));
    assert_eq!((phone("ask"), phone("138１2345678")), (Err(Unreadable), Err(Unreadable)));
    assert_eq!(area_code("11010519870503001X"), left("110105"));
    assert_eq!(area_code("110105870503001"), left("110105"));
    for bad in ["1101051987050300", "11010519870503001Y", "11010587050300X", "护照"] {
        assert_eq!(area_code(bad), Err(Unreadable), "{bad}");
    }
    assert_eq!(email("李@例子.中国"), left("李***@例子.中国"));
    assert_eq!(email("a.b+c@x-y.co.uk"), left("a***@x-y.co.uk"));
    for bad in [
        "a@",
        "@b.cn",
        "ab",
        "a@b@c.cn",
        "a@b.cn 张三",
        "a@b",
        "a@localhost",
        "a@张三，电话13812345678.cn",
        "a@b..cn",
        "a@-b.cn",
        "a@b.1",
        "=a@b.cn",
        "张 三@b.cn",
        "\"张三\"@b.cn",
        "a@b.cn,c@d.cn",
        "a@b.cn\n张三",
    ] {
        assert_eq!(email(bad), Err(Unreadable), "{bad}");
    }
    assert_eq!(
        (year("1987-05-03"), year("1987-05"), year("1987")),
        (left("1987"), left("1987"), left("1987"))
    );
    for bad in ["87-05-03", "1987-02-30", "03/05/1987", "1987年", "0000", "1987-5-3"] {
        assert_eq!(year(bad), Err(Unreadable), "{bad}");
    }
    for (born, band) in [("1980-01-01", "1980-1989"), ("1989-12-31", "1980-1989"), ("1990", "1990-1999")] {
        assert_eq!(birth_band(born, 10), left(band));
    }
    assert_eq!((birth_band("1987", 1), birth_band("1987", 15)), (left("1987"), left("1980-1994")));
}

#[test]
fn amounts_fall_into_bands_with_exact_edges() {
    for (amount, band) in [
        ("0", "0"),
        ("0.00", "0"),
        ("1", "[1,2)"),
        ("1.999999", "[1,2)"),
        ("2", "[2,5)"),
        ("4.999999", "[2,5)"),
        ("5", "[5,10)"),
        ("9.999999", "[5,10)"),
        ("10", "[10,20)"),
        ("999.999999", "[500,1000)"),
        ("1000", "[1000,2000)"),
        ("0.5", "[0.5,1)"),
        ("0.000001", "[0.000001,0.000002)"),
        ("-1", "(-2,-1]"),
        ("-1999.99", "(-2000,-1000]"),
        ("-2000", "(-5000,-2000]"),
        ("9999999999999999999999", "[5000000000000000000000,10000000000000000000000)"),
    ] {
        assert_eq!(amount_band(amount, &[1, 2, 5]).as_deref(), Ok(band), "{amount}");
    }
    assert_eq!(amount_band("1e3", &[1, 2, 5]), Err(LeftOutReason::Unreadable));
    assert_eq!(
        (amount_band("9", &[1]).unwrap(), amount_band("3", &[1, 3]).unwrap()),
        ("[1,10)".into(), "[3,10)".into())
    );
}

#[test]
fn addresses_begin_with_a_place() {
    for (address, of_province, of_city) in [
        ("广东省深圳市南山区科技园1号", Some("广东省"), Some("深圳市")),
        ("广东深圳市", Some("广东省"), Some("深圳市")),
        ("广东", Some("广东省"), None),
        ("北京市海淀区", Some("北京市"), Some("北京市")),
        ("北京海淀区1号", Some("北京市"), Some("北京市")),
        ("吉林市船营区", Some("吉林省"), Some("吉林市")),
        ("吉林省吉林市", Some("吉林省"), Some("吉林市")),
        ("内蒙古自治区锡林郭勒盟", Some("内蒙古自治区"), Some("锡林郭勒盟")),
        ("新疆维吾尔自治区乌鲁木齐市天山区", Some("新疆维吾尔自治区"), Some("乌鲁木齐市")),
        ("贵州省黔西南布依族苗族自治州兴义市", Some("贵州省"), Some("黔西南布依族苗族自治州")),
        ("中国香港特别行政区", Some("香港特别行政区"), Some("香港特别行政区")),
        ("深圳市南山区", Some("广东省"), Some("深圳市")),
        ("海南藏族自治州共和县", Some("青海省"), Some("海南藏族自治州")),
        ("青海省海南藏族自治州共和县", Some("青海省"), Some("海南藏族自治州")),
        ("海南省海口市", Some("海南省"), Some("海口市")),
        ("海南海口市", Some("海南省"), Some("海口市")),
        ("吉林", Some("吉林省"), None),
        // What only looks like a place is none: nothing that is not in the list is let through.
        ("张三市", None, None),
        ("广东省张三市", Some("广东省"), None),
        ("广东省深圳李四自治州", Some("广东省"), None),
        ("北京路小区1号", None, None),
        ("上海南路县前街", None, None),
        ("重庆渝中区", Some("重庆市"), Some("重庆市")),
        ("香港东区", Some("香港特别行政区"), Some("香港特别行政区")),
        ("台湾省台北市", Some("台湾省"), None),
        ("河南路100号", None, None),
        ("1 Main Street", None, None),
        ("", None, None),
    ] {
        assert_eq!(province(address).as_deref(), of_province, "{address}");
        assert_eq!(city(address).as_deref(), of_city, "{address}");
    }
}

/// Five of one kind stay, four of another do not; with five alike in everything, grades must differ.
#[test]
fn groups_smaller_than_k_are_left_out() {
    let mut rows = vec!["customer_id|name|address|industry|size|birthday|amount|grade".to_owned()];
    for n in 0..5 {
        let grade = if n == 0 { "A" } else { "B" };
        rows.push(format!("C-{n}|甲{n}|广东省深圳市{n}号|retail|small|198{n}-01-01|12{n}|{grade}"));
    }
    for n in 5..9 {
        rows.push(format!("C-{n}|乙{n}|广东省深圳市{n}号|retail|large|198{n}-01-01|12{n}|B"));
    }
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let (left, report) = rules().anonymise(&table(&rows)).unwrap();
    let kept = "广东省|retail|small|1980-1989|[100,200)";
    let expected = [
        format!("{kept}|A"),
        format!("{kept}|B"),
        format!("{kept}|B"),
        format!("{kept}|B"),
        format!("{kept}|B"),
    ];
    assert_eq!(lines(&left)[0], "address|industry|size|birthday|amount|grade");
    assert_eq!(lines(&left)[1..], expected);
    assert_eq!(count(&report, LeftOutReason::SmallGroup, None), 4);
    let groups = report.groups.clone().unwrap();
    assert_eq!((groups.k, groups.count, groups.smallest, groups.may_still_identify), (5, 1, 5, false));
    assert_eq!(groups.by, ["address", "industry", "size", "birthday", "amount"]);
    // A row that says of nobody whom it is about is no fifth person: it may be about one of the four.
    let nobody: Vec<&str> =
        rows.iter().copied().chain(["|乙9|广东省深圳市9号|retail|large|1989-01-01|129|B"]).collect();
    assert_eq!(rules().anonymise(&table(&nobody)).unwrap().0.rows.len(), 5);
    // One more of the second kind: its group stays, and all in it have one grade.
    let more: Vec<&str> =
        rows.iter().copied().chain(["C-9|乙9|广东省深圳市9号|retail|large|1989-01-01|129|B"]).collect();
    let (left, report) = rules().anonymise(&table(&more)).unwrap();
    let groups = report.groups.unwrap();
    assert_eq!(
        (left.rows.len(), groups.count, groups.of_one_grade, groups.may_still_identify),
        (10, 2, 1, true)
    );
    // What came first is no longer first.
    let mut turned = more.clone();
    turned[1..].reverse();
    assert_eq!(rules().anonymise(&table(&turned)).unwrap().0, left);
}

/// The state that is made from the key, and the key: this does not compile without what overwrites them.
#[test]
fn what_is_made_from_the_key_is_overwritten() {
    const fn overwritten<T: zeroize::ZeroizeOnDrop>() {}
    overwritten::<sha2::Sha256>();
    overwritten::<zeroize::Zeroizing<Vec<u8>>>();
}

/// Five contacts of one customer are one customer, which k of 5 does not hide.
#[test]
fn people_and_customers_are_counted_each() {
    let rows = |customers: usize, contacts: usize| {
        let mut rows = vec!["customer_id|contact_id|industry|grade".to_owned()];
        rows.extend(
            (0..10).map(|n| format!("C-{}|K-{}|retail|{}", n % customers, n % contacts, ["A", "B"][n % 2])),
        );
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let (left, report) = rules().anonymise(&table(&rows)).unwrap();
        (left.rows.len(), report.groups.unwrap().smallest)
    };
    assert_eq!(rows(1, 5), (0, 0));
    assert_eq!(rows(4, 10), (0, 0));
    assert_eq!(rows(10, 4), (0, 0));
    assert_eq!(rows(5, 10), (10, 5));
    assert_eq!(rows(10, 10), (10, 10));
    // A column of ids that is blank throughout says nothing.
    let blank: Vec<_> = (0..5).map(|n| format!("C-{n}||retail|A")).collect();
    let blank: Vec<&str> = std::iter::once("customer_id|contact_id|industry|grade")
        .chain(blank.iter().map(String::as_str))
        .collect();
    assert_eq!(rules().anonymise(&table(&blank)).unwrap().0.rows.len(), 5);
}

/// Whatever stands in a column that is kept: a number or a grade of the policy, or nothing.
#[test]
fn what_is_kept_is_a_number_or_a_grade() {
    let cells = ["A", "AAA", "高", "张三", "13812345678", "A 张三", "1234.50", "=1+1"];
    let rows: Vec<_> = cells.iter().enumerate().map(|(n, cell)| format!("C-{n}|{cell}|{cell}")).collect();
    let rows: Vec<&str> =
        std::iter::once("customer_id|grade|amount").chain(rows.iter().map(String::as_str)).collect();
    let (left, report) = rules().deidentify(&table(&rows), &key()).unwrap();
    let of = |at: usize| left.rows.iter().filter_map(|row| row[at].clone()).collect::<Vec<_>>();
    assert!(!of(1).iter().any(|cell| cell.contains("张三") || cell.contains('=')), "{:?}", of(1));
    assert_eq!(count(&report, LeftOutReason::Unreadable, Some("grade")), 8 - of(1).len() as u64);
    assert!(of(1).contains(&"AAA".to_owned()) && of(2).contains(&"1234.50".to_owned()));
    // Anonymised, numbers are not kept either: a telephone number is one.
    let (left, report) = rules()
        .anonymise(&table(&rows.iter().map(|row| row.rsplit_once('|').unwrap().0).collect::<Vec<_>>()))
        .unwrap();
    let kept: Vec<_> = left.rows.iter().flatten().flatten().collect();
    assert!(kept.contains(&&"A".to_owned()) && !kept.iter().any(|cell| cell.contains('1')), "{kept:?}");
    assert_eq!(count(&report, LeftOutReason::Unreadable, Some("grade")), 8 - kept.len() as u64);
}

/// Columns that were shifted: what identifies stands where an industry or a size belongs.
#[test]
fn what_identifies_is_left_in_no_group() {
    let shifted = |industry: &str| {
        let rows: Vec<_> = (1..=5)
            .map(|n| format!("C-{n}|{}|13812345678|x{n}|{industry}|A", ["张三", ""][usize::from(n > 1)]))
            .collect();
        let rows: Vec<&str> = std::iter::once("customer_id|name|phone|hobby|industry|grade")
            .chain(rows.iter().map(String::as_str))
            .collect();
        let (left, report) = rules().anonymise(&table(&rows)).unwrap();
        let industries: BTreeSet<_> = left.rows.into_iter().map(|row| row[0].clone()).collect();
        (industries, count(&report, LeftOutReason::Unreadable, Some("industry")))
    };
    for identifies in [
        "张三",
        " 张三",
        "C-1",
        "x2",
        "13812345678",
        "0755-8888666",
        "１３９１２３４５６７８",
        "110105198705030012",
        "a@mail.example",
        "a＠mail.example",
    ] {
        assert_eq!(shifted(identifies), (BTreeSet::from([None]), 5), "{identifies}");
    }
    // A class of GB/T 4754 has four digits.
    for industry in ["零售", "C3911", "100–499"] {
        assert_eq!(shifted(industry), (BTreeSet::from([Some(industry.to_owned())]), 0), "{industry}");
    }
}

/// Of five people in a group four have a grade, one and the same: whoever knows a member knows it all the same.
#[test]
fn a_blank_is_no_other_grade() {
    let of_one_grade = |grades: [&str; 6]| {
        let rows: Vec<_> =
            grades.iter().enumerate().map(|(n, grade)| format!("C-{n}|零售|{grade}")).collect();
        let rows: Vec<&str> =
            std::iter::once("customer_id|industry|grade").chain(rows.iter().map(String::as_str)).collect();
        let groups = rules().anonymise(&table(&rows)).unwrap().1.groups.unwrap();
        (groups.of_one_grade, groups.may_still_identify)
    };
    assert_eq!(of_one_grade(["A", "A", "A", "A", "", "A"]), (1, true));
    assert_eq!(of_one_grade(["A", "", "", "", "", ""]), (1, true));
    assert_eq!(of_one_grade(["", "A", "", "B", "", ""]), (0, false));
    assert_eq!(of_one_grade([""; 6]), (0, false), "nobody's grade is known");
}

/// Two contacts of one customer speak for one customer.
#[test]
fn the_name_of_a_customer_is_the_customers() {
    let both =
        table(&["customer_id|contact_id|legal_name|name", "C-1|K-1|某公司|张三", "C-1|K-2|某公司|李四"]);
    let (left, _) = rules().deidentify(&both, &key()).unwrap();
    assert_eq!(left.rows[0][2], left.rows[1][2]);
    assert_ne!(left.rows[0][3], left.rows[1][3]);
    let firm = table(&["customer_id|legal_name", "C-1|某公司"]);
    assert_eq!(rules().deidentify(&firm, &key()).unwrap().0.rows[0][1], left.rows[0][2], "in every table");
    let alone = table(&["contact_id|legal_name", "K-1|某公司"]);
    let (left, report) = rules().deidentify(&alone, &key()).unwrap();
    assert_eq!(left.rows[0][1], None, "whose it is is not known");
    assert_eq!(count(&report, LeftOutReason::NoSubject, Some("legal_name")), 1);
}

/// Nothing is left of a column without a name, so that there may be many.
#[test]
fn columns_without_a_name_are_left_out() {
    let blank = table(&["grade||  ", "A|张三|", "A|李四|", "A||x", "B||", "B||"]);
    let (left, report) = rules().anonymise(&blank).unwrap();
    assert_eq!((left.columns, left.rows.len()), (vec!["grade".to_owned()], 5));
    assert_eq!(count(&report, LeftOutReason::NotListed, Some("#2")), 2);
    assert_eq!(count(&report, LeftOutReason::NotListed, Some("#3")), 1);
}

#[test]
fn nothing_at_all_is_left_of_a_few_rows() {
    let (left, report) = rules().anonymise(&table(&["grade", "A", "A", "B", "C"])).unwrap();
    assert_eq!((left.rows.len(), report.rows_out), (0, 0));
    assert_eq!(count(&report, LeftOutReason::SmallGroup, None), 4);
    assert_eq!(report.groups.unwrap().smallest, 0);
    let (left, _) = rules().anonymise(&table(&["grade", "A", "A", "B", "C", "D"])).unwrap();
    assert_eq!(left.rows.len(), 5);
}

#[test]
fn tables_that_are_none_are_refused() {
    let twice = table(&["name|name", "a|b"]);
    let ragged = PlainTable { columns: vec!["name".to_owned()], rows: vec![vec![None, None]] };
    for (table, code) in [(twice, "duplicate"), (ragged, "ragged_row")] {
        let refused = rules().anonymise(&table).unwrap_err();
        assert_eq!(refused.problems()[0].code.code(), code);
        assert_eq!(rules().deidentify(&table, &key()).unwrap_err(), refused);
    }
}

#[test]
fn reports_read_in_both_languages() {
    use crate::labels::Language;
    for reason in LeftOutReason::ALL {
        assert!(reason.reading(Language::English).is_ascii());
        assert!(!reason.reading(Language::Chinese).is_ascii());
    }
    let (_, report) = rules().anonymise(&table(&["phone|grade", "13812345678|A"])).unwrap();
    assert_eq!(
        report.text(Language::English),
        "0 of 1 rows are left.\nLeft out: columns the policy removes (phone), 1 cells.\n\
         Left out: rows of groups that are too small, 1.\n\
         0 groups of rows that look alike, the smallest of 0; 5 is the least.\n"
    );
    assert!(report.text(Language::Chinese).contains("所在组人数过少的行"));
}
