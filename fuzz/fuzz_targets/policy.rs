//! Any text is a policy that survives being written, read again and printed, or a list of problems.
#![no_main]

use keyaccount::{Language, Policy};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match Policy::from_text("policy.toml", text) {
        Ok(policy) => {
            let again = Policy::from_text("again.toml", &policy.to_toml());
            assert_eq!(Ok(&policy), again.as_ref());
            assert_eq!(policy.digest(), again.map(|p| p.digest()).unwrap_or_default());
            for language in Language::ALL {
                let printed = policy.document(language);
                assert!(!printed.to_text().is_empty() && !printed.to_markdown().is_empty());
            }
            // What loads is of the present format, so there is nothing to bring up to date.
            let upgraded = Policy::upgrade("policy.toml", text);
            assert_eq!(upgraded.map(|upgraded| upgraded.text).as_deref(), Ok(text));
        }
        Err(error) => assert!(!error.problems().is_empty()),
    }
});
