//! What is wrong with an input, for people: the kind of every problem, and the words around its details.

use super::sentences::sentences;
use super::{Label, Language};
use crate::error::{Problem, ProblemCode};

const KINDS: &[Label] = &[
    Label::new("syntax", "the text cannot be read", "文本无法读取"),
    Label::new("unknown_key", "unknown key", "未知的键"),
    Label::new("unknown_section", "unknown section", "未知的章节"),
    Label::new("wrong_type", "value of another type", "值的类型不符"),
    Label::new("missing", "something is missing", "缺少必填内容"),
    Label::new("unknown_code", "unknown code", "未知的代码"),
    Label::new("out_of_range", "out of range", "超出范围"),
    Label::new("too_many_decimals", "too many decimals", "小数位过多"),
    Label::new("duplicate", "given twice", "重复"),
    Label::new("weight_sum", "weights do not sum to 1", "权重之和不等于1"),
    Label::new("too_few_dimensions", "too few dimensions", "维度过少"),
    Label::new("band_order", "bands out of order", "等级未按从高到低排列"),
    Label::new("band_bounds", "bands do not cover 0 to 100", "等级未覆盖0至100分"),
    Label::new("bands_equal", "two bands begin at one score", "两个等级起点相同"),
    Label::new("band_unreachable", "a band no score reaches", "有等级无分数可达"),
    Label::new("band_missing", "a band has no entry", "有等级未作规定"),
    Label::new("curve_not_monotone", "points rise with days late", "逾期越久得分反而越高"),
    Label::new("curve_day_repeated", "one day twice in a curve", "曲线中同一天出现两次"),
    Label::new("never_acts", "a rule that never acts", "规则永不起作用"),
    Label::new("predicate_type", "a condition on a fact of another type", "条件与事实的类型不符"),
    Label::new("nobody_may", "nobody may do it", "无人有权办理"),
    Label::new("forbidden", "no policy can allow it", "任何制度均不得允许"),
    Label::new("may_not_grant", "an approver who may not grant it", "审批人无权批准"),
    Label::new("self_approval", "an approver of his own request", "本人审批本人申请"),
    Label::new("tier_gap", "amounts that belong to no tier", "有金额不属于任何审批档"),
    Label::new("tier_overlap", "amounts that belong to two tiers", "有金额同属两个审批档"),
    Label::new("tier_unreachable", "a tier without amounts", "审批档无对应金额"),
    Label::new("cannot_finish", "steps nobody can finish", "审批步骤无法完成"),
    Label::new("never_complete", "a document that can never be complete", "要求的资料永远无法齐备"),
    Label::new("dates_out_of_order", "dates out of order", "日期先后不符"),
    Label::new("format_too_new", "a form newer than this version", "格式比本版本新"),
    Label::new("format_too_old", "a form older than this version reads", "格式过旧"),
    Label::new("extends_unknown", "extends a policy that is not there", "所依据的制度不存在"),
    Label::new("extends_circular", "policies extend each other in a circle", "制度之间循环引用"),
    Label::new("policy_mismatch", "made under another policy", "所依制度不一致"),
    Label::new("book_mismatch", "made from another book", "所依账册不一致"),
    Label::new("currency_mismatch", "another currency", "币种不一致"),
    Label::new("bad_date", "not a date", "日期无效"),
    Label::new("bad_number", "not a number", "数字无效"),
    Label::new("bad_boolean", "neither yes nor no", "应为是或否"),
    Label::new("bad_identifier", "not an identifier", "编号无效"),
    Label::new("unknown_customer", "unknown customer", "未知的客户"),
    Label::new("unknown_invoice", "unknown invoice", "未知的发票"),
    Label::new("ambiguous_order", "an order of several customers", "订单号同属多个客户"),
    Label::new("mixed_units", "units that cannot be added", "计量单位不一，无法相加"),
    Label::new("bad_encoding", "not text in this encoding", "编码不符"),
    Label::new("ragged_row", "a row of another length", "行的列数不符"),
    Label::new("unclosed_quote", "a quotation mark that is never closed", "引号未闭合"),
    Label::new("too_large", "too large", "过大"),
    Label::new("no_trigger", "a period that counts from nothing", "保存期限无起算点"),
    Label::new("no_legal_basis", "personal data without a stated reason", "个人信息缺少保存依据"),
    Label::new("below_legal_minimum", "shorter than the law asks for", "短于法定期限"),
    Label::new("impossible_event", "an event that does not follow", "事件与此前不相衔接"),
    Label::new("io", "cannot be read or written", "无法读写"),
    Label::new("no_header", "no header row", "缺少标题行"),
    Label::new("no_tables", "none of the tables a book needs", "缺少账册所需的表"),
];

