//! Names of columns and files, brought to one spelling.

/// A column's name as the list of known names has it, and what stands in brackets behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// Lower case, half width, without spaces and punctuation.
    pub(super) plain: String,
    /// The same of the lower line of a two-line heading, if it has one.
    pub(super) last: Option<String>,
    /// The unit in brackets or behind the name, such as `万元`.
    pub(super) unit: Option<&'static str>,
}

/// Units of money that are powers of ten of the coin, longest first.
const UNITS: &[&str] = &["十万元", "百万元", "千万元", "万元", "千元", "百元", "亿元"];

/// The unit of money that a line above a table states: `单位：万元`.
pub(super) fn unit_said(text: &str) -> Option<&'static str> {
    // `编制单位：财务部` speaks of somebody else.
    text.split("单位").skip(1).find_map(|said| {
        let said = said.trim_start().strip_prefix([':', '：'])?.trim_start();
        let said = said.strip_prefix("人民币").unwrap_or(said);
        UNITS.iter().copied().find(|unit| said.starts_with(unit))
    })
}

impl Name {
    pub(super) fn of(text: &str) -> Self {
        let unit = UNITS.iter().copied().find(|unit| text.contains(unit));
        let plain = plain(&bare(text));
        let last = text.rsplit_once('/').map(|(_, lower)| self::plain(&bare(lower)));
        Self { last: last.filter(|last| *last != plain && !last.is_empty()), plain, unit }
    }
}

/// The name without what stands in brackets or quotation marks, unless that is all of it.
fn bare(text: &str) -> String {
    let mut depth = 0_u32;
    let mut is_quoted = false;
    let mut kept = String::new();
    for character in text.chars() {
        match character {
            '(' | '（' | '[' | '【' => depth = depth.saturating_add(1),
            ')' | '）' | ']' | '】' => depth = depth.saturating_sub(1),
            '"' => is_quoted = !is_quoted,
            '“' => is_quoted = true,
            '”' => is_quoted = false,
            _ if depth == 0 && !is_quoted => kept.push(character),
            _ => {}
        }
    }
    if plain(&kept).is_empty() { text.to_owned() } else { kept }
}

/// Lower case, half width, letters and digits only: `Customer ID`, `customer_id` and `customerId` are
/// the same name.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .map(half_width)
        .filter(|c| c.is_alphanumeric() || *c == '#')
        .flat_map(char::to_lowercase)
        .collect()
}

fn half_width(character: char) -> char {
    match u32::from(character) {
        code @ 0xff01..=0xff5e => char::from_u32(code.saturating_sub(0xfee0)).unwrap_or(character),
        0x3000 => ' ',
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_one() {
        for name in [
            "Customer ID",
            "customer_id",
            "customerId",
            "CUSTOMER-ID",
            "Ｃｕｓｔｏｍｅｒ　ＩＤ",
            "customer.id ",
        ] {
            assert_eq!(Name::of(name).plain, "customerid", "{name}");
        }
        assert_eq!(Name::of("订单 ID").plain, "订单id");
    }

    #[test]
    fn brackets_and_units_are_set_apart() {
        let name = Name::of("金额（万元）");
        assert_eq!((name.plain.as_str(), name.unit), ("金额", Some("万元")));
        assert_eq!(Name::of("(1)").plain, "1");
        assert_eq!(Name::of("Amount [USD]").plain, "amount");
    }

    #[test]
    fn every_unit_is_one_the_reader_knows() {
        for unit in UNITS {
            assert!(crate::numbers::UNITS.iter().any(|(name, _)| name == unit), "{unit}");
        }
    }

    #[test]
    fn two_line_headings_keep_their_lower_line() {
        let name = Name::of("客户/编码");
        assert_eq!((name.plain.as_str(), name.last.as_deref()), ("客户编码", Some("编码")));
    }
}
