import Foundation
import XCTest

@testable import KeyAccount

/// Runs every vector of a single step that the library shows, or that shows in the tables of a small book.
final class FunctionVectorsTests: XCTestCase {
    static let folder = "functions"
    /// Steps of the arithmetic that phones do not have alone, and where what they come to is run.
    private static let inside = [
        "round": "whatever is published is rounded: the scores, shares and limits of every book",
        "window": "which rows a book counts: windows.json",
        "band": "the grades of every book, and of the shipped policies: shipped_policies_credit.json",
        "composite": "the composite scores and grades of books: worked_composite.json",
        "cumulative_shares": "curves over all customers are drawn where the whole book is",
        "review_due": "the day of reassessment among the duties: due/duties.json",
    ]

    private let differences = Differences()

    func testEveryStepGivesWhatWasWorkedOutByHand() throws {
        var run: [String: Int] = [:]
        var notRun: Set<String> = []
        for (file, vectors) in try vectorFiles(Self.folder) {
            for vector in vectors {
                differences.place = try "\(file) / \(vector.required("id", text))"
                let function = try vector.required("function") { $0 }
                let name = try function.code()
                if Self.inside[name] != nil {
                    notRun.insert(name)
                } else {
                    try step(name, function.required(name) { $0 })
                    run[name, default: 0] += 1
                }
            }
        }
        print("steps: \(run.values.reduce(0, +)), \(run.keys.sorted().joined(separator: ", "))")
        for (name, reason) in Self.inside.sorted(by: { $0.key < $1.key }) { print("not run alone: \(name): \(reason)") }
        XCTAssertGreaterThan(run.values.reduce(0, +), 40)
        XCTAssertEqual(notRun, Set(Self.inside.keys))
        XCTAssertTrue(differences.all.isEmpty, differences.report)
    }

    private func step(_ name: String, _ of: Json) throws {
        func texts(_ key: String) throws -> [String] { try of.list(key, text) }
        let standard = try Policy.shipped(name: "standard")
        switch name {
        case "add_months":
            let found = addMonths(date: try of.required("date", day), months: Int32(try of.required("months", whole)))
            differences.expect(name, .some(try of.required("expect", day)), found)
        case "portfolio":
            let found = portfolioMetrics(facts: PortfolioFacts(
                beginReceivables: try of.required("beginning_receivables", number), creditSales: try of.required("credit_sales", number),
                endReceivables: try of.required("ending_receivables", number), endCurrent: try of.required("ending_current", number),
                days: try of.required("days", wholeU32)))
            let keys = ["dso", "best_possible_dso", "average_days_delinquent", "cei"]
            let values = [found.dso, found.bestPossibleDso, found.averageDaysDelinquent, found.cei]
            for (key, value) in zip(keys, values) { differences.expect(key, .some(try of.required(key, number)), value) }
        case "quintiles":
            let values = try of.list("values", number)
            let smaller = try of.required("smaller_is_better", yes)
            let found = values.map { value in
                UInt32(quintile(rank: values.filter { smaller ? $0 < value : $0 > value }.count + 1, n: values.count))
            }
            differences.expect(name, try of.list("expect", wholeU32), found)
        case "growth":
            let found = growth(this: try of.required("current", number), previous: try of.required("previous", number))
            differences.expect(name, .some(try of.optional("expect", number)), found)
        case "credit_limit":
            let terms = try creditTerms(of.required("grade", text))
            differences.expect("term", try of.required("term_days", wholeU32), terms.termDays)
            let found = creditLimit(sales: try of.required("average_monthly_sales", number), months: 1, terms: terms)
            differences.expect(name, .some(try of.required("limit", number)), found)
            // The average of the months, whatever their number.
            let four = creditLimit(sales: try of.required("average_monthly_sales", number) * 4, months: 4, terms: terms)
            differences.expect("\(name) by four months", .some(found), four)
        case "rank":
            let values = try texts("values")
            let (volume, profit) = try (lines(standard, values.map { ($0, "0") }), lines(standard, values.map { ("1", $0) }))
            let ranks = try of.list("ranks", whole).map(String.init)
            for (found, of) in [(volume, "volume"), (profit, "profit")] {
                cells("\(of) rank", ranks, found, "\(of)_rank")
                cells("\(of) score", try texts("scores"), found, "\(of)_score")
            }
        case "max_ratio":
            let settings = ["volume.score", "profit.score"].map { PolicySetting(path: $0, value: "max_ratio") }
            let policy = try Policy.withSettings(file: "standard", text: source("standard"), settings: settings)
            let found = try lines(policy, texts("values").map { ($0, $0) })
            cells("volume", try texts("scores"), found, "volume_score")
            cells("profit", try texts("scores"), found, "profit_score")
        case "margin":
            let found = try lines(standard, [(of.required("amount", text), of.required("profit", text))])
            cells(name, [try of.optional("expect", text) ?? ""], found, "margin_percent")
        case "value_class":
            let found = try lines(standard, texts("values").map { ("1", $0) })
            cells(name, try texts("expect"), found, "value_class")
        case "points": try points(of)
        case "access":
            let policy = try Policy.fromText(
                file: "policy", text: of.optional("policy_text", text) ?? source(of.required("policy", text)))
            let rules = try FileAccessRules.of(policy: policy)
            for (action, expected) in try of.entries("expect") {
                let asked = try readArchiveAction(Json(action))
                let found = try texts("roles").map { Self.code(rules.permission(role: $0, action: asked)) }
                differences.expect(action, try expected.items().map(text), found)
            }
        case "prospect": try prospect(of, standard)
        default: throw FormError("no step `\(name)`")
        }
    }

