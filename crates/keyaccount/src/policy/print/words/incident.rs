//! Leak response.

use crate::labels::sentences::sentences;

sentences! {
    CHAPTER "Response to leaks" "信息泄露应急",
    STEPS_TITLE "Steps and clocks" "处置步骤与时限",
    STEPS
        "After a leak of customer information each step is taken within its elapsed hours, the last hour included. Where nobody has stated since when the leak has been known for certain, its detection counts. For notices the organisation is an {operator}."
        "客户信息泄露后，各步骤应当在所列小时数内完成（含最后一小时）。未记录知悉时间的，自发现时起算。就通知时限而言，本公司为{operator}。",
    STEP "{step}: {limit}" "{step}：{limit}",
    LIMIT "within {hours} of {from}" "自{from}起{hours}内",
    HOUR "{n} hour" "{n}小时",
    HOURS "{n} hours" "{n}小时",
    SOONER "; within {hours} for {when}" "；{when}的，{hours}内",
    OF_LEVEL "incidents that are {level} or worse" "{level}及以上事件",
    OF_OPERATOR "an {operator}" "{operator}",
    OF_BOTH "{level}, of an {operator}" "{operator}的{level}",
    WAIVER
        "; not needed where harm is effectively avoided and that is documented"
        "；已有效避免危害并有记录的，可以不办理",
    IN_PHASES "; what is not known yet may follow" "；暂未查明的内容可以后补",
    NO_LEVELS "Incidents have no levels." "事件不分等级。",
    LEVELS_TITLE "Levels" "事件等级",
    LEVELS
        "The level follows from the number of persons affected, as assessed last. A level raised later shortens the clocks from their beginning:"
        "事件等级按最近一次评估的受影响人数确定。等级提高的，时限自起算点起相应缩短：",
    LEVEL "{level}: {persons} persons or more" "{level}：{persons}人以上",
    NOTICES_TITLE "Contents of notices" "通知内容",
    NOTICES
        "A notice to an authority states what its law asks for; a notice to customers what every law asks for that applies:"
        "向主管部门报告应当载明其法域要求的事项；通知客户应当载明所有适用法域要求的事项：",
    NOTICE "{place}: {contents}" "{place}：{contents}",
    NO_NOTICES "No contents of notices are prescribed." "本制度未规定通知内容。",
}
