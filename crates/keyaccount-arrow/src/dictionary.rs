//! The texts of a column of codes, numbered in the order they first occur.

use std::collections::HashMap;

/// Numbers texts from 0 on.
#[derive(Default)]
pub(crate) struct Known {
    texts: Vec<String>,
    keys: HashMap<String, i32>,
}

impl Known {
    /// The key of a text; `None` beyond two billion texts.
    pub(crate) fn key(&mut self, text: &str) -> Option<i32> {
        if let Some(key) = self.keys.get(text) {
            return Some(*key);
        }
        let key = i32::try_from(self.texts.len()).ok()?;
        self.texts.push(text.to_owned());
        self.keys.insert(text.to_owned(), key);
        Some(key)
    }

    /// The texts, the first has key 0.
    pub(crate) fn texts(&self) -> &[String] {
        &self.texts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_key_however_often_it_occurs() {
        let mut known = Known::default();
        let keys = ["A", "overdue_90;write_off", "", "A", "overdue", "overdue_90;write_off"]
            .map(|text| known.key(text));
        assert_eq!(keys, [Some(0), Some(1), Some(2), Some(0), Some(3), Some(1)]);
        assert_eq!(known.texts(), ["A", "overdue_90;write_off", "", "overdue"]);
    }
}
