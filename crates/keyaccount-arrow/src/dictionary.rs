//! The texts of a column of codes, numbered in the order they first occur.

use std::borrow::Cow;
use std::collections::HashMap;

/// As many texts as are told by where they stand in memory: most codes are literals of the library or
/// names of the policy, of which a column has few.
const NEAR: usize = 16;

/// Numbers texts from 1 on.
#[derive(Default)]
pub(crate) struct Known<'a> {
    texts: Vec<Cow<'a, str>>,
    numbers: HashMap<Cow<'a, str>, i32>,
    /// Address, length and number of texts that are borrowed.
    near: Vec<(usize, usize, i32)>,
}

impl<'a> Known<'a> {
    /// The number of a text; `None` beyond two billion texts.
    pub(crate) fn number(&mut self, text: Cow<'a, str>) -> Option<i32> {
        let place = (text.as_ptr().addr(), text.len());
        let is_borrowed = matches!(text, Cow::Borrowed(_));
        if is_borrowed && let Some((_, _, number)) = self.near.iter().find(|near| (near.0, near.1) == place) {
            return Some(*number);
        }
        let number = match self.numbers.get(&*text) {
            Some(number) => *number,
            None => {
                let number = i32::try_from(self.texts.len().checked_add(1)?).ok()?;
                self.texts.push(text.clone());
                self.numbers.insert(text, number);
                number
            }
        };
        if is_borrowed && self.near.len() < NEAR {
            self.near.push((place.0, place.1, number));
        }
        Some(number)
    }

    /// The texts, the first has number 1.
    pub(crate) fn texts(&self) -> &[Cow<'a, str>] {
        &self.texts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_number_wherever_it_stands() {
        let mut known = Known::default();
        let owned = String::from("overdue_90;write_off");
        let numbers = [
            known.number(Cow::Borrowed("A")),
            known.number(Cow::Owned(owned.clone())),
            known.number(Cow::Borrowed("")),
            known.number(Cow::Borrowed(&owned)),
            known.number(Cow::Borrowed("A")),
            known.number(Cow::Borrowed(&owned[..7])),
            known.number(Cow::Owned("A".to_owned())),
        ];
        assert_eq!(numbers, [Some(1), Some(2), Some(3), Some(2), Some(1), Some(4), Some(1)]);
        assert_eq!(known.texts(), ["A", "overdue_90;write_off", "", "overdue"]);
    }

    #[test]
    fn more_texts_than_are_told_by_their_place() {
        let texts: Vec<String> = (0..100).map(|n| format!("code {n}")).collect();
        let mut known = Known::default();
        for _ in 0..2 {
            for (text, number) in texts.iter().zip(1..) {
                assert_eq!(known.number(Cow::Borrowed(text)), Some(number));
            }
        }
    }
}
