//! How the codes of `[duties]` read.

use std::borrow::Cow;

use super::{Label, Language, read_one};
use crate::book::{Code, ContactKind};
use crate::policy::CallStage;

const CONTACTS: &[Label] = &[
    Label::new("visit", "visit", "拜访"),
    Label::new("phone", "telephone", "电话"),
    Label::new("sms", "text message", "短信"),
    Label::new("email", "e-mail", "邮件"),
    Label::new("social", "social media", "社交媒体"),
    Label::new("meeting", "meeting", "会面"),
    Label::new("video", "video call", "视频"),
    Label::new("negotiation", "negotiation", "洽谈"),
    Label::new("phone_follow_up", "callback", "电话回访"),
];

impl ContactKind {
    /// The kind of contact as people read it, such as "visit" or 拜访.
    #[must_use]
    pub fn reading(self, language: Language) -> Cow<'static, str> {
        read_one(CONTACTS, self.code(), language)
    }
}

impl CallStage {
    /// The stage as people read it: "not yet closed" or 未成交.
    #[must_use]
    pub fn reading(self, language: Language) -> Cow<'static, str> {
        let labels = [
            Label::new("not_yet_closed", "not yet closed", "未成交"),
            Label::new("closed", "closed", "已成交"),
        ];
        Cow::Owned(read_one(&labels, self.code(), language).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_code_reads_in_both_languages() {
        for language in Language::ALL {
            let kinds = ContactKind::ALL.iter().map(|kind| kind.reading(language));
            let stages = CallStage::ALL.iter().map(|stage| stage.reading(language));
            let all: BTreeSet<_> = kinds.chain(stages).collect();
            assert_eq!(all.len(), ContactKind::ALL.len() + CallStage::ALL.len());
            assert!(all.iter().all(|reading| reading.is_ascii() == (language == Language::English)));
        }
    }
}
