//! The words around what verifying an access log found.

use super::sentences::sentences;

sentences! {
    INTACT
        "The log is intact: {entries} entries on {lines} lines, head {head}."
        "日志完整：共{entries}条记录、{lines}行，末行校验值{head}。",
    INTACT_TO
        "The log is intact up to the checkpoint at line {checkpoint}: {entries} entries on {lines} lines, head {head}."
        "日志至第{checkpoint}行检查点为止完整：共{entries}条记录、{lines}行，末行校验值{head}。",
    AFTER
        " The {after} lines after the checkpoint follow from it, but are not anchored: that they were written anew, or that there were more of them, is not excluded."
        "检查点之后的{after}行与其相接续，但无另存检查点佐证，不排除系重写，或其后另有记录。",
    ONE_AFTER
        " The line after the checkpoint follows from it, but is not anchored: that it was written anew, or that there were more, is not excluded."
        "检查点之后的1行与其相接续，但无另存检查点佐证，不排除系重写，或其后另有记录。",
    UNCHANGED
        "Nothing inside the log was changed: {entries} entries on {lines} lines, head {head}."
        "日志内部未见改动：共{entries}条记录、{lines}行，末行校验值{head}。",
    UNANCHORED
        " Without a head that was kept apart, it is not excluded that its end was cut off or that all of it was written anew."
        "因无另行保存的检查点，不排除末尾被截去或整体重写。",
    GOES_ON
        " It goes on from the checkpoint at line {checkpoint}, and no line that the checkpoint is about is in this file: it is not excluded that its end was cut off or that all of it was written anew."
        "本文件自第{checkpoint}行检查点之后起，检查点所及各行均不在其中，不排除末尾被截去或整体重写。",
    BEFORE
        " The {before} lines before its first are not in this file."
        "其首行之前的{before}行不在本文件中。",
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
    MORE_FOUND "{value} more entries were found and are not listed." "另有{value}条记录未列出。",
    UNJUDGED
        "Not judged of every entry, since a register is missing or the log is too large: {value}."
        "因缺少登记资料或日志过大，未能逐条判断：{value}。",
    OTHER_POLICY
        "{value} entries were decided under another policy than the one they are held against here."
        "有{value}条记录系依其他版本的制度作出，此处仍按所给制度核对。",
    OTHER_POLICY_ONE
        "1 entry was decided under another policy than the one it is held against here."
        "有1条记录系依其他版本的制度作出，此处仍按所给制度核对。",
    ENTRY
        "line {line}: {at} {actor}{role}: {what}: {outcome}{by}"
        "第{line}行：{at} {actor}{role}：{what}：{outcome}{by}",
    ALLOWED "allowed" "准许",
    DENIED "denied" "拒绝",
    MORE_FIELDS "{more} more fields" "另有{more}项",
    GRANT "grant {value}" "批准单{value}",
    BY_OTHER_POLICY "under another policy: {value}…" "依其他版本的制度：{value}…",
    ACTUAL "found {value}" "实际{value}",
    REQUIRED "required {value}" "要求{value}",
    CLAUSE "clause {value}" "依据：{value}",
}
