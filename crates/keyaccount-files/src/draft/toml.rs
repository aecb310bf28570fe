//! Text as TOML writes it.

/// A basic string: anything may stand in it.
pub(super) fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len().saturating_add(2));
    out.push('"');
    for character in value.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A list of strings.
pub(super) fn list<T: AsRef<str>>(values: impl IntoIterator<Item = T>) -> String {
    let values: Vec<_> = values.into_iter().map(|value| text(value.as_ref())).collect();
    format!("[{}]", values.join(", "))
}

/// Text that may stand in a comment: control characters may not.
pub(super) fn comment(value: &str) -> String {
    value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use keyaccount::document::{View, read};

    use super::*;

    #[test]
    fn every_text_comes_back_as_it_went() {
        for value in ["Customer ID", "a\"b\\c", "x\ny\r\tz", "\u{1}\u{7f}\u{85}", "客户编码", "", "é\u{200b}"]
        {
            let document =
                format!("[order_lines.columns]\norder_id = {}\n# {}\n", text(value), comment(value));
            let (root, problems) = read("t", &document);
            assert_eq!(problems, [], "{document}");
            let table = View::of(&root).get("order_lines");
            assert_eq!(table.get("columns").get("order_id").text(), Some(value));
        }
        assert_eq!(list(["合计", "a\"b"]), r#"["合计", "a\"b"]"#);
    }
}
