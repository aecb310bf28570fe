// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
// What a value of the core can say of itself.
import Foundation

extension AccessForm {
    /// The form as people read it: "on paper" or 纸质.
    public func reading(_ language: Language) -> String { KeyAccount.accessFormReading(accessForm: self, language: language) }
}

extension AdmissionFact {
    /// Its type and unit.
    public var kind: FactKind { KeyAccount.admissionFactKind(admissionFact: self) }
}

extension AdmissionFact {
    /// The name used in policy files.
    public var name: String { KeyAccount.admissionFactName(admissionFact: self) }
}

extension ArchiveAction {
    /// Whether it is about the whole base rather than one file.
    public var isOfWholeBase: Bool { KeyAccount.archiveActionIsOfWholeBase(archiveAction: self) }
}

extension ArchiveAction {
    /// The action as people read it, such as "search the whole base" or 在客户群中查找客户.
    public func reading(_ language: Language) -> String { KeyAccount.archiveActionReading(archiveAction: self, language: language) }
}

extension ArchivePart {
    /// The part as people read it, such as "basic information card" or 客户基本信息卡.
    public func reading(_ language: Language) -> String { KeyAccount.archivePartReading(archivePart: self, language: language) }
}

extension Audience {
    /// `internal` or `customer`.
    public var code: String { KeyAccount.audienceCode(audience: self) }
}

extension BasicField {
    /// The field as people read it, such as "legal name" or 单位名称.
    public func reading(_ language: Language) -> String { KeyAccount.basicFieldReading(basicField: self, language: language) }
}

extension Bound {
    /// The bound as people read it: `at least 60.00 points`, `不低于60.00分`.
    public func words(_ language: Language) throws -> String { try KeyAccount.boundWords(bound: self, language: language) }
}

extension CallStage {
    /// The stage as people read it: "not yet closed" or 未成交.
    public func reading(_ language: Language) -> String { KeyAccount.callStageReading(callStage: self, language: language) }
}

extension CapCondition {
    /// The code shown in `credit_caps`.
    public var code: String { KeyAccount.capConditionCode(capCondition: self) }
}

extension ClockStart {
    /// From when a clock runs as people read it.
    public func reading(_ language: Language) -> String { KeyAccount.clockStartReading(clockStart: self, language: language) }
}

extension DealStage {
    /// The stable code.
    public var code: String { KeyAccount.dealStageCode(dealStage: self) }
}

extension Dimension {
    /// The name used in the policy file.
    public var name: String { KeyAccount.dimensionName(dimension: self) }
}

extension Disposition {
    /// What becomes of records as people read it, such as "delete" or 删除.
    public func reading(_ language: Language) -> String { KeyAccount.dispositionReading(disposition: self, language: language) }
}

extension Division {
    /// Whether publishing changed the quotient.
    public var isRounded: Bool { get throws { try KeyAccount.divisionIsRounded(division: self) } }
}

extension DocumentKind {
    /// Whether such a document can pass a test at all. A paper can be present, signed, sealed and expired;
    /// every other test is about what one document states.
    public func canMeet(_ test: DocumentTest) -> Bool { KeyAccount.documentKindCanMeet(documentKind: self, test: test) }
}

extension DocumentKind {
    /// Whether it is a paper of its own, rather than something stated about the customer.
    public var isPaper: Bool { KeyAccount.documentKindIsPaper(documentKind: self) }
}

extension DocumentKind {
    /// The document as people read it, such as "business licence" or 营业执照.
    public func reading(_ language: Language) -> String { KeyAccount.documentKindReading(documentKind: self, language: language) }
}

extension DocumentTest {
    /// What is needed as people read it, such as "customer's official seal" or 加盖客户公章.
    public func reading(_ language: Language) -> String { KeyAccount.documentTestReading(documentTest: self, language: language) }
}

extension DocumentWhen {
    /// When it is required as people read it, such as "always" or 一律提供.
    public func reading(_ language: Language) -> String { KeyAccount.documentWhenReading(documentWhen: self, language: language) }
}

