//! In which form a column writes its numbers.

use std::collections::{BTreeSet, HashMap};

use keyaccount::{NumberError, parse_number};

/// Spellings of a cell that holds nothing.
pub(super) const MISSING: &[&str] = &[
    "NA", "N/A", "n/a", "na", "NULL", "null", "Null", "None", "none", "NaN", "nan", "nil", "-", "--", "---",
    "—", "——", "无", "暂无", "空", "#N/A", "\\N", "?", "未知",
];

/// Signs of currencies and what else may stand beside a number.
const SIGNS: &str = "¥￥$€£₹元天% \u{a0}\u{3000}";

/// What may stand between thousands beside a comma.
const SEPARATORS: &[char] = &[' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’'];

/// What is known about the numbers of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbers {
    /// Cells that are numbers.
    pub(super) cells: usize,
    /// Characters beside the digits.
    pub(super) strip: BTreeSet<char>,
    /// Cells with separators between their thousands.
    pub(super) thousands: usize,
    /// Separators other than the usual one.
    pub(super) separators: BTreeSet<char>,
    /// Negative cells in brackets.
    pub(super) in_brackets: usize,
    /// Negative cells with the minus behind them.
    pub(super) minus_behind: usize,
    /// Cells with more than six decimals.
    pub(super) long: usize,
    /// Cells with decimals that are not 0.
    pub(super) fractions: usize,
    pub(super) negative: usize,
    pub(super) positive: usize,
    /// Cells above 1, per cent taken as such.
    pub(super) above_one: usize,
    /// Cells with a sign of per cent.
    pub(super) per_cent: usize,
    /// Whether the fraction stands behind a comma.
    pub(super) comma: bool,
    /// Spellings of a missing cell.
    pub(super) missing: BTreeSet<String>,
    pub(super) missing_cells: usize,
    /// Cells that are no numbers, and the least of them.
    pub(super) unread: usize,
    pub(super) example: Option<String>,
}

/// The numbers of a column's texts, if 19 of 20 filled cells are numbers.
pub(super) fn guess(values: &HashMap<String, usize>) -> Option<Numbers> {
    [false, true].into_iter().find_map(|comma| {
        let mut found = Numbers { comma, ..Numbers::default() };
        for (text, count) in values {
            found.add(text, *count);
        }
        let total = found.cells.saturating_add(found.unread);
        (found.cells > 0 && found.unread.saturating_mul(20) <= total).then_some(found)
    })
}

impl Numbers {
    fn add(&mut self, text: &str, count: usize) {
        if MISSING.contains(&text.trim()) {
            self.missing.insert(text.to_owned());
            self.missing_cells = self.missing_cells.saturating_add(count);
            return;
        }
        let read = if self.comma { Plain::of(&exchanged(text)) } else { Plain::of(text) };
        let Some(plain) = read else {
            self.unread = self.unread.saturating_add(count);
            if self.example.as_deref().is_none_or(|least| text < least) {
                self.example = Some(text.to_owned());
            }
            return;
        };
        let add = |to: &mut usize, holds: bool| {
            if holds {
                *to = to.saturating_add(count);
            }
        };
        add(&mut self.cells, true);
        add(&mut self.thousands, plain.thousands);
        add(&mut self.in_brackets, plain.in_brackets);
        add(&mut self.minus_behind, plain.minus_behind);
        add(&mut self.long, plain.long);
        add(&mut self.fractions, plain.millionths.checked_rem(1_000_000) != Some(0));
        add(&mut self.negative, plain.millionths < 0);
        add(&mut self.positive, plain.millionths > 0);
        let per_cent = plain.strip.contains(&'%');
        add(&mut self.per_cent, per_cent);
        add(&mut self.above_one, plain.millionths > if per_cent { 100_000_000 } else { 1_000_000 });
        self.separators.extend(plain.separator);
        self.strip.extend(plain.strip);
    }
}

/// One number and what stood around it.
struct Plain {
    millionths: i128,
    strip: Vec<char>,
    thousands: bool,
    separator: Option<char>,
    in_brackets: bool,
    minus_behind: bool,
    long: bool,
}

impl Plain {
    fn of(text: &str) -> Option<Self> {
        // `1 234.50` and `1'234.50` are grouped by what stands between the digits.
        let separator = separator(text);
        let grouped = separator.map(|separator| between_digits(text.trim(), separator));
        let text = grouped.as_deref().unwrap_or(text);
        let mut strip = Vec::new();
        let mut kept = String::with_capacity(text.len());
        for character in text.chars() {
            if SIGNS.contains(character) { strip.push(character) } else { kept.push(character) }
        }
        let bracketed = kept.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']));
        let in_brackets = bracketed.is_some();
        let behind = kept.strip_suffix('-').filter(|rest| !rest.is_empty());
        let digits = bracketed.or(behind).unwrap_or(&kept);
        let thousands = digits.contains(',');
        if thousands && !is_grouped(digits) {
            return None;
        }
        let digits = digits.replace(',', "");
        let (millionths, long) = match parse_number(&digits) {
            Ok(millionths) => (millionths, false),
            Err(NumberError::TooManyDecimals) => (parse_number(cut(&digits)?).ok()?, true),
            Err(_) => return None,
        };
        let minus_behind = behind.is_some();
        let millionths = if in_brackets || minus_behind { millionths.checked_neg()? } else { millionths };
        Some(Self { millionths, strip, thousands, separator, in_brackets, minus_behind, long })
    }
}

