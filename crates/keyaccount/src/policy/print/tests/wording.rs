//! How the text reads: worked numbers by hand, references, punctuation, lines.

use super::{changed, documents, policies, unusual};
use crate::labels::Language;
use crate::policy::Policy;
use crate::policy::print::wrap::width;

fn standard(language: Language) -> String {
    Policy::shipped("standard").unwrap().document(language).to_markdown()
}

/// Worked by hand from the standard policy's values.
#[test]
fn worked_examples_are_right() {
    let (english, chinese) = (standard(Language::English), standard(Language::Chinese));
    for (in_english, in_chinese) in [
        // 87.5 − 12.5 × 3 ÷ 7 = 82.142857…
        (
            "87.5 − (87.5 − 75) × (18 − 15) ÷ (22 − 15) = 82.1429",
            "87.5－（87.5－75）×（18－15）÷（22－15）＝82.1429分",
        ),
        ("100 × 80% + 50 × 20% = 90", "100×80%＋50×20%＝90分"),
        ("100,000 × 90 ÷ 30 × 1.5 = CNY 450,000", "100,000×90÷30×1.5＝450,000元"),
        // 9 + 24 + 42
        (
            "credit 90, order volume 80 and profit 70 make a composite score of 90 × 10% + 80 × 30% + 70 × 60% = 75",
            "90×10%＋80×30%＋70×60%＝75分",
        ),
        // 66 ÷ 0.9
        ("(80 × 30% + 70 × 60%) ÷ 90% = 73.33", "（80×30%＋70×60%）÷90%＝73.33分"),
        // 20 + 0.8 × 50
        ("prospect score of 60", "潜力得分为60分"),
        ("high, high, medium, medium, low", "高价值、高价值、中价值、中价值、低价值"),
        ("1 July 2025 to 30 June 2026", "2025年7月1日至2026年6月30日"),
    ] {
        assert!(english.contains(in_english), "{in_english}");
        assert!(chinese.contains(in_chinese), "{in_chinese}");
    }
}

/// By hand from the unusual policy's values: steps, months that are not twelve, own dimensions.
#[test]
fn worked_examples_follow_the_policy() {
    let text = unusual().document(Language::Chinese).to_markdown();
    for said in [
        // 98.5 × 0.8 + 44 × 0.2
        "98.5×80%＋44×20%＝87.6分",
        "| 12至37天 | 44 |",
        "| 142天以上 | 6 |",
        // 100,000 × 75 ÷ 30 × 2.125
        "100,000×75÷30×2.125＝CHF 531,250",
        // 18.9 + 27.2 + 19.6 + 3 + 6: the user's own by name, Team fit before 配合度
        "90×21%＋80×34%＋70×28%＋60×5%＋50×12%＝74.7分",
        // 35 + 0.65 × 50
        "潜力得分为67.5分",
        "core、core、中坚、wide、wide",
        "2030年1月31日至2031年6月30日",
        "当年没有该日的，以2月28日为准。",
    ] {
        assert!(text.contains(said), "{said}");
    }
}

/// By hand from the curve of whole months: days 0, 30, 60, 90, 120, 121.
#[test]
fn steps_are_ranges_of_days() {
    let text = Policy::shipped("cn_monthly_steps").unwrap().document(Language::Chinese).to_markdown();
    for row in ["| 0天 | 100 |", "| 1至30天 | 83.33 |", "| 91至120天 | 33.33 |", "| 121天以上 | 0 |"]
    {
        assert!(text.contains(row), "{row}");
    }
    assert!(!text.contains("插值") && !text.contains("122"));
}