extension DutyKind {
    /// Whether it must be done again and again, so that doing it at once makes no sense.
    public var recurs: Bool { KeyAccount.dutyKindRecurs(dutyKind: self) }
}

extension DutyKind {
    /// The code under which it is due.
    public var what: DueCode { KeyAccount.dutyKindWhat(dutyKind: self) }
}

extension ExplainedStep {
    /// What the step is called; names of the user's own as they are written.
    public func reading(_ language: Language) throws -> String { try KeyAccount.explainedStepReading(explainedStep: self, language: language) }
}

extension Explanation {
    /// The customer's own copy.
    public var forCustomer: Explanation { get throws { try KeyAccount.explanationForCustomer(explanation: self) } }
}

extension Explanation {
    /// The same as Markdown (`CommonMark` with tables), in which nothing of a name or a reason is markup.
    public func markdown(_ language: Language) throws -> String { try KeyAccount.explanationMarkdown(explanation: self, language: language) }
}

extension Explanation {
    /// The chain from the scores of the dimensions to the grade: every dimension with what it adds, the
    /// composite, each cap that lowers the grade, an approval. Of a new customer the prospect score stands
    /// in place of the composite.
    public var steps: [ExplainedStep] { get throws { try KeyAccount.explanationSteps(explanation: self) } }
}

extension Explanation {
    /// The explanation as plain text, to be read out: what the grade is, why, what would change it; then
    /// each step with its numbers. Tables are aligned where a Chinese character takes the room of two
    /// digits. Control characters of names are escaped.
    public func text(_ language: Language) throws -> String { try KeyAccount.explanationText(explanation: self, language: language) }
}

extension Fact {
    /// Its type and unit.
    public var kind: FactKind { KeyAccount.factKind(fact: self) }
}

extension Fact {
    /// The name used in policy files.
    public var name: String { KeyAccount.factName(fact: self) }
}

extension FactKind {
    /// Whether the fact is a number and compared with `at_least`, `at_most`, `above`, `below`.
    public var isNumber: Bool { KeyAccount.factKindIsNumber(factKind: self) }
}

extension HoldReason {
    /// The stable code.
    public var code: String { KeyAccount.holdReasonCode(holdReason: self) }
}

extension IncidentStep {
    /// Whether the step is a notice.
    public var isNotice: Bool { KeyAccount.incidentStepIsNotice(incidentStep: self) }
}

extension IncidentStep {
    /// Whose law asks for the step; nothing of steps that every incident has.
    public var jurisdiction: Jurisdiction? { KeyAccount.incidentStepJurisdiction(incidentStep: self) }
}

extension IncidentStep {
    /// The step as people read it, such as "internal report" or 内部上报.
    public func reading(_ language: Language) -> String { KeyAccount.incidentStepReading(incidentStep: self, language: language) }
}

extension Jurisdiction {
    /// The place as people read it.
    public func reading(_ language: Language) -> String { KeyAccount.jurisdictionReading(jurisdiction: self, language: language) }
}

extension Language {
    /// `en` or `zh`.
    public var code: String { KeyAccount.languageCode(language: self) }
}

extension Lever {
    /// The veto that would end, if this is one.
    public var veto: Veto? { KeyAccount.leverVeto(lever: self) }
}

extension Measure {
    /// The value as people read it, with its unit.
    public func words(_ language: Language) throws -> String { try KeyAccount.measureWords(measure: self, language: language) }
}

extension Note {
    /// The note as a sentence, with its count and money.
    public func sentence(_ language: Language) throws -> String { try KeyAccount.noteSentence(note: self, language: language) }
}

extension Note {
    /// The same note with its money, published.
    public func withMoney(_ money: Exact) throws -> Note { try KeyAccount.noteWithMoney(note: self, money: money) }
}

extension NoteCode {
    /// The stable code.
    public var code: String { KeyAccount.noteCodeCode(noteCode: self) }
}

