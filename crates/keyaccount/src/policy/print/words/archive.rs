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
        "What is not listed here as open to a role is denied to it:"
        "下列各项，未列明的角色一律禁止：",
    ACTION "{action}: {permissions}" "{action}：{permissions}",
    ALLOW "open to {roles}" "{roles}可以办理",
    OWN
        "open to {roles}, each for the customers in that person's own charge"
        "{roles}仅限办理本人负责的客户",
    APPROVAL "open to {roles} with an approved request" "{roles}须经批准",
    TWO_APPROVALS "open to {roles} with a request approved twice" "{roles}须经两级批准",
    NOBODY "open to nobody" "任何人不得办理",
    APPROVAL_TITLE "Approval of requests" "申请的批准",
    APPROVER "Requests are approved by the role {approver}." "使用申请由{approver}批准。",
    SECOND
        "Where two approvals are needed, the role {second} approves second; it also decides on requests of the approver's own."
        "须经两级批准的，再经{second}批准；批准人本人的申请，由{second}决定。",
    NO_APPROVER "No role is named to approve requests." "本制度未指定使用申请的批准人。",
}
