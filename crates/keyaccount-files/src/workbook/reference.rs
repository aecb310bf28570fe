//! Cells by their names: `C17`.

/// The furthest row and column Excel names.
const LAST_ROW: u32 = 1_048_576;
const LAST_COLUMN: u32 = 16_384;

/// The column's letters: 1 is `A`, 27 is `AA`.
pub(super) fn column_name(mut column: u64) -> String {
    let mut letters = Vec::new();
    while let Some(rest) = column.checked_sub(1) {
        let letter = u8::try_from(rest.wrapping_rem(26)).unwrap_or_default();
        letters.push(char::from(b'A'.saturating_add(letter)));
        column = rest.wrapping_div(26);
    }
    letters.iter().rev().collect()
}

/// The row of a number from 1, if Excel has it.
pub(super) fn row(text: &str) -> Option<u32> {
    let is_number = (1..=7).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let row = is_number.then(|| text.parse().ok()).flatten()?;
    (1..=LAST_ROW).contains(&row).then_some(row)
}

/// The row and column from 1 of a name such as `C17`, if Excel has it.
pub(super) fn cell(text: &str) -> Option<(u32, u32)> {
    let (letters, digits) =
        text.split_at_checked(text.bytes().take_while(u8::is_ascii_alphabetic).count())?;
    if !(1..=3).contains(&letters.len()) {
        return None;
    }
    let column = letters.bytes().fold(0_u32, |column, letter| {
        let digit = letter.to_ascii_uppercase().saturating_sub(b'A').saturating_add(1);
        column.saturating_mul(26).saturating_add(digit.into())
    });
    (column <= LAST_COLUMN).then_some((row(digits)?, column))
}

/// A range of cells, rows and columns from 1, the last ones included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Region {
    pub(super) first_row: u32,
    pub(super) first_column: u32,
    pub(super) last_row: u32,
    pub(super) last_column: u32,
}

impl Region {
    /// The range of a name such as `B2:D4`, or of one cell.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        let ((first_row, first_column), (last_row, last_column)) = (cell(first)?, cell(last)?);
        let in_order = first_row <= last_row && first_column <= last_column;
        in_order.then_some(Self { first_row, first_column, last_row, last_column })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (column, name) in
            [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (4_096, "FAN"), (16_384, "XFD")]
        {
            assert_eq!(column_name(column.into()), name);
            assert_eq!(cell(&format!("{name}17")), Some((17, column)));
        }
    }

    #[test]
    fn what_excel_cannot_name_is_no_cell() {
        assert_eq!(cell("XFD1048576"), Some((1_048_576, 16_384)));
        for name in ["XFE1", "A1048577", "A0", "A", "1", "", "AAAA1", "A1A", "A99999999999", "é1", "A-1"] {
            assert_eq!(cell(name), None, "{name}");
        }
        for range in ["B2:A1", "A2:B1", "A1:", "A1:B2:C3", ":"] {
            assert_eq!(Region::parse(range), None, "{range}");
        }
    }
}
