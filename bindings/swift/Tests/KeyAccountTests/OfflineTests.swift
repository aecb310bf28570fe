import Foundation
import XCTest

@testable import KeyAccount

/// A phone holds one customer of the three; the office holds all.
final class OfflineTests: XCTestCase {
    private let everybody = ["K1", "K2", "K3"]

    private func bookOf(_ ids: [String], partial: Bool) throws -> Book {
        let usual = defaultBookSettings()
        let settings = BookSettings(
            currency: usual.currency, unknownCustomers: usual.unknownCustomers, missingCustomer: usual.missingCustomer,
            unknownInvoices: usual.unknownInvoices, unappliedCredit: usual.unappliedCredit, historyFrom: usual.historyFrom,
            partial: partial, badRows: usual.badRows, amounts: usual.amounts)
        let sales: [String: KeyAccount.Decimal] = ["K1": 300, "K2": 200, "K3": 100]
        let january = try CalendarDate(text: "2026-01-05")
        return try makeBook(settings) { rows in
            try rows.addCustomers(rows: ids.map { CustomerRow(customerId: $0) })
            try rows.addOrderLines(rows: ids.map { id in
                OrderLineRow(orderId: "O" + id, customerId: id, orderedOn: january, amount: sales[id], profit: 10)
            })
            try rows.addInvoices(rows: ids.map { id in
                try InvoiceRow(
                    invoiceId: "I" + id, customerId: id, issuedOn: january, amount: sales[id] ?? 0, dueOn: CalendarDate(text: "2026-02-04"))
            })
            try rows.addSettlements(rows: ids.map { id in
                try SettlementRow(settledOn: CalendarDate(text: "2026-02-01"), amount: sales[id] ?? 0, invoiceId: "I" + id)
            })
        }
    }

    private func today() throws -> CalendarDate { try CalendarDate(text: "2026-06-30") }

    func testAPartialBookScoresCreditAndSaysWhyNotTheRest() throws {
        let policy = try Policy.shipped(name: "standard")
        let phone = try assess(book: bookOf(["K2"], partial: true), policy: policy, asOf: today())
        let card = try phone.card(customerId: "K2", audience: .internal)
        // Paid three days early: full points.
        XCTAssertEqual(card.credit.score, 100)
        for why in [card.volume.unrated, card.profit.unrated] {
            XCTAssertEqual(why?.code, .partialPopulation)
            XCTAssertEqual(try why?.sentence(.english).isEmpty, false)
            XCTAssertEqual(try why?.sentence(.chinese).isEmpty, false)
        }
        XCTAssertNil(card.volume.score)
        XCTAssertNil(card.composite.score)
        XCTAssertNil(card.grade)
        XCTAssertTrue(try bookOf(["K2"], partial: true).isPartial())
    }

    func testAgainstThePopulationItIsTheFullRun() throws {
        let policy = try Policy.shipped(name: "standard")
        let office = try assess(book: bookOf(everybody, partial: false), policy: policy, asOf: today())
        let sent = office.population().toBytes()
        let population = try Population.fromBytes(file: "population", bytes: sent)
        XCTAssertEqual(population.digest(), office.population().digest())
        let phone = try assessAgainst(
            book: bookOf(["K2"], partial: true), policy: policy, asOf: today(), population: population)
        let there = try office.card(customerId: "K2", audience: .internal)
        let here = try phone.card(customerId: "K2", audience: .internal)
        // Rank 2 of 3: 100 × (3 - 2 + 1) ÷ 3.
        XCTAssertEqual(here.volume.score, try Foundation.Decimal(text: "66.67"))
        XCTAssertEqual(here.volume.score, there.volume.score)
        XCTAssertEqual(here.profit.score, there.profit.score)
        XCTAssertEqual(here.composite, there.composite)
        XCTAssertNotNil(here.grade)
        XCTAssertEqual(here.grade, there.grade)
        XCTAssertEqual(phone.stamp().populationDigest, population.digest())
    }

    func testAnotherPopulationIsRefused() throws {
        let policy = try Policy.shipped(name: "standard")
        let office = try assess(book: bookOf(everybody, partial: false), policy: policy, asOf: today())
        let sent = office.population().toBytes()
        let part = try bookOf(["K2"], partial: true)
        XCTAssertEqual(
            try codes {
                _ = try assessAgainst(
                    book: part, policy: Policy.shipped(name: "max_ratio"), asOf: today(),
                    population: Population.fromBytes(file: "population", bytes: sent))
            }, [.policyMismatch])
        let changed = String(decoding: sent, as: UTF8.self).replacingOccurrences(of: "\"customers\":3", with: "\"customers\":4")
        XCTAssertNotEqual(Data(changed.utf8), sent)
        XCTAssertEqual(try codes { _ = try Population.fromBytes(file: "population", bytes: Data(changed.utf8)) }, [.bookMismatch])
        XCTAssertEqual(try codes { _ = try Population.fromBytes(file: "population", bytes: Data([0xff, 0xfe])) }, [.badEncoding])
    }

    func testACardOfTheFullRunIsShownAsItWas() throws {
        let policy = try Policy.shipped(name: "standard")
        let office = try assess(book: bookOf(everybody, partial: false), policy: policy, asOf: today())
        let stored = try office.exportCards(customerIds: ["K2"], audience: .customer, progress: nil)
        let shown = try readCard(file: "K2.json", bytes: stored[0].bytes)
        let there = try office.card(customerId: "K2", audience: .customer)
        for language in Language.allCases { XCTAssertEqual(try shown.text(language), try there.text(language)) }
        XCTAssertEqual(shown.grade, there.grade)
        // The customer's copy leaves out what only the company has, such as the digest of the book.
        XCTAssertNil(shown.stamp)
        let inside = try office.exportCards(customerIds: ["K2"], audience: .internal, progress: nil)
        XCTAssertEqual(try readCard(file: "K2.json", bytes: inside[0].bytes).stamp, office.stamp())
    }

    /// The codes of the problems something is refused with.
    private func codes(_ refused: () throws -> Void) throws -> [ProblemCode] {
        do { try refused() } catch let error as KeyaccountError { return error.problems.map(\.code) }
        return []
    }
}
