//! What a run noticed beside its result: counts, with the money they carry.

use core::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::book::Table;
use crate::decimal::{Exact, PUBLISHED_SCALE};
use crate::labels::Language;

macro_rules! note_codes {
    ($($(#[$doc:meta])* $name:ident $code:literal $english:literal $chinese:literal,)+) => {
        /// What a note says. Stable codes in `snake_case`; notes are listed in this order.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum NoteCode { $($(#[$doc])* #[serde(rename = $code)] $name,)+ }

        impl NoteCode {
            /// Every code there is.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The sentence; `{n}` stands for the count, `{about}` for what it is about.
            const fn english(self) -> &'static str {
                match self { $(Self::$name => $english,)+ }
            }

            /// The same in Chinese.
            const fn chinese(self) -> &'static str {
                match self { $(Self::$name => $chinese,)+ }
            }
        }
    };
}

note_codes! {
    /// Most customers that are not new have no composite for want of cost data.
    MostlyUnratedNoCost "mostly_unrated_no_cost" "most customers have no composite because what goods cost is missing: {n}; add a column with the cost, margin or profit of the lines, or use the policy `no_cost`, which weighs payments and orders alone"
        "多数客户因缺少成本数据而没有综合得分：{n}；请补充明细的成本、利润率或利润列，或改用只看付款与下单的制度 `no_cost`",
    /// Most customers that are not new have no composite for want of payments.
    MostlyUnratedNoPayments "mostly_unrated_no_payments" "most customers have no composite because they have no payments in the window: {n}; add invoices and settlements, or check the as-of date"
        "多数客户因期内无付款记录而没有综合得分：{n}；请补充发票与结算数据，或核对评级日期",
    /// Most customers that are not new have no composite for want of order lines.
    MostlyUnratedNoOrders "mostly_unrated_no_orders" "most customers have no composite because the book has no order lines: {n}; add the order lines"
        "多数客户因没有订单明细而没有综合得分：{n}；请补充订单明细",
    /// Most customers that are not new have no composite for want of quantities.
    MostlyUnratedNoQuantity "mostly_unrated_no_quantity" "most customers have no composite because their order lines have no quantity: {n}; add quantities, or let the policy add amounts (`volume.basis`)"
        "多数客户因订单明细没有数量而没有综合得分：{n}；请补充数量，或让制度按金额计（`volume.basis`）",
    /// Most customers that are not new have no composite for want of ratings.
    MostlyUnratedNoRatings "mostly_unrated_no_ratings" "most customers have no composite because nobody rated them in a dimension of the policy's own: {n}; add their ratings"
        "多数客户因制度自定维度没有评分而没有综合得分：{n}；请补充评分",
    /// Most customers are new.
    MostlyNew "mostly_new" "most customers are new on the as-of date: {n}; check the date, and if the export merely starts late, state `first_traded_on`"
        "多数客户在评级日期为新客户：{n}；请核对日期，若只是导出的数据起始较晚，请填写 `first_traded_on`",
    /// Customers held down because their first trade is recent, in a book that does not say when its
    /// history begins.
    ShortRelationships "short_relationships" "customers held down as short relationships: {n}; if the export merely starts late, set `history_from`"
        "因交易时间短而被封顶的客户：{n}；若只是导出的数据起始较晚，请设置 `history_from`",
    /// Short relationships were not evaluated.
    HistoryTooShort "history_too_short" "the book's history begins too late to tell short relationships, so that cap was not evaluated"
        "数据起始过晚，无法判断交易时间长短，故未执行该封顶",
    /// The policy comes into force later.
    PolicyNotInForce "policy_not_in_force" "the policy comes into force on {about}, after the as-of date"
        "制度自 {about} 起施行，晚于评级日期",
    /// Money in another currency than the policy's thresholds.
    OtherCurrency "other_currency" "the book is in another currency than the policy: thresholds in money were not evaluated"
        "数据的币种与制度不同：金额类界限未执行",
    /// Amounts with tax in them.
    AmountsIncludeTax "amounts_include_tax" "amounts include tax, so margins against costs without tax come out too high"
        "金额含税，与不含税成本相比，利润率偏高",
    /// Ranks of a part of the customers would mislead.
    PartialPopulation "partial_population" "the book holds only some of the customers, so ranks need a population snapshot"
        "数据只含部分客户，排名需要总体快照",
    /// Customers in the result.
    CustomersRead "customers_read" "customers: {n}"
        "客户：{n}",
    /// Visible order lines.
    LinesRead "lines_read" "order lines read: {n}"
        "读入订单明细：{n}",
    /// Lines of cancelled orders.
    LinesCancelled "lines_cancelled" "order lines of cancelled orders, which do not count: {n}"
        "已取消订单的明细，不计：{n}",
    /// Visible invoices.
    InvoicesRead "invoices_read" "invoices read: {n}"
        "读入发票：{n}",
    /// Visible settlements.
    SettlementsRead "settlements_read" "settlements read: {n}"
        "读入结算：{n}",
    /// Order ids several customers use.
    SharedOrderIds "shared_order_ids" "order ids of several customers, each an order of its own: {n}"
        "多个客户共用的订单号，各算一单：{n}",
    /// Lines that name a product nobody describes.
    UnknownProducts "unknown_products" "order lines of a product the book does not describe, so of factor 1 and without cost: {n}"
        "产品表中没有的产品的订单明细，按系数 1、无成本处理：{n}",
    /// Money beyond what was owed.
    OverSettled "over_settled" "settlements beyond what was open, the excess ignored: {n}"
        "超出未清金额的结算，超出部分不计：{n}",
    /// Money that found no invoice.
    UnappliedCredit "unapplied_credit" "customers with money left over after all their invoices: {n}"
        "发票全部结清后仍有余款的客户：{n}",
    /// Settlements of invoices not issued yet.
    SettledBeforeIssue "settled_before_issue" "settlements of invoices not issued yet, ignored: {n}"
        "发票尚未开具的结算，不计：{n}",
    /// Delay reasons without document or approval.
    ReasonsNotAccepted "reasons_not_accepted" "delay reasons not documented or not approved, which excuse nothing: {n}"
        "无凭证或未批准的逾期原因，不予免责：{n}",
    /// Customers who are persons (PIPL art. 24).
    AutomatedDecisions "automated_decisions" "customers who are individuals, whose grades are automated decisions to be explained and overridden by a person on request: {n}"
        "个人客户，其等级属自动化决策，应其要求须予说明并可人工调整：{n}",
    /// Assessments without evidence.
    AssessmentsWithoutEvidence "assessments_without_evidence" "prospect assessments without evidence: {n}"
        "没有依据的考察评估：{n}",
    /// Ratings of dimensions the policy does not weigh.
    UnweighedRatings "unweighed_ratings" "ratings of dimensions the policy does not weigh: {n}"
        "制度未设权重的维度的评分：{n}",
    /// Lines without cost that the policy lets pass.
    UncostedLines "uncosted_lines" "customers rated without some lines that have no cost: {n}"
        "未计入无成本明细而评级的客户：{n}",
    /// Products of counted lines that nothing gives a cost; the largest are named.
    ProductsWithoutCost "products_without_cost" "products without cost on lines that count, the largest first: {n} ({about})"
        "计入的明细中没有成本的产品，从大到小：{n}（{about}）",
    /// Rows without a customer.
    SkippedWithoutCustomer "skipped_without_customer" "rows of `{about}` without a customer, skipped: {n}"
        "`{about}` 中没有客户的行，已跳过：{n}",
    /// Rows of unknown customers.
    SkippedUnknownCustomer "skipped_unknown_customer" "rows of `{about}` of unknown customers, skipped: {n}"
        "`{about}` 中客户不存在的行，已跳过：{n}",
    /// Rows of unknown invoices.
    SkippedUnknownInvoice "skipped_unknown_invoice" "rows of `{about}` of unknown invoices, skipped: {n}"
        "`{about}` 中发票不存在的行，已跳过：{n}",
    /// Rows with problems.
    SkippedBadRows "skipped_bad_rows" "rows of `{about}` with problems, skipped: {n}"
        "`{about}` 中有问题的行，已跳过：{n}",
    /// Rows a manifest calls totals.
    SkippedTotalRows "skipped_total_rows" "rows of `{about}` that are totals, dropped: {n}"
        "`{about}` 中的合计行，已去除：{n}",
    /// Rows a manifest's `where` leaves out.
    FilteredRows "filtered_rows" "rows of `{about}` that `where` passes over: {n}"
        "`{about}` 中被 `where` 筛除的行：{n}",
    /// Numbers with longer fractions.
    RoundedCells "rounded_cells" "numbers of `{about}` with longer fractions, rounded as `round_decimals` says: {n}"
        "`{about}` 中小数过长、已按 `round_decimals` 四舍五入的数：{n}",
    /// A column that could tell a past run about the future.
    UndatedColumn "undated_column" "`{about}` carries no date of its own: a run for a past date may know what was not known then"
        "`{about}` 没有自己的日期：按过去日期评级时，可能用到当时尚不知道的情况",
    /// Columns nobody reads.
    UnknownColumns "unknown_columns" "columns that were not read: {about}"
        "未读取的列：{about}",
    /// Files of a book's directory that are no table.
    UnknownFiles "unknown_files" "files that were not read: {about}"
        "未读取的文件：{about}",
    /// Rows of a table read as distinct that contradict an earlier one.
    ConflictingValues "conflicting_values" "rows of `{about}` that contradict an earlier row of the same key, of which the first was kept: {n}"
        "`{about}` 中与同一主键前行矛盾的行，以首行为准：{n}",
}