sentences! {
    WHOLE "{place}{kind}: found {found}, expected {expected}{remedy}." "{place}{kind}：实为{found}，应为{expected}{remedy}。",
    LINE "{file}, line {line}" "{file}第{line}行",
    LINE_COLUMN "{file}, line {line}, column {column}" "{file}第{line}行第{column}列",
    AT "{place}: " "{place}：",
    REMEDY "; {remedy}" "；{remedy}",
}

impl ProblemCode {
    /// What kind of problem it is, as people read it.
    #[must_use]
    pub fn reading(self, language: Language) -> &'static str {
        let label = KINDS.iter().find(|label| label.code == self.code());
        label.map_or(self.code(), |label| label.reading(language))
    }
}

impl Problem {
    /// Where it is, what kind it is, what was found and expected, and how to mend it, as people read it.
    ///
    /// What was found, expected and advised is quoted as the program knows it, in English.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let place = self.place(language);
        let place = if place.is_empty() { place } else { AT.fill(language, &[("place", &place)]) };
        let remedy = match self.remedy.as_str() {
            "" => String::new(),
            remedy => REMEDY.fill(language, &[("remedy", remedy)]),
        };
        let mut sentence = WHOLE.fill(
            language,
            &[
                ("place", &place),
                ("kind", self.code.reading(language)),
                ("found", &self.found),
                ("expected", &self.expected),
                ("remedy", &remedy),
            ],
        );
        if self.remedy.ends_with('?') {
            // A question has its mark already.
            sentence.pop();
        }
        sentence
    }

    fn place(&self, language: Language) -> String {
        let (line, column) = (self.line.map(|n| n.to_string()), self.column.map(|n| n.to_string()));
        let place = match (&self.file, &line, &column) {
            (Some(file), Some(line), Some(column)) => {
                LINE_COLUMN.fill(language, &[("file", file), ("line", line), ("column", column)])
            }
            (Some(file), Some(line), None) => LINE.fill(language, &[("file", file), ("line", line)]),
            (Some(file), None, _) => file.clone(),
            (None, _, _) => return self.path.clone(),
        };
        if self.path.is_empty() { place } else { format!("{place}{}", language.brackets(&self.path)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_problem_has_a_reading_in_both_languages_and_no_other_has() {
        let codes: Vec<_> = ProblemCode::ALL.iter().map(|code| code.code()).collect();
        let labelled: Vec<_> = KINDS.iter().map(|label| label.code).collect();
        assert_eq!(labelled, codes);
        assert!(KINDS.iter().all(|label| label.english != label.chinese && !label.chinese.is_empty()));
    }

    #[test]
    fn a_sentence_names_the_place_the_kind_and_the_remedy() {
        let problem = Problem::new(ProblemCode::UnknownCode, "`Z`", "a grade of the policy")
            .at("policy.toml", Some(3), Some(7))
            .path("composite.caps[0].at_most")
            .remedy("write `A`");
        assert_eq!(
            problem.sentence(Language::English),
            "policy.toml, line 3, column 7 (composite.caps[0].at_most): unknown code: found `Z`, expected a grade of the policy; write `A`."
        );
        assert_eq!(
            problem.sentence(Language::Chinese),
            "policy.toml第3行第7列（composite.caps[0].at_most）：未知的代码：实为`Z`，应为a grade of the policy；write `A`。"
        );
    }

    #[test]
    fn a_remedy_that_asks_ends_with_its_question() {
        let problem = Problem::new(ProblemCode::UnknownCode, "`Z`", "a grade").remedy("did you mean `A`?");
        assert_eq!(
            problem.sentence(Language::English),
            "unknown code: found `Z`, expected a grade; did you mean `A`?"
        );
        assert_eq!(
            problem.sentence(Language::Chinese),
            "未知的代码：实为`Z`，应为a grade；did you mean `A`?"
        );
    }

    #[test]
    fn a_problem_without_a_place_begins_with_its_kind() {
        let problem = Problem::new(ProblemCode::BadNumber, "`x`", "a number");
        assert_eq!(problem.sentence(Language::English), "not a number: found `x`, expected a number.");
        assert_eq!(problem.sentence(Language::Chinese), "数字无效：实为`x`，应为a number。");
    }
}
