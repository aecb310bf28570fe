//! Retention and disposal.

use crate::labels::sentences::sentences;

sentences! {
    CHAPTER "Retention and disposal" "保管期限与销毁",
    SCHEDULE_TITLE "Retention periods" "保管期限",
    SCHEDULE
        "Records are kept for the period of their class and no longer; it counts from the trigger stated. A record of several classes is kept until the latest date, and what only a shorter class needs goes earlier."
        "档案按类别确定保管期限，自所列起算点起算，期满不再保管。一份档案分属多个类别的，以最晚的期限为准；仅为较短期限所需的内容先行处理。",
    YEAR_END "The year ends on {day}." "会计年度终了日为{day}。",
    CLASS
        "{class}: {period}; basis: {basis}; {personal}; {then}"
        "{class}：{period}；依据：{basis}；{personal}；{then}",
    FROM "{period} from {trigger}" "自{trigger}起{period}",
    AT_LEAST_FROM "at least {period} from {trigger}" "自{trigger}起至少{period}",
    YEAR "{n} year" "{n}年",
    YEARS "{n} years" "{n}年",
    PERMANENT "permanently" "永久保管",
    CHOSEN "chosen" "自定",
    NO_BASIS "none stated" "未注明",
    BY_LAW_AT_LEAST "{law} (at least {period})" "{law}（不少于{period}）",
    PERSONAL "personal data" "含个人信息",
    NOT_PERSONAL "no personal data" "不含个人信息",
    DELETED "then deleted" "期满删除",
    ANONYMISED "then anonymised" "期满匿名化",
    NEVER "never destroyed" "不予销毁",
    DISPOSAL_TITLE "Disposal" "销毁",
    DISPOSAL
        "A record may go from the day after its period has ended. It must go then, unless its period is a least one. A legal hold or an open dispute keeps it until lifted, whatever the schedule says. Where consent is withdrawn and nothing else justifies keeping personal data, they go at once; a period that a law asks for runs on."
        "档案自保管期限届满的次日起方可处理；除最低期限外，期满应当处理。依法保全或争议未结的，不论期限如何，一律保管至解除为止。个人撤回同意且无其他依据的，其个人信息应即处理；法定保管期限未满的除外。",
    WITHIN "What must go is gone within {days} of that day." "应当处理的，自可处理之日起{days}内处理完毕。",
    APPROVALS
        "A disposal is proposed, approved by two further persons one after the other, carried out before {n} named witnesses who took no other part, and entered on the disposal list, which holds no personal data."
        "销毁须先提出，由另外两人先后批准，在未参与其他环节的{n}名监销人见证下执行，并记入销毁清册；清册不含个人信息。",
}