extension NoticeContent {
    /// What a notice says as people read it.
    public func reading(_ language: Language) -> String { KeyAccount.noticeContentReading(noticeContent: self, language: language) }
}

extension Obligation {
    /// What it says, in one clause without a full stop.
    public func sentence(_ language: Language) -> String { KeyAccount.obligationSentence(obligation: self, language: language) }
}

extension ObligationCode {
    /// The stable code.
    public var code: String { KeyAccount.obligationCodeCode(obligationCode: self) }
}

extension OperatorKind {
    /// What is operated as people read it.
    public func reading(_ language: Language) -> String { KeyAccount.operatorKindReading(operatorKind: self, language: language) }
}

extension Permission {
    /// The permission as people read it, such as "needs approval" or 须经批准.
    public func reading(_ language: Language) -> String { KeyAccount.permissionReading(permission: self, language: language) }
}

extension Problem {
    /// Where it is, what kind it is, what was found and expected, and how to mend it, as people read it.
    public func sentence(_ language: Language) -> String { KeyAccount.problemSentence(problem: self, language: language) }
}

extension ProblemCode {
    /// The stable code, such as `unknown_key`.
    public var code: String { KeyAccount.problemCodeCode(problemCode: self) }
}

extension ProblemCode {
    /// What kind of problem it is, as people read it.
    public func reading(_ language: Language) -> String { KeyAccount.problemCodeReading(problemCode: self, language: language) }
}

extension Reason {
    /// What it says, in one sentence without a full stop: the rule, what it is about, the actual and
    /// the required value, how far apart they are, and the clause.
    public func sentence(_ language: Language) throws -> String { try KeyAccount.reasonSentence(reason: self, language: language) }
}

extension ReasonCode {
    /// The stable code.
    public var code: String { KeyAccount.reasonCodeCode(reasonCode: self) }
}

extension ReasonCode {
    /// Whether it is a reason of decisions, rather than one of scores, grades and credit.
    public var isOfDecisions: Bool { KeyAccount.reasonCodeIsOfDecisions(reasonCode: self) }
}

extension ReasonCode {
    /// The short reading, as it stands in the cells of tables.
    public func reading(_ language: Language) -> String { KeyAccount.reasonCodeReading(reasonCode: self, language: language) }
}

extension RegisterField {
    /// The field as people read it, such as "purchase intent" or 购买意向.
    public func reading(_ language: Language) -> String { KeyAccount.registerFieldReading(registerField: self, language: language) }
}

extension Remedy {
    /// Whether its numbers tell anything about other customers: an explanation for the customer leaves
    /// such remedies out.
    public var concernsOthers: Bool { get throws { try KeyAccount.remedyConcernsOthers(remedy: self) } }
}

extension Remedy {
    /// The change that gives a better grade, if one does.
    public var reached: Reached? { get throws { try KeyAccount.remedyReached(remedy: self) } }
}

extension Remedy {
    /// What gives a better grade, or why nothing does, in one sentence.
    public func sentence(_ language: Language) throws -> String { try KeyAccount.remedySentence(remedy: self, language: language) }
}

extension RemedyStep {
    /// What it says, in one clause without a full stop.
    public func sentence(_ language: Language) throws -> String { try KeyAccount.remedyStepSentence(remedyStep: self, language: language) }
}

extension RequestKind {
    /// What is asked for as people read it, such as "key account contracts" or 大客户合同.
    public func reading(_ language: Language) -> String { KeyAccount.requestKindReading(requestKind: self, language: language) }
}

extension RetentionKind {
    /// Whether a period is the longest as people read it.
    public func reading(_ language: Language) -> String { KeyAccount.retentionKindReading(retentionKind: self, language: language) }
}

extension RetentionTrigger {
    /// From when a period counts as people read it, such as "end of the contract" or 合同终止.
    public func reading(_ language: Language) -> String { KeyAccount.retentionTriggerReading(retentionTrigger: self, language: language) }
}