#[test]
fn references_lead_where_they_say() {
    for (language, start) in [(Language::English, "### Article "), (Language::Chinese, "### 第")] {
        let text = standard(language);
        let headings: Vec<_> = text.lines().filter(|line| line.starts_with(start)).collect();
        let titled = |title: &str| {
            let heading = headings.iter().find(|line| line.ends_with(title)).unwrap();
            let label = heading.trim_start_matches("### ");
            label.trim_end_matches(title).trim().to_owned()
        };
        let (vetoes, grade) = match language {
            Language::English => ("Vetoes", "Customer grade"),
            Language::Chinese => ("一票否决", "　客户等级"),
        };
        let cap = text
            .lines()
            .find(|line| line.contains("所列一票否决情形的") || line.contains("a veto holds"))
            .unwrap();
        assert!(cap.contains(titled(vetoes).trim()), "{cap}");
        let provisional = text
            .lines()
            .find(|line| {
                line.contains("prospect score leads")
                    || line.contains("和第") && line.contains("标准确定暂定等级")
            })
            .unwrap();
        assert!(provisional.contains(titled(grade).trim_matches('　')), "{provisional}");
        // Numbered through, from the first to the last.
        for (heading, n) in headings.iter().zip(1..) {
            let n = crate::policy::print::numbers::ordinal(n, language);
            assert!(
                heading.contains(&format!("{n}　"))
                    || heading.contains(&format!("{n}条"))
                    || heading.contains(&format!("Article {n} ")),
                "{heading}"
            );
        }
    }
}

#[test]
fn nobody_reads_a_code_or_a_place_left_open() {
    for policy in Policy::shipped_names().map(|name| Policy::shipped(name).unwrap()) {
        for text in documents(&policy) {
            assert!(!text.contains(['{', '}']), "{text}");
            let word = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '\\'));
            let name = &policy.header().name;
            let is_code = |w: &&str| w.contains('_') && !w.chars().all(|c| c == '_');
            // Columns of tables are named as they stand in the tables.
            let columns: Vec<_> = policy
                .archive()
                .privacy
                .iter()
                .flat_map(|privacy| &privacy.columns)
                .flat_map(|of| &of.names)
                .collect();
            let is_name = |w: &str| w == name || columns.iter().any(|column| *column == w);
            let codes: Vec<_> = word.filter(is_code).filter(|w| !is_name(&w.replace('\\', ""))).collect();
            assert!(codes.is_empty(), "{codes:?}");
        }
    }
}

#[test]
fn chinese_has_chinese_punctuation() {
    let policy = Policy::shipped("standard").unwrap();
    let text = policy.document(Language::Chinese).to_text();
    let characters: Vec<char> = text.chars().collect();
    for around in characters.windows(3) {
        let [before, c, after] = around else { continue };
        let in_number = before.is_ascii_digit() && after.is_ascii_digit();
        assert!(!matches!(c, ',' | ';' | ':' | '(' | ')' | '.') || in_number, "{around:?}");
    }
    assert!(
        !text.contains("\n\n\n\n")
            && !text.contains("。。")
            && !text.contains("；。")
            && !text.contains("：。")
    );
}

#[test]
fn lines_of_text_are_of_a_page() {
    for policy in policies() {
        for language in Language::ALL {
            let text = policy.document(language).to_text();
            for line in text.lines() {
                assert!(width(line) <= 100, "{line}");
                assert!(line.trim_end() == line, "{line:?}");
                let first = line.trim_start().chars().next();
                assert!(!first.is_some_and(|c| "，。；：、）》”".contains(c)), "{line}");
            }
        }
    }
}

/// What a user writes can neither end a table cell, nor be taken for markup, nor move the cursor.
#[test]
fn names_stay_names() {
    let policy = unusual();
    let markdown = policy.document(Language::English).to_markdown();
    assert!(markdown.starts_with("# Grading of dealers \\| 经销商\\*分级\\*办法\n"), "{markdown}");
    assert!(markdown.contains("| 林\\_一 |"));
    let hostile = changed(&policy, &[("policy.number", "\"a\\u001b[31m\\nb\\u202Ec\"")]).unwrap();
    for text in documents(&hostile) {
        assert!(!text.contains(['\u{1b}', '\u{202e}']));
        assert!(text.contains("a [31m b c") || text.contains("a \\[31m b c"), "{text}");
    }
}

#[test]
fn what_is_not_signed_is_left_to_be_signed() {
    let standard = Policy::shipped("standard").unwrap().document(Language::Chinese).to_text();
    assert!(standard.contains("批准：____"), "{standard}");
    let signed = unusual().document(Language::Chinese).to_text();
    let line = signed.lines().find(|line| line.contains("批准：董事会")).unwrap();
    assert!(line.contains("日期：2031年3月23日") && line.contains("签字：____"));
}
