// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `policy`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;
use crate::values::CalendarDate;
use crate::values::Position;
use keyaccount::Score;
use rust_decimal::Decimal;

/// The form in which customer data is used: a closed list.
#[uniffi::remote(Enum)]
pub enum AccessForm {
    /// `paper`
    Paper,
    /// `electronic`
    Electronic,
}

/// The form as people read it: "on paper" or 纸质.
#[uniffi::export]
pub fn access_form_reading(access_form: AccessForm, language: Language) -> String {
    access_form.reading(language).into_owned()
}

/// What a definition of key accounts may ask about a customer: a closed list.
#[uniffi::remote(Enum)]
pub enum AdmissionFact {
    /// Whether there is a contract: a signed one, or the draft being approved (A39), that has neither
    /// ended nor been rejected, withdrawn, cancelled or closed. Read from `contracts`.
    Contract,
    /// Whether such a contract is signed.
    SignedContract,
    /// Open receivables, due or not, and the value of stock held for the customer where the caller
    /// knows it, exact (R180).
    CapitalOccupied,
    /// Credit grade of `credit.good_from` or better; of a new customer, a branch evaluation of good
    /// or excellent (A6).
    GoodCredit,
    /// The credit grade after vetoes and caps.
    CreditGrade,
    /// Published credit score.
    CreditScore,
    /// Whether any veto of §4.2.10 holds.
    Vetoed,
    /// Open and past due, exact.
    OverdueAmount,
    /// Order amount of the last twelve months, exact.
    OrderAmount12m,
    /// Published share of the order volume of all, in percent.
    VolumeShare,
    /// Profit of the profit window, exact.
    Profit,
    /// Published composite score.
    CompositeScore,
    /// Published prospect score, of new customers only.
    ProspectScore,
    /// The grade after caps and overrides.
    Grade,
    /// The class of the value it brings.
    ValueClass,
    /// The mean rating of its place in the industry over the assessors whose assessments are valid,
    /// 1–5 with four decimals.
    PositionRating,
    /// The latest branch evaluation: `poor`, `fair`, `good`, `excellent`. Read from `evaluations`.
    Evaluation,
    /// The customer's `kind`.
    Kind,
    /// The customer's `region`.
    Region,
    /// The customer's `country`.
    Country,
    /// The customer's `industry`.
    Industry,
    /// The customer's `size`.
    Size,
}

/// Its type and unit.
#[uniffi::export]
pub fn admission_fact_kind(admission_fact: AdmissionFact) -> FactKind {
    admission_fact.kind()
}

/// The name used in policy files.
#[uniffi::export]
pub fn admission_fact_name(admission_fact: AdmissionFact) -> String {
    admission_fact.name().to_owned()
}

/// What may be done with customer files: a closed list (§6.2).
#[uniffi::remote(Enum)]
pub enum ArchiveAction {
    /// `submit_change`: hand in a new customer or a change (R122).
    SubmitChange,
    /// `enter_basic_info`: fill in the basic information card, while the file is a draft (R115).
    EnterBasicInfo,
    /// `enter_dynamic_info`: add what has become known; adds only, changes nothing (R116).
    EnterDynamicInfo,
    /// `maintain`: edit a filed archive (R123).
    Maintain,
    /// `file_papers`: put papers on file.
    FilePapers,
    /// `search`: look for customers in the whole base (R124). Opening a customer one knows is none.
    Search,
    /// `view_electronic`: open the electronic file.
    ViewElectronic,
    /// `view_paper_extract`: use a paper extract of listed fields (R128).
    ViewPaperExtract,
    /// `export`: export or copy data.
    Export,
    /// `disclose_external`: hand anything to anybody outside; no policy can allow it (R127).
    DiscloseExternal,
    /// `backup`: make a backup (R125).
    Backup,
    /// `restore`: put a backup back.
    Restore,
    /// `grant_access`: decide on access requests.
    GrantAccess,
    /// `audit`: audit the files and read the access log (R173).
    Audit,
    /// `anonymise`: remove what identifies a person (R171).
    Anonymise,
    /// `dispose`: destroy files whose retention has ended.
    Dispose,
    /// `set_confidentiality`: set a file's level of confidentiality.
    SetConfidentiality,
}

