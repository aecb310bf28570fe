//! The composite score and the customer grade.

use crate::labels::sentences::sentences;

sentences! {
    CHAPTER "Composite score and customer grade" "综合得分与客户等级",
    WEIGHTS_TITLE "Composite score" "综合得分",
    WEIGHTS
        "The composite score of an established customer is the mean of its scores in these dimensions, weighted as follows:"
        "老客户的综合得分为下列维度得分按权重的加权平均数：",
    DIMENSION "Dimension" "维度",
    WEIGHT "Weight" "权重",
    SCORED "{dimension} {score}" "{dimension}得{score}分",
    WEIGHTS_EXAMPLE
        "For example, {scores} make a composite score of {sum} = {composite}."
        "例如，{scores}的，综合得分为{sum}＝{composite}分。",
    WITHOUT_WEIGHT
        "Scored, but without weight in the composite score: {dimensions}."
        "下列维度另行评分，不计入综合得分：{dimensions}。",
    OWN
        "Assessors rate {dimensions} from 0 to 100 points; of several assessors each one's latest rating counts, and the ratings are averaged."
        "{dimensions}由评分人按0至100分评分；有多名评分人的，取每人最近一次评分的平均数。",
    MISSING_TITLE "Missing dimensions" "维度缺失",
    MISSING
        "A dimension without a score is left out, and the weighted sum is divided by the weights of the others. At least {dimensions} must have a score, and together they must have a weight of {weight} or more; otherwise there is no composite score, and the customer remains unrated."
        "某一维度没有得分的，该维度不计，以其余维度的权重之和为除数计算综合得分。有得分的维度须在{dimensions}以上，且权重合计须在{weight}以上；否则不计算综合得分，该客户列为未评级。",
    ONE_DIMENSION "{n} dimension" "{n}个",
    DIMENSIONS "{n} dimensions" "{n}个",
    MISSING_EXAMPLE
        "In the example above, without a score for {dimension}, the composite score is ({sum}) ÷ {weight} = {composite}."
        "上例中，“{dimension}”没有得分的，综合得分为（{sum}）÷{weight}＝{composite}分。",
    GRADE_TITLE "Customer grade" "客户等级",
    GRADE "The customer grade follows from the composite score:" "客户等级按综合得分确定：",
    GRADE_NAME "Customer grade" "客户等级",
    GRADE_SCORE "Composite score" "综合得分",
    PRIORITY
        "Among rated customers the better grade has priority; within a grade, the higher composite score, then the higher profit."
        "已评级客户的优先顺序，先按客户等级，等级相同的按综合得分，得分相同的按利润，均从高到低排列。",
    CAPS_TITLE "Limits on the customer grade" "客户等级上限",
    CAPS
        "In each of these cases the customer grade is at most the one stated, however high the composite score, which itself does not change. If several apply, the lowest counts:"
        "有下列情形的，不论综合得分高低，客户等级不得高于所列等级，综合得分本身不变；有多项情形的，以其中最低的等级为准：",
    CAP "{name}: if {condition}, at most {grade}" "{name}：{condition}的，不高于{grade}",
    CAPS_OFF
        "The following limits are kept for the future. They are switched off and not in force:"
        "下列上限已经拟定，但未启用，目前不执行：",
    NO_CAPS "No limit on the customer grade is in force." "客户等级目前不设上限。",
    OVERRIDE_TITLE "Approved grades" "人工调级",
    OVERRIDE
        "A grade that was approved for a customer with a stated reason takes the place of the computed grade until the approval ends. The computed grade and the name of the approver are shown beside it."
        "注明理由并经批准的人工调级，在批准的期限内优先于计算等级；公布等级时，同时列明计算等级和批准人。",
    VETO_HOLDS
        "It does not lift a veto: a limit on the customer grade that follows from a veto alone ({vetoes}) also holds for an approved grade."
        "人工调级不解除一票否决：仅因{vetoes}所列情形而适用的客户等级上限，对调整后的等级仍然有效。",
    VETO_LIFTED
        "It also lifts whatever a veto ({vetoes}) means for the customer grade."
        "人工调级同时解除{vetoes}所列一票否决情形对客户等级的限制。",
}