extension SliceKind {
    /// The stable code.
    public var code: String { KeyAccount.sliceKindCode(sliceKind: self) }
}

extension StepAct {
    /// Whether the step decides, so that segregation of duties applies to it (§5.3).
    public var decides: Bool { KeyAccount.stepActDecides(stepAct: self) }
}

extension StepAct {
    /// The act as people read it, such as "sign" or 签署.
    public func reading(_ language: Language) -> String { KeyAccount.stepActReading(stepAct: self, language: language) }
}

extension StepKind {
    /// The stable code.
    public var code: String { KeyAccount.stepKindCode(stepKind: self) }
}

extension Track {
    /// The stable code.
    public var code: String { KeyAccount.trackCode(track: self) }
}

extension Translated {
    /// The text in a language.
    public func text(_ language: Language) -> String { KeyAccount.translatedText(translated: self, language: language) }
}

extension Treatment {
    /// Whether rows are told apart by what is left of the column.
    public var isGrouping: Bool { KeyAccount.treatmentIsGrouping(treatment: self) }
}

extension Treatment {
    /// What is left of a cell, as people read it, such as "the year" or 仅保留年份.
    public func reading(_ language: Language) -> String { KeyAccount.treatmentReading(treatment: self, language: language) }
}

extension Unrated {
    /// The stable code.
    public var code: String { KeyAccount.unratedCode(unrated: self) }
}

extension Value {
    /// Whether nothing applies.
    public var isEmpty: Bool { get throws { try KeyAccount.valueIsEmpty(value: self) } }
}

extension Verdict {
    /// What a fast path gives for it.
    public var answer: Answer { get throws { try KeyAccount.verdictAnswer(verdict: self) } }
}

extension Verdict {
    /// The decision as people read it: the outcome, then a line for every reason, remedy, obligation and
    /// warning.
    public func text(_ language: Language) throws -> String { try KeyAccount.verdictText(verdict: self, language: language) }
}

extension VerdictOutcome {
    /// `permit`, `deny` or `indeterminate`.
    public var code: String { KeyAccount.verdictOutcomeCode(verdictOutcome: self) }
}

extension VerdictOutcome {
    /// As people read it.
    public func reading(_ language: Language) -> String { KeyAccount.verdictOutcomeReading(verdictOutcome: self, language: language) }
}

extension VerdictRemedy {
    /// Whether every step can be done.
    public var isReachable: Bool { get throws { try KeyAccount.verdictRemedyIsReachable(verdictRemedy: self) } }
}

extension ArrearsStatement {
    /// What is declared to be owed: 0 for a no, which must not name an amount; nothing if the statement is
    /// not complete.
    public var declared: Exact? { get throws { try KeyAccount.arrearsStatementDeclared(arrearsStatement: self) } }
}

extension BasicCard {
    /// Whether a field is filled.
    public func isFilled(_ field: BasicField) -> Bool { KeyAccount.basicCardIsFilled(basicCard: self, field: field) }
}

extension CaseReport {
    /// The same report of one person alone.
    public func ofPerson(_ person: PersonId) throws -> CaseReport { try KeyAccount.caseReportOfPerson(caseReport: self, person: person) }
}

extension ContractStatus {
    /// Whether the contract counts at all: it was neither rejected nor withdrawn nor cancelled (§5.6a).
    public var counts: Bool { KeyAccount.contractStatusCounts(contractStatus: self) }
}

extension Decision {
    /// `sign`, `approve`, `file`, `return` or `reject`.
    public var code: String { KeyAccount.decisionCode(decision: self) }
}

extension Papers {
    /// Whether a document is there at all, be it incomplete.
    public func has(_ kind: DocumentKind) throws -> Bool { try KeyAccount.papersHas(papers: self, kind: kind) }
}

extension Phase {
    /// `draft`, `submitted`, `in_progress`, `executable`, `rejected` or `withdrawn`.
    public var code: String { get throws { try KeyAccount.phaseCode(phase: self) } }
}