/// Whether it is about the whole base rather than one file.
#[uniffi::export]
pub fn archive_action_is_of_whole_base(archive_action: ArchiveAction) -> bool {
    archive_action.is_of_whole_base()
}

/// The action as people read it, such as "search the whole base" or 在客户群中查找客户.
#[uniffi::export]
pub fn archive_action_reading(archive_action: ArchiveAction, language: Language) -> String {
    archive_action.reading(language).into_owned()
}

/// A part of a customer's file: a closed list (R118–R121, R312).
#[uniffi::remote(Enum)]
pub enum ArchivePart {
    /// `basic_card`: the basic information card.
    BasicCard,
    /// `assessment_report`: the consumption assessment report.
    AssessmentReport,
    /// `supply_contract`: the supply contract.
    SupplyContract,
    /// `sales_report`: the sales statistics report.
    SalesReport,
    /// `relationship_network`: the relationship network.
    RelationshipNetwork,
}

/// The part as people read it, such as "basic information card" or 客户基本信息卡.
#[uniffi::export]
pub fn archive_part_reading(archive_part: ArchivePart, language: Language) -> String {
    archive_part.reading(language).into_owned()
}

/// An attribute of a customer that ranks may be kept within.
#[uniffi::remote(Enum)]
pub enum Axis {
    /// `kind`
    Kind,
    /// `region`
    Region,
    /// `country`
    Country,
    /// `industry`
    Industry,
    /// `size`
    Size,
    /// `need_class`
    NeedClass,
}

/// A field of the basic information card: a closed list of ten (§3.1).
#[uniffi::remote(Enum)]
pub enum BasicField {
    /// `legal_name`
    LegalName,
    /// `kind`
    Kind,
    /// `identification`: the unified social credit code, or an individual's reference.
    Identification,
    /// `address`
    Address,
    /// `contact_name`: the primary contact's name.
    ContactName,
    /// `phone`: the primary contact's phone.
    Phone,
    /// `industry`
    Industry,
    /// `region`
    Region,
    /// `owner`: who of us is in charge.
    Owner,
    /// `opened_on`: when the file was opened.
    OpenedOn,
}

/// The field as people read it, such as "legal name" or 单位名称.
#[uniffi::export]
pub fn basic_field_reading(basic_field: BasicField, language: Language) -> String {
    basic_field.reading(language).into_owned()
}

/// What becomes of a contract whose agreed price lies below its settlement floor price (§7.10).
#[uniffi::remote(Enum)]
pub enum BelowFloorPrice {
    /// `by_amount`: nothing, the amount alone decides.
    ByAmount,
    /// `refuse`
    Refuse,
    /// `{ tier = … }`: at least the tier at this position of `Approval::tiers`; an amount that belongs to
    /// a higher one stays there.
    AtLeastTier(Position),
}

/// Which tier an amount belongs to that is the end of one tier and the beginning of the next: both
/// 以上 and 以下 include the number they state (A1).
#[uniffi::remote(Enum)]
pub enum Boundary {
    /// `higher`: the next tier, with the stricter approval.
    Higher,
    /// `lower`: the tier that ends there.
    Lower,
    /// `reject`: neither; such an amount is refused as ambiguous.
    Reject,
}

/// Which of the two intervals of calls applies to a customer: a closed list.
#[uniffi::remote(Enum)]
pub enum CallStage {
    /// `not_yet_closed`: customers who are new or have not closed a deal yet.
    NotYetClosed,
    /// `closed`
    Closed,
}

/// The stage as people read it: "not yet closed" or 未成交.
#[uniffi::export]
pub fn call_stage_reading(call_stage: CallStage, language: Language) -> String {
    call_stage.reading(language).into_owned()
}

/// When a credit cap holds.
#[uniffi::remote(Enum)]
pub enum CapCondition {
    /// The first trade is less than this many months before the as-of date.
    ShortRelationship { months: u32 },
    /// The customer's documents are expressly said to be incomplete.
    DocumentsMissing,
}

/// The code shown in `credit_caps`.
#[uniffi::export]
pub fn cap_condition_code(cap_condition: CapCondition) -> String {
    cap_condition.code().to_owned()
}

/// From when a clock runs: a closed list.
#[uniffi::remote(Enum)]
pub enum ClockStart {
    /// `detected`: signs of the leak were found.
    Detected,
    /// `aware`: it is known that there was one; without it, `detected` counts.
    Aware,
}

