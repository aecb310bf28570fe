//! The words around what files consist of, and how good they are.

use super::sentences::sentences;

sentences! {
    COMPLETE "The file is complete and up to date: {percent} of its parts." "档案完整且均在有效期内：{percent}。",
    COMPLETE_STALE
        "The file is complete, but parts of it are to be renewed: {percent} of its parts."
        "档案完整，但有部分须更新：{percent}。",
    INCOMPLETE "The file is incomplete: {percent} of its parts." "档案不完整：{percent}。",
    PART "{part}: {status}{dates}" "{part}：{status}{dates}",
    DATES " (of {on}, fresh until {until})" "（{on}，有效期至{until}）",
    DATE " (of {on})" "（日期{on}）",
    CLAUSE " (clause {clause})" "（依据：{clause}）",
    FRESH "there" "齐备",
    STALE "there, to be renewed" "须更新",
    COPY_ONLY "only a copy" "仅有复印件",
    MISSING "missing" "缺少",
    SHARE "{percent}% ({good} of {of})" "{percent}%（{of}项中{good}项）",
    UNRATED "not rated, since there is nothing to judge" "未评（无可评内容）",
    COMPLETENESS "Completeness: {share}" "完整率：{share}",
    TIMELINESS "Timeliness: {share}" "及时率：{share}",
    ACCURACY "Accuracy: {share}" "准确率：{share}",
}
