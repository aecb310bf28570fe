//! Customer files.

use crate::labels::sentences::sentences;

sentences! {
    CHAPTER "Customer files" "客户档案的使用",
    ROLES_TITLE "Roles" "角色",
    ROLES
        "What a person may do with customer files depends on the person's role: {roles}."
        "客户档案的使用权限按角色确定。角色分为：{roles}。",
    PERMISSIONS_TITLE "Permissions" "权限",
    PERMISSIONS
        "Each action is open to the roles stated and to no others:"
        "下列各项，未列明的角色一律禁止：",
    ACTION "{action}: {permissions}" "{action}：{permissions}",
    ALLOW "{roles}" "{roles}可以办理",
    OWN
        "for the customers in their own charge only, {roles}"
        "{roles}仅限办理本人负责的客户",
    APPROVAL "with an approved request, {roles}" "{roles}须经批准",
    TWO_APPROVALS "with a request approved twice, {roles}" "{roles}须经两级批准",
    NOBODY "nobody" "一律禁止",
    APPROVAL_TITLE "Approval of requests" "申请的批准",
    APPROVER "Requests are approved by: {approver}." "使用申请由{approver}批准。",
    SECOND
        "Where two approvals are needed, the second is given by: {second}. The same role decides on requests of the approver's own."
        "须经两级批准的，再经{second}批准；批准人本人的申请，由{second}决定。",
    NDA "Without a signed, unexpired non-disclosure agreement nobody may do anything." "未签保密协议或协议已到期的，一律禁止。",
    NO_NDA "No non-disclosure agreement is asked for." "本制度不要求签订保密协议。",
    UNITS
        "In their own department only: {roles}. Elsewhere they need approval, and as approvers they decide for their own department."
        "{roles}的权限限于本部门；涉及其他部门的须经批准，审批权亦限于本部门。",
    PAPER_ONLY
        "Paper extracts of the fields listed in the approval, and nothing else: {roles}."
        "{roles}只能使用批准内容的纸质摘录。",
    GRANT
        "A request states its purpose, customers, fields and form, and nobody approves his own. A grant ends at 24:00 of the day of decision and {days}."
        "申请须写明用途、客户、内容和形式，任何人不得批准本人的申请。使用期自批准之日起算，至其后{days}的24时止。",
    FIELDS "What may be granted: {fields}." "可以批准使用的内容：{fields}。",
    ANY_FIELD "Any field may be granted." "可以批准使用的内容不限。",
    FORMS "Forms: {forms}." "使用形式：{forms}。",
    LEVELS_TITLE "Confidentiality" "密级",
    LEVELS
        "Levels of confidentiality, the least first; company grades, not those of State secrets:"
        "公司密级由低到高如下（非国家秘密密级）：",
    NO_LEVELS "There are no levels of confidentiality." "不分密级。",
    LEVEL "{level}: {customers}" "{level}：{customers}",
    LEVEL_GRADES "grade {grades}" "{grades}级客户",
    LEVEL_UNRATED "customers without a grade, new ones included" "未评级客户（含新客户）",
    LEVEL_KEY_ACCOUNTS "key accounts" "大客户",
    LEVEL_NONE "no customer by itself" "仅适用于另行确定的档案",
    LEVEL_TWO "what needs approval needs two" "须经批准的改为两级批准",
    NO_APPROVER "No role is named to approve requests." "本制度未指定使用申请的批准人。",
}