/// From when a clock runs as people read it.
#[uniffi::export]
pub fn clock_start_reading(clock_start: ClockStart, language: Language) -> String {
    clock_start.reading(language).into_owned()
}

/// How a fact is compared.
#[uniffi::remote(Enum)]
pub enum Comparison {
    /// Not below.
    AtLeast(Decimal),
    /// Not above.
    AtMost(Decimal),
    /// Strictly above.
    Above(Decimal),
    /// Strictly below.
    Below(Decimal),
    /// Equal.
    Is(Literal),
    /// Equal to one of these.
    In(Vec<Literal>),
}

/// Limit coefficient and payment term of one band.
#[uniffi::remote(Record)]
pub struct CreditTerms {
    /// Where the written policy says it.
    #[uniffi(default = None)]
    pub clause: Option<String>,
    /// Limit = average monthly sales × term ÷ 30 × this.
    pub coefficient: Decimal,
    /// Payment term in days.
    pub term_days: u32,
}

/// A criterion of a prospect assessment, rated 1 (poor) to 5 (excellent).
#[uniffi::remote(Enum)]
pub enum Criterion {
    /// 规模
    Scale,
    /// 资金实力
    FinancialStrength,
    /// 行业地位
    IndustryPosition,
    /// 发展潜力
    GrowthPotential,
    /// 需求匹配
    NeedFit,
    /// 竞争对手 / 开发费用
    CompetitionCost,
}

/// One anchor of a curve.
#[uniffi::remote(Record)]
pub struct CurveAnchor {
    /// Effective days late.
    pub days: u32,
    /// Points, 0–100.
    pub points: Decimal,
}

/// A dimension of the composite.
#[uniffi::remote(Enum)]
pub enum Dimension {
    /// `credit`
    Credit,
    /// `volume`
    Volume,
    /// `profit`
    Profit,
    /// A dimension of the user's own, fed by the `ratings` table.
    Rated(String),
}

/// The name used in the policy file.
#[uniffi::export]
pub fn dimension_name(dimension: Dimension) -> String {
    dimension.name().to_owned()
}

/// What becomes of records whose period has ended: a closed list.
#[uniffi::remote(Enum)]
pub enum Disposition {
    /// `delete`
    Delete,
    /// `anonymise`: keep the statistics, and nothing that identifies a person.
    Anonymise,
}

/// What becomes of records as people read it, such as "delete" or 删除.
#[uniffi::export]
pub fn disposition_reading(disposition: Disposition, language: Language) -> String {
    disposition.reading(language).into_owned()
}

/// A paper or a statement: a closed list (D1–D4g of §5.5).
#[uniffi::remote(Enum)]
pub enum DocumentKind {
    /// `application_form`: 大客户申请表 (D1, R184).
    ApplicationForm,
    /// `draft_contract`: the blank contract or its draft (D2, R185).
    DraftContract,
    /// `reconciliation_statement`: 对账单, what both sides agree is owed (D3, R186).
    ReconciliationStatement,
    /// `basic_situation`: the basic information card (D4a, R187).
    BasicSituation,
    /// `business_licence` (D4b).
    BusinessLicence,
    /// `tax_certificate`: the tax registration certificate (D4c).
    TaxCertificate,
    /// `principal_contact`: how to reach the person in charge (D4d).
    PrincipalContact,
    /// `past_business`: the business already done (D4e).
    PastBusiness,
    /// `arrears_statement`: whether the customer owes us money (D4f).
    ArrearsStatement,
    /// `branch_evaluation`: what the branch thinks of the customer (D4g).
    BranchEvaluation,
}

/// Whether such a document can pass a test at all. A paper can be present, signed, sealed and expired;
/// every other test is about what one document states.
#[uniffi::export]
pub fn document_kind_can_meet(document_kind: DocumentKind, test: DocumentTest) -> bool {
    document_kind.can_meet(test)
}

/// Whether it is a paper of its own, rather than something stated about the customer.
#[uniffi::export]
pub fn document_kind_is_paper(document_kind: DocumentKind) -> bool {
    document_kind.is_paper()
}

/// The document as people read it, such as "business licence" or 营业执照.
#[uniffi::export]
pub fn document_kind_reading(document_kind: DocumentKind, language: Language) -> String {
    document_kind.reading(language).into_owned()
}

