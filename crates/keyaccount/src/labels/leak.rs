//! How an incident reads: what happened, how its clocks stand.

use super::sentences::sentences;

sentences! {
    DETECTED "{at}: detected; law of: {places}" "{at}：发现泄露；适用法域：{places}",
    NO_PLACE "not known" "不明",
    DID "{recorded} {who}: {what}" "{recorded} {who}：{what}",
    AWARE "known for certain since {at}" "{at}知悉",
    ASSESSED "assessed at {at}: {found}" "{at}评估：{found}",
    PERSONS "{n} persons affected" "受影响{n}人",
    CATEGORIES "data: {categories}" "信息种类：{categories}",
    SENSITIVE "sensitive personal data among them" "含敏感个人信息",
    NOT_SENSITIVE "no sensitive personal data" "不含敏感个人信息",
    LAW_OF "law of: {places}" "适用法域：{places}",
    DONE "done at {at}: {step}" "{at}完成：{step}",
    NOTIFIED "given at {at}: {step}, saying: {contents}" "{at}发出：{step}，载明：{contents}",
    WAIVED
        "waived at {at}, harm being avoided: {step}, shown by “{evidence}”"
        "{at}免除：{step}，已有效避免危害，证据：“{evidence}”",
    CLOSED "closed at {at}" "{at}结案",
    // How a clock stands.
    CLOCK "{step}: until {due} ({hours} h), {stands}" "{step}：截止{due}（{hours}小时），{stands}",
    RUNNING "running" "进行中",
    LATE "late by {late}" "已逾时{late}",
    DONE_IN_TIME "done in time at {at}" "{at}按时完成",
    DONE_LATE "done at {at}, late by {late}" "{at}完成，逾时{late}",
    IS_WAIVED "waived at {at}, shown by “{evidence}”" "{at}免除，证据：“{evidence}”",
    AT_WORST
        "the number of persons is not known; at worst until {at}"
        "受影响人数不明，最早可能于{at}截止",
    STILL_TO_SAY "still to say: {contents}" "尚待载明：{contents}",
    N_HOURS "{n} h" "{n}小时",
    N_MINUTES "{n} min" "{n}分",
    N_SECONDS "{n} s" "{n}秒",
}
