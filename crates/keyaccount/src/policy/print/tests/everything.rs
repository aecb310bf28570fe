//! Every number, name and clause of a policy stands in its text.

use rust_decimal::Decimal;

use super::changes::every_leaf;
use super::{documents, policies, unusual};
use crate::book::{Code, CustomerKind, EvaluationLevel};
use crate::document::Value;
use crate::labels::Language;
use crate::policy::print::numbers::{date, digits, percent};

/// Whether a number stands there by itself, not inside another.
fn has_number(text: &str, number: &str) -> bool {
    let inside = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    text.match_indices(number).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let mut after = text[at + number.len()..].chars();
        let next = after.next();
        // A full stop or comma that ends the sentence is no part of the number.
        let goes_on = next.is_some_and(|c| c.is_ascii_digit())
            || (next.is_some_and(inside) && after.next().is_some_and(|c| c.is_ascii_digit()));
        !before.is_some_and(inside) && !goes_on
    })
}

#[test]
fn numbers_are_told_apart() {
    assert!(has_number("at 12.5 points", "12.5") && has_number("12.", "12") && has_number("1,000", "1,000"));
    assert!(!has_number("112", "12") && !has_number("12.5", "12") && !has_number("1,000", "1"));
}

#[test]
fn every_number_and_name_appears() {
    for policy in policies() {
        let [english_text, english_markdown, chinese_text, chinese_markdown] = &*documents(&policy) else {
            panic!("four documents")
        };
        let texts = [
            (Language::English, english_text),
            (Language::English, english_markdown),
            (Language::Chinese, chinese_text),
            (Language::Chinese, chinese_markdown),
        ];
        for (path, value) in every_leaf(&policy) {
            for (language, text) in texts {
                let says = |what: &str| text.contains(what) || text.replace('\\', "").contains(what);
                let appears = match &value {
                    Value::Number(_) if path == "policy.format" => true,
                    Value::Number(years) if path == "volume.window_years" => {
                        has_number(text, &(years.parse::<u32>().unwrap() * 12).to_string())
                    }
                    Value::Number(number) => {
                        let number: Decimal = number.parse().unwrap();
                        // Amounts at most zero are words.
                        number.is_zero()
                            || has_number(text, &digits(number))
                            || has_number(text, percent(number).trim_end_matches('%'))
                    }
                    Value::Date(day) => says(&date(*day, language)),
                    Value::Text(name) if is_users_own(&path, name) => {
                        name.split(" / ").all(|part| unwrapped(text).contains(&unwrapped(part)))
                    }
                    // Codes are read as words; that they matter is shown by changing them.
                    _ => true,
                };
                assert!(appears, "{language}: {path} = {value:?} of {}", policy.header().name);
            }
        }
    }
}

/// Without line ends, escapes and indents.
fn unwrapped(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\\').collect()
}

/// Texts that are no codes.
fn is_users_own(path: &str, text: &str) -> bool {
    let labelled = |column: &str| crate::labels::read(column, text, Language::Chinese) != text;
    let is_fact = path.ends_with(".is") || path.contains(".in[");
    match path.split('.').next() {
        _ if path.ends_with(".clause") || path.ends_with("at_most") => true,
        Some("policy") => path != "policy.currency",
        Some("composite") if path.ends_with(".name") => !labelled("caps"),
        Some("value_class") if path.ends_with(".name") => !labelled("value_class"),
        Some("credit") => path.ends_with(".name"),
        Some("approval") if path.contains("roles[") => !text.contains('_') || text.contains('区'),
        Some("approval") if path.ends_with(".name") => !text.starts_with("tier_"),
        Some("admission") if !is_fact => false,
        Some("admission") if labelled("value_class") || EvaluationLevel::from_code(text).is_some() => false,
        _ => is_fact && !text.contains('_') && CustomerKind::from_code(text).is_none(),
    }
}

#[test]
fn a_clause_stands_with_its_rule() {
    let policy = unusual();
    for language in Language::ALL {
        let markdown = policy.document(language).to_markdown();
        let line = |with: &str| markdown.lines().find(|line| line.contains(with)).unwrap().to_owned();
        assert!(line("第七章 第九条").contains("19"));
        assert!(line("§ 7.10").contains("C3") && !line("§ 7.10").contains("19"));
        assert!(line("补充规定 三").contains("facts of yes and no"));
        assert!(line("补充规定 九").contains("97"));
        assert!(line("第七章 第三条").contains("53"));
        assert!(line("第七章 第六条").starts_with("| 良 |"));
        assert!(line("第七章 第八条").contains("143") && !line("第七章 第七条").contains("143"));
        assert!(line("附表 二").contains("25") && line("附表 二").contains("0.35"));
        assert!(line("附表 三").contains("51.75") && line("附表 四").contains("99.125%"));
        assert!(line("第十一章 第二条").starts_with("| P1 |"));
        assert!(line("第十六章 第二条").contains("54,321.5") && line("第十六章 第二条").contains("765,432"));
        assert!(line("第十六章 第三条").contains("Key desk"));
        let application = line("第十六章 第四条");
        assert!(application.contains("公章") || application.contains("official seal"));
        assert!(line("第十六章 第五条").contains("61"));
        assert!(
            line("第十五章 第二条")
                .contains(["（十四）", "(14)"][usize::from(language == Language::English)])
        );
        // That of a section stands under the heading of its chapter.
        let lines: Vec<&str> = markdown.lines().filter(|line| !line.is_empty()).collect();
        for clause in [
            "第七章 第四条",
            "第八章",
            "第九章 第二款",
            "第十章",
            "第十一章",
            "第十二章",
            "第十三章",
            "第十四章",
            "第十五章",
            "第十六章",
        ] {
            let of_chapter = format!("{clause}）");
            let of_chapter = if language == Language::English { format!("{clause})") } else { of_chapter };
            let at = lines.iter().position(|line| line.ends_with(&of_chapter)).unwrap();
            assert!(lines[at - 1].starts_with("## "), "{clause}: {}", lines[at - 1]);
        }
    }
}

#[test]
fn approvers_are_named_as_such() {
    let policy = unusual();
    let chinese = policy.document(Language::Chinese).to_markdown();
    assert!(chinese.contains("使用申请由Head of sales批准") && chinese.contains("再经总经办批准"));
    let english = policy.document(Language::English).to_markdown();
    assert!(english.contains("approved by: Head of sales.") && english.contains("given by: 总经办."));
}

#[test]
fn what_is_switched_off_is_said_to_be() {
    let policy = crate::policy::Policy::shipped("standard").unwrap();
    let markdown = policy.document(Language::Chinese).to_markdown();
    let (before, after) = markdown.split_once("未启用").unwrap();
    assert!(after.contains("1,000,000元") && !before.contains("1,000,000元"));
    let markdown = policy.document(Language::English).to_markdown();
    let (before, after) = markdown.split_once("not in force").unwrap();
    assert!(after.contains("CNY 1,000,000") && !before.contains("CNY 1,000,000"));
}