/// What makes a document complete: a closed list. Which documents a test is for is decided by
/// `DocumentKind::can_meet`.
#[uniffi::remote(Enum)]
pub enum DocumentTest {
    /// `present`: the paper is there.
    Present,
    /// `present_or_uscc`: the paper is there, or the business licence carries a valid unified social credit
    /// code, which took the place of separate tax certificates (A33).
    PresentOrUscc,
    /// `signed_by_us`
    SignedByUs,
    /// `signed_by_customer`
    SignedByCustomer,
    /// `customer_seal`: the customer's official seal (公章).
    CustomerSeal,
    /// `not_expired`: `valid_to` is not before the day of submission; blank is no end.
    NotExpired,
    /// `floor_price`: the settlement floor price is stated and above 0.
    FloorPrice,
    /// `fields`: every field of `DocumentRule::fields` is filled.
    Fields,
    /// `name`: the person's name is stated.
    Name,
    /// `phone`: the person's phone is stated.
    Phone,
    /// `amount_and_period`: the amount and the period of the business are stated, or that there was none.
    AmountAndPeriod,
    /// `answer_and_amount`: yes or no is stated, and with yes the amount.
    AnswerAndAmount,
    /// `agrees_with_ledger`: what is stated is the open amount of the book.
    AgreesWithLedger,
    /// `text`: there are words of judgement.
    Text,
    /// `level`: there is a level.
    Level,
}

/// What is needed as people read it, such as "customer's official seal" or 加盖客户公章.
#[uniffi::export]
pub fn document_test_reading(document_test: DocumentTest, language: Language) -> String {
    document_test.reading(language).into_owned()
}

/// When a document is required: a closed list.
#[uniffi::remote(Enum)]
pub enum DocumentWhen {
    /// `always`
    Always,
    /// `prior_business`: there is an order or an invoice from before the submission.
    PriorBusiness,
    /// `not_individual`: the customer is no individual.
    NotIndividual,
}

/// When it is required as people read it, such as "always" or 一律提供.
#[uniffi::export]
pub fn document_when_reading(document_when: DocumentWhen, language: Language) -> String {
    document_when.reading(language).into_owned()
}

/// The duties around customer files: a closed list (§6.4).
#[uniffi::remote(Enum)]
pub enum DutyKind {
    /// `backup`: counted from the last one that succeeded (R125).
    Backup,
    /// `weekly_report`: of every account manager and ISO week, counted from its Sunday (R117).
    WeeklyReport,
    /// `submit_change`: counted from the day a change was learned.
    SubmitChange,
    /// `update_archive`: counted from the day a change was handed in (R122).
    UpdateArchive,
    /// `full_review`: of every file, counted from the last one, or the day it was opened (R137).
    FullReview,
    /// `register_inspection`: of the visitors' register, counted from the last one (R76).
    RegisterInspection,
    /// `attestation`: of isolated storage, encryption and access control, counted from the last one (R126,
    /// R166).
    Attestation,
    /// `access_log_review`: counted from the last one (R173).
    AccessLogReview,
    /// `system_audit`: counted from the last one (R173).
    SystemAudit,
}

/// Whether it must be done again and again, so that doing it at once makes no sense.
#[uniffi::export]
pub fn duty_kind_recurs(duty_kind: DutyKind) -> bool {
    duty_kind.recurs()
}

/// The code under which it is due.
#[uniffi::export]
pub fn duty_kind_what(duty_kind: DutyKind) -> DueCode {
    duty_kind.what()
}

/// A delay reason that excuses days.
#[uniffi::remote(Record)]
pub struct ExcusedReason {
    /// The reason's code.
    pub kind: DelayReasonKind,
    /// Where the written policy says it.
    #[uniffi(default = None)]
    pub clause: Option<String>,
    /// The most days all its rows together may excuse on one invoice; no bound if empty.
    #[uniffi(default = None)]
    pub max_days: Option<u32>,
}

