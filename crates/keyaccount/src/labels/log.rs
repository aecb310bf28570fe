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
    ALTERED "The log was altered. Line {line}: {what}." "日志已被改动。第{line}行：{what}。",
    ALTERED_VALUES
        "The log was altered. Line {line}: {what} (found {found}, expected {expected})."
        "日志已被改动。第{line}行：{what}（实为{found}，应为{expected}）。",
    FOUND
        "{actor}: {rule}, {entries} entries from {from} to {to}, lines {lines}{more}"
        "{actor}：{rule}，{from}至{to}共{entries}条，第{lines}{more}行",
    FOUND_ONE
        "{actor}: {rule}, {from}, line {lines}"
        "{actor}：{rule}，{from}，第{lines}行",
    NOTHING_FOUND "Nothing the log is searched for was found." "未发现须检查的情形。",
    MORE_FOUND "{value} more findings are not listed." "另有{value}项未列出。",
    UNJUDGED
        "Not judged of every entry, since a register is missing: {value}."
        "因缺少登记资料，未能逐条判断：{value}。",
    ACTUAL "found {value}" "实际{value}",
    REQUIRED "required {value}" "要求{value}",
    CLAUSE "clause {value}" "依据：{value}",
}