/// What groups the digits of a number other than a comma or a point.
fn separator(text: &str) -> Option<char> {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    SEPARATORS.iter().copied().find(|separator| {
        text.match_indices(*separator).any(|(at, found)| {
            let (before, behind) = (text.get(..at), text.get(at.saturating_add(found.len())..));
            is_digit(before.and_then(|text| text.chars().next_back()))
                && is_digit(behind.and_then(|text| text.chars().next()))
        })
    })
}

/// The text with commas for the separators that have a digit on either side.
fn between_digits(text: &str, separator: char) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let is_between = character == separator
            && out.ends_with(|c: char| c.is_ascii_digit())
            && rest.peek().is_some_and(char::is_ascii_digit);
        out.push(if is_between { ',' } else { character });
    }
    out
}

/// The text with points for commas and commas for points.
fn exchanged(text: &str) -> String {
    let swap = |c: char| match c {
        ',' => '.',
        '.' => ',',
        c => c,
    };
    text.chars().map(swap).collect()
}

/// The number with its first six decimals.
fn cut(digits: &str) -> Option<&str> {
    digits.get(..digits.find('.')?.saturating_add(7))
}

/// Whether commas stand between groups of three digits only, or, as in India, of two before the last.
fn is_grouped(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let groups: Vec<_> = whole.trim_start_matches('-').split(',').collect();
    // Called for texts with a comma: without one in front of the point it is behind it.
    let Some(([first, middle @ ..], last)) = groups.split_last().map(|(last, rest)| (rest, last)) else {
        return false;
    };
    let all = |length: usize| middle.iter().all(|group| group.len() == length);
    !fraction.contains(',')
        && (1..=3).contains(&first.len())
        && last.len() == 3
        && (all(3) || first.len() <= 2 && all(2))
        && groups.iter().all(|group| is_digits(group))
}

/// The number of a text in millionths, whatever stands around it.
pub(super) fn millionths(text: &str) -> Option<i128> {
    Plain::of(text).map(|plain| plain.millionths)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(texts: &[&str]) -> Option<Numbers> {
        guess(&texts.iter().map(|text| ((*text).to_owned(), 1)).collect())
    }

    #[test]
    fn plain_numbers_need_no_key() {
        let plain = numbers(&["1", "-2.5", "0"]).unwrap();
        assert_eq!((plain.cells, plain.negative, plain.positive, plain.fractions), (3, 1, 1, 1));
        assert_eq!((plain.thousands, plain.in_brackets, plain.long, plain.strip.len()), (0, 0, 0, 0));
    }

    #[test]
    fn what_stands_around_numbers_is_named() {
        let found = numbers(&["¥1,234.50", "(5)", "-12,345", "125.43999999999998", "-", "NULL"]).unwrap();
        assert_eq!((found.thousands, found.in_brackets, found.long, found.negative), (2, 1, 1, 2));
        assert_eq!(found.strip, BTreeSet::from(['¥']));
        assert_eq!(found.missing, BTreeSet::from(["-".to_owned(), "NULL".to_owned()]));
    }

    #[test]
    fn spaces_and_apostrophes_between_thousands_are_named() {
        let found = numbers(&["1\u{a0}234.50", "12\u{a0}345\u{a0}678", "7"]).unwrap();
        assert_eq!((found.thousands, found.separators), (2, BTreeSet::from(['\u{a0}'])));
        assert_eq!(found.strip.len(), 0);
        let found = numbers(&["1 234,50", "7,5"]).unwrap();
        assert_eq!((found.comma, found.separators), (true, BTreeSet::from([' '])));
        assert_eq!(millionths("CHF 5"), None);
        assert_eq!(millionths("1'234.5"), Some(1_234_500_000));
        assert_eq!(numbers(&["12 34"]), None);
        let found = numbers(&["1\u{a0}234,50\u{a0}€", "0,05\u{a0}€"]).unwrap();
        assert_eq!((found.comma, found.thousands), (true, 1));
        assert_eq!(millionths("₹12,34,567"), Some(1_234_567_000_000));
    }

    #[test]
    fn commas_that_are_no_thousands_make_no_number() {
        for text in ["12,34,5678", "123,45,678", "1.5,5", "1e5", "１２", "-5-x"] {
            assert_eq!(numbers(&[text]), None, "{text}");
        }
    }

    #[test]
    fn a_slip_in_twenty_is_allowed_and_shown() {
        let mut texts: Vec<_> = (1..=19).map(|n| n.to_string()).collect();
        texts.push("abc".to_owned());
        let some: Vec<_> = texts.iter().map(String::as_str).collect();
        let found = numbers(&some).unwrap();
        assert_eq!((found.unread, found.example.as_deref()), (1, Some("abc")));
        assert_eq!(numbers(&some[1..]), None);
    }

    #[test]
    fn commas_before_fractions_are_seen_where_points_make_no_sense() {
        let found = numbers(&["1,5", "1.234,50", "7"]).unwrap();
        assert_eq!((found.comma, found.thousands, found.fractions), (true, 1, 2));
        assert!(!numbers(&["1,234", "7"]).unwrap().comma);
    }

    #[test]
    fn minus_signs_behind_numbers_are_seen() {
        let found = numbers(&["5.5-", "7"]).unwrap();
        assert_eq!((found.minus_behind, found.negative, found.positive), (1, 1, 1));
    }

    #[test]
    fn shares_in_per_cent_are_seen() {
        let found = numbers(&["20%", "5%"]).unwrap();
        assert_eq!((found.per_cent, found.above_one), (2, 0));
        assert_eq!(numbers(&["120%"]).unwrap().above_one, 1);
    }

    #[test]
    fn sums_can_be_compared() {
        assert_eq!(millionths("¥1,234.5"), Some(1_234_500_000));
        assert_eq!(millionths("(2)"), Some(-2_000_000));
        assert_eq!(millionths("x"), None);
    }
}