/// What a predicate of a cap may ask about a customer: a closed list.
#[uniffi::remote(Enum)]
pub enum Fact {
    /// Whether any veto of §4.2.10 holds.
    Vetoed,
    /// The credit band by score alone, before vetoes and caps.
    CreditBandByScore,
    /// The credit grade after vetoes and caps.
    CreditGrade,
    /// Published credit score.
    CreditScore,
    /// Published volume score.
    VolumeScore,
    /// Published profit score.
    ProfitScore,
    /// Published composite score.
    CompositeScore,
    /// Published margin in percent.
    MarginPercent,
    /// Published margin ÷ published population margin; not measured if either amount or the
    /// population margin is at most 0.
    MarginToPopulation,
    /// Profit of the profit window, exact.
    Profit,
    /// Order amount of the last twelve months, exact.
    OrderAmount12m,
    /// Open and past due, exact.
    OverdueAmount,
    /// Published average days late, weighted by amount.
    WeightedDaysLate,
    /// Worst effective days late.
    MaxDaysLate,
    /// Published share of slices on time, in percent.
    OnTimeRate,
    /// Orders that counted in the volume window.
    OrderCount,
    /// Whether the credit cap `short_relationship` holds.
    ShortRelationship,
    /// Whether the credit cap `documents_missing` holds.
    DocumentsMissing,
    /// The customer's `kind`.
    Kind,
    /// The customer's `region`.
    Region,
    /// The customer's `country`.
    Country,
    /// The customer's `industry`.
    Industry,
    /// The customer's `size`.
    Size,
}

/// Its type and unit.
#[uniffi::export]
pub fn fact_kind(fact: Fact) -> FactKind {
    fact.kind()
}

/// The name used in policy files.
#[uniffi::export]
pub fn fact_name(fact: Fact) -> String {
    fact.name().to_owned()
}

/// The type and unit of a fact.
#[uniffi::remote(Enum)]
pub enum FactKind {
    /// `true` or `false`
    YesNo,
    /// The name of a credit band; compared with `is` and `in`.
    CreditBand,
    /// Text; compared with `is` and `in`.
    Text,
    /// Points, 0–100.
    Points,
    /// Percent.
    Percent,
    /// A plain ratio (0.5 = half).
    Ratio,
    /// Money of the policy's currency.
    Money,
    /// Days.
    Days,
    /// A number of things.
    Count,
    /// A rating, 1–5.
    Rating,
}

/// Whether the fact is a number and compared with `at_least`, `at_most`, `above`, `below`.
#[uniffi::export]
pub fn fact_kind_is_number(fact_kind: FactKind) -> bool {
    fact_kind.is_number()
}

/// How long a part stays fresh.
#[uniffi::remote(Enum)]
pub enum FreshFor {
    /// So many months, to the same day included.
    Months(u32),
    /// So many days, the last included.
    Days(u32),
}

/// A step of the response: a closed list (R168–R170).
#[uniffi::remote(Enum)]
pub enum IncidentStep {
    /// `report`: report it internally (R169).
    Report,
    /// `contain`: freeze the accounts involved, revoke grants, preserve logs (R170).
    Contain,
    /// `assess`: what data, how many persons, cause, harm.
    Assess,
    /// `notify_authority_cn`: notify the Chinese authority.
    NotifyAuthorityCn,
    /// `notify_authority_eu`: notify the European authority.
    NotifyAuthorityEu,
    /// `notify_customers`: notify the customers affected (R170).
    NotifyCustomers,
    /// `close`: remedy, review and close.
    Close,
}

/// Whether the step is a notice.
#[uniffi::export]
pub fn incident_step_is_notice(incident_step: IncidentStep) -> bool {
    incident_step.is_notice()
}

/// Whose law asks for the step; nothing of steps that every incident has.
#[uniffi::export]
pub fn incident_step_jurisdiction(incident_step: IncidentStep) -> Option<Jurisdiction> {
    incident_step.jurisdiction()
}

/// The step as people read it, such as "internal report" or 内部上报.
#[uniffi::export]
pub fn incident_step_reading(incident_step: IncidentStep, language: Language) -> String {
    incident_step.reading(language).into_owned()
}

/// How points run between two anchors of a curve.
#[uniffi::remote(Enum)]
pub enum Interpolation {
    /// A straight line, rounded to four decimals.
    Linear,
    /// The points of the first anchor that is not earlier; beyond the last anchor, its points.
    Steps,
}

/// A stretch of time, the day it begins on not counted (N7).
#[uniffi::remote(Enum)]
pub enum Interval {
    /// `{ days = … }`: calendar days.
    Days(u32),
    /// `{ working_days = … }`: days of the caller's work calendar (N8).
    WorkingDays(u32),
    /// `{ months = … }`: to the same day of a later month, or the month's last day (N5).
    Months(u32),
}

