use std::collections::BTreeSet;

use super::*;
use crate::assessment::every_column;
use crate::backtest::GroupedBy;
use crate::book::{Code, DelayReasonKind};
use crate::comparison::{CauseKind, Direction, every_fact, every_part};
use crate::due::{DueCode, DueKind, DueState};
use crate::explanation::StepKind;
use crate::facts::{SliceKind, Veto};
use crate::grading::{DealStage, HoldReason, Track};
use crate::notes::{Note, NoteCode};
use crate::policy::{AdmissionFact, CapCondition, Fact, Policy};
use crate::verdict::VerdictOutcome;

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn every_column_of_every_table_has_its_heading_and_none_twice() {
    for (table, columns) in every_column() {
        for language in Language::ALL {
            let headings: Vec<_> = columns.iter().map(|name| heading(name, language)).collect();
            let distinct: BTreeSet<_> = headings.iter().collect();
            assert_eq!(distinct.len(), headings.len(), "{table}, {language}: {headings:?}");
        }
        for name in columns {
            // `rfm` is what Chinese says as well.
            assert!(
                is_chinese(heading(name, Language::Chinese)) || name == "rfm",
                "{table}: `{name}` has no Chinese heading"
            );
            assert_eq!(heading(name, Language::English), name);
        }
    }
}

#[test]
fn no_heading_is_left_over() {
    let used: BTreeSet<_> = every_column().into_iter().flat_map(|(_, columns)| columns).collect();
    for (name, _) in columns::HEADINGS {
        assert!(used.contains(name), "no table has a column `{name}`");
    }
}

#[test]
fn a_score_of_the_users_own_has_no_heading_of_ours() {
    let own = rating_heading("信用");
    assert!(columns::HEADINGS.iter().all(|(_, chinese)| *chinese != own));
}

/// The facts of definitions, and the ways to become a VIP.
fn conditions_of_admission() -> Vec<String> {
    let ways = ["company_proposed", "single_order", "period_purchases", "official_rank", "listing_ended"];
    AdmissionFact::NAMES.iter().copied().chain(ways).map(str::to_owned).collect()
}

/// Every code a cell of each column can hold.
fn every_code() -> Vec<(&'static str, Vec<String>)> {
    let owned = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
    let unrated: Vec<String> = Unrated::ALL.iter().map(|reason| reason.code().to_owned()).collect();
    let vetoes = Veto::ALL.map(|veto| match veto {
        Veto::WriteOff => "write_off",
        Veto::WilfulDefault => "wilful_default",
        Veto::Overdue => "overdue_180",
        Veto::LegalTrouble => "legal_trouble",
        Veto::BouncedBill => "bounced_bill",
    });
    let conditions = [CapCondition::ShortRelationship { months: 12 }, CapCondition::DocumentsMissing];
    let shipped: Vec<Policy> = Policy::shipped_names().map(|name| Policy::shipped(name).unwrap()).collect();
    let caps = shipped.iter().flat_map(|policy| &policy.composite().caps).map(|cap| cap.name.clone());
    let classes = shipped.iter().flat_map(|policy| &policy.value_class().classes).map(|c| c.name.clone());
    let excused = DelayReasonKind::CODES.iter().map(|kind| format!("{kind}:12"));
    let mut metrics = owned(&crate::assessment::every_metric());
    metrics.push("grade_A".to_owned());
    vec![
        ("track", owned(&[Track::Rated, Track::Unrated, Track::New].map(Track::code))),
        ("credit_unrated", unrated.clone()),
        ("volume_unrated", unrated.clone()),
        ("profit_unrated", unrated.clone()),
        ("composite_unrated", unrated),
        ("vetoes", owned(&vetoes)),
        ("credit_caps", owned(&conditions.map(CapCondition::code))),
        ("caps", caps.collect()),
        ("value_class", classes.collect()),
        ("step", StepKind::ALL.iter().map(|kind| kind.code().to_owned()).collect()),
        ("hold", owned(&["yes", "no"])),
        ("hold_reasons", owned(&[HoldReason::OverLimit, HoldReason::Overdue].map(HoldReason::code))),
        (
            "deal_stage",
            owned(&[DealStage::New, DealStage::NotYetClosed, DealStage::Closed].map(DealStage::code)),
        ),
        ("state", owned(&SliceKind::ALL.map(SliceKind::code))),
        ("excused_by", excused.collect()),
        ("metric", metrics),
        ("measure", owned(&["composite", "credit", "volume", "profit", "prospect"])),
        ("grouped_by", owned(&GroupedBy::ALL.map(GroupedBy::code))),
        ("inversion", owned(&["no", "chance", "beyond_chance"])),
        ("direction", owned(&Direction::ALL.map(Direction::code))),
        ("track_before", owned(&["rated", "unrated", "new", "absent"])),
        ("causes", owned(&CauseKind::CODES)),
        ("affects", owned(&every_part())),
        ("decision", owned(&VerdictOutcome::ALL.map(VerdictOutcome::code))),
        ("conditions", conditions_of_admission()),
        ("automated", owned(&["yes", "no"])),
        ("due_kind", owned(&DueKind::ALL.map(DueKind::code))),
        ("due", DueCode::ALL.iter().map(|code| code.code().to_owned()).collect()),
        ("due_state", owned(&DueState::ALL.map(DueState::code))),
        ("overdue_unit", owned(&["days", "hours"])),
        ("role", roles::ROLES.iter().map(|role| role.code.to_owned()).collect()),
    ]
}

