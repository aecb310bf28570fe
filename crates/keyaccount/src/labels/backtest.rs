//! The sentences of a back-test's summary, as it is read aloud.

use super::sentences::sentences;

sentences! {
    TITLE "Back-test of the policy {name}, version {version}, as of {day}" "回测：制度{name}（版本{version}），评级日期{day}",

    // What outcomes say.
    BAD_IS_YES "An outcome of yes is a bad one." "结果为“是”表示不良。",
    GOOD_IS_YES "An outcome of yes is a good one." "结果为“是”表示良好。",
    HIGHER_IS_WORSE "Outcomes are numbers: the higher, the worse." "结果为数值，越高越差。",
    HIGHER_IS_BETTER "Outcomes are numbers: the higher, the better." "结果为数值，越高越好。",

    // What was read.
    ROWS "{rows} of outcomes read." "共读入结果{rows}。",
    UNKNOWN_CUSTOMERS "Of these, {rows} without a customer of the book." "其中{rows}的客户不在数据中。",
    NOT_AFTER
        "Left out: {rows} dated on or before {day}, which are no later outcomes."
        "另有{rows}的日期在{day}或以前，不属于后续结果，未采用。",
    CUSTOMERS
        "Of {customers} of the book, {known} with an outcome, {blank} with a blank one (not known), {none} without a row."
        "数据中共{customers}：有结果{known}，结果为空（未知）{blank}，无结果记录{none}。",
    TURNED_OUT_BADLY
        "Turned out badly: {bad} of {known}, {rate}%."
        "结果不良{bad}，占有结果客户（{known}）的{rate}%。",
    MEAN_OUTCOME "Mean outcome: {mean}." "结果平均值：{mean}。",

    // Whether outcomes are later ones.
    ALL_DATED "All outcomes used are dated after {day}." "所采用的结果，日期均在{day}之后。",
    NONE_DATED
        "Caution: outcomes must lie after {day}. They carry no date (column `on`), so nothing here can check it: make sure of it."
        "注意：结果必须发生在{day}之后。结果表没有日期（`on`列），程序无法核对，请自行确认。",
    SOME_UNDATED
        "Caution: outcomes must lie after {day}. {rows} without a date (column `on`) cannot be checked: make sure of them."
        "注意：结果必须发生在{day}之后。有{rows}没有日期（`on`列），程序无法核对，请自行确认。",

    // One score.
    MEASURE "{measure}, {customers}" "{measure}，{customers}",
    WITHOUT_SCORE "With an outcome but without this score: {customers}." "有结果但无此得分：{customers}。",
    AUC
        "AUC {auc}: of two customers, one that turned out well and one that turned out badly, the one that turned out well had the higher score in {percent}% of cases (equal scores count half; 50% would be no relation)."
        "AUC {auc}：任取结果良好与结果不良的客户各一位，结果良好者得分较高的情形占{percent}%（同分按一半计；50%表示没有关系）。",
    CONCORDANCE
        "Of two customers with different outcomes, the one with the better outcome had the higher score in {percent}% of cases (equal scores count half; 50% would be no relation)."
        "任取结果不同的两位客户，结果较好者得分较高的情形占{percent}%（同分按一半计；50%表示没有关系）。",
    RANK_CORRELATION
        "Rank correlation of score and outcome: {correlation} (1 would be full agreement, 0 no relation, -1 the reverse)."
        "得分与结果的秩相关系数：{correlation}（1为完全一致，0为没有关系，-1为完全相反）。",
    AGREES
        "Higher scores turned out better, by more than chance explains."
        "得分较高的客户结果更好，差异超出偶然范围。",
    NOT_SHOWN "No relation is shown: chance explains this much." "未显示出关系：这样的差异可能出于偶然。",
    CONTRARY
        "Higher scores turned out worse, by more than chance explains: look at the policy, and at which outcome is the bad one."
        "得分较高的客户结果反而更差，差异超出偶然范围：请检查制度，并核对何种结果为不良。",
    NOBODY "Nobody has both this score and an outcome." "没有客户同时具有此得分和结果。",
    ALL_WELL
        "All of them turned out well, so there is nothing to compare: AUC is not defined."
        "这些客户的结果全部良好，无从比较，AUC无定义。",
    ALL_BADLY
        "All of them turned out badly, so there is nothing to compare: AUC is not defined."
        "这些客户的结果全部不良，无从比较，AUC无定义。",
    ALL_EQUAL
        "All outcomes are equal, so there is nothing to compare."
        "这些客户的结果全部相同，无从比较。",
    ONE_SCORE
        "All of them have the same score, which tells nobody apart."
        "这些客户的得分全部相同，无从区分。",

    // Groups.
    BY_BAND "By band of the score:" "按得分对应的等级：",
    BY_GRADE "By grade, after vetoes, caps and overrides:" "按最终等级（经否决、封顶和调级）：",
    BY_BAND_AND_GRADE "By band of the score, which is the grade as well:" "按等级（最终等级与得分对应的等级相同）：",
    BY_TENTH "By tenths of these customers, the best scores first, equal scores together, bad outcomes:" "按得分由高到低十等分（同分归入同一组）的不良率：",
    MEAN_BY_TENTH
        "By tenths of these customers, the best scores first, equal scores together, mean outcomes:"
        "按得分由高到低十等分（同分归入同一组）的结果平均值：",
    TENTH_BAD "{group}: {rate}%" "{group}：{rate}%",
    TENTH_MEAN "{group}: {mean}" "{group}：{mean}",
    GROUP_BAD
        "{group}: {customers}, {bad} turned out badly, {rate}%"
        "{group}：{customers}，结果不良{bad}，不良率{rate}%",
    GROUP_MEAN "{group}: {customers}, mean outcome {mean}" "{group}：{customers}，结果平均值{mean}",
    MONOTONE "No group turned out better than the one before it." "各组结果均不好于前一组。",
    INVERTED
        "{worse} turned out better than {better}; chance may explain it."
        "{worse}的结果好于{better}，可能出于偶然。",
    INVERTED_BEYOND_CHANCE
        "{worse} turned out better than {better}, by more than chance explains."
        "{worse}的结果好于{better}，差异超出偶然范围。",
    TENTHS_INVERTED
        "Steps from one tenth to the next that lead to a better outcome instead of a worse one: {inverted} of {steps}, of which {beyond} by more than chance explains."
        "相邻两个十分组中，后一组结果较好的有{inverted}处（共{steps}处），其中{beyond}处差异超出偶然范围。",

    // Calibration.
    WEIGHTS "Proposal for the weights of the composite" "综合权重的校准建议",
    CURVE "Proposal for the points of the credit curve" "信用得分曲线的校准建议",
    TRIED "Sets of weights tried: {tried}." "共比较{tried}组权重。",
    DAYS_LATE "{days} days late" "逾期{days}天",
    CHANGED
        "{name}: {proposed} instead of {present} (allowed: {least} to {most})"
        "{name}：{present}改为{proposed}（允许范围{least}至{most}）",
    UNCHANGED
        "{name}: {present} as now (allowed: {least} to {most})"
        "{name}：保持{present}（允许范围{least}至{most}）",
    ON_TIME "on time" "准时",
    BETWEEN "{from} to {to} days late" "逾期{from}至{to}天",
    LATER "{from} or more days late" "逾期{from}天以上",
    BUCKET_BAD
        "; {payments} {span}, {outcome}% by customers that turned out badly"
        "；{span}的{payments}，付款客户不良率{outcome}%",
    BUCKET_MEAN
        "; {payments} {span}, mean outcome of the customers {outcome}"
        "；{span}的{payments}，付款客户结果平均值{outcome}",
    BUCKET_EMPTY "; no payment {span}" "；没有{span}的付款",
    LEFT_OUT
        "Left out, lacking a score: {customers} with an outcome."
        "有结果但缺少所需得分而未参与：{customers}。",
    SPLIT
        "About 70 in 100 customers, chosen by the SHA-256 of their ids, are learnt from; the others, not seen, are what it is judged on."
        "按客户编码的SHA-256值固定划分：约七成客户用于计算，其余客户不参与计算，用于检验。",
    ON_TRAINING
        "Learnt from {customers}: pairs in the right order {before}% with the present values, {after}% with the proposed ones."
        "用于计算的{customers}：次序正确的客户对，现行值{before}%，建议值{after}%。",
    ON_HELD_OUT
        "Judged on {customers} not seen: {before}% with the present values, {after}% with the proposed ones."
        "用于检验的{customers}：现行值{before}%，建议值{after}%。",
    ADOPT
        "The proposal is better on the customers it has not seen, by more than chance explains. Look at who would change grade (`keyaccount compare`) before adopting it."
        "对用于检验的客户，建议值更好，差异超出偶然范围。采用前请先查看哪些客户的等级会变动（`keyaccount compare`）。",
    UNPROVEN
        "The proposal is better on the customers it has not seen, but chance may explain it: keep the present values unless there are other reasons."
        "对用于检验的客户，建议值较好，但可能出于偶然：如无其他理由，请保留现行值。",
    KEEP
        "The proposal is not better on the customers it has not seen: keep the present values."
        "对用于检验的客户，建议值并不更好：请保留现行值。",
    NOTHING_BETTER
        "Nothing within the bounds is better than the present values: keep them."
        "在允许范围内，没有比现行值更好的取值：请保留现行值。",
    UNDECIDED
        "The proposal cannot be judged, since all customers it has not seen turned out alike or there are none: keep the present values until there are more outcomes."
        "用于检验的客户结果全部相同或没有客户，无法检验建议值：在有更多结果之前，请保留现行值。",
    LINES "Lines of the policy file, in place of those it has:" "制度文件的相应内容可替换为：",
}