    /// What a shipped policy says of a grade, such as `AAA = { coefficient = 1.5, term_days = 90 }`.
    private func creditTerms(_ grade: String) throws -> CreditTerms {
        let lines = try source("standard").split(separator: "\n").filter { $0.hasPrefix("\(grade) = { coefficient = ") }
        let numbers = lines.first?.split(separator: "}")[0].split { !"0123456789.".contains($0) } ?? []
        guard lines.count == 1, numbers.count == 2, let days = UInt32(numbers[1]) else { throw FormError("no terms of \(grade)") }
        return try CreditTerms(coefficient: Foundation.Decimal(text: String(numbers[0])), termDays: days)
    }

    private static func code(_ permission: Permission) -> String {
        switch permission {
        case .allow: return "allow"
        case .ownCustomers: return "own"
        case .needsApproval: return "approval"
        case .needsTwoApprovals: return "two_approvals"
        case .deny: return "deny"
        }
    }

    /// One customer for each line of amount and profit, in that order.
    private func lines(_ policy: Policy, _ lines: [(String, String)]) throws -> ScoreTable {
        let (before, inMay) = try (CalendarDate(text: "2020-01-01"), CalendarDate(text: "2026-05-01"))
        let book = try makeBook { rows in
            try rows.addCustomers(rows: lines.indices.map { CustomerRow(customerId: id($0), firstTradedOn: before) })
            try rows.addOrderLines(rows: lines.enumerated().map { at, line in
                try OrderLineRow(
                    orderId: "order \(at)", customerId: id(at), orderedOn: inMay, amount: Foundation.Decimal(text: line.0), profit: Foundation.Decimal(text: line.1))
            })
        }
        return try assess(book: book, policy: policy, asOf: CalendarDate(text: "2026-12-31")).scores()
    }

    private func id(_ at: Int) -> String { "customer " + CalendarDate.padded(at, 3) }

    /// Holds a column of the score table, in the order of ids, against what it must be.
    private func cells(_ what: String, _ expected: [String], _ table: ScoreTable, _ column: String) {
        differences.expect("\(what), rows", expected.count, table.rows.count)
        for (customer, wanted) in zip(table.rows.map { $0[0].text }.sorted(), expected) {
            differences.cell("\(what), \(customer)", wanted, table.cell(customer, column))
        }
    }

    /// The credit of a customer whose only invoice was paid so many days late: its points, published with two decimals.
    private func points(_ of: Json) throws {
        var (exact, points) = (try of.required("expect", number), Foundation.Decimal())
        NSDecimalRound(&points, &exact, 2, .plain)
        let late = try of.required("days", whole)
        // Days are counted from a day that is long before any of them.
        let paid = Date(timeIntervalSince1970: 0).addingTimeInterval(TimeInterval(86_400 * 20_000))
        func day(_ later: Int) throws -> CalendarDate { try CalendarDate(paid.addingTimeInterval(TimeInterval(86_400 * later)), in: utc) }
        let book = try makeBook { rows in
            try rows.addCustomers(rows: [
                CustomerRow(customerId: "x", firstTradedOn: CalendarDate(text: "2020-01-01"), documentsComplete: true)
            ])
            try rows.addInvoices(rows: [
                InvoiceRow(invoiceId: "I1", customerId: "x", issuedOn: day(min(0, -late) - 1), amount: 100, dueOn: day(-late))
            ])
            try rows.addSettlements(rows: [SettlementRow(settledOn: day(0), amount: 100, invoiceId: "I1")])
        }
        let policy = try Policy.shipped(name: of.required("curve", text))
        let scores = try assess(book: book, policy: policy, asOf: day(10)).scores()
        differences.expect("credit", .some(points), scores.cell("x", "credit_score")?.decimal)
    }

    private let utc = TimeZone(secondsFromGMT: 0)!

    private func prospect(_ of: Json, _ policy: Policy) throws {
        let means = try of.required("ratings") { try $0.items().map { $0.value is NSNull ? nil : try number($0) } }
        let book = try makeBook { rows in
            try rows.addCustomers(rows: [CustomerRow(customerId: "x")])
            try rows.declare(table: .invoices)
            // Ratings are whole numbers: a mean of a half is that of two assessors.
            for (assessor, mode) in [("lin", Foundation.Decimal.RoundingMode.down), ("osei", .up)] {
                let ratings = means.map { mean in
                    mean.map { mean in
                        var (mean, rounded) = (mean, Foundation.Decimal())
                        NSDecimalRound(&rounded, &mean, 0, mode)
                        return rounded
                    }
                }
                try rows.addProspectAssessments(rows: [
                    ProspectAssessmentRow(
                        customerId: "x", assessor: assessor, assessedOn: CalendarDate(text: "2026-11-01"), scale: ratings[0],
                        financialStrength: ratings[1], industryPosition: ratings[2], growthPotential: ratings[3],
                        needFit: ratings[4], competitionCost: ratings[5])
                ])
            }
        }
        let scores = try assess(book: book, policy: policy, asOf: CalendarDate(text: "2026-12-31")).scores()
        differences.cell("score", try of.optional("expect", text) ?? "", scores.cell("x", "prospect_score"))
        differences.cell("grade", try of.optional("grade", text) ?? "", scores.cell("x", "prospect_grade"))
    }
}