/// Whose law applies: a closed list.
#[uniffi::remote(Enum)]
pub enum Jurisdiction {
    /// `CN`: China.
    Cn,
    /// `EU`: the European Union.
    Eu,
}

/// The place as people read it.
#[uniffi::export]
pub fn jurisdiction_reading(jurisdiction: Jurisdiction, language: Language) -> String {
    jurisdiction.reading(language).into_owned()
}

/// How long records are kept.
#[uniffi::remote(Enum)]
pub enum KeepFor {
    /// So many months from the trigger, at least 1; years are twelve months each.
    Months(u32),
    /// For good; never personal data.
    Permanent,
}

/// The definitions of key accounts that come with the library (§5.1, §5.6a). In a policy file a preset
/// stands for its conditions, with other numbers if some are given.
#[uniffi::remote(Enum)]
pub enum KeyAccountPreset {
    /// `contract_and_credit`, the default: a contract, capital occupied, and good credit (R178).
    ContractAndCredit,
    /// `share_and_scale`: a share of 5% and an amount of 1,000,000 (R232).
    ShareAndScale,
    /// `sales_share_or_position`: an amount of 1,000,000, or a share of 5%, or a position rated 4 (R283).
    SalesShareOrPosition,
    /// `potential_or_share`: a prospect score of 80, or a share of 5% (R284).
    PotentialOrShare,
    /// `influence_and_amount`: a position rated 4 and an amount of 1,000,000 (R297).
    InfluenceAndAmount,
    /// `size_or_importance`: of size `large`, or of the best grade (R311).
    SizeOrImportance,
    /// `high_profit`: of the best value class, and an enterprise or institution (R351).
    HighProfit,
}

/// The birthday of those born on 29 February in a common year: a closed list.
#[uniffi::remote(Enum)]
pub enum LeapBirthday {
    /// `02-28`
    Before,
    /// `03-01`
    After,
}

/// A value a fact is compared with by `is` or `in`.
#[uniffi::remote(Enum)]
pub enum Literal {
    /// `true` or `false`
    YesNo(bool),
    /// A code, a band's name or a text.
    Text(String),
    /// A number.
    Number(Decimal),
}

/// What a notice says: a closed list (PIPL art. 57, GDPR art. 33).
#[uniffi::remote(Enum)]
pub enum NoticeContent {
    /// `data_types`: what kinds of data.
    DataTypes,
    /// `cause`: how it came about.
    Cause,
    /// `harm`: what harm may follow.
    Harm,
    /// `measures`: what has been done.
    Measures,
    /// `self_help`: what those affected can do.
    SelfHelp,
    /// `contact`: whom to ask.
    Contact,
    /// `numbers`: how many persons and records.
    Numbers,
    /// `dpo`: the data protection officer.
    Dpo,
}

/// What a notice says as people read it.
#[uniffi::export]
pub fn notice_content_reading(notice_content: NoticeContent, language: Language) -> String {
    notice_content.reading(language).into_owned()
}

/// What an organisation operates: a closed list.
#[uniffi::remote(Enum)]
pub enum OperatorKind {
    /// `ordinary`
    Ordinary,
    /// `critical_infrastructure`: 关键信息基础设施.
    CriticalInfrastructure,
}

/// What is operated as people read it.
#[uniffi::export]
pub fn operator_kind_reading(operator_kind: OperatorKind, language: Language) -> String {
    operator_kind.reading(language).into_owned()
}

/// Whose files have a part.
#[uniffi::remote(Enum)]
pub enum PartOf {
    /// `every_customer`
    EveryCustomer,
    /// `key_accounts`
    KeyAccounts,
}

/// What a role may do. From most to least.
#[uniffi::remote(Enum)]
pub enum Permission {
    /// `allow`
    Allow,
    /// `own`: for the customers the person is in charge of, no others.
    OwnCustomers,
    /// `approval`: with an approved access request.
    NeedsApproval,
    /// `two_approvals`: with a request that a second approver has approved too.
    NeedsTwoApprovals,
    /// `deny`: whatever is not said.
    Deny,
}

/// The permission as people read it, such as "needs approval" or 须经批准.
#[uniffi::export]
pub fn permission_reading(permission: Permission, language: Language) -> String {
    permission.reading(language).into_owned()
}

