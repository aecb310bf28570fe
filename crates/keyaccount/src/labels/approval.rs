//! How steps, phases and documents of approvals read.

use super::Language;
use crate::policy::StepAct;

/// What is done in a step.
pub(crate) const fn step_act(act: StepAct, language: Language) -> &'static str {
    let (english, chinese) = match act {
        StepAct::Sign => ("sign", "签署"),
        StepAct::Approve => ("approve", "审批"),
        StepAct::File => ("file", "备案"),
    };
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}
