import Foundation
import XCTest

@testable import KeyAccount

/// Single steps of the arithmetic: by the function of that name where there is one, else by a book that needs it.
final class FunctionVectorsTests: XCTestCase {
    static let folder = "functions"
    private let differences = Differences()

    func testEveryStepGivesWhatWasWorkedOutByHand() throws {
        var run: [String: Int] = [:]
        for (file, vectors) in try vectorFiles(Self.folder) {
            for vector in vectors {
                differences.place = try "\(file) / \(vector.required("id", text))"
                let function = try vector.required("function") { $0 }
                let name = try function.code()
                try step(name, function.required(name) { $0 })
                run[name, default: 0] += 1
            }
        }
        print("steps: \(run.values.reduce(0, +)), \(run.keys.sorted().joined(separator: ", "))")
        // One that is lost, or comes and is passed over, is noticed.
        XCTAssertEqual(run.values.reduce(0, +), 154)
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
            let found = try portfolioMetrics(facts: PortfolioFacts(
                beginReceivables: try of.required("beginning_receivables", number), creditSales: try of.required("credit_sales", number),
                endReceivables: try of.required("ending_receivables", number), endCurrent: try of.required("ending_current", number),
                days: try of.required("days", wholeU32)))
            let keys = ["dso", "best_possible_dso", "average_days_delinquent", "cei"]
            let values = [found.dso, found.bestPossibleDso, found.averageDaysDelinquent, found.cei]
            for (key, value) in zip(keys, values) { differences.expect(key, .some(try of.required(key, number)), value) }
        case "quintiles":
            let values = try of.list("values", number)
            let smaller = try of.required("smaller_is_better", yes)
            let found = try values.map { value in
                UInt32(try quintile(rank: values.filter { smaller ? $0 < value : $0 > value }.count + 1, n: values.count))
            }
            differences.expect(name, try of.list("expect", wholeU32), found)
        case "growth":
            let found = try growth(this: of.required("current", number), previous: of.required("previous", number))
            differences.expect(name, .some(try of.optional("expect", number)), found)
        case "credit_limit":
            let terms = try creditTerms(of.required("grade", text))
            differences.expect("term", try of.required("term_days", wholeU32), terms.termDays)
            let found = try creditLimit(sales: of.required("average_monthly_sales", number), months: 1, terms: terms)
            differences.expect(name, .some(try of.required("limit", number)), found)
            // The average of the months, whatever their number.
            let four = try creditLimit(sales: of.required("average_monthly_sales", number) * 4, months: 4, terms: terms)
            differences.expect("\(name) by four months", .some(found), four)
        case "round":
            // What is rounded comes as a whole number of that many decimals.
            let places = UInt8(try of.required("places", whole))
            let found = try roundRatio(numerator: of.required("numerator", number), denominator: of.required("denominator", number), places: places)
            let rounded = found.map { Foundation.Decimal(sign: .plus, exponent: -Int(places), significand: $0) }
            try differences.named("expect", of, number, rounded)
        case "cumulative_shares":
            let found = try cumulativeShares(values: of.list("values", number))
            differences.expect(name, .some(try of.list("cumulative", number)), found)
        case "window":
            let asOf = try of.required("as_of", day)
            let months = PolicySetting(path: "credit.window_months", value: String(try of.required("months", whole)))
            let window = try card(settings: [months], asOf: asOf).credit.window
            differences.expect(name, Span(first: try of.required("first", day), last: asOf), window)
        case "band": try band(of)
        case "composite": try composite(of)
        case "review_due": try reviewDue(of)
        case "rank":
            let values = try texts("values")
            let (volume, profit) = try (lines(standard, values.map { ($0, "0") }), lines(standard, values.map { ("1", $0) }))
            let ranks = try of.list("ranks", whole).map(String.init)
            for (found, of) in [(volume, "volume"), (profit, "profit")] {
                try cells("\(of) rank", ranks, found, "\(of)_rank")
                try cells("\(of) score", texts("scores"), found, "\(of)_score")
            }
        case "max_ratio":
            let settings = ["volume.score", "profit.score"].map { PolicySetting(path: $0, value: "max_ratio") }
            let policy = try Policy.withSettings(file: "standard", text: source("standard"), settings: settings)
            let found = try lines(policy, texts("values").map { ($0, $0) })
            try cells("volume", texts("scores"), found, "volume_score")
            try cells("profit", texts("scores"), found, "profit_score")
        case "margin":
            let found = try lines(standard, [(of.required("amount", text), of.required("profit", text))])
            try cells(name, [of.optional("expect", text) ?? ""], found, "margin_percent")
        case "value_class":
            let found = try lines(standard, texts("values").map { ("1", $0) })
            try cells(name, texts("expect"), found, "value_class")
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

    /// The band a score reaches: all three scores are this one, so the composite is it too.
    private func band(_ of: Json) throws {
        let score = try of.required("score", number)
        let card = try scored(credit: score, volume: score, profit: score)
        let reached: (Foundation.Decimal?, ReachedBand?)
        switch try of.required("bands", text) {
        case "credit": reached = (card.credit.score, card.credit.band)
        case "composite": reached = (card.composite.score, card.grading.raw)
        case let other: throw FormError("no bands `\(other)`")
        }
        differences.expect("score", .some(score), reached.0)
        differences.expect("band", .some(try of.required("expect", text)), reached.1?.band)
    }

    private func composite(_ of: Json) throws {
        let scores = try ["credit", "volume", "profit"].map { try of.optional($0, number) }
        let card = try scored(credit: scores[0], volume: scores[1], profit: scores[2])
        differences.expect("what is weighted", scores, [card.credit.score, card.volume.score, card.profit.score])
        try differences.named("score", of, number, card.composite.score)
        // What caps make of the grade is another step.
        try differences.named("grade", of, text, card.grading.raw?.band)
    }

    /// When grades are given anew, after a time that is on record.
    private func reviewDue(_ of: Json) throws {
        let last = try of.required("last", day)
        let cycle: String
        switch try of.required("cycle", text) {
        case "every_6_months": cycle = "every_months = 6"
        case "yearly_by_31_march": cycle = "yearly_by = \"03-31\""
        case let other: throw FormError("no cycle `\(other)`")
        }
        let lines = try source("standard").split(separator: "\n", omittingEmptySubsequences: false)
        let changed = lines.map { $0.hasPrefix("every_months = 6") ? cycle : String($0) }.joined(separator: "\n")
        let book = try makeBook { rows in
            try rows.addCustomers(rows: [CustomerRow(customerId: "x")])
            try rows.declare(table: .invoices)
            try rows.addRuns(rows: [RunRow(kind: .reassessment, on: last, ok: true)])
        }
        let ahead = try XCTUnwrap(addMonths(date: last, months: 24).flatMap { CalendarTime(date: $0) })
        let looking = Looking(at: try XCTUnwrap(CalendarTime(date: last, hour: 12)), ahead: ahead)
        let assessment = try assess(book: book, policy: Policy.fromText(file: "policy", text: changed), asOf: last)
        let due = try assessment.due(calendar: WorkCalendar.plain(), looking: looking, kinds: [])
        let found = due.entries.filter { $0.what == .reassess }
        differences.expect("due", [try of.required("expect", day)], found.map { $0.until?.date })
    }

    private let since = CalendarDate(year: 2020, month: 1, day: 1)!
    private let yearsEnd = CalendarDate(year: 2026, month: 12, day: 31)!

    /// Whoever pays a day late has these points of credit.
    private func points(ofLate score: Foundation.Decimal) -> PolicySetting {
        let late = score.written(places: 2)
        return PolicySetting(path: "credit.curve", value: "[{ days = 0, points = 100 }, { days = 1, points = \(late) }]")
    }

    private func before(_ asOf: CalendarDate, _ days: Int) throws -> CalendarDate {
        try CalendarDate(asOf.date(in: utc).addingTimeInterval(TimeInterval(-86_400 * days)), in: utc)
    }

    /// The card of customer `x` in a book under `standard` with these settings.
    private func card(of book: Book, settings: [PolicySetting], asOf: CalendarDate) throws -> Explanation {
        let policy = try Policy.withSettings(file: "standard", text: source("standard"), settings: settings)
        return try assess(book: book, policy: policy, asOf: asOf).card(customerId: "x", audience: .internal)
    }

    /// Invoices of nine days ago that were paid a day late.
    private func addPaidLate(_ rows: BookBuilder, _ ids: [String], asOf: CalendarDate) throws {
        let (issued, due, paid) = try (before(asOf, 9), before(asOf, 4), before(asOf, 3))
        try rows.addInvoices(rows: ids.map { InvoiceRow(invoiceId: "I " + $0, customerId: $0, issuedOn: issued, amount: 100, dueOn: due) })
        try rows.addSettlements(rows: ids.map { SettlementRow(settledOn: paid, amount: 100, invoiceId: "I " + $0) })
    }

    /// A customer since 2020 who paid the only invoice a day late.
    private func card(settings: [PolicySetting], asOf: CalendarDate) throws -> Explanation {
        let book = try makeBook { rows in
            try rows.addCustomers(rows: [CustomerRow(customerId: "x", firstTradedOn: since, documentsComplete: true)])
            try addPaidLate(rows, ["x"], asOf: asOf)
        }
        return try card(of: book, settings: settings, asOf: asOf)
    }

    /// A customer with these scores: volume and profit are shares of the greatest, which another one has.
    private func scored(credit: Foundation.Decimal?, volume: Foundation.Decimal?, profit: Foundation.Decimal?) throws -> Explanation {
        let book = try makeBook { rows in
            try rows.addCustomers(rows: ["x", "greatest"].map { CustomerRow(customerId: $0, firstTradedOn: since, documentsComplete: true) })
            let ordered = try before(yearsEnd, 9)
            try rows.addOrderLines(rows: [
                OrderLineRow(
                    orderId: "O x", customerId: "x", orderedOn: ordered, amount: volume.map { $0 * 100 } ?? 1, profit: profit.map { $0 * 100 }),
                OrderLineRow(orderId: "O greatest", customerId: "greatest", orderedOn: ordered, amount: 10_000, profit: 10_000),
            ])
            try addPaidLate(rows, credit == nil ? ["greatest"] : ["x", "greatest"], asOf: yearsEnd)
        }
        var settings = ["volume.score", "profit.score"].map { PolicySetting(path: $0, value: "max_ratio") }
        settings.append(points(ofLate: credit ?? 100))
        // Nobody's quantities are known.
        if volume == nil { settings.append(PolicySetting(path: "volume.basis", value: "quantity")) }
        return try card(of: book, settings: settings, asOf: yearsEnd)
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
    private func cells(_ what: String, _ expected: [String], _ table: ScoreTable, _ column: String) throws {
        differences.expect("\(what), rows", expected.count, table.rows.count)
        for (customer, wanted) in try zip(table.rows.map { try $0[0].text }.sorted(), expected) {
            try differences.cell("\(what), \(customer)", wanted, table.cell(CustomerId(customer), column))
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
        try differences.cell("score", of.optional("expect", text) ?? "", scores.cell("x", "prospect_score"))
        try differences.cell("grade", of.optional("grade", text) ?? "", scores.cell("x", "prospect_grade"))
    }
}
