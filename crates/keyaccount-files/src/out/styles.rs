//! How the cells of a workbook look.

use keyaccount::Language;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use super::layout::Family;

/// The size of the text, in points.
const FONT_SIZE: u8 = 10;

/// The most decimals a cell shows; more are there and shown on asking.
const MOST_DECIMALS: usize = 6;

/// The fills of a grade column: the best grade, those between, the last.
const GRADE_FILLS: [&str; 3] = ["#E2EFDA", "#FFF2CC", "#F8DCD3"];

/// The cell styles of one workbook, made once.
pub(super) struct Styles {
    /// Text of one line.
    pub(super) text: Format,
    /// Text that may need several lines.
    pub(super) wrapped: Format,
    /// Text a spreadsheet would take for a formula if it were typed again.
    pub(super) quoted: Format,
    /// A count, rank or number of days.
    pub(super) integer: Format,
    /// A quantity, with as many decimals as it has.
    pub(super) general: Format,
    /// A day.
    pub(super) date: Format,
    /// The title of the workbook.
    pub(super) title: Format,
    /// The name of what stands beside it.
    pub(super) label: Format,
    numbers: Vec<Format>,
    grades: [Format; 3],
    base: Format,
}

impl Styles {
    pub(super) fn new(language: Option<Language>) -> Self {
        let font = if language == Some(Language::Chinese) { "Microsoft YaHei" } else { "Calibri" };
        let base =
            Format::new().set_font_name(font).set_font_size(FONT_SIZE).set_align(FormatAlign::VerticalCenter);
        let decimals = |places: usize| {
            let point = if places == 0 { "" } else { "." };
            base.clone().set_num_format(format!("#,##0{point}{}", "0".repeat(places)))
        };
        let grade =
            |fill: &str| base.clone().set_background_color(fill).set_bold().set_align(FormatAlign::Center);
        Self {
            text: base.clone().set_indent(1),
            wrapped: base.clone().set_indent(1).set_text_wrap(),
            quoted: base.clone().set_indent(1).set_quote_prefix(),
            integer: base.clone().set_num_format("0"),
            general: base.clone(),
            date: base.clone().set_num_format("yyyy-mm-dd"),
            title: base.clone().set_bold().set_font_size(FONT_SIZE.saturating_add(6)),
            label: base.clone().set_bold().set_align(FormatAlign::Top),
            numbers: (0..=MOST_DECIMALS).map(decimals).collect(),
            grades: GRADE_FILLS.map(grade),
            base,
        }
    }

    /// A number with so many decimals.
    pub(super) fn number(&self, decimals: usize) -> &Format {
        self.numbers.get(decimals.min(MOST_DECIMALS)).unwrap_or(&self.general)
    }

    /// A grade by its place among the grades, the best being the first.
    pub(super) fn grade(&self, place: usize, grades: usize) -> &Format {
        let [best, between, last] = &self.grades;
        if place == 0 {
            best
        } else if place.saturating_add(1) >= grades {
            last
        } else {
            between
        }
    }

    /// The heading of a column.
    pub(super) fn heading(&self, family: Family) -> Format {
        let fill = match family {
            Family::Who => "#D9D9D9",
            Family::Credit => "#DDEBF7",
            Family::Volume => "#E2EFDA",
            Family::Profit => "#FFF2CC",
            Family::Prospect => "#EADCF4",
            Family::Result => "#D6DCE4",
        };
        self.base
            .clone()
            .set_bold()
            .set_background_color(fill)
            .set_align(FormatAlign::Center)
            .set_text_wrap()
            .set_border_bottom(FormatBorder::Medium)
    }
}