extension Phase {
    /// Whether somebody is to take a step.
    public var isOpen: Bool { get throws { try KeyAccount.phaseIsOpen(phase: self) } }
}

extension Phase {
    /// Where the case stands as people read it, such as "in progress, step 2" or 审批中，第2步.
    public func reading(_ language: Language) throws -> String { try KeyAccount.phaseReading(phase: self, language: language) }
}

extension Terms {
    /// The amount that decides the tier: the total, or else the estimate.
    public var decidingAmount: Exact? { get throws { try KeyAccount.termsDecidingAmount(terms: self) } }
}

extension Terms {
    /// SHA-256 of the terms, as 64 hexadecimal digits. Acts name it, and no act stands on other terms.
    public var digest: String { get throws { try KeyAccount.termsDigest(terms: self) } }
}

extension Terms {
    /// Whether the agreed price is below the settlement floor price, strictly (N6); not if either is not
    /// known.
    public var isBelowFloorPrice: Bool { get throws { try KeyAccount.termsIsBelowFloorPrice(terms: self) } }
}

extension AccessGrant {
    /// When the last approval was given, from which its days count.
    public var givenAt: CalendarTime { KeyAccount.accessGrantGivenAt(accessGrant: self) }
}

extension AccessGrant {
    /// The first instant it may be used: approved and handed out.
    public var holdsFrom: CalendarTime { KeyAccount.accessGrantHoldsFrom(accessGrant: self) }
}

extension AccessPhase {
    /// `requested`, `approved_once`, `approved`, `granted`, `expired`, `revoked`, `refused` or `withdrawn`.
    public var code: String { KeyAccount.accessPhaseCode(accessPhase: self) }
}

extension AccessPhase {
    /// Where it stands as people read it, such as "approved once" or 已一级批准.
    public func reading(_ language: Language) -> String { KeyAccount.accessPhaseReading(accessPhase: self, language: language) }
}

extension ArchiveQuality {
    /// The three of them, named apart, one a line.
    public func text(_ language: Language) throws -> String { try KeyAccount.archiveQualityText(archiveQuality: self, language: language) }
}

extension AuditedEntry {
    /// What was tried, whether it was allowed, and by what, as one line without a line end.
    public func text(_ language: Language) -> String { KeyAccount.auditedEntryText(auditedEntry: self, language: language) }
}

extension Checkpoint {
    /// The same checkpoint with a signature.
    public func signed(_ signature: Foundation.Data) -> Checkpoint { KeyAccount.checkpointSigned(checkpoint: self, signature: signature) }
}

extension Checkpoint {
    /// The bytes that a signature is made over, each part on a line of its own:
    /// `keyaccount log checkpoint 1`, the count, the head, the time; every line ended by a line feed.
    public var signedBytes: Foundation.Data { KeyAccount.checkpointSignedBytes(checkpoint: self) }
}

extension Checkpoint {
    /// The head that the next segment goes on from.
    public var toHead: LogHead { KeyAccount.checkpointToHead(checkpoint: self) }
}

extension Composition {
    /// What the file consists of and lacks, as lines.
    public func text(_ language: Language) throws -> String { try KeyAccount.compositionText(composition: self, language: language) }
}

extension FileStatus {
    /// `draft`, `filed`, `frozen` or `disposed`.
    public var code: String { KeyAccount.fileStatusCode(fileStatus: self) }
}

extension LeftOutReason {
    /// The stable code.
    public var code: String { KeyAccount.leftOutReasonCode(leftOutReason: self) }
}

extension LeftOutReason {
    /// The reason as people read it.
    public func reading(_ language: Language) -> String { KeyAccount.leftOutReasonReading(leftOutReason: self, language: language) }
}

extension LogAlteration {
    /// What differs and where, as a sentence.
    public func text(_ language: Language) -> String { KeyAccount.logAlterationText(logAlteration: self, language: language) }
}

extension LogDifference {
    /// The stable code.
    public var code: String { KeyAccount.logDifferenceCode(logDifference: self) }
}

