//! Any text is a policy that survives being written and read again, or a list of problems.
#![no_main]

use keyaccount::Policy;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match Policy::from_text("policy.toml", text) {
        Ok(policy) => {
            let again = Policy::from_text("again.toml", &policy.to_toml());
            assert_eq!(Ok(&policy), again.as_ref());
            assert_eq!(policy.digest(), again.map(|p| p.digest()).unwrap_or_default());
        }
        Err(error) => assert!(!error.problems().is_empty()),
    }
});
