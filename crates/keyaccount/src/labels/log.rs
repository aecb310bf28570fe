//! The words around what verifying an access log found.

use super::sentences::sentences;

sentences! {
    INTACT
        "The log is intact: {entries} entries on {lines} lines, head {head}."
        "日志完整：共{entries}条记录、{lines}行，末行校验值{head}。",
    UNANCHORED
        "Nothing inside the log was changed: {entries} entries on {lines} lines, head {head}. Without a head that was kept apart, it is not excluded that its end was cut off or that all of it was written anew."
        "日志内部未见改动：共{entries}条记录、{lines}行，末行校验值{head}。因无另行保存的检查点，不排除末尾被截去或整体重写。",
    AFTER
        " The {after} lines after the checkpoint at line {checkpoint} follow from it; whether there were more of them cannot be told."
        "第{checkpoint}行检查点之后的{after}行与其相接续，但无法判断其后是否另有记录。",
    ONE_AFTER
        " The line after the checkpoint at line {checkpoint} follows from it; whether there were more of them cannot be told."
        "第{checkpoint}行检查点之后的1行与其相接续，但无法判断其后是否另有记录。",
    ALTERED "The log was altered. Line {line}: {what}" "日志已被改动。第{line}行：{what}",
    VALUES " (found {found}, expected {expected})" "（实为{found}，应为{expected}）",
    STOP "." "。",
}