#[test]
fn every_code_of_every_column_reads_in_both_languages() {
    for (column, codes) in every_code() {
        let labels = codes::of_column(column);
        assert!(!codes.is_empty() && !labels.is_empty(), "{column}");
        for code in &codes {
            let label = labels.iter().find(|label| label.read(code, Language::English).is_some());
            assert!(label.is_some(), "{column}: `{code}` has no reading");
            assert!(is_chinese(&read(column, code, Language::Chinese)), "{column}: {code}");
            assert!(!is_chinese(&read(column, code, Language::English)), "{column}: {code}");
        }
        // One reading, one code.
        for language in Language::ALL {
            let readings: BTreeSet<_> = codes.iter().map(|code| read(column, code, language)).collect();
            assert_eq!(readings.len(), codes.iter().collect::<BTreeSet<_>>().len(), "{column}, {language}");
        }
        for label in labels {
            assert!(
                codes.iter().any(|code| label.read(code, Language::English).is_some()),
                "{column}: no cell holds `{}`",
                label.code
            );
        }
    }
}

#[test]
fn several_codes_are_joined_as_each_language_does() {
    let codes = "write_off;overdue_90";
    assert_eq!(
        read("vetoes", codes, Language::English),
        "write-off or bad debt; open more than 90 days late"
    );
    assert_eq!(read("vetoes", codes, Language::Chinese), "核销或坏账；逾期超过90天未清");
    assert_eq!(read("excused_by", "force_majeure:7", Language::Chinese), "不可抗力7天");
    assert_eq!(read("metric", "grade_甲", Language::English), "customers of grade 甲");
}

#[test]
fn names_of_the_users_own_stay_as_written() {
    for language in Language::ALL {
        assert_eq!(read("caps", "house rule", language), "house rule");
        assert_eq!(read("value_class", "甲类", language), "甲类");
        // A code means something in its own column only.
        assert_eq!(read("caps", "new", language), "new");
        assert_eq!(read("name", "new", language), "new");
    }
}

#[test]
fn every_sentence_is_there_in_both_languages_with_the_same_places() {
    let places = |text: &str| -> BTreeSet<String> {
        text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap().to_owned()).collect()
    };
    let others = remedies::ALL
        .iter()
        .chain(backtest::ALL)
        .chain(verdict::ALL)
        .chain(case::ALL)
        .chain(due::ALL)
        .chain(disposal::ALL)
        .chain(leak::ALL)
        .chain(archive::ALL)
        .chain(composition::ALL)
        .chain(log::ALL)
        .chain(privacy::ALL)
        .chain(problems::ALL)
        .chain(crate::explanation::sentences());
    for sentence in sentences::ALL.iter().chain(others).chain(sentences::moves::ALL) {
        let [english, chinese] = Language::ALL.map(|language| sentence.text(language));
        assert!(!is_chinese(english), "{english}");
        // A place and a colon or semicolon as Chinese writes them say it in Chinese.
        assert!(
            is_chinese(chinese) || places(chinese).len() > 1 || chinese.contains(['：', '；']),
            "{chinese}"
        );
        assert_eq!(places(english), places(chinese), "{english}");
    }
    for fact in every_fact() {
        let label = sentences::moves::FACTS.iter().find(|label| label.code == fact).unwrap();
        assert!(is_chinese(label.chinese) && !is_chinese(label.english), "{fact}");
    }
    for fact in Fact::ALL {
        assert!(is_chinese(sentences::fact(*fact, Language::Chinese)));
        assert!(!is_chinese(sentences::fact(*fact, Language::English)));
    }
}

#[test]
fn a_value_is_never_taken_for_a_place() {
    let values = [("grade", "{by}"), ("by", "{grade}{"), ("computed", "C")];
    let filled = sentences::OVERRIDDEN.fill(Language::English, &values);
    assert_eq!(filled, "graded {by} by approval of {grade}{; without it: C");
}

#[test]
fn every_note_is_a_sentence_in_both_languages() {
    for code in NoteCode::ALL {
        let note = Note::new(*code, 71).about("xyzzy");
        let [english, chinese] = Language::ALL.map(|language| note.sentence(language));
        assert!(!is_chinese(&english) && is_chinese(&chinese), "{}", code.code());
        assert_eq!(english.contains("71"), chinese.contains("71"), "{}", code.code());
        assert_eq!(english.contains("xyzzy"), chinese.contains("xyzzy"), "{}", code.code());
        assert_eq!(note.to_string(), english);
    }
}

#[test]
fn a_language_is_read_by_its_code_alone() {
    assert_eq!("zh".parse::<Language>(), Ok(Language::Chinese));
    assert_eq!("en".parse::<Language>(), Ok(Language::English));
    for bad in ["EN", "", "de", "zh-CN"] {
        assert_eq!(bad.parse::<Language>().unwrap_err().code, ProblemCode::UnknownCode, "{bad}");
    }
}
