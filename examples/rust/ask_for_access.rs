//! A clerk asks for two fields of a customer's file on paper, the department manager approves, and a third field
//! is refused. Everything is entered in the log, which tells when somebody has changed a byte of it.
//!
//! ```text
//! cargo run -p keyaccount-examples --example ask_for_access
//! ```

use std::error::Error;

use chrono::NaiveDateTime;
use keyaccount::archive::{
    AccessAct, AccessAsk, AccessDesk, AccessPolicy, AccessQuestion, AccessRegisters, AccessRequest,
    AccessStep, Attempt, CustomerFile, FileStatus, LogHead, verify_log,
};
use keyaccount::{AccessForm, ArchiveAction, Language, Policy, Verdict};

const REGISTERS: &str = include_str!("../access-request/registers.json");

fn main() -> Result<(), Box<dyn Error>> {
    for line in story()? {
        println!("{line}");
    }
    Ok(())
}

fn story() -> Result<Vec<String>, Box<dyn Error>> {
    let policy = Policy::shipped("standard").ok_or("the standard policy")?;
    let rules = AccessPolicy::of(&policy).ok_or("a policy with `[archive.access]`")?;
    let mut registers = registers()?;
    let at = |text: &str| text.parse::<NaiveDateTime>();
    let mut told = Vec::new();

    // The clerk asks for two fields, on paper.
    let file = CustomerFile {
        customer_id: "K1".into(),
        owner: Some("lin".into()),
        department: Some("sales".to_owned()),
        level: Some("L1".to_owned()),
        status: FileStatus::Filed,
    };
    let ask = AccessAsk {
        request_id: "SQ-1".into(),
        purpose: "邮寄对账单".to_owned(),
        action: ArchiveAction::ViewPaperExtract,
        department: "sales".to_owned(),
        files: vec![file.clone()],
        fields: vec!["name".to_owned(), "phone".to_owned()],
        form: AccessForm::Paper,
    };
    let mut request =
        AccessRequest::open(ask, "xu", at("2026-11-03T09:00:00")?, &rules, &registers).map_err(refused)?;

    // Nobody approves his own request; the department manager does, and hands out the grant.
    let act = |by: &str, step| -> Result<AccessAct, Box<dyn Error>> {
        let at = at("2026-11-03T15:30:00")?;
        Ok(AccessAct { at, by: by.into(), step, delegation: None, opinion: None })
    };
    if let Err(verdict) = request.take(&act("xu", AccessStep::Approve)?, &registers) {
        told.push(verdict.text(Language::English));
    }
    request.take(&act("qin", AccessStep::Approve)?, &registers).map_err(refused)?;
    let grant = AccessStep::Grant { grant_id: "SQ-1".into() };
    request.take(&act("qin", grant)?, &registers).map_err(refused)?;
    registers.grants = Some(request.grants());

    // What was granted may be seen; a third field may not. Both are entered in the log.
    let desk = AccessDesk::new(&rules, &registers)?;
    let mut head = LogHead::new();
    let mut log = head.open(at("2026-11-04T08:00:00")?)?;
    for fields in [["name", "phone"], ["name", "price"]] {
        let attempt = Attempt {
            file: Some(file.clone()),
            fields: fields.map(str::to_owned).to_vec(),
            ..Attempt::new(at("2026-11-04T10:00:00")?, "xu", ArchiveAction::ViewPaperExtract)
        };
        let verdict = desk.explain(&attempt);
        told.push(verdict.text(Language::English));
        log += &head.append(&desk.entry(&attempt))?;
    }
    let checkpoint = head.checkpoint();
    told.push(verify_log(log.as_bytes(), checkpoint.clone())?.text(Language::English));

    // One byte of the log is changed, in the entry of what was refused.
    let altered = log.replacen("\"price\"", "\"prize\"", 1);
    told.push(verify_log(altered.as_bytes(), checkpoint)?.text(Language::English));

    let organisation = registers.organisation.as_ref().ok_or("people")?;
    for language in Language::ALL {
        told.extend(request.history(language, organisation));
        told.push(request.phase().reading(language).to_owned());
    }
    Ok(told)
}

/// The registers, as a question carries them.
fn registers() -> Result<AccessRegisters, Box<dyn Error>> {
    let attempt = "{ \"at\": \"2026-11-03T09:00:00\", \"by\": \"xu\", \"action\": \"search\" }";
    let question = format!("{{ \"attempt\": {attempt}, \"registers\": {REGISTERS} }}");
    Ok(AccessQuestion::from_json("registers.json", &question)?.registers)
}

fn refused(verdict: Box<Verdict>) -> String {
    verdict.text(Language::English)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_fields_are_granted_a_third_is_refused_and_the_log_tells_of_a_changed_byte()
    -> Result<(), Box<dyn Error>> {
        let told = story()?;
        assert_eq!(
            told.get(..3),
            Some(
                [
                    "not permitted\nReasons\n  nobody approves his own request: xu\nWhat would change it\n  \
                     self-approval (xu): qin approves it as department manager\n",
                    "permitted\nReasons\n  an approved request covers it: SQ-1 (found 2026-11-04, required on \
                     2026-11-10 or earlier)\nWhat must follow\n  enter it in the log: view_paper_extract\n  it \
                     holds no longer than this day: SQ-1 (by 2026-11-10)\n  on paper only, and these fields only: \
                     name, phone\n",
                    "not permitted\nReasons\n  the approved request does not name what is asked for: prices \
                     (required name or phone)\nWhat would change it\n  field not granted (prices): qin grants it as \
                     department manager\n",
                ]
                .map(str::to_owned)
                .as_slice()
            )
        );
        // The line of the refusal is the third of the log.
        let (intact, altered) = (told.get(3).ok_or("intact")?, told.get(4).ok_or("altered")?);
        assert!(!intact.contains("altered"), "{intact}");
        assert!(altered.starts_with("The log was altered. Line 3:"), "{altered}");
        assert_eq!(
            told.get(5..),
            Some(
                [
                    "2026-11-03 09:00 许静 (xu): asks to use paper extracts, K1, fields name, phone, on paper; \
                     purpose “邮寄对账单”",
                    "2026-11-03 15:30 秦明 (qin): approves as department manager",
                    "2026-11-03 15:30 秦明 (qin): hands out grant SQ-1, through 2026-11-10",
                    "granted",
                    "2026-11-03 09:00 许静（xu）：申请使用纸质摘录：K1，内容单位名称、联系电话，纸质；用途“邮寄对账单”",
                    "2026-11-03 15:30 秦明（qin）：以部门经理身份批准",
                    "2026-11-03 15:30 秦明（qin）：发放SQ-1，有效至2026-11-10",
                    "已发放",
                ]
                .map(str::to_owned)
                .as_slice()
            )
        );
        Ok(())
    }
}
