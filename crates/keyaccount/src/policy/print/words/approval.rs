//! Approval of contracts.

use crate::labels::sentences::sentences;

sentences! {
    CHAPTER "Approval of contracts with key accounts" "大客户合同的审批",
    ROLES_TITLE "Who acts" "办理人员",
    ROLES
        "Contracts with key accounts are decided on by persons in these roles: {roles}."
        "大客户合同由下列角色办理：{roles}。",
    UNIT_ROLES
        "These act only for the unit in which they hold the role: {roles}."
        "{roles}仅办理本单位提交的合同。",
    SHARED_ROLES
        "Several persons at a time may hold: {roles}. Every other role is held by one person."
        "{roles}可由多人同时担任，其余角色各由一人担任。",
    NO_SHARED_ROLES "Every role is held by one person." "各角色均由一人担任。",
    TIERS_TITLE "Tiers" "审批权限",
    TIERS
        "The amount of a contract is its total including tax; for a framework contract without one, the amount estimated for a year. By this amount the contract takes the following steps, in this order:"
        "合同额为含税合同总额；框架合同没有总额的，为预计的年度金额。合同按合同额依次办理下列步骤：",
    TIER "{tier}, {range}: {steps}" "{tier}（{range}）：{steps}",
    SIGN "signed by {role}" "由{role}签署",
    APPROVE "approved by {role}" "由{role}批准",
    FILE "filed by {role}" "由{role}备案",
    THEN ", then " "，再",
    // The two ends of a range, by what becomes of an amount that is one of them.
    ANY_AMOUNT "any amount" "不限金额",
    BELOW "below {high}" "不满{high}",
    UP_TO "{high} or less" "{high}以下",
    FROM "{low} or more" "{low}以上",
    ABOVE "more than {low}" "超过{low}",
    FROM_BELOW "{low} or more, below {high}" "{low}以上，不满{high}",
    ABOVE_UP_TO "more than {low}, {high} or less" "超过{low}，{high}以下",
    ABOVE_BELOW "more than {low}, below {high}" "超过{low}，不满{high}",
    HIGHER
        "An amount at which one tier ends and the next begins belongs to the higher of the two."
        "合同额恰为两档界限的，适用较高一档。",
    LOWER
        "An amount at which one tier ends and the next begins belongs to the lower of the two."
        "合同额恰为两档界限的，适用较低一档。",
    REJECT
        "An amount at which one tier ends and the next begins belongs to neither: the contract is not accepted."
        "合同额恰为两档界限的，不予受理。",
    SPECIAL_TITLE "Special cases" "特殊情形",
    NO_AMOUNT
        "A contract with neither a total nor an estimate belongs to: {tier}."
        "既无总额又无预计金额的合同，适用{tier}。",
    NO_AMOUNT_REFUSED
        "A contract with neither a total nor an estimate is not accepted."
        "既无总额又无预计金额的合同，不予受理。",
    FLOOR_PRICE
        "A contract at a price below the settlement floor price belongs, whatever its amount, at least to: {tier}."
        "价格低于结算底价的合同，不论金额，至少适用{tier}。",
    FLOOR_PRICE_REFUSED
        "A contract at a price below the settlement floor price is not accepted."
        "价格低于结算底价的合同，不予受理。",
    FLOOR_PRICE_BY_AMOUNT
        "A price below the settlement floor price changes nothing in the steps."
        "价格低于结算底价的，审批步骤不变。",
    SPLIT
        "Where the amount, with the contracts of the same customer in the {days} before, reaches a higher tier, it is pointed out that the contract may have been split."
        "合同额与同一客户此前{days}内的合同合计达到较高一档的，提示可能拆分合同。",
    NO_SPLIT
        "Contracts are not examined for having been split."
        "不核查是否拆分合同。",
    ORDER_TITLE "Order of the steps and separation of duties" "办理顺序与职责分离",
    ORDER
        "No step may be taken before the one before it. The contract may be executed once all steps are done."
        "各步骤须依次办理，全部办结后方可执行。",
    SEGREGATION
        "Signing and approving are decisions: no person may take part in two of them on one contract, as a delegate or otherwise. Filing is none."
        "签署和批准为决定步骤：同一人（含受托代办）对同一合同不得参与两个决定步骤；备案不在此限。",
    NO_SEGREGATION
        "One person may take several steps on one contract."
        "同一人对同一合同可以办理多个步骤。",
    DOCUMENTS_TITLE "Documents" "申请资料",
    DOCUMENTS
        "A contract is submitted with the following, and is not accepted while any of it is missing or incomplete:"
        "提交审批须提供下列资料，缺少或不完备的不予受理：",
    NO_DOCUMENTS "No documents are required." "不要求提供资料。",
    DOCUMENT "{document} ({when}): {needs}" "{document}（{when}）：{needs}",
    FIELDS "{needs}: {fields}" "{needs}（{fields}）",
    WARNS "; only pointed out where it does not hold: {warns}" "；不符时仅作提示：{warns}",
    DELEGATION_TITLE "Acting in another's place" "授权代办",
    DELEGATION
        "Whoever is away may have another act in their place. This may be done for: {scopes}."
        "当事人不在的，可以授权他人代办。可授权的事项：{scopes}。",
    WRITTEN "The delegation names the paper by which it is given." "授权须采用书面形式。",
    NOT_WRITTEN "The delegation need not be in writing." "授权可以不采用书面形式。",
    MAX_DAYS
        "It holds until {days} after its first day at most."
        "授权期限自首日起最长{days}。",
    NO_REDELEGATION "A delegate may not pass it on." "受托人不得转授权。",
    NO_DELEGATION "Nobody may act in another's place." "不得由他人代办。",
}
