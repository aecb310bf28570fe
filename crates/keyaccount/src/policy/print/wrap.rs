//! Lines of text by the width they show at: a Chinese character takes two columns.

/// How wide a line shows.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(of_char).fold(0, usize::saturating_add)
}

const fn of_char(c: char) -> usize {
    if is_wide(c) { 2 } else { 1 }
}

/// Characters of East Asian scripts, their punctuation and full-width forms.
const fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}')
}

/// Appends `text` in lines of at most `columns`, the first after `first`, the others after `rest`.
/// What cannot be broken anywhere is broken where the line ends.
pub(super) fn wrapped(out: &mut String, text: &str, first: &str, rest: &str, columns: usize) {
    let mut line = String::from(first);
    let mut used = width(first);
    let indent = width(rest);
    for piece in pieces(text) {
        let wide = width(piece.trim_end());
        if used.saturating_add(wide) > columns && used > indent.max(width(first)) {
            finish(out, &line);
            line = String::from(rest);
            used = indent;
        }
        for c in piece.chars() {
            if used.saturating_add(of_char(c)) > columns && c != ' ' && used > indent {
                finish(out, &line);
                line = String::from(rest);
                used = indent;
            }
            line.push(c);
            used = used.saturating_add(of_char(c));
        }
    }
    finish(out, &line);
}

fn finish(out: &mut String, line: &str) {
    out.push_str(line.trim_end_matches(' '));
    out.push('\n');
}

/// The text cut wherever a line may end.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    core::iter::from_fn(move || {
        let mut characters = rest.char_indices();
        let (_, mut before) = characters.next()?;
        for (at, after) in characters {
            if may_break(before, after) {
                let (piece, left) = rest.split_at_checked(at)?;
                rest = left;
                return Some(piece);
            }
            before = after;
        }
        Some(core::mem::take(&mut rest))
    })
}

/// Closing marks and signs of a formula do not begin a line, opening marks do not end it, and a unit
/// stays with its number.
fn may_break(before: char, after: char) -> bool {
    const CLOSING: &str = "，。；：、）》”’！？％";
    const OPENING: &str = "（《“‘第";
    const UNITS: &str = "个天分元级条章年月日户名笔档";
    const SIGNS: &str = "×÷＋－＝";
    if after == ' ' {
        return false;
    }
    if before == ' ' {
        return true;
    }
    let number = before.is_ascii_alphanumeric() && UNITS.contains(after);
    (is_wide(before) || is_wide(after) || is_wide_mark(before))
        && !CLOSING.contains(after)
        && !OPENING.contains(before)
        && !SIGNS.contains(after)
        && !number
}

/// Marks of one column that stand between Chinese characters.
const fn is_wide_mark(c: char) -> bool {
    matches!(c, '”' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, columns: usize) -> Vec<String> {
        let mut out = String::new();
        wrapped(&mut out, text, "", "", columns);
        out.lines().map(str::to_owned).collect()
    }

    #[test]
    fn english_breaks_at_spaces() {
        assert_eq!(lines("one two three", 8), ["one two", "three"]);
        assert_eq!(lines("abcdefghij", 4), ["abcd", "efgh", "ij"]);
    }

    #[test]
    fn chinese_breaks_between_characters_but_not_before_a_full_stop_or_a_unit() {
        assert_eq!(lines("客户等级。客户", 8), ["客户等", "级。客户"]);
        assert_eq!(lines("逾期超过180天的", 11), ["逾期超过", "180天的"]);
        assert_eq!(lines("见（第一条）", 4), ["见", "（第", "一", "条）"]);
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        let text = "客户有下列情形之一的（见第十条），CNY 1,000,000元以上，得82.1429分，一票否决：不论信用得分高低。";
        for columns in 12..60 {
            for line in lines(text, columns) {
                assert!(width(&line) <= columns, "{columns}: {line}");
            }
        }
    }
}
