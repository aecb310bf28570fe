//! Chapter: supplementary provisions; and the signature block.

use super::draft::Words;
use super::numbers;
use super::tree::{Article, Chapter, SignatureLine, Topic};
use super::words::closing as say;
use crate::policy::Signature;

pub(super) fn chapter(words: &Words<'_>) -> Chapter {
    let header = words.policy.header();
    let effect = match header.effective_from {
        Some(date) => words.say(say::EFFECT, &[("date", &numbers::date(date, words.language))]),
        None => words.word(say::EFFECT_OPEN),
    };
    let digest = words.policy.digest();
    let short = digest.get(..12).unwrap_or(&digest);
    let source = [("name", header.name.as_str()), ("version", header.version.as_str()), ("short", short)];
    Chapter {
        title: words.word(say::CHAPTER),
        clause: None,
        articles: vec![
            Article::new(Topic::Effect, words.word(say::EFFECT_TITLE))
                .paragraph(words.join(&[effect, words.word(say::CHANGES)])),
            Article::new(Topic::Source, words.word(say::SOURCE_TITLE))
                .paragraph(words.say(say::SOURCE, &source))
                .paragraph(digest),
        ],
    }
}

pub(super) fn signatures(words: &Words<'_>) -> Vec<SignatureLine> {
    let header = words.policy.header();
    let line = |role, signature: &Signature| SignatureLine {
        role: words.word(role),
        by: signature.by.clone(),
        on: signature.on.map(|on| numbers::date(on, words.language)),
    };
    vec![
        line(say::PREPARED, &header.prepared),
        line(say::REVIEWED, &header.reviewed),
        line(say::APPROVED, &header.approved),
    ]
}