/// Whether a delegate may pass a delegation on: a closed list of one (§5.4).
#[uniffi::remote(Enum)]
pub enum Redelegation {
    /// `never`
    Never,
}

/// A field of the visitor register: a closed list of eight (R71).
#[uniffi::remote(Enum)]
pub enum RegisterField {
    /// `name`
    Name,
    /// `visit_date`
    VisitDate,
    /// `phone`
    Phone,
    /// `appearance`
    Appearance,
    /// `work_unit`
    WorkUnit,
    /// `home_address`
    HomeAddress,
    /// `purchase_intent`
    PurchaseIntent,
    /// `visit_notes`
    VisitNotes,
}

/// The field as people read it, such as "purchase intent" or 购买意向.
#[uniffi::export]
pub fn register_field_reading(register_field: RegisterField, language: Language) -> String {
    register_field.reading(language).into_owned()
}

/// What is asked for: a closed list (§3.3).
#[uniffi::remote(Enum)]
pub enum RequestKind {
    /// `key_account`: a contract with a key account.
    KeyAccount,
    /// `vip`: to be listed as a VIP.
    Vip,
    /// `archive_access`: to use customer files.
    ArchiveAccess,
    /// `gift`: to give a gift.
    Gift,
}

/// What is asked for as people read it, such as "key account contracts" or 大客户合同.
#[uniffi::export]
pub fn request_kind_reading(request_kind: RequestKind, language: Language) -> String {
    request_kind.reading(language).into_owned()
}

/// Why records are kept so long.
#[uniffi::remote(Enum)]
pub enum RetentionBasis {
    /// The organisation chose the period.
    Chosen,
    /// A law asks for it.
    Law { law: String, at_least_months: Option<u32> },
}

/// Whether a period is also the longest: a closed list.
#[uniffi::remote(Enum)]
pub enum RetentionKind {
    /// `fixed`: when it has ended, the records must go.
    Fixed,
    /// `minimum`: when it has ended, the records may go.
    Minimum,
}

/// Whether a period is the longest as people read it.
#[uniffi::export]
pub fn retention_kind_reading(retention_kind: RetentionKind, language: Language) -> String {
    retention_kind.reading(language).into_owned()
}

/// From when a period counts: a closed list.
#[uniffi::remote(Enum)]
pub enum RetentionTrigger {
    /// `year_end`: the end of the year in which the record's date lies.
    YearEnd,
    /// `contract_end`: the contract ended.
    ContractEnd,
    /// `transaction_completed`: the transaction was completed.
    TransactionCompleted,
    /// `relation_ended`: business with the customer ended.
    RelationEnded,
    /// `last_contact`: the last contact with the person.
    LastContact,
    /// `event`: what the record tells of happened.
    Event,
    /// `withdrawal_or_last_message`: consent was withdrawn, or the last message was sent.
    WithdrawalOrLastMessage,
    /// `closed`: the matter was closed.
    Closed,
    /// `completed`: the work was completed.
    Completed,
    /// `none`: nothing, since the records are kept permanently.
    None,
}

/// From when a period counts as people read it, such as "end of the contract" or 合同终止.
#[uniffi::export]
pub fn retention_trigger_reading(retention_trigger: RetentionTrigger, language: Language) -> String {
    retention_trigger.reading(language).into_owned()
}

/// When reassessment is due.
#[uniffi::remote(Enum)]
pub enum ReviewCycle {
    /// This many months after the last assessment.
    EveryMonths(u32),
    /// On the next occurrence of this day of the year after the last assessment.
    YearlyBy { month: u32, day: u32 },
}

/// A band of measured value.
#[uniffi::remote(Record)]
pub struct ScoreBand {
    /// Where the written policy says it.
    #[uniffi(default = None)]
    pub clause: Option<String>,
    /// The least value, included.
    pub at_least: Decimal,
    /// The score it earns.
    pub score: Score,
}

/// How a measured value becomes a score of 0–100.
#[uniffi::remote(Enum)]
pub enum ScoreRule {
    /// 100 × (N − rank + 1) ÷ N over the N customers above zero.
    Rank,
    /// 100 × value ÷ greatest value.
    MaxRatio,
    /// The score of the first band the value reaches, best first; 0.00 below the last.
    Bands(Vec<ScoreBand>),
}

