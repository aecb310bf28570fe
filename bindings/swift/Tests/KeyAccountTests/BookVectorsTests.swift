import Foundation
import XCTest

@testable import KeyAccount

/// Runs every book vector and reports all differences together.
final class BookVectorsTests: XCTestCase {
    static let folder = ""
    private let differences = Differences()

    private func expect(_ what: String, _ expected: String, _ found: String) {
        differences.expect(what, expected, found)
    }

    func testEveryBookGivesWhatWasWorkedOutByHand() throws {
        var count = 0
        for (file, vectors) in try vectorFiles(Self.folder) {
            for vector in vectors {
                count += 1
                differences.place = try "\(file) / \(vector.required("id", text))"
                try run(vector)
            }
        }
        print("\(count) book vectors")
        XCTAssertGreaterThan(count, 100)
        XCTAssertTrue(differences.all.isEmpty, differences.report)
    }

    private func run(_ vector: Json) throws {
        try vector.only(["id", "arithmetic", "as_of", "policy", "policy_text", "set", "settings", "book", "expect"])
        let expected = try vector.required("expect") { $0 }
        try expected.only([
            "order", "scores", "credit", "behaviour", "slices", "portfolio", "explained", "remedies", "notes", "first_note", "problems",
        ])
        let problems = try expected.optional("problems") { try $0.items().map(text).sorted().joined(separator: " ") }
        let found: Assessment
        do {
            found = try assess(book: readBook(vector), policy: policyOf(vector), asOf: vector.required("as_of", day))
        } catch KeyaccountError.BadInput(let refused) {
            expect("problems", problems ?? "a result", refused.map { $0.code.code }.sorted().joined(separator: " "))
            return
        }
        if let problems { expect("problems", problems, "a result") } else { try compare(expected, found) }
    }

    private func compare(_ expected: Json, _ found: Assessment) throws {
        let scores = found.scores()
        if let order = try expected.optional("order", { try $0.items().map(text).joined(separator: " ") }) {
            try expect("order of rows", order, scores.rows.map { try $0[0].text }.joined(separator: " "))
        }
        try cells("scores", expected.entries("scores"), scores)
        try cells("credit", expected.entries("credit"), found.creditMeasures())
        try cells("behaviour", expected.entries("behaviour"), found.behaviour())
        let portfolio = found.portfolioMeasures().rows
        for (metric, value) in try expected.entries("portfolio") {
            try differences.cell("portfolio, \(metric)", text(value), portfolio.first { try $0[0].text == metric }?[1])
        }
        for (language, of) in try expected.entries("explained") {
            try cells("explained, \(language)", of.entries(), found.explained(language: languageOf(language)))
        }
        for (customer, wanted) in try expected.entries("remedies") {
            try remedies("\(customer)", wanted.items(), found.remedies(customerId: CustomerId(customer)))
        }
        if let rows = try expected.optional("slices", { try $0.items() }) {
            try slices("slices", rows, found.slices())
        }
        let notes = found.notes()
        if let first = try expected.optional("first_note", text) {
            expect("first note", first, notes.first?.code.code ?? "")
        }
        for (code, count) in try expected.entries("notes") {
            let noted = notes.filter { $0.code.code == code }.reduce(0) { $0 + $1.count }
            try expect("note \(code)", String(whole(count)), String(noted))
        }
    }

    private func cells(_ what: String, _ expected: [(String, Json)], _ table: ScoreTable) throws {
        for (customer, cells) in expected {
            for (column, value) in try cells.entries() {
                try differences.cell("\(what), \(customer), \(column)", text(value), table.cell(CustomerId(customer), column))
            }
        }
    }

    private func slices(_ what: String, _ expected: [Json], _ table: ScoreTable) throws {
        expect("\(what), rows", String(expected.count), String(table.rows.count))
        for (row, cells) in expected.enumerated() where row < table.rows.count {
            for (column, value) in try cells.entries() {
                let at = table.columns.firstIndex { $0.name == column }
                try differences.cell("\(what), row \(row), \(column)", text(value), at.map { table.rows[row][$0] })
            }
        }
    }

    private func remedies(_ what: String, _ expected: [Json], _ found: [Remedy]) throws {
        expect("\(what), remedies", String(expected.count), String(found.count))
        for (wanted, remedy) in zip(expected, found) {
            differences.same("\(what), lever", try wanted.required("lever") { $0 }, remedy.lever)
            differences.same("\(what), outcome", try wanted.required("outcome") { $0 }, remedy.outcome)
            if let sentence = try wanted.optional("en", text) { try expect("\(what), remedy", sentence, remedy.sentence(.english)) }
            if let sentence = try wanted.optional("zh", text) { try expect("\(what), remedy", sentence, remedy.sentence(.chinese)) }
            if let concerns = try wanted.optional("concerns_others", yes) {
                try expect("\(what), concerns others", String(concerns), String(remedy.concernsOthers))
            }
        }
    }
}

func languageOf(_ code: String) -> Language { code == "zh" ? .chinese : .english }

