//! The words around what was left of a table.

use super::sentences::sentences;

sentences! {
    ROWS "{out} of {in} rows are left." "共{in}行，保留{out}行。",
    LEFT_OUT "Left out: {what}, {count}." "删除{what}：{count}行。",
    LEFT_OUT_OF "Left out: {what} ({column}), {count} cells." "删除{what}（{column}）：{count}处。",
    GROUPS
        "{count} groups of rows that look alike, the smallest of {smallest}; {k} is the least."
        "相同特征的行分为{count}组，最小一组为{smallest}，不少于{k}。",
    MAY_STILL_IDENTIFY
        "May still identify: in {count} of the groups all have the same grade, so whoever knows that somebody is in one knows the grade."
        "仍可能识别：有{count}组内等级全部相同，知道某人在该组即知其等级。",
    STILL_PERSONAL
        "What is de-identified still is personal data: with the key, it leads back to the person."
        "去标识化后仍属个人信息，凭密钥可以复原。",
}