/// Who signed, and when.
#[uniffi::remote(Record)]
pub struct Signature {
    /// The person or office.
    #[uniffi(default = None)]
    pub by: Option<String>,
    /// The day.
    #[uniffi(default = None)]
    pub on: Option<CalendarDate>,
}

/// What is done in a step: a closed list (§5.3).
#[uniffi::remote(Enum)]
pub enum StepAct {
    /// `sign`: an accountable signature on the request and the draft contract (A2).
    Sign,
    /// `approve`
    Approve,
    /// `file`: put on record. It decides nothing.
    File,
}

/// Whether the step decides, so that segregation of duties applies to it (§5.3).
#[uniffi::export]
pub fn step_act_decides(step_act: StepAct) -> bool {
    step_act.decides()
}

/// The act as people read it, such as "sign" or 签署.
#[uniffi::export]
pub fn step_act_reading(step_act: StepAct, language: Language) -> String {
    step_act.reading(language).into_owned()
}

/// What becomes of the cells of a column: a closed list.
#[uniffi::remote(Enum)]
pub enum Treatment {
    /// `remove`: the column is left out.
    Remove,
    /// `keep`: it stays as it is, and rows are not told apart by it.
    Keep,
    /// `group`: it stays as it is, and rows are told apart by it.
    Group,
    /// `pseudonym`: an id gives way to a pseudonym of its own.
    Pseudonym,
    /// `pseudonym_of_subject`: a name gives way to a pseudonym made from the id of whom the row is about, so
    /// that two people of one name stay two.
    PseudonymOfSubject,
    /// `phone`: the first three digits and the last four.
    Phone,
    /// `area_code`: the first six digits of an ID number.
    AreaCode,
    /// `email`: the first character and the domain.
    Email,
    /// `city`: of an address, the city.
    City,
    /// `province`: of an address, the province; rows are told apart by it.
    Province,
    /// `year`: of a birthday, the year.
    Year,
    /// `birth_band`: of a birthday, the band of years; rows are told apart by it.
    BirthBand,
    /// `amount_band`: of an amount, the band; rows are told apart by it.
    AmountBand,
}

/// Whether rows are told apart by what is left of the column.
#[uniffi::export]
pub fn treatment_is_grouping(treatment: Treatment) -> bool {
    treatment.is_grouping()
}

/// What is left of a cell, as people read it, such as "the year" or 仅保留年份.
#[uniffi::export]
pub fn treatment_reading(treatment: Treatment, language: Language) -> String {
    treatment.reading(language).into_owned()
}

/// What the value class measures.
#[uniffi::remote(Enum)]
pub enum ValueBasis {
    /// Profit of the profit window.
    Profit,
    /// Order amount of the last twelve months.
    Amount,
}

/// A value class.
#[uniffi::remote(Record)]
pub struct ValueClassBand {
    /// Its name.
    pub name: String,
    /// Where the written policy says it.
    #[uniffi(default = None)]
    pub clause: Option<String>,
    /// The share of all value, in percent, held by customers with strictly more must be below this;
    /// empty for the last class.
    #[uniffi(default = None)]
    pub before_below: Option<Decimal>,
}

/// The lines that count for a VIP.
#[uniffi::remote(Enum)]
pub enum VipProducts {
    /// `high_end`: lines of products marked so.
    HighEnd,
    /// `all`
    All,
}

/// What lets a customer apply to be a VIP.
#[uniffi::remote(Enum)]
pub enum VipRoute {
    /// `single_order`, V1 (R105).
    SingleOrder,
    /// `period`, V2 (R106).
    Period,
    /// `official`, V3 (R107).
    Official,
}

/// How long a period of purchases is.
#[uniffi::remote(Enum)]
pub enum VipWindow {
    /// `"calendar_month"`
    CalendarMonth,
    /// A number: so many days in a row, the last one an order's day.
    RollingDays(u32),
}

/// What order volume adds up.
#[uniffi::remote(Enum)]
pub enum VolumeBasis {
    /// Line amounts.
    Amount,
    /// Quantities in base units.
    Quantity,
}

/// The last day of the accounting year; 29 February is the last day of February in any year.
#[uniffi::remote(Record)]
pub struct YearEnd {
    /// The month, 1–12.
    pub month: u32,
    /// The day of the month.
    pub day: u32,
}
