//! Numbers, dates and ordinals as a policy writes them. Nothing is ever rounded.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::labels::{Language, currency};

/// The fewest digits that say the number, in groups of three.
pub(super) fn digits(number: Decimal) -> String {
    let plain = number.normalize().to_string();
    let (sign, plain) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, fraction) = plain.split_once('.').map_or((plain, None), |(w, f)| (w, Some(f)));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        let left = whole.len().saturating_sub(at);
        if at > 0 && left.checked_rem(3) == Some(0) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A share of 1 in percent: 0.125 is `12.5%`.
pub(super) fn percent(share: Decimal) -> String {
    // Shares have six decimals at most; what is too large for a factor of a hundred stays a number.
    match share.checked_mul(Decimal::ONE_HUNDRED) {
        Some(percent) => format!("{}%", digits(percent)),
        None => format!("{} × 100%", digits(share)),
    }
}

/// An amount with its currency.
pub(super) fn money(amount: Decimal, currency: &str, language: Language) -> String {
    match (language, currency::unit(currency)) {
        (Language::Chinese, Some(unit)) => format!("{}{unit}", digits(amount)),
        _ => format!("{currency} {}", digits(amount)),
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `31 March 2026`, 2026年3月31日.
pub(super) fn date(date: NaiveDate, language: Language) -> String {
    let of_year = day_of_year(date.month(), date.day(), language);
    match language {
        Language::English => format!("{of_year} {}", date.year()),
        Language::Chinese => format!("{}年{of_year}", date.year()),
    }
}

/// `31 March`, 3月31日.
pub(super) fn day_of_year(month: u32, day: u32, language: Language) -> String {
    match language {
        Language::English => {
            let name = usize::try_from(month.saturating_sub(1)).ok().and_then(|at| MONTHS.get(at));
            format!("{day} {}", name.unwrap_or(&""))
        }
        Language::Chinese => format!("{month}月{day}日"),
    }
}

/// The number of a chapter, an article or an item: 12, 十二.
pub(super) fn ordinal(number: usize, language: Language) -> String {
    match language {
        Language::English => number.to_string(),
        Language::Chinese => chinese(number),
    }
}

/// A number from 1 to 9,999 in Chinese: 十二, 一百零五.
fn chinese(number: usize) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let mut out = String::new();
    let mut gap = false;
    for (unit, name) in [(1_000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number.checked_div(unit).and_then(|n| n.checked_rem(10)).unwrap_or(0);
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
            gap = false;
        }
        // 十二, not 一十二.
        if !(digit == 1 && unit == 10 && out.is_empty()) {
            out.push_str(DIGITS.get(digit).unwrap_or(&""));
        }
        out.push_str(name);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_never_rounded() {
        let of = |text: &str| digits(text.parse().unwrap());
        assert_eq!(of("1000000"), "1,000,000");
        assert_eq!(of("-1234567.890"), "-1,234,567.89");
        assert_eq!(of("999.000001"), "999.000001");
        assert_eq!(of("0"), "0");
        assert_eq!(percent("0.333333".parse().unwrap()), "33.3333%");
        let greatest: Decimal = "9999999999999999999999999999".parse().unwrap();
        assert_eq!(percent(greatest), "9,999,999,999,999,999,999,999,999,999 × 100%");
    }

    #[test]
    fn amounts_name_their_currency() {
        let million = Decimal::new(1_000_000, 0);
        assert_eq!(money(million, "CNY", Language::Chinese), "1,000,000元");
        assert_eq!(money(million, "CNY", Language::English), "CNY 1,000,000");
        assert_eq!(money(million, "CHF", Language::Chinese), "CHF 1,000,000");
        assert_eq!(currency::name("CNY", Language::Chinese), "人民币（CNY）");
    }

    #[test]
    fn chinese_ordinals() {
        let read = [1, 10, 11, 20, 21, 100, 105, 110, 115, 1_001].map(chinese);
        assert_eq!(
            read,
            ["一", "十", "十一", "二十", "二十一", "一百", "一百零五", "一百一十", "一百一十五", "一千零一"]
        );
    }
}
