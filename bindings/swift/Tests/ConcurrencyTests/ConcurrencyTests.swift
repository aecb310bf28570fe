import Foundation
import KeyAccount
import XCTest

/// Compiled in Swift 6, where a value that may not cross threads is an error.
final class ConcurrencyTests: XCTestCase {
    func testValuesAndObjectsCrossTasks() async throws {
        let policy = try Policy.shipped(name: "standard")
        let row = CustomerRow(customerId: "K1", name: "江南机械")
        let day = try CalendarDate(text: "2026-06-30")
        let book = try await Task.detached {
            try makeBook {
                try $0.addCustomers(rows: [row])
                try $0.declare(table: .invoices)
            }
        }.value
        let cards = try await withThrowingTaskGroup(of: Explanation.self) { group in
            for _ in 1...8 {
                group.addTask { try assess(book: book, policy: policy, asOf: day).card(customerId: "K1", audience: .internal) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        XCTAssertEqual(cards.count, 8)
        XCTAssertTrue(cards.allSatisfy { $0 == cards[0] && $0.customer.name == "江南机械" })
        let error = await Task.detached { () -> KeyaccountError? in
            do { _ = try Policy.shipped(name: "none") } catch { return error as? KeyaccountError }
            return nil
        }.value
        XCTAssertEqual(error?.problems.count, 1)
    }
}
