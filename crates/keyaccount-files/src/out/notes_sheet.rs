//! The last sheet: what the result was made from, how many have which grade, what was noticed.

use keyaccount::{Assessment, Language, ScoreRule, Stamp, round_ratio};
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::styles::Styles;
use super::words::Word;

pub(super) const NAME: Word = Word::new("Notes", "说明");
pub(super) const TITLE: Word = Word::new("Customer grades", "客户评级结果");
pub(super) const AS_OF: Word = Word::new("As of", "评级日期");

/// Writes the sheet from top to bottom.
pub(super) struct Page<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a Styles,
    row: u32,
}

impl<'a> Page<'a> {
    /// A page with its title on the first line.
    pub(super) fn new(sheet: &'a mut Worksheet, styles: &'a Styles, title: &str) -> Result<Self, XlsxError> {
        sheet.set_column_width(0, 20)?.set_column_width(1, 96)?;
        sheet.write_string_with_format(0, 0, title, &styles.title)?;
        Ok(Self { sheet, styles, row: 1 })
    }

    fn skip(&mut self) {
        self.row = self.row.saturating_add(1);
    }

    /// A heading of its own line.
    pub(super) fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        self.skip();
        self.sheet.write_string_with_format(self.row, 0, text, &self.styles.label)?;
        self.skip();
        Ok(())
    }

    pub(super) fn line(&mut self, label: &str, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, label, &self.styles.label)?;
        self.sheet.write_string_with_format(self.row, 1, text, &self.styles.wrapped)?;
        self.skip();
        Ok(())
    }

    pub(super) fn sentence(&mut self, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 1, text, &self.styles.wrapped)?;
        self.skip();
        Ok(())
    }

    /// What a result was made from.
    pub(super) fn stamp(
        &mut self,
        stamp: &Stamp,
        title: Option<&str>,
        currency: Option<&str>,
        language: Option<Language>,
    ) -> Result<(), XlsxError> {
        let say = |word: Word| word.in_language(language);
        let named = format!("{} {}", stamp.policy_name, stamp.policy_version);
        let policy = title.map_or_else(|| named.clone(), |title| format!("{title} ({named})"));
        self.line(say(Word::new("Policy", "制度")), &policy)?;
        self.line(say(AS_OF), &stamp.as_of.to_string())?;
        if let Some(currency) = currency {
            self.line(say(Word::new("Currency", "币种")), currency)?;
        }
        self.line(say(Word::new("Policy digest", "办法摘要")), &stamp.policy_digest)?;
        let input = if stamp.input_digest.is_empty() {
            say(Word::new(
                "none: the book this result was made from cannot be told from another",
                "无：无法核对本结果所依据的数据",
            ))
        } else {
            &stamp.input_digest
        };
        self.line(say(Word::new("Input digest", "数据摘要")), input)?;
        self.line(say(Word::new("Rules", "规则版本")), &stamp.rules_version.to_string())?;
        self.line("keyaccount", &stamp.library_version)
    }

    /// Somebody's share of all.
    pub(super) fn share(&mut self, label: &str, count: u64, total: u64) -> Result<(), XlsxError> {
        let hundredths =
            round_ratio(i128::from(count).saturating_mul(10_000), i128::from(total), 0).unwrap_or(0);
        let (whole, rest) = (hundredths.div_euclid(100), hundredths.rem_euclid(100));
        self.line(label, &format!("{count} ({whole}.{rest:02}%)"))
    }
}

pub(super) fn write(
    sheet: &mut Worksheet,
    assessment: &Assessment,
    styles: &Styles,
    language: Option<Language>,
) -> Result<(), XlsxError> {
    let say = |word: Word| word.in_language(language);
    let mut page = Page::new(sheet, styles, say(TITLE))?;
    let (stamp, header) = (&assessment.stamp, assessment.policy().header());
    page.heading(say(Word::new("Made from", "依据")))?;
    page.stamp(stamp, header.title.as_deref(), Some(&header.currency), language)?;

    let distribution = &assessment.distribution;
    page.heading(say(Word::new("Customers by grade", "等级分布")))?;
    for grade in &distribution.grades {
        page.share(&grade.grade, grade.customers, distribution.total)?;
    }
    page.share(say(Word::new("unrated", "未评级")), distribution.unrated, distribution.total)?;
    page.share(say(Word::new("new", "新客户")), distribution.new, distribution.total)?;
    page.share(say(Word::new("all", "合计")), distribution.total, distribution.total)?;

    page.heading(say(Word::new("How to read it", "阅读说明")))?;
    let policy = assessment.policy();
    if [&policy.volume().score, &policy.profit().score].contains(&&ScoreRule::Rank) {
        page.sentence(say(Word::new(
            "Scores come from ranks among the customers that are not new: they hold for these customers together and change when others are added.",
            "得分来自非新客户之间的名次：结果只对本次参评的全部客户成立，增减客户会改变名次。",
        )))?;
    }
    page.sentence(say(Word::new(
        "Columns with details are folded: the [+] above the headings shows them. An empty cell does not apply; it is not zero.",
        "明细列已折叠，点击列标题上方的 [+] 展开。空白单元格表示不适用，不等于零。",
    )))?;
    page.sentence(say(Word::new(
        "Numbers of more than 15 digits are written as text, since a spreadsheet would change them.",
        "超过 15 位有效数字的数值以文本形式保存，避免被电子表格改动。",
    )))?;

    if !assessment.notes.is_empty() {
        page.heading(say(Word::new("Noticed", "数据提示")))?;
        for note in &assessment.notes {
            page.sentence(&note.sentence(language.unwrap_or_default()))?;
        }
    }
    Ok(())
}
