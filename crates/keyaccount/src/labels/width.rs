//! How wide text shows where every digit has the same width.

/// The width of the widest line of a text, in digits: a Chinese character takes the room of two.
#[must_use]
pub fn display_width(text: &str) -> usize {
    let of_line =
        |line: &str| line.chars().map(|c| if is_wide(c) { 2 } else { 1 }).fold(0, usize::saturating_add);
    text.lines().map(of_line).max().unwrap_or(0)
}

/// Characters of East Asian scripts, their punctuation and full-width forms.
const fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_counts_double() {
        assert_eq!(display_width("王府 A1"), 7);
        assert_eq!(display_width("one\n两行文字"), 8);
        assert_eq!(display_width(""), 0);
    }
}