/// A note: what was noticed, how often, and how much money it carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What.
    pub code: NoteCode,
    /// How often.
    pub count: u64,
    /// How much money, if that means something.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "rust_decimal::serde::str_option")]
    pub money: Option<Decimal>,
    /// The table or columns it is about.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
}

impl Note {
    /// A note with its count.
    #[must_use]
    pub const fn new(code: NoteCode, count: u64) -> Self {
        Self { code, count, money: None, about: String::new() }
    }

    /// The same note with its money, published.
    #[must_use]
    pub fn with_money(self, money: Exact) -> Self {
        self.with_total(Some(money))
    }

    /// The same note with a total, which says nothing where it did not fit.
    #[must_use]
    pub(crate) fn with_total(mut self, money: Option<Exact>) -> Self {
        self.money = money.and_then(|money| money.publish(PUBLISHED_SCALE));
        self
    }

    /// The same note with the table or columns it is about.
    #[must_use]
    pub fn about(mut self, about: impl Into<String>) -> Self {
        self.about = about.into();
        self
    }
}

/// In the list of products without cost: the lines that name none.
pub(crate) const WITHOUT_PRODUCT: &str = "lines without a product";

impl Note {
    /// The note as a sentence, with its count and money.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let template = match language {
            Language::English => self.code.english(),
            Language::Chinese => self.code.chinese(),
        };
        let about = match (self.code, language) {
            (NoteCode::ProductsWithoutCost, Language::Chinese) => {
                self.about.replace(WITHOUT_PRODUCT, "未填产品的明细").replace(", ", "、")
            }
            _ => self.about.clone(),
        };
        let sentence = template.replace("{n}", &self.count.to_string()).replace("{about}", &about);
        match (self.money.filter(|money| !money.is_zero()), language) {
            (None, _) => sentence,
            (Some(money), Language::English) => format!("{sentence} ({money})"),
            (Some(money), Language::Chinese) => format!("{sentence}（{money}）"),
        }
    }
}

