//! Whom to call and when, and the duties around customer files.

use crate::labels::sentences::sentences;

sentences! {
    CHAPTER "Contact with customers and standing duties" "客户联系与日常职责",
    CALLS_TITLE "How often customers are called" "联系间隔",
    OPEN
        "A customer who has not closed a deal yet is called {time} after the last contact of any kind; where there is none, after the record was opened."
        "未成交客户自最近一次联系（不限方式）起满{time}再次联系；尚无联系的，自建档日起算。",
    NO_OPEN
        "Customers who have not closed a deal yet are not called at fixed intervals."
        "未成交客户不规定联系间隔。",
    CLOSED
        "A customer who has closed a deal is called {time} after the last close contact; where there is none, after the record was opened."
        "已成交客户自最近一次密切联系起满{time}再次联系；尚无密切联系的，自建档日起算。",
    NO_CLOSED
        "Customers who have closed a deal are not called at fixed intervals."
        "已成交客户不规定联系间隔。",
    CLOSE "Close contact is: {kinds}." "密切联系的方式为：{kinds}。",
    LAST_DAY
        "The last day is in time until it ends; the call is overdue from the day after."
        "到期日当日联系为按时，次日起为逾期。",
    INTERVALS
        "Other intervals hold for the following customers, the first that fits:"
        "下列客户另定间隔，适用首个相符的：",
    INTERVAL "{who}: {time}" "{who}：{time}",
    STAGE "customers {stage}" "{stage}客户",
    CLASS "value class {class}" "价值分类{class}",
    OCCASIONS_TITLE "Occasions to call" "联系时机",
    OCCASIONS "Besides, customers are called on these occasions:" "此外，按下列时机联系客户：",
    REVISIT "{time} after the first visit" "首次拜访满{time}",
    NO_REVISIT "the first visit is not followed by a call of its own" "首次拜访后不另行安排联系",
    MILESTONE
        "within {time} of a milestone, to follow it up and to invite back"
        "节点达成后{time}内跟进并邀约回访",
    NO_MILESTONE "milestones are not followed up" "节点达成后不安排跟进",
    SIGNING "before a signing: {days}" "签约日前提醒：{days}",
    NO_SIGNING "signings are not reminded of" "签约日不作提醒",
    MATERIAL "before papers are due: {days}" "资料递交期限前提醒：{days}",
    NO_MATERIAL "dates of papers are not reminded of" "资料递交期限不作提醒",
    DAYS_BEFORE "{time} before" "提前{time}",
    ON_THE_DAY "on the day itself" "当日",
    BIRTHDAY
        "from {time} before a contact's birthday; those born on 29 February have it on {day} in a year without that day"
        "联系人生日前{time}起；2月29日出生的，平年以{day}为生日",
    BIRTHDAY_ON_THE_DAY
        "on a contact's birthday; those born on 29 February have it on {day} in a year without that day"
        "联系人生日当日；2月29日出生的，平年以{day}为生日",
    NO_BIRTHDAY "birthdays are not reminded of" "生日不作提醒",
    CALLBACK "at the time agreed for a callback" "约定的回访时间",
    HOLIDAYS "on the holidays of the calendar in force" "所用日历的节日",
    NO_HOLIDAYS "no greetings are sent on holidays" "节日不发送问候",
    DUTIES_TITLE "Duties around customer files" "档案职责",
    DUTIES "The following are done by their last day, which is in time until it ends:" "下列事项应按期办理，到期日当日办理为按时：",
    DUTY "{duty}, {when}" "{duty}：{when}",
    WITHIN "within {time} of {from}" "自{from}起{time}内",
    ON_THE_SAME_DAY "on {from}" "于{from}",
    BY_ROLE ", by the {role}" "，由{role}负责",
    WARN "; pointed out after more than {time}" "；超过{time}即提示",
    BASIS "; basis: {basis}" "；根据：{basis}",
    OFF "; not in force at present" "；暂不执行",
    WORKING_DAY "{n} working day" "{n}个工作日",
    WORKING_DAYS "{n} working days" "{n}个工作日",
    // What a duty counts from.
    LAST_BACKUP "the last backup that succeeded" "上次成功备份之日",
    SUNDAY "the Sunday of the week reported on" "所报告的一周的星期日",
    LEARNED "the day the change was learned" "获知变更之日",
    SUBMITTED "the day the change was handed in" "变更提交之日",
    LAST_REVIEW "the last full review, or else the day the file was opened" "上次全面核对之日（未核对过的为建档日）",
    LAST_INSPECTION "the last inspection" "上次检查之日",
    LAST_ATTESTATION "the last attestation" "上次确认之日",
    LAST_LOG_REVIEW "the last review of the log" "上次审查之日",
    LAST_AUDIT "the last audit" "上次审计之日",
}