extension LogDifference {
    /// What differs, in one clause without a full stop.
    public func reading(_ language: Language) -> String { KeyAccount.logDifferenceReading(logDifference: self, language: language) }
}

extension LogFinding {
    /// What was found, in one clause without a full stop.
    public func sentence(_ language: Language) throws -> String { try KeyAccount.logFindingSentence(logFinding: self, language: language) }
}

extension LogFindings {
    /// Whether every rule was judged of every entry under the policy it was decided by, and nothing was found.
    public var isClean: Bool { get throws { try KeyAccount.logFindingsIsClean(logFindings: self) } }
}

extension LogFindings {
    /// What was found, one finding a line.
    public func text(_ language: Language) throws -> String { try KeyAccount.logFindingsText(logFindings: self, language: language) }
}

extension LogHead {
    /// What to keep somewhere else; `None` while there is no line.
    public var checkpoint: Checkpoint? { KeyAccount.logHeadCheckpoint(logHead: self) }
}

extension LogIntegrity {
    /// `intact`, `unanchored` or `altered`.
    public var code: String { KeyAccount.logIntegrityCode(logIntegrity: self) }
}

extension LogRule {
    /// The stable code, the rule's key in the policy.
    public var code: String { KeyAccount.logRuleCode(logRule: self) }
}

extension LogRule {
    /// The rule as people read it.
    public func reading(_ language: Language) -> String { KeyAccount.logRuleReading(logRule: self, language: language) }
}

extension LogVerification {
    /// Whether nothing was found to be altered.
    public var holds: Bool { KeyAccount.logVerificationHolds(logVerification: self) }
}

extension LogVerification {
    /// What was found, as sentences.
    public func text(_ language: Language) -> String { KeyAccount.logVerificationText(logVerification: self, language: language) }
}

extension Nda {
    /// Whether it holds on a day.
    public func holds(_ on: CalendarDate) -> Bool { KeyAccount.ndaHolds(nda: self, on: on) }
}

extension PartStatus {
    /// As people read it.
    public func reading(_ language: Language) -> String { KeyAccount.partStatusReading(partStatus: self, language: language) }
}

extension PrivacyReport {
    /// What became of the table, as lines.
    public func text(_ language: Language) -> String { KeyAccount.privacyReportText(privacyReport: self, language: language) }
}

extension QualityShare {
    /// `90.00% (9 of 10)`, or that there is nothing to judge.
    public func words(_ language: Language) throws -> String { try KeyAccount.qualityShareWords(qualityShare: self, language: language) }
}

extension IncidentAct {
    /// When it happened.
    public var at: CalendarTime { KeyAccount.incidentActAt(incidentAct: self) }
}

extension IncidentClock {
    /// How it stands in one sentence without a full stop: the step, until when, and whether in time.
    public func sentence(_ language: Language) -> String { KeyAccount.incidentClockSentence(incidentClock: self, language: language) }
}

extension IncidentReport {
    /// The clock of a step, if the incident needs it.
    public func clock(_ step: IncidentStep) -> IncidentClock? { KeyAccount.incidentReportClock(incidentReport: self, step: step) }
}

extension IncidentReport {
    /// The clocks in words, a line each.
    public func lines(_ language: Language) -> [String] { KeyAccount.incidentReportLines(incidentReport: self, language: language) }
}

extension DisposalPhase {
    /// The stable code, such as `approved_once`.
    public var code: String { KeyAccount.disposalPhaseCode(disposalPhase: self) }
}

extension DisposalPhase {
    /// Where the disposal stands as people read it, such as "approved once" or 一级批准.
    public func reading(_ language: Language) -> String { KeyAccount.disposalPhaseReading(disposalPhase: self, language: language) }
}

extension Hold {
    /// Whether it holds on a day.
    public func isActive(_ on: CalendarDate) -> Bool { KeyAccount.holdIsActive(hold: self, on: on) }
}