/// The sentence in English.
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Language::English))
    }
}

/// A note whose money is not published yet, so that parts of a book add up to what the whole says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tally {
    pub(crate) code: NoteCode,
    pub(crate) count: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) money: Option<Exact>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) about: String,
}

impl Tally {
    pub(crate) fn note(self) -> Note {
        Note::new(self.code, self.count).with_total(self.money).about(self.about)
    }

    /// Counts what another part of the book noticed of the same thing.
    fn add(&mut self, other: &Self) {
        let of_whole_book = matches!(
            self.code,
            NoteCode::AmountsIncludeTax | NoteCode::HistoryTooShort | NoteCode::UndatedColumn
        );
        // Every part has all the products, and says of them what any other says.
        let of_shared_table = || Table::named(&self.about).is_some_and(Table::is_shared);
        self.count = if of_whole_book || of_shared_table() {
            self.count.max(other.count)
        } else {
            self.count.saturating_add(other.count)
        };
        self.money = self.money.zip(other.money).and_then(|(a, b)| a.checked_add(b));
    }
}

/// What two parts of a book noticed, the same things added up.
pub(crate) fn add_up(tallies: &mut Vec<Tally>, others: Vec<Tally>) {
    for other in others {
        match tallies.iter_mut().find(|t| t.code == other.code && t.about == other.about) {
            Some(same) => same.add(&other),
            None => tallies.push(other),
        }
    }
    // The order of the parts leaves no trace.
    tallies.sort_by(|a, b| (a.code, &a.about).cmp(&(b.code, &b.about)));
}

/// Notes in the order of their codes.
pub(crate) fn sorted(mut notes: Vec<Note>) -> Vec<Note> {
    notes.sort_by(|a, b| (a.code, &a.about).cmp(&(b.code, &b.about)));
    notes
}
