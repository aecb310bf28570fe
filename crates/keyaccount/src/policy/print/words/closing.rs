//! Supplementary provisions and the signature block.

use crate::labels::sentences::sentences;

sentences! {
    CHAPTER "Supplementary provisions" "附则",
    EFFECT_TITLE "Entry into force" "施行",
    EFFECT "This policy is in force from {date}." "本制度自{date}起施行。",
    EFFECT_OPEN
        "The policy file states no date of entry into force; it is to be stated with the approval."
        "制度文件未载明施行日期，由批准人在批准时注明。",
    CHANGES
        "Any change is issued as a new version."
        "本制度内容有变更的，应当以新的版本发布。",
    SOURCE_TITLE "Policy file" "制度文件",
    SOURCE
        "This text was made from the policy file {name}, version {version}, and says what that file says. The SHA-256 digest of the file, by which a result states what it rests on, begins with {short}; in full it is"
        "本文本依据制度文件“{name}”（版本{version}）生成，内容与该文件一致。该文件由其SHA-256校验码标识，评定结果凭该校验码溯源；校验码前12位为{short}，全文为：",
    PREPARED "Prepared by" "编制",
    REVIEWED "Reviewed by" "审核",
    APPROVED "Approved by" "批准",
    SIGNED "Signature" "签字",
    NAME "Name" "姓名",
    DATE "Date" "日期",
}
