//! What customer files consist of, their log, and what identifies a person.

use crate::labels::sentences::sentences;

sentences! {
    CHAPTER "Composition, log and personal data of customer files" "客户档案的组成、使用记录与个人信息",
    COMPOSITION_TITLE "Composition" "档案的组成",
    COMPOSITION "A customer's file is complete if it has these parts:" "客户档案由下列部分组成，齐备方为完整：",
    PART "{part}{of}{fresh}{copy}" "{part}{of}{fresh}{copy}",
    OF_KEY_ACCOUNTS " (key accounts only)" "（仅限大客户）",
    FRESH ", renewed within {span}" "，{span}内更新",
    COPY ", a copy will do" "，复印件亦可",
    CARD "The basic information card has these mandatory fields: {fields}." "基本信息卡的必填项目：{fields}。",
    REGISTER "The visitor register asks for: {fields}." "来访登记的项目：{fields}。",
    MAY_DECLINE
        "A visitor may decline to state the following, which then does not count: {fields}."
        "来访人可以不提供下列项目，不提供的不计入完整率：{fields}。",
    LOG_TITLE "Search of the access log" "使用记录的检查",
    LOG "The access log is searched for the following:" "对使用记录检查下列情形：",
    NOTHING_SEARCHED "The access log is searched for nothing." "本制度未规定对使用记录的检查。",
    DENIALS
        "one person refused {n} times or more within {hours} hours"
        "同一人{hours}小时内被拒绝{n}次以上",
    NO_GRANT
        "anything that needs an approved request, done without a grant in force"
        "须经批准的操作，没有有效的批准",
    CUSTOMERS
        "one person seeing the files of more than {n} customers in a day"
        "同一人一日内查阅超过{n}户的档案",
    EXPORT "any export" "任何导出、复制",
    NIGHT
        "anything done from {from}:00 to {to}:00, {to}:00 not included"
        "{from}时至{to}时（不含）之间的使用",
    NIGHT_EXCEPT
        "anything done from {from}:00 to {to}:00, {to}:00 not included, except: {except}"
        "{from}时至{to}时（不含）之间的使用，但下列除外：{except}",
    NDA
        "anything done by somebody without a non-disclosure agreement in force"
        "保密协议未签订或已失效的人员的使用",
    PRIVACY_TITLE "De-identification and anonymisation" "去标识化与匿名化",
    PRIVACY
        "What is de-identified still is personal data, since the key leads back to the person. What is anonymised leads back to nobody: of rows that look alike, groups of fewer than {k} people are left out, or of fewer than {k} rows where a table does not say whom they are about. Bands of amounts begin at {steps} times a power of ten; bands of birthdays have {years}."
        "去标识化后的信息凭密钥可以复原，仍属个人信息；匿名化后的信息不能复原，相同特征不足{k}人的不予保留（未标明所属人的表按行计）。金额按{steps}乘以十的整数次方分段，出生年份每{years}为一段。",
    SUBJECTS
        "Whom a row is about is told by these columns: {names}. Names belong to the first of them that a table has; people who look alike are counted by each of them, and the fewest count."
        "行的所属人以下列编号列为准：{names}。名称归表中最先列明的一列；相同特征的人数按各列分别计算，取其最少者。",
    COLUMNS "Columns are treated as follows; a column that is not listed is removed:"
        "各列按下列方式处理，未列明的一律删除：",
    OF ", belonging to whom the first of these columns says that a table has: {names}"
        "（所属人以表中最先列明的下列编号列为准：{names}）",
    COLUMN
        "{names}{of}: {deidentify} when de-identified, {anonymise} when anonymised"
        "{names}{of}：去标识化时{deidentify}，匿名化时{anonymise}",
    YEAR "{n} year" "{n}年",
    YEARS "{n} years" "{n}年",
}
