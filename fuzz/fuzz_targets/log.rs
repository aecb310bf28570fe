//! Any bytes are an access log or name the first line that is none, the same from pieces of any size; what
//! verifies goes on, and one more byte changed does not verify. The first byte is the size of the pieces.
#![no_main]

use std::sync::OnceLock;

use keyaccount::Policy;
use keyaccount::archive::{AccessRegisters, LogIntegrity, LogPolicy, LogVerifier, verify_log};
use libfuzzer_sys::fuzz_target;

fn policy() -> &'static LogPolicy {
    static POLICY: OnceLock<LogPolicy> = OnceLock::new();
    let standard = || Policy::shipped("standard").expect("a shipped policy");
    POLICY.get_or_init(|| LogPolicy::of(&standard()).expect("a policy that searches"))
}

fuzz_target!(|data: &[u8]| {
    let Some((size, bytes)) = data.split_first() else { return };
    let registers = AccessRegisters { ndas: Some(Vec::new()), grants: Some(Vec::new()), ..Default::default() };
    let mut watch = policy().watch(&registers).expect("registers that hold nothing");
    let mut verifier = LogVerifier::new(None);
    for piece in bytes.chunks(usize::from(*size) + 1) {
        verifier.push_with(piece, |line, entry| watch.see(line, entry));
    }
    let found = verifier.finish_with(|line, entry| watch.see(line, entry));
    assert_eq!(found, verify_log(bytes, None).expect("bytes in memory"));
    let searched = watch.finish();
    assert!(searched.findings.iter().all(|finding| finding.entries >= 1 && !finding.lines.is_empty()));
    if found.outcome == LogIntegrity::Altered {
        assert!(found.first_altered.is_some_and(|altered| altered.line >= 1));
        return;
    }
    // Anchored at its own head, it is intact, and no byte of it can be another.
    let checkpoint = found.head.checkpoint().expect("a log that has a line");
    let anchored = |bytes: &[u8]| verify_log(bytes, Some(checkpoint.clone())).expect("bytes in memory").outcome;
    assert_eq!(anchored(bytes), LogIntegrity::Intact);
    let mut changed = bytes.to_vec();
    let at = usize::from(*size) % changed.len();
    changed[at] ^= 1;
    assert_eq!(anchored(&changed), LogIntegrity::Altered);
    let mut head = found.head.clone();
    let mut longer = bytes.to_vec();
    longer.extend(head.open(head.time.expect("a time")).expect("a line that follows").bytes());
    let again = verify_log(&*longer, head.checkpoint()).expect("bytes in memory");
    assert_eq!((again.outcome, again.head), (LogIntegrity::Intact, head));
});
