//! The sentences of remedies, and the words they are made of.

use super::sentences::sentences;

sentences! {
    // What gives a better grade.
    POINTS
        "{by} more points of {dimension} (from {from} to {to}) bring {lifted}: grade {grade}"
        "{dimension}得分再提高{by}分（由{from}增至{to}），{lifted}，即为{grade}级",
    PROSPECT_POINTS
        "{by} more points of the prospect score (from {from} to {to}): grade {grade}"
        "潜力得分再提高{by}分（由{from}增至{to}），即为{grade}级",
    ORDER_AMOUNT
        "{by} more ordered in the window (from {from} to {to}) brings {lifted}: grade {grade}"
        "统计期内下单金额再增加{by}（由{from}增至{to}），{lifted}，即为{grade}级",
    ORDER_QUANTITY
        "{by} more base units ordered in the window (from {from} to {to}) bring {lifted}: grade {grade}"
        "统计期内下单数量再增加{by}个基本单位（由{from}增至{to}），{lifted}，即为{grade}级",
    PROFIT_AMOUNT
        "{by} more profit in the window (from {from} to {to}) brings {lifted}: grade {grade}"
        "统计期内利润再增加{by}（由{from}增至{to}），{lifted}，即为{grade}级",
    ENDED "{ending}: grade {grade}" "{ending}，即为{grade}级",
    // What it brings.
    VOLUME_SCORE "an order volume score of {score}" "下单量得分达到{score}分",
    PROFIT_SCORE "a profit score of {score}" "利润得分达到{score}分",
    COMPOSITE_SCORE "a composite score of {score}" "综合得分达到{score}分",
    THE_CAP "the end of the cap “{cap}”" "解除“{cap}”封顶",
    // What ends a condition.
    SETTLE
        "settle what is open and more than {days} days late (worst now: {worst} days)"
        "结清逾期超过{days}天的未付款项（现最长逾期{worst}天）",
    RESOLVE "resolve the litigation, insolvency or suspension of business" "了结诉讼、破产或责令停业事项",
    LEAVE_ON "wait until the {what} is out of the window, from {date}" "{what}自{date}起不再计入统计期",
    LEAVE
        "settle the {what} first, then wait until it is out of the window"
        "先结清{what}的款项，待其不再计入统计期",
    COMPLETE "complete the key documents" "补齐主要资料",
    LAST_FROM
        "wait until trade has lasted {months} months, from {date}"
        "自{date}起交易满{months}个月",
    LAST "wait until trade has lasted {months} months" "待交易满{months}个月",
    EXPIRE_FROM "wait until the approval has ended, from {date}" "批准自{date}起失效",
    EXPIRE "end the approval" "终止批准",
    // Why nothing does.
    WHY "{lever}: {why}" "{lever}：{why}",
    NOT_RATED "not rated ({reason})" "未评（{reason}）",
    NOT_RATED_FOR "not rated: {missing}" "未评：{missing}",
    NO_WEIGHT "no weight in the policy" "制度未设权重",
    NOT_ENOUGH
        "even {score} points give a composite score of {composite} only"
        "即使达到{score}分，综合得分也仅为{composite}分",
    HELD "however high, the grade is held by {caps}" "无论多高，等级仍受限：{caps}",
    HELD_BY_VETO
        "however high, the grade is held by {caps}; also needed: {also}"
        "无论多高，等级仍受限：{caps}；还须{also}",
    NOT_ALONE "not enough alone, the grade is still held by {caps}" "仅此不够，等级仍受限：{caps}",
    NOT_ALONE_BY_VETO
        "not enough alone, the grade is still held by {caps}; also needed: {also}"
        "仅此不够，等级仍受限：{caps}；还须{also}",
    BY_SCORE "not enough alone, the grade follows from the score" "仅此不够，等级由得分决定",
    NO_BETTER "without it the grade is {grade}, no better" "失效后为{grade}级，并不更好",
    NO_GRADE "without it there is no grade" "失效后无等级",
    OUT_OF_RANGE "the numbers needed are too large to hold exactly" "所需数值过大，无法精确表示",
}
