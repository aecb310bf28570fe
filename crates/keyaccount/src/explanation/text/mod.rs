//! An explanation read out: the result first, then every step with its numbers.

mod credit;
mod grade;
mod head;
mod judged;
mod page;
mod standing;
pub(crate) mod words;

use self::page::{Form, Page};
use super::division::CUT as CUT_DIGITS;
use super::{Division, Explanation};
use crate::grading::Track;
use crate::labels::Language;
use crate::measure::{aligned, grouped_plain};

impl Explanation {
    /// The explanation as plain text, to be read out: what the grade is, why, what would change it; then
    /// each step with its numbers. Tables are aligned where a Chinese character takes the room of two
    /// digits. Control characters of names are escaped.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        self.page(language, Form::Text)
    }

    /// The same as Markdown (`CommonMark` with tables), in which nothing of a name or a reason is markup.
    #[must_use]
    pub fn markdown(&self, language: Language) -> String {
        self.page(language, Form::Markdown)
    }

    fn page(&self, language: Language, form: Form) -> String {
        let mut page = Page::new(language, form);
        page.headline(self);
        match &self.prospect {
            Some(prospect) => {
                page.prospect(prospect);
                page.grade(self);
                page.on_record(self);
            }
            None => {
                page.credit(&self.credit);
                page.volume(&self.volume, self.audience);
                page.profit(&self.profit, self.audience);
                for rating in &self.ratings {
                    page.rating(rating);
                }
                page.composite(&self.composite);
                page.grade(self);
                page.place_among_all(self);
            }
        }
        page.made_from(self);
        page.finish()
    }
}

impl Page {
    /// What a new customer has on record already, though none of it is scored yet.
    fn on_record(&mut self, explanation: &Explanation) {
        debug_assert!(explanation.customer.track == Track::New);
        self.credit(&explanation.credit);
        self.volume(&explanation.volume, explanation.audience);
        self.profit(&explanation.profit, explanation.audience);
    }

    /// `17,750,000 ÷ 200,000 = 88.75`, with the rounding where there is one.
    fn quotient(&self, division: &Division) -> String {
        let digits = if division.is_exact {
            // What needs no rounding is shown as it is published.
            if division.is_rounded() {
                grouped_plain(division.digits)
            } else {
                division.published.to_string()
            }
        } else {
            // Cut digits keep their zeros: what follows them is not nothing.
            let digits = aligned(&[division.digits], CUT_DIGITS).concat();
            format!("{digits}…")
        };
        let values = [
            ("numerator", grouped_plain(division.numerator)),
            ("denominator", grouped_plain(division.denominator)),
            ("digits", digits),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        words::QUOTIENT.fill(self.language, &values)
    }

    /// The same with what it is rounded to.
    fn division(&self, division: &Division) -> String {
        let quotient = self.quotient(division);
        if !division.is_rounded() {
            return quotient;
        }
        let published = division.published.to_string();
        words::ROUNDED.fill(self.language, &[("quotient", &quotient), ("published", &published)])
    }

    /// Only the digits and what they are rounded to, where the formula stands before it.
    fn result(&self, division: &Division) -> String {
        let whole = self.division(division);
        whole.split_once(" = ").map_or(whole.clone(), |(_, result)| result.to_owned())
    }

    /// A clause in brackets, or nothing.
    fn clause(&self, clause: Option<&str>) -> String {
        clause.map_or_else(String::new, |clause| {
            let value = [("value", clause)];
            self.language.brackets(&crate::labels::sentences::CLAUSE.fill(self.language, &value))
        })
    }
}