/// The policy of a vector, with what is set in it.
func policyOf(_ vector: Json, usual: String = "standard") throws -> Policy {
    let name = try vector.optional("policy", text) ?? usual
    let text = try vector.optional("policy_text", text) ?? source(name)
    let settings = try vector.entries("set").map { try PolicySetting(path: $0.0, value: KeyAccountTests.text($0.1)) }
    return try Policy.withSettings(file: "policy", text: text, settings: settings)
}

/// The file of a shipped policy.
func source(_ name: String) throws -> String {
    guard let text = shippedPolicySource(name: name) else { throw FormError("no policy `\(name)`") }
    return text
}

/// The settings of a vector; what is left out keeps its default.
func settingsOf(_ vector: Json) throws -> BookSettings {
    let usual = defaultBookSettings()
    guard let given = try vector.optional("settings", { $0 }) else { return usual }
    try given.only([
        "currency", "unknown_customers", "missing_customer", "unknown_invoices", "unapplied_credit", "history_from",
        "partial", "amounts",
    ])
    let unknownCustomers: UnknownCustomers? = try given.optional("unknown_customers") {
        try ["refuse": .refuse, "add": .add, "skip": .skip][text($0)] ?? { throw FormError("unknown_customers") }()
    }
    return BookSettings(
        currency: try given.optional("currency", text),
        unknownCustomers: unknownCustomers ?? usual.unknownCustomers,
        missingCustomer: try given.optional("missing_customer") { try text($0) == "skip" ? .skip : .refuse } ?? usual.missingCustomer,
        unknownInvoices: try given.optional("unknown_invoices") { try text($0) == "skip" ? .skip : .refuse } ?? usual.unknownInvoices,
        unappliedCredit: try given.optional("unapplied_credit") { try text($0) == "report" ? .report : .carry } ?? usual.unappliedCredit,
        historyFrom: try given.optional("history_from", day),
        partial: try given.optional("partial", yes) ?? false,
        badRows: usual.badRows,
        amounts: try given.optional("amounts") { try text($0) == "incl" ? .inclusive : .exclusive }
    )
}

/// The book of a vector: a table left out is not there, an empty one has no rows.
func readBook(_ vector: Json) throws -> Book {
    let builder = try BookBuilder(settings: settingsOf(vector))
    for (table, given) in try vector.entries("book") { try add(table, given.items(), to: builder) }
    // What is wrong is named by `assess`, everything at once.
    return try builder.finishDeferred()
}

private func add(_ table: String, _ rows: [Json], to builder: BookBuilder) throws {
    switch table {
    case "customers": try builder.addCustomers(rows: rows.map(readCustomerRow))
    case "products": try builder.addProducts(rows: rows.map(readProductRow))
    case "orders": try builder.addOrders(rows: rows.map(readOrderRow))
    case "order_lines": try builder.addOrderLines(rows: rows.map(readOrderLineRow))
    case "invoices": try builder.addInvoices(rows: rows.map(readInvoiceRow))
    case "settlements": try builder.addSettlements(rows: rows.map(readSettlementRow))
    case "delay_reasons": try builder.addDelayReasons(rows: rows.map(readDelayReasonRow))
    case "credit_facts": try builder.addCreditFacts(rows: rows.map(readCreditFactRow))
    case "prospect_assessments": try builder.addProspectAssessments(rows: rows.map(readProspectAssessmentRow))
    case "ratings": try builder.addRatings(rows: rows.map(readRatingRow))
    case "grade_overrides": try builder.addGradeOverrides(rows: rows.map(readGradeOverrideRow))
    case "contracts": try builder.addContracts(rows: rows.map(readContractRow))
    case "contacts": try builder.addContacts(rows: rows.map(readContactRow))
    case "evaluations": try builder.addEvaluations(rows: rows.map(readEvaluationRow))
    case "people": try builder.addPeople(rows: rows.map(readPersonRow))
    case "role_holders": try builder.addRoleHolders(rows: rows.map(readRoleHolderRow))
    case "delegations": try builder.addDelegations(rows: rows.map(readDelegationRow))
    case "documents": try builder.addDocuments(rows: rows.map(readDocumentRow))
    case "ndas": try builder.addNdas(rows: rows.map(readNdaRow))
    case "grants": try builder.addGrants(rows: rows.map(readGrantRow))
    case "holds": try builder.addHolds(rows: rows.map(readHoldRow))
    case "contact_log": try builder.addContactLog(rows: rows.map(readContactEntryRow))
    case "reminders": try builder.addReminders(rows: rows.map(readReminderRow))
    case "runs": try builder.addRuns(rows: rows.map(readRunRow))
    case "changes": try builder.addChanges(rows: rows.map(readChangeRow))
    case "archive_records": try builder.addArchiveRecords(rows: rows.map(readArchiveRecordRow))
    case "records": try builder.addRecords(rows: rows.map(readRecordRow))
    default: throw FormError("no table `\(table)`")
    }
}