extension ContactKind {
    /// The kind of contact as people read it, such as "visit" or 拜访.
    public func reading(_ language: Language) -> String { KeyAccount.contactKindReading(contactKind: self, language: language) }
}

extension Moment {
    /// The instant; of a day, its first second.
    public var begins: CalendarTime { KeyAccount.momentBegins(moment: self) }
}

extension Moment {
    /// The instant; of a day, its last second, so that what holds up to a day holds on all of it.
    public var ends: CalendarTime { KeyAccount.momentEnds(moment: self) }
}

extension Table {
    /// The position of a column.
    public func column(_ name: String) -> Position? { KeyAccount.tableColumn(table: self, name: name) }
}

extension Table {
    /// Whether it is a register: a table that only decisions read, kept as it came.
    public var isRegister: Bool { KeyAccount.tableIsRegister(table: self) }
}

extension Table {
    /// Whether no row of it can name a customer, as with products: a book cut into partitions by customer
    /// has the whole table in each (`Partition`).
    public var isShared: Bool { KeyAccount.tableIsShared(table: self) }
}

extension Table {
    /// The table's name, also that of its file.
    public var name: String { KeyAccount.tableName(table: self) }
}

extension Table {
    /// Whether a row of it belongs to a customer, be it that another row says to whom.
    public var needsCustomer: Bool { KeyAccount.tableNeedsCustomer(table: self) }
}

extension Due {
    /// The same as it stands at an instant: its state and by how much it is overdue.
    public func at(_ now: CalendarTime) throws -> Due { try KeyAccount.dueAt(due: self, now: now) }
}

extension Due {
    /// The next instant at which its state or lateness is another one, or at which it falls away by itself;
    /// `None` if that never comes.
    public func nextChange(_ now: CalendarTime) throws -> CalendarTime? { try KeyAccount.dueNextChange(due: self, now: now) }
}

extension Due {
    /// Whether the day is one to remind of it: one of `remind_on`, or any day of its time if there are
    /// none, and every day on which it is overdue.
    public func remindsOn(_ day: CalendarDate) throws -> Bool { try KeyAccount.dueRemindsOn(due: self, day: day) }
}

extension Due {
    /// What it says, in one sentence without a full stop: what, about what, by when, by whom and why.
    public func sentence(_ language: Language) throws -> String { try KeyAccount.dueSentence(due: self, language: language) }
}

extension DueCode {
    /// The stable code.
    public var code: String { KeyAccount.dueCodeCode(dueCode: self) }
}

extension DueCode {
    /// Whether it is done by being in touch with a customer, which is then written down the same day (R70).
    public var isContact: Bool { KeyAccount.dueCodeIsContact(dueCode: self) }
}

extension DueCode {
    /// The part of the work it belongs to.
    public var kind: DueKind { KeyAccount.dueCodeKind(dueCode: self) }
}

extension DueCode {
    /// Whether it falls away when its time is over, instead of becoming overdue: greetings that come late
    /// are none.
    public var lapses: Bool { KeyAccount.dueCodeLapses(dueCode: self) }
}

extension DueCode {
    /// As people read it.
    public func reading(_ language: Language) -> String { KeyAccount.dueCodeReading(dueCode: self, language: language) }
}

extension DueKind {
    /// `incidents`, `calls`, `duties` or `retention`.
    public var code: String { KeyAccount.dueKindCode(dueKind: self) }
}

extension DueKind {
    /// As people read it.
    public func reading(_ language: Language) -> String { KeyAccount.dueKindReading(dueKind: self, language: language) }
}

extension DueState {
    /// `upcoming`, `due` or `overdue`.
    public var code: String { KeyAccount.dueStateCode(dueState: self) }
}

extension DueState {
    /// As people read it.
    public func reading(_ language: Language) -> String { KeyAccount.dueStateReading(dueState: self, language: language) }
}

extension DueUnit {
    /// `days` or `hours`.
    public var code: String { KeyAccount.dueUnitCode(dueUnit: self) }
}
