// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `book`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;
use crate::errors::KeyaccountError;
use crate::errors::guarded;
use crate::values::CalendarDate;
use crate::values::CalendarTime;
use crate::values::Position;
use crate::values::RowText;
use rust_decimal::Decimal;

/// Where a contract stands (R8, §5.6).
#[uniffi::remote(Enum)]
pub enum ContractStatus {
    /// 草稿
    Draft,
    /// 已提交: handed in for approval.
    Submitted,
    /// 已批准: not signed yet.
    Approved,
    /// 已签订
    Signed,
    /// 生效
    Effective,
    /// 已完结
    Closed,
    /// 已驳回: counts for nothing.
    Rejected,
    /// 已撤回: counts for nothing.
    Withdrawn,
    /// 已取消: counts for nothing.
    Cancelled,
}

/// Whether the contract counts at all: it was neither rejected nor withdrawn nor cancelled (§5.6a).
#[uniffi::export]
pub fn contract_status_counts(contract_status: ContractStatus) -> bool {
    contract_status.counts()
}

/// Whether amounts have tax in them.
#[uniffi::remote(Enum)]
pub enum AmountsBasis {
    /// Tax included.
    Inclusive,
    /// Without tax.
    Exclusive,
}

/// `archive_records`: the customers' files (§3.3).
#[uniffi::remote(Record)]
pub struct ArchiveRecordRow {
    /// Unique.
    pub archive_no: RowText,
    /// Whose file.
    pub customer_id: RowText,
    /// When it was opened.
    pub opened_on: CalendarDate,
    /// Where it stands.
    #[uniffi(default = None)]
    pub status: Option<ArchiveStatus>,
    /// How confidential it is, if that is set by hand.
    #[uniffi(default = None)]
    pub confidentiality: Option<Confidentiality>,
    /// The department that owns it.
    #[uniffi(default = None)]
    pub department: Option<RowText>,
    /// Day of the basic information card.
    #[uniffi(default = None)]
    pub card_on: Option<CalendarDate>,
    /// Day of the consumption assessment report.
    #[uniffi(default = None)]
    pub assessment_on: Option<CalendarDate>,
    /// Day of the supply contract.
    #[uniffi(default = None)]
    pub contract_on: Option<CalendarDate>,
    /// Day of the sales statistics report.
    #[uniffi(default = None)]
    pub sales_report_on: Option<CalendarDate>,
    /// Day of the relationship network block.
    #[uniffi(default = None)]
    pub network_on: Option<CalendarDate>,
    /// When anything of it was last changed.
    #[uniffi(default = None)]
    pub last_updated_on: Option<CalendarDate>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn archive_record_row_new(
    archive_no: RowText,
    customer_id: RowText,
    opened_on: CalendarDate,
) -> ArchiveRecordRow {
    ArchiveRecordRow::new(archive_no, customer_id, opened_on)
}

/// Where a customer's file stands (§3.3 `ArchiveRecord`).
#[uniffi::remote(Enum)]
pub enum ArchiveStatus {
    /// 草稿
    Draft,
    /// 已归档
    Filed,
    /// 冻结
    Frozen,
    /// 已处置
    Disposed,
}

/// What to do with rows that have problems.
#[uniffi::remote(Enum)]
pub enum BadRows {
    /// Every problem is reported and there is no result.
    Refuse,
    /// They are left out and reported beside the result.
    Skip,
}

/// The settings of a book. The default is the strictest reading.
#[uniffi::remote(Record)]
pub struct BookSettings {
    /// ISO 4217 code of all money in the book; the policy's currency if empty.
    #[uniffi(default = None)]
    pub currency: Option<String>,
    /// Rows that name a customer the `customers` table does not have.
    pub unknown_customers: UnknownCustomers,
    /// Rows whose customer is blank.
    pub missing_customer: MissingCustomer,
    /// Settlements and delay reasons that name an invoice the book does not have.
    pub unknown_invoices: UnknownInvoices,
    /// Money left over when a customer's invoices are settled.
    pub unapplied_credit: UnappliedCredit,
    /// The first day the export covers; before it, nothing is known (BOOK §2.3).
    #[uniffi(default = None)]
    pub history_from: Option<CalendarDate>,
    /// The book holds only some of the customers, so ranks within it would mislead (BOOK §5).
    pub partial: bool,
    /// Rows with problems.
    pub bad_rows: BadRows,
    /// Whether amounts have tax in them, if the book says so. It changes no result; a note warns.
    #[uniffi(default = None)]
    pub amounts: Option<AmountsBasis>,
}

/// `changes`: what was learned of customers, and when it got into their files (§6.4).
#[uniffi::remote(Record)]
pub struct ChangeRow {
    /// Unique.
    pub change_id: RowText,
    /// The customer.
    pub customer_id: RowText,
    /// When it was learned.
    pub learned_on: CalendarDate,
    /// When it was handed to the supervisor.
    #[uniffi(default = None)]
    pub submitted_on: Option<CalendarDate>,
    /// When the file was brought up to date.
    #[uniffi(default = None)]
    pub updated_on: Option<CalendarDate>,
    /// Who learned it.
    #[uniffi(default = None)]
    pub by: Option<RowText>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn change_row_new(change_id: RowText, customer_id: RowText, learned_on: CalendarDate) -> ChangeRow {
    ChangeRow::new(change_id, customer_id, learned_on)
}

/// How confidential a customer's file is (§6.3).
#[uniffi::remote(Enum)]
pub enum Confidentiality {
    /// 秘密
    Level1,
    /// 机密
    Level2,
    /// 绝密
    Level3,
}

/// `contacts`: people at the customers.
#[uniffi::remote(Record)]
pub struct ContactRow {
    /// Unique.
    pub contact_id: RowText,
    /// The customer.
    pub customer_id: RowText,
    /// Name as printed.
    pub name: RowText,
    /// Telephone number.
    #[uniffi(default = None)]
    pub phone: Option<RowText>,
    /// Mail address.
    #[uniffi(default = None)]
    pub email: Option<RowText>,
    /// Postal address.
    #[uniffi(default = None)]
    pub address: Option<RowText>,
    /// Birthday.
    #[uniffi(default = None)]
    pub birthday: Option<CalendarDate>,
    /// Whether it is the principal contact.
    #[uniffi(default = None)]
    pub is_primary: Option<bool>,
    /// A civil servant's rank.
    #[uniffi(default = None)]
    pub official_rank: Option<OfficialRank>,
    /// What the person agreed to.
    #[uniffi(default = None)]
    pub consent: Option<RowText>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn contact_row_new(contact_id: RowText, customer_id: RowText, name: RowText) -> ContactRow {
    ContactRow::new(contact_id, customer_id, name)
}

/// `contact_log`: when customers were in touch with us.
#[uniffi::remote(Record)]
pub struct ContactEntryRow {
    /// The customer.
    pub customer_id: RowText,
    /// When.
    pub at: CalendarTime,
    /// How.
    pub kind: ContactKind,
    /// Who of us.
    #[uniffi(default = None)]
    pub by: Option<RowText>,
    /// Whether it was a close contact; as the policy says of its kind if blank.
    #[uniffi(default = None)]
    pub close: Option<bool>,
    /// When it was written down; a date is its last second.
    #[uniffi(default = None)]
    pub recorded_at: Option<CalendarTime>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn contact_entry_row_new(customer_id: RowText, at: CalendarTime, kind: ContactKind) -> ContactEntryRow {
    ContactEntryRow::new(customer_id, at, kind)
}

/// How a customer was in touch with us (§3.3 `ContactLog`).
#[uniffi::remote(Enum)]
pub enum ContactKind {
    /// 拜访
    Visit,
    /// 电话
    Phone,
    /// 短信
    Sms,
    /// 邮件
    Email,
    /// 社交媒体
    Social,
    /// 会议
    Meeting,
    /// 视频
    Video,
    /// 谈判
    Negotiation,
    /// 电话回访
    PhoneFollowUp,
}

/// The kind of contact as people read it, such as "visit" or 拜访.
#[uniffi::export]
pub fn contact_kind_reading(contact_kind: ContactKind, language: Language) -> String {
    contact_kind.reading(language).into_owned()
}

/// `contracts`: what was agreed; scoring reads it for the deal stage only.
#[uniffi::remote(Record)]
pub struct ContractRow {
    /// Unique.
    pub contract_id: RowText,
    /// The customer.
    pub customer_id: RowText,
    /// Tax-inclusive total.
    pub amount: Decimal,
    /// When it was handed in.
    pub submitted_on: CalendarDate,
    /// When it was signed.
    #[uniffi(default = None)]
    pub signed_on: Option<CalendarDate>,
    /// The last day it runs.
    #[uniffi(default = None)]
    pub ends_on: Option<CalendarDate>,
    /// The price agreed for a unit.
    #[uniffi(default = None)]
    pub agreed_price: Option<Decimal>,
    /// The settlement floor price of the same unit.
    #[uniffi(default = None)]
    pub settlement_floor_price: Option<Decimal>,
    /// The branch it belongs to.
    #[uniffi(default = None)]
    pub unit: Option<RowText>,
    /// Where it stands.
    #[uniffi(default = None)]
    pub status: Option<ContractStatus>,
    /// A digest of its text.
    #[uniffi(default = None)]
    pub text_digest: Option<RowText>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn contract_row_new(
    contract_id: RowText,
    customer_id: RowText,
    amount: Decimal,
    submitted_on: CalendarDate,
) -> Result<ContractRow, KeyaccountError> {
    guarded(|| Ok(ContractRow::new(contract_id, customer_id, amount, submitted_on)))
}

/// `credit_facts`: what is known about a customer's credit.
#[uniffi::remote(Record)]
pub struct CreditFactRow {
    /// The customer.
    pub customer_id: RowText,
    /// What happened.
    pub kind: CreditFactKind,
    /// When.
    pub on: CalendarDate,
    /// When it was settled; lifts `legal_trouble` only.
    #[uniffi(default = None)]
    pub resolved_on: Option<CalendarDate>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn credit_fact_row_new(customer_id: RowText, kind: CreditFactKind, on: CalendarDate) -> CreditFactRow {
    CreditFactRow::new(customer_id, kind, on)
}

/// A fact about a customer's credit (§3.2).
#[uniffi::remote(Enum)]
pub enum CreditFactKind {
    /// 坏账
    BadDebt,
    /// 恶意拖欠
    WilfulDefault,
    /// 诉讼
    Litigation,
    /// 破产
    Insolvency,
    /// 责令停业
    SuspendedBusiness,
    /// 退票
    BouncedBill,
}

/// `customers`: who is in the book.
#[uniffi::remote(Record)]
pub struct CustomerRow {
    /// Unique.
    pub customer_id: RowText,
    /// Name as printed.
    #[uniffi(default = None)]
    pub name: Option<RowText>,
    /// Kind of customer.
    #[uniffi(default = None)]
    pub kind: Option<CustomerKind>,
    /// Unified social credit code.
    #[uniffi(default = None)]
    pub uscc: Option<RowText>,
    /// Region.
    #[uniffi(default = None)]
    pub region: Option<RowText>,
    /// Country.
    #[uniffi(default = None)]
    pub country: Option<RowText>,
    /// Industry.
    #[uniffi(default = None)]
    pub industry: Option<RowText>,
    /// Size.
    #[uniffi(default = None)]
    pub size: Option<RowText>,
    /// Class of need.
    #[uniffi(default = None)]
    pub need_class: Option<RowText>,
    /// Where the lead came from.
    #[uniffi(default = None)]
    pub lead_source: Option<RowText>,
    /// When the record was opened; hides nobody.
    #[uniffi(default = None)]
    pub created_on: Option<CalendarDate>,
    /// The account manager.
    #[uniffi(default = None)]
    pub owner: Option<RowText>,
    /// The parent company.
    #[uniffi(default = None)]
    pub parent_id: Option<RowText>,
    /// First trade known from elsewhere.
    #[uniffi(default = None)]
    pub first_traded_on: Option<CalendarDate>,
    /// Only an explicit no counts as missing.
    #[uniffi(default = None)]
    pub documents_complete: Option<bool>,
    /// Since when `documents_complete` holds.
    #[uniffi(default = None)]
    pub documents_since: Option<CalendarDate>,
    /// Lifts the credit caps.
    #[uniffi(default = None)]
    pub special_approval: Option<bool>,
    /// Cost of serving the customer in twelve months.
    #[uniffi(default = None)]
    pub cost_to_serve: Option<Decimal>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn customer_row_new(customer_id: RowText) -> CustomerRow {
    CustomerRow::new(customer_id)
}

/// What kind of customer it is (§3.1).
#[uniffi::remote(Enum)]
pub enum CustomerKind {
    /// 企业
    Enterprise,
    /// 行政单位
    PublicUnit,
    /// 个人
    Individual,
    /// 经销商
    Dealer,
    /// 机构
    Institution,
}

/// `delay_reasons`: why invoices were paid late.
#[uniffi::remote(Record)]
pub struct DelayReasonRow {
    /// The invoice.
    pub invoice_id: RowText,
    /// Why.
    pub kind: DelayReasonKind,
    /// Days, or `all`; 0 if blank.
    #[uniffi(default = None)]
    pub days_excused: Option<ExcusedDays>,
    /// Counts only if yes.
    #[uniffi(default = None)]
    pub documented: Option<bool>,
    /// Counts only if filled.
    #[uniffi(default = None)]
    pub approved_by: Option<RowText>,
    /// When it was approved.
    #[uniffi(default = None)]
    pub approved_on: Option<CalendarDate>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn delay_reason_row_new(invoice_id: RowText, kind: DelayReasonKind) -> DelayReasonRow {
    DelayReasonRow::new(invoice_id, kind)
}

/// Why a payment was late (§4.2.4).
#[uniffi::remote(Enum)]
pub enum DelayReasonKind {
    /// 我方交货延误
    SellerLateDelivery,
    /// 质量异议成立
    SellerQualityDispute,
    /// 开票/对账差错
    SellerBillingError,
    /// 不可抗力
    ForceMajeure,
    /// 银行/法定假日清算
    BankClearing,
    /// 资金紧张
    CashShortage,
    /// 内部流程
    InternalProcess,
    /// 不明
    Unknown,
    /// 恶意拖欠: a veto.
    WilfulDefault,
}

/// `delegations`: written authorities to act in another's place (§5.4).
#[uniffi::remote(Record)]
pub struct DelegationRow {
    /// Unique.
    pub delegation_id: RowText,
    /// Who grants it.
    pub principal: RowText,
    /// The principal's role it is about.
    pub role: RowText,
    /// Who stands in.
    pub delegate: RowText,
    /// The paper that grants it.
    pub written_ref: RowText,
    /// The day of the paper.
    pub issued_on: CalendarDate,
    /// The first day it holds.
    pub valid_from: CalendarDate,
    /// The last day it holds.
    pub valid_to: CalendarDate,
    /// The largest amount it covers; any if blank.
    #[uniffi(default = None)]
    pub max_amount: Option<Decimal>,
    /// The kinds of request it covers, parted by `;`; every kind if blank.
    #[uniffi(default = None)]
    pub scope: Option<RowText>,
    /// The last day it holds after all.
    #[uniffi(default = None)]
    pub revoked_on: Option<CalendarDate>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn delegation_row_new(
    delegation_id: RowText,
    principal: RowText,
    role: RowText,
    delegate: RowText,
    written_ref: RowText,
    issued_on: CalendarDate,
    valid_from: CalendarDate,
    valid_to: CalendarDate,
) -> DelegationRow {
    DelegationRow::new(delegation_id, principal, role, delegate, written_ref, issued_on, valid_from, valid_to)
}

/// `documents`: papers handed in for a customer; the later row of a kind counts.
#[uniffi::remote(Record)]
pub struct DocumentRow {
    /// The customer.
    pub customer_id: RowText,
    /// What it is.
    pub kind: DocumentKind,
    /// The contract it goes with; any of the customer's if blank.
    #[uniffi(default = None)]
    pub contract_id: Option<RowText>,
    /// Whether we signed it.
    #[uniffi(default = None)]
    pub signed_by_us: Option<bool>,
    /// Whether the customer signed it.
    #[uniffi(default = None)]
    pub signed_by_customer: Option<bool>,
    /// Whether it bears the customer's official seal.
    #[uniffi(default = None)]
    pub customer_seal: Option<bool>,
    /// Whether it is a copy.
    #[uniffi(default = None)]
    pub copy: Option<bool>,
    /// The last day it holds; no end if blank.
    #[uniffi(default = None)]
    pub valid_to: Option<CalendarDate>,
    /// The amount it states: what is owed, how much business was done; 0 for none.
    #[uniffi(default = None)]
    pub amount: Option<Decimal>,
    /// What else it states, in words, such as the period of that business.
    #[uniffi(default = None)]
    pub text: Option<RowText>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn document_row_new(customer_id: RowText, kind: DocumentKind) -> DocumentRow {
    DocumentRow::new(customer_id, kind)
}

/// `evaluations`: what branches think of their customers; the later row of a day counts.
#[uniffi::remote(Record)]
pub struct EvaluationRow {
    /// The customer.
    pub customer_id: RowText,
    /// How good.
    pub level: EvaluationLevel,
    /// When.
    pub on: CalendarDate,
    /// In words.
    #[uniffi(default = None)]
    pub text: Option<RowText>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn evaluation_row_new(customer_id: RowText, level: EvaluationLevel, on: CalendarDate) -> EvaluationRow {
    EvaluationRow::new(customer_id, level, on)
}

/// What the branch thinks of a customer (§5.5 D4g).
#[uniffi::remote(Enum)]
pub enum EvaluationLevel {
    /// 差
    Poor,
    /// 一般
    Fair,
    /// 较好
    Good,
    /// 好
    Excellent,
}

/// How a prospect was looked into.
#[uniffi::remote(Enum)]
pub enum EvidenceKind {
    /// 考察
    SiteInspection,
    /// 了解
    Enquiry,
    /// Anything else.
    Other,
}

/// How many days of delay a reason excuses.
#[uniffi::remote(Enum)]
pub enum ExcusedDays {
    /// Every day; written `all`.
    All,
    /// So many days.
    Days(u32),
}

/// `grade_overrides`: approved grades that replace computed ones.
#[uniffi::remote(Record)]
pub struct GradeOverrideRow {
    /// The customer.
    pub customer_id: RowText,
    /// A grade of the policy.
    pub grade: RowText,
    /// Why.
    pub reason: RowText,
    /// Who approved it.
    pub approved_by: RowText,
    /// When.
    pub approved_on: CalendarDate,
    /// The last day it holds; open if blank.
    #[uniffi(default = None)]
    pub expires_on: Option<CalendarDate>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn grade_override_row_new(
    customer_id: RowText,
    grade: RowText,
    reason: RowText,
    approved_by: RowText,
    approved_on: CalendarDate,
) -> GradeOverrideRow {
    GradeOverrideRow::new(customer_id, grade, reason, approved_by, approved_on)
}

/// `grants`: access to files that was asked for and granted (§6.3); a row for each customer.
#[uniffi::remote(Record)]
pub struct GrantRow {
    /// Unique with the customer.
    pub grant_id: RowText,
    /// Who asked.
    pub requester: RowText,
    /// Whose file.
    pub customer_id: RowText,
    /// The fields, parted by `;`.
    pub fields: RowText,
    /// In which form.
    pub form: GrantForm,
    /// Who granted it.
    pub decided_by: RowText,
    /// When.
    pub decided_at: CalendarTime,
    /// The last instant it holds.
    pub expires_at: CalendarTime,
    /// When it was taken back.
    #[uniffi(default = None)]
    pub revoked_at: Option<CalendarTime>,
    /// Who approved it too, where two approvals are needed.
    #[uniffi(default = None)]
    pub second_by: Option<RowText>,
    /// When.
    #[uniffi(default = None)]
    pub second_at: Option<CalendarTime>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn grant_row_new(
    grant_id: RowText,
    requester: RowText,
    customer_id: RowText,
    fields: RowText,
    form: GrantForm,
    decided_by: RowText,
    decided_at: CalendarTime,
    expires_at: CalendarTime,
) -> GrantRow {
    GrantRow::new(grant_id, requester, customer_id, fields, form, decided_by, decided_at, expires_at)
}

/// In which form a file may be seen (R128).
#[uniffi::remote(Enum)]
pub enum GrantForm {
    /// 纸质
    Paper,
    /// 电子
    Electronic,
}

/// `holds`: records that must stay, whatever their retention says.
#[uniffi::remote(Record)]
pub struct HoldRow {
    /// The class of records.
    pub record_class: RowText,
    /// Whose records.
    pub customer_id: RowText,
    /// The first day.
    pub from: CalendarDate,
    /// The last day; no end if blank.
    #[uniffi(default = None)]
    pub to: Option<CalendarDate>,
    /// Why.
    #[uniffi(default = None)]
    pub reason: Option<RowText>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn hold_row_new(record_class: RowText, customer_id: RowText, from: CalendarDate) -> HoldRow {
    HoldRow::new(record_class, customer_id, from)
}

/// What the input digest is made of, so that two books can be told apart table by table.
#[uniffi::remote(Record)]
pub struct InputDigests {
    /// The digest of everything: `Book::input_digest`.
    pub input: String,
    /// SHA-256 of the book's settings that change results: currency, beginning of its history, whether
    /// it is partial, unknown customers, unapplied credit.
    pub settings: String,
    /// The tables the book has, in the order of `Table::ALL`.
    pub tables: Vec<TableDigest>,
    /// The sum over rows set aside because their customer or invoice is unknown or blank, which notes
    /// count.
    pub set_aside: String,
}

/// `invoices`: what is owed and when it falls due.
#[uniffi::remote(Record)]
pub struct InvoiceRow {
    /// Unique.
    pub invoice_id: RowText,
    /// Who owes.
    pub customer_id: RowText,
    /// When it was issued.
    pub issued_on: CalendarDate,
    /// Above 0.
    pub amount: Decimal,
    /// When it falls due; wins over `terms_days`.
    #[uniffi(default = None)]
    pub due_on: Option<CalendarDate>,
    /// Due = issued + this.
    #[uniffi(default = None)]
    pub terms_days: Option<Decimal>,
    /// A later due date.
    #[uniffi(default = None)]
    pub extended_due_on: Option<CalendarDate>,
    /// Counts only up to `due_on`.
    #[uniffi(default = None)]
    pub extension_approved_on: Option<CalendarDate>,
    /// The contract it belongs to.
    #[uniffi(default = None)]
    pub contract_id: Option<RowText>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn invoice_row_new(
    invoice_id: RowText,
    customer_id: RowText,
    issued_on: CalendarDate,
    amount: Decimal,
) -> Result<InvoiceRow, KeyaccountError> {
    guarded(|| Ok(InvoiceRow::new(invoice_id, customer_id, issued_on, amount)))
}

/// When a customer was last in touch with us, up to a day.
#[uniffi::remote(Record)]
pub struct LastContact {
    /// The last contact.
    pub last: CalendarTime,
    /// The last close one.
    #[uniffi(default = None)]
    pub last_close: Option<CalendarTime>,
}

/// What to do with a row whose customer is blank.
#[uniffi::remote(Enum)]
pub enum MissingCustomer {
    /// A data error.
    Refuse,
    /// The row is left out before any of its other cells is judged.
    Skip,
}

/// A day, or an instant of it to the second, in the zone of the organisation.
#[uniffi::remote(Enum)]
pub enum Moment {
    /// A day without a time.
    Day(CalendarDate),
    /// A day with a time.
    Time(CalendarTime),
}

/// The instant; of a day, its first second.
#[uniffi::export]
pub fn moment_begins(moment: Moment) -> CalendarTime {
    moment.begins()
}

/// The instant; of a day, its last second, so that what holds up to a day holds on all of it.
#[uniffi::export]
pub fn moment_ends(moment: Moment) -> CalendarTime {
    moment.ends()
}

/// `ndas`: who promised to keep files to himself (保密协议, R167).
#[uniffi::remote(Record)]
pub struct NdaRow {
    /// Who.
    pub person_id: RowText,
    /// When it was signed, which is the first day it holds.
    pub signed_on: CalendarDate,
    /// The last day it holds; no end if blank.
    #[uniffi(default = None)]
    pub valid_to: Option<CalendarDate>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn nda_row_new(person_id: RowText, signed_on: CalendarDate) -> NdaRow {
    NdaRow::new(person_id, signed_on)
}

/// A civil servant's rank, from low to high (R107).
#[uniffi::remote(Enum)]
pub enum OfficialRank {
    /// 副科级
    DeputySection,
    /// 正科级
    Section,
    /// 副处级
    DeputyDivision,
    /// 正处级
    Division,
    /// 副厅级
    DeputyBureau,
    /// 正厅级
    Bureau,
    /// 副部级
    DeputyMinister,
    /// 正部级
    Minister,
}

/// `orders`: order headers, from which lines take what they leave blank.
#[uniffi::remote(Record)]
pub struct OrderRow {
    /// Unique within its customer.
    pub order_id: RowText,
    /// Who ordered.
    pub customer_id: RowText,
    /// When.
    pub ordered_on: CalendarDate,
    /// Where the order stands.
    #[uniffi(default = None)]
    pub status: Option<OrderStatus>,
    /// When it was cancelled.
    #[uniffi(default = None)]
    pub cancelled_on: Option<CalendarDate>,
    /// When delivery was promised.
    #[uniffi(default = None)]
    pub promised_on: Option<CalendarDate>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn order_row_new(order_id: RowText, customer_id: RowText, ordered_on: CalendarDate) -> OrderRow {
    OrderRow::new(order_id, customer_id, ordered_on)
}

/// `order_lines`: what was ordered; returns are negative.
#[uniffi::remote(Record)]
pub struct OrderLineRow {
    /// The order it belongs to.
    pub order_id: RowText,
    /// From the header if blank.
    #[uniffi(default = None)]
    pub customer_id: Option<RowText>,
    /// From the header if blank.
    #[uniffi(default = None)]
    pub ordered_on: Option<CalendarDate>,
    /// From the header if blank.
    #[uniffi(default = None)]
    pub status: Option<OrderStatus>,
    /// What was ordered.
    #[uniffi(default = None)]
    pub product_id: Option<RowText>,
    /// How much.
    #[uniffi(default = None)]
    pub quantity: Option<Decimal>,
    /// After discount; or else `unit_price`.
    #[uniffi(default = None)]
    pub amount: Option<Decimal>,
    /// Price of one unit before discount.
    #[uniffi(default = None)]
    pub unit_price: Option<Decimal>,
    /// A rate, 0–1.
    #[uniffi(default = None)]
    pub discount: Option<Decimal>,
    /// Profit of the line.
    #[uniffi(default = None)]
    pub profit: Option<Decimal>,
    /// Cost of the line, of the amount's sign.
    #[uniffi(default = None)]
    pub cost: Option<Decimal>,
    /// Cost of one unit.
    #[uniffi(default = None)]
    pub unit_cost: Option<Decimal>,
    /// (price − cost) ÷ price, below 1.
    #[uniffi(default = None)]
    pub margin_rate: Option<Decimal>,
    /// Whether the line was part of a promotion.
    #[uniffi(default = None)]
    pub promotional: Option<bool>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn order_line_row_new(order_id: RowText) -> OrderLineRow {
    OrderLineRow::new(order_id)
}

/// Where an order stands.
#[uniffi::remote(Enum)]
pub enum OrderStatus {
    /// Not delivered yet.
    Open,
    /// Delivered.
    Fulfilled,
    /// Never counts.
    Cancelled,
}

/// `people`: who may act.
#[uniffi::remote(Record)]
pub struct PersonRow {
    /// Unique.
    pub person_id: RowText,
    /// Name as printed.
    #[uniffi(default = None)]
    pub name: Option<RowText>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn person_row_new(person_id: RowText) -> PersonRow {
    PersonRow::new(person_id)
}

/// `products`: what is sold and what it costs; several rows of one product are versions.
#[uniffi::remote(Record)]
pub struct ProductRow {
    /// The product.
    pub product_id: RowText,
    /// Name as printed.
    #[uniffi(default = None)]
    pub name: Option<RowText>,
    /// Unit of measure.
    #[uniffi(default = None)]
    pub uom: Option<RowText>,
    /// How many base units one unit is; above 0.
    #[uniffi(default = None)]
    pub base_uom_factor: Option<Decimal>,
    /// Category.
    #[uniffi(default = None)]
    pub category: Option<RowText>,
    /// Whether it is a high-end product.
    #[uniffi(default = None)]
    pub high_end: Option<bool>,
    /// First day this version is in force; always, if blank.
    #[uniffi(default = None)]
    pub valid_from: Option<CalendarDate>,
    /// Cost of one unit.
    #[uniffi(default = None)]
    pub unit_cost: Option<Decimal>,
    /// (price − cost) ÷ price, below 1.
    #[uniffi(default = None)]
    pub margin_rate: Option<Decimal>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn product_row_new(product_id: RowText) -> ProductRow {
    ProductRow::new(product_id)
}

/// `prospect_assessments`: how promising new customers look to whom.
#[uniffi::remote(Record)]
pub struct ProspectAssessmentRow {
    /// The customer.
    pub customer_id: RowText,
    /// Who judged.
    pub assessor: RowText,
    /// When.
    pub assessed_on: CalendarDate,
    /// 1–5.
    #[uniffi(default = None)]
    pub scale: Option<Decimal>,
    /// 1–5.
    #[uniffi(default = None)]
    pub financial_strength: Option<Decimal>,
    /// 1–5.
    #[uniffi(default = None)]
    pub industry_position: Option<Decimal>,
    /// 1–5.
    #[uniffi(default = None)]
    pub growth_potential: Option<Decimal>,
    /// 1–5.
    #[uniffi(default = None)]
    pub need_fit: Option<Decimal>,
    /// 1–5.
    #[uniffi(default = None)]
    pub competition_cost: Option<Decimal>,
    /// How it was looked into.
    #[uniffi(default = None)]
    pub evidence_kind: Option<EvidenceKind>,
    /// What was seen.
    #[uniffi(default = None)]
    pub evidence: Option<RowText>,
    /// 0–100; replaces the computed score if reason and approver are filled.
    #[uniffi(default = None)]
    pub override_score: Option<Decimal>,
    /// Why.
    #[uniffi(default = None)]
    pub override_reason: Option<RowText>,
    /// Who approved it.
    #[uniffi(default = None)]
    pub override_approver: Option<RowText>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn prospect_assessment_row_new(
    customer_id: RowText,
    assessor: RowText,
    assessed_on: CalendarDate,
) -> ProspectAssessmentRow {
    ProspectAssessmentRow::new(customer_id, assessor, assessed_on)
}

/// `ratings`: scores of the user's own dimensions.
#[uniffi::remote(Record)]
pub struct RatingRow {
    /// The customer.
    pub customer_id: RowText,
    /// The dimension's name.
    pub dimension: RowText,
    /// 0–100.
    pub score: Decimal,
    /// Who judged.
    pub assessor: RowText,
    /// When.
    pub on: CalendarDate,
    /// What it rests on.
    #[uniffi(default = None)]
    pub evidence: Option<RowText>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn rating_row_new(
    customer_id: RowText,
    dimension: RowText,
    score: Decimal,
    assessor: RowText,
    on: CalendarDate,
) -> Result<RatingRow, KeyaccountError> {
    guarded(|| Ok(RatingRow::new(customer_id, dimension, score, assessor, on)))
}

/// `records`: what is kept, by class, and since when its retention runs (§6.5). A record of several
/// classes has a row for each.
#[uniffi::remote(Record)]
pub struct RecordRow {
    /// Unique with the class.
    pub record_id: RowText,
    /// A class of the policy.
    pub record_class: RowText,
    /// The day its retention runs from; it does not run yet if blank.
    #[uniffi(default = None)]
    pub trigger_on: Option<CalendarDate>,
    /// Whose record.
    #[uniffi(default = None)]
    pub customer_id: Option<RowText>,
    /// Whether it holds personal data.
    #[uniffi(default = None)]
    pub personal: Option<bool>,
    /// When it was deleted or made anonymous.
    #[uniffi(default = None)]
    pub disposed_on: Option<CalendarDate>,
    /// When the person withdrew the consent to it.
    #[uniffi(default = None)]
    pub consent_withdrawn_on: Option<CalendarDate>,
    /// Whether something beside consent justifies keeping it in this class.
    #[uniffi(default = None)]
    pub other_basis: Option<bool>,
    /// The fields this class needs, separated by `;`; all of them if blank.
    #[uniffi(default = None)]
    pub fields: Option<RowText>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn record_row_new(record_id: RowText, record_class: RowText) -> RecordRow {
    RecordRow::new(record_id, record_class)
}

/// `reminders`: what is to be remembered of a customer. They are plans, so those of later days are
/// visible.
#[uniffi::remote(Record)]
pub struct ReminderRow {
    /// The customer.
    pub customer_id: RowText,
    /// What kind of thing.
    pub kind: ReminderKind,
    /// When it is to happen, or was reached.
    pub on: CalendarTime,
    /// In words.
    #[uniffi(default = None)]
    pub note: Option<RowText>,
    /// Whose it is; the customer's account manager's if blank.
    #[uniffi(default = None)]
    pub owner: Option<RowText>,
    /// When it was done.
    #[uniffi(default = None)]
    pub done_at: Option<CalendarTime>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn reminder_row_new(customer_id: RowText, kind: ReminderKind, on: CalendarTime) -> ReminderRow {
    ReminderRow::new(customer_id, kind, on)
}

/// What is to be remembered of a customer (§7.1).
#[uniffi::remote(Enum)]
pub enum ReminderKind {
    /// 签约
    Signing,
    /// 交材料
    Materials,
    /// 回电: at the set instant.
    Callback,
    /// 节点: reached on that day.
    Milestone,
    /// Anything else.
    Other,
}

/// `role_holders`: who holds which role, since when and where.
#[uniffi::remote(Record)]
pub struct RoleHolderRow {
    /// Who.
    pub person_id: RowText,
    /// Which role, as the policy names it.
    pub role: RowText,
    /// The first day.
    pub valid_from: CalendarDate,
    /// The last day; no end if blank.
    #[uniffi(default = None)]
    pub valid_to: Option<CalendarDate>,
    /// The unit it is held in.
    #[uniffi(default = None)]
    pub unit: Option<RowText>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn role_holder_row_new(person_id: RowText, role: RowText, valid_from: CalendarDate) -> RoleHolderRow {
    RoleHolderRow::new(person_id, role, valid_from)
}

/// `runs`: what was done for the archive as a whole, time and again (§6.4).
#[uniffi::remote(Record)]
pub struct RunRow {
    /// What.
    pub kind: RunKind,
    /// When.
    pub on: CalendarDate,
    /// Who did it; whose report it is.
    #[uniffi(default = None)]
    pub by: Option<RowText>,
    /// Whether it went well; only a yes counts as done.
    #[uniffi(default = None)]
    pub ok: Option<bool>,
    /// The customer, where only one file was looked through.
    #[uniffi(default = None)]
    pub customer_id: Option<RowText>,
    /// In words.
    #[uniffi(default = None)]
    pub note: Option<RowText>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn run_row_new(kind: RunKind, on: CalendarDate) -> RunRow {
    RunRow::new(kind, on)
}

/// What was done for the archive as a whole, time and again (§6.4).
#[uniffi::remote(Enum)]
pub enum RunKind {
    /// 备份
    Backup,
    /// 销售周报
    WeeklyReport,
    /// 全面核查
    FullReview,
    /// 登记簿检查
    RegisterInspection,
    /// 隔离存储确认
    IsolationAttestation,
    /// 访问日志检查
    AccessLogReview,
    /// 系统审计
    SystemAudit,
    /// 客户等级复评
    Reassessment,
}

/// `settlements`: what was paid, credited or written off.
#[uniffi::remote(Record)]
pub struct SettlementRow {
    /// When.
    pub settled_on: CalendarDate,
    /// Above 0.
    pub amount: Decimal,
    /// The invoice it settles; or else `customer_id` alone.
    #[uniffi(default = None)]
    pub invoice_id: Option<RowText>,
    /// Whose unapplied money it is.
    #[uniffi(default = None)]
    pub customer_id: Option<RowText>,
    /// How; `transfer` if blank.
    #[uniffi(default = None)]
    pub kind: Option<SettlementKind>,
}

/// A row with its required cells filled and all others blank.
#[uniffi::export]
pub fn settlement_row_new(
    settled_on: CalendarDate,
    amount: Decimal,
) -> Result<SettlementRow, KeyaccountError> {
    guarded(|| Ok(SettlementRow::new(settled_on, amount)))
}

/// How an invoice was settled.
#[uniffi::remote(Enum)]
pub enum SettlementKind {
    /// 现金
    Cash,
    /// 转账
    Transfer,
    /// 承兑汇票, counted on the day it is received.
    AcceptanceBill,
    /// 抵账
    Offset,
    /// 红字: lowers what is owed, is no payment.
    CreditNote,
    /// 核销: earns no points and is a veto.
    WriteOff,
}

/// A table of a book.
#[uniffi::remote(Enum)]
pub enum Table {
    /// `customers`: who is in the book.
    Customers,
    /// `products`: what is sold and what it costs; several rows of one product are versions.
    Products,
    /// `orders`: order headers, from which lines take what they leave blank.
    Orders,
    /// `order_lines`: what was ordered; returns are negative.
    OrderLines,
    /// `invoices`: what is owed and when it falls due.
    Invoices,
    /// `settlements`: what was paid, credited or written off.
    Settlements,
    /// `delay_reasons`: why invoices were paid late.
    DelayReasons,
    /// `credit_facts`: what is known about a customer's credit.
    CreditFacts,
    /// `prospect_assessments`: how promising new customers look to whom.
    ProspectAssessments,
    /// `ratings`: scores of the user's own dimensions.
    Ratings,
    /// `grade_overrides`: approved grades that replace computed ones.
    GradeOverrides,
    /// `contracts`: what was agreed; scoring reads it for the deal stage only.
    Contracts,
    /// `contacts`: people at the customers.
    Contacts,
    /// `evaluations`: what branches think of their customers; the later row of a day counts.
    Evaluations,
    /// `people`: who may act.
    People,
    /// `role_holders`: who holds which role, since when and where.
    RoleHolders,
    /// `delegations`: written authorities to act in another's place (§5.4).
    Delegations,
    /// `documents`: papers handed in for a customer; the later row of a kind counts.
    Documents,
    /// `ndas`: who promised to keep files to himself (保密协议, R167).
    Ndas,
    /// `grants`: access to files that was asked for and granted (§6.3); a row for each customer.
    Grants,
    /// `holds`: records that must stay, whatever their retention says.
    Holds,
    /// `contact_log`: when customers were in touch with us.
    ContactLog,
    /// `reminders`: what is to be remembered of a customer. They are plans, so those of later days are
    /// visible.
    Reminders,
    /// `runs`: what was done for the archive as a whole, time and again (§6.4).
    Runs,
    /// `changes`: what was learned of customers, and when it got into their files (§6.4).
    Changes,
    /// `archive_records`: the customers' files (§3.3).
    ArchiveRecords,
    /// `records`: what is kept, by class, and since when its retention runs (§6.5). A record of several
    /// classes has a row for each.
    Records,
}

/// The position of a column.
#[uniffi::export]
pub fn table_column(table: Table, name: String) -> Option<Position> {
    table.column(&name)
}

/// Whether it is a register: a table that only decisions read, kept as it came.
#[uniffi::export]
pub fn table_is_register(table: Table) -> bool {
    table.is_register()
}

/// Whether no row of it can name a customer, as with products: a book cut into partitions by customer
/// has the whole table in each (`Partition`).
#[uniffi::export]
pub fn table_is_shared(table: Table) -> bool {
    table.is_shared()
}

/// The table's name, also that of its file.
#[uniffi::export]
pub fn table_name(table: Table) -> String {
    table.name().to_owned()
}

/// The table with this name.
#[uniffi::export]
pub fn table_named(name: String) -> Option<Table> {
    Table::named(&name)
}

/// Whether a row of it belongs to a customer, be it that another row says to whom.
#[uniffi::export]
pub fn table_needs_customer(table: Table) -> bool {
    table.needs_customer()
}

/// The part of the input digest that comes from one table.
#[uniffi::remote(Record)]
pub struct TableDigest {
    /// The table's name.
    pub table: String,
    /// How many of its rows are visible on the as-of day.
    pub rows: u64,
    /// The sum modulo 2^256 of SHA-256 over these rows, as 64 hexadecimal digits.
    pub digest: String,
}

/// What to do with money that finds no open invoice.
#[uniffi::remote(Enum)]
pub enum UnappliedCredit {
    /// It settles invoices issued later on their issue day.
    Carry,
    /// It is reported and kept out of scoring.
    Report,
}

/// What to do with a row that names an unknown customer.
#[uniffi::remote(Enum)]
pub enum UnknownCustomers {
    /// A data error.
    Refuse,
    /// The customer becomes a member.
    Add,
    /// The row is left out, counted, its money totalled.
    Skip,
}

/// What to do with a row that names an unknown invoice.
#[uniffi::remote(Enum)]
pub enum UnknownInvoices {
    /// A data error.
    Refuse,
    /// The row is left out, counted, its money totalled.
    Skip,
}
