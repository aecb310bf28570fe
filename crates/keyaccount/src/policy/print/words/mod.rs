//! Every sentence of a printed policy, in both languages side by side. What they say is decided by
//! the chapters; nothing here knows a number of any policy.
//!
//! 以上, 以下 and 以内 include the number they state, 不满, 超过 and 低于 exclude it (Civil Code, art. 1259).

pub(super) mod admission;
pub(super) mod approval;
pub(super) mod archive;
pub(super) mod audit;
pub(super) mod classes;
pub(super) mod closing;
pub(super) mod composite;
pub(super) mod conditions;
pub(super) mod credit;
pub(super) mod form;
pub(super) mod general;
pub(super) mod lists;
pub(super) mod prospect;
pub(super) mod trade;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::labels::Language;

    #[test]
    fn both_languages_say_the_same_values() {
        let of = [
            admission::ALL,
            approval::ALL,
            archive::ALL,
            audit::ALL,
            classes::ALL,
            closing::ALL,
            composite::ALL,
            conditions::ALL,
            credit::ALL,
            form::ALL,
            general::ALL,
            lists::ALL,
            prospect::ALL,
            trade::ALL,
        ];
        for sentence in of.concat() {
            let places = |language| -> BTreeSet<String> {
                let text = sentence.text(language);
                text.split('{').skip(1).map(|part| part.split('}').next().unwrap().to_owned()).collect()
            };
            let [english, chinese] = Language::ALL.map(places);
            assert_eq!(english, chinese, "{sentence:?}");
            assert!(
                !sentence.text(Language::English).chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
            );
        }
    }
}
