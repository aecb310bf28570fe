import Foundation
import XCTest

@testable import KeyAccount

/// Days at the ends of the calendar, and moments of Foundation.
final class CalendarTests: XCTestCase {
    private let utc = TimeZone(secondsFromGMT: 0)!
    private let lastDay = CalendarDate(year: 9999, month: 12, day: 31)!

    /// The library counts on from the last day an app may give, 31 December 9999, and back from the first.
    func testDaysThatTheLibraryWorksOutMayLieBeyondThoseItIsGiven() throws {
        let january = "+10000-01-01"
        func days(_ text: String, _ months: Int32) throws -> String? {
            addMonths(date: try CalendarDate(text: text), months: months)?.description
        }
        // 120,000 months are 10,000 years; a year zero precedes the year 1.
        XCTAssertEqual(try days("2026-06-30", 120_000), "+12026-06-30")
        XCTAssertEqual(try days("0001-01-01", -1), "0000-12-01")
        XCTAssertEqual(try days("0001-01-01", -13), "-0001-12-01")
        // There and back.
        XCTAssertEqual(addMonths(date: try XCTUnwrap(addMonths(date: lastDay, months: 1)), months: -1), lastDay)
        // 9999-12-31 is a Friday, so that Monday is the third.
        XCTAssertEqual(try WorkCalendar.plain().addWorkingDays(day: lastDay, count: 1).description, "+10000-01-03")

        // A hold that ends with the calendar: the record may go the day after.
        let policy = try Policy.shipped(name: "standard")
        let record = KeptRecord(
            recordId: "R-1", customers: ["K1"], department: "north", keptAs: [try KeptAs(class: "contracts", triggerOn: CalendarDate(text: "2010-01-01"))])
        let hold = try Hold(customerId: "K1", kind: .legalHold, from: CalendarDate(text: "2026-01-01"), to: lastDay)
        let asked = try CalendarDate(text: "2026-02-01")
        let retention = try RetentionSchedule.of(policy: policy)
        XCTAssertEqual(try retention.schedule(record: record, holds: [hold], asOf: asked).nextChange?.description, january)
        XCTAssertEqual(waits(try retention.explain(record: record, holds: [hold], asOf: asked)), [january])

        // The same of a disposal that nobody may approve yet.
        let since = try CalendarDate(text: "2020-01-01")
        let held: [(String, String, String?)] = [("ma", "maintainer", nil), ("dm", "department_manager", "north")]
        let holders = held.map {
            RoleHolder(personId: PersonId($0.0), role: $0.1, unit: $0.2, validFrom: since, validTo: nil)
        }
        let organisation = try Organisation(people: [], roleHolders: holders, delegations: [])
        let disposal = try Disposal.open(id: "XH-1", department: "north", policy: Policy.shipped(name: "strict_archive"))
        _ = try disposal.act(
            request: DisposalRequest(on: asked, by: "ma", act: .propose(records: [record])), organisation: organisation, holds: [])
        let approval = DisposalRequest(on: asked, by: "dm", act: .approve)
        XCTAssertEqual(waits(disposal.explain(request: approval, organisation: organisation, holds: [hold])), [january])

        // A role that is held to the last day: what is due to its holder changes after it.
        let book = try makeBook { rows in
            try rows.addCustomers(rows: [CustomerRow(customerId: "K1")])
            try rows.declare(table: .invoices)
            try rows.addRoleHolders(rows: [RoleHolderRow(personId: "wang", role: "staff", validFrom: since, validTo: lastDay)])
        }
        let due = try assess(book: book, policy: policy, asOf: asked).dueFor(
            person: "wang", calendar: WorkCalendar.plain(), looking: lookingAt(at: CalendarTime(date: asked)!), kinds: [.incidents])
        XCTAssertEqual(due.nextChange?.description, january + "T00:00:00")
    }

    /// The days that a verdict says to wait for.
    private func waits(_ verdict: Verdict) -> [String] {
        verdict.remedies.flatMap(\.steps).compactMap { step in
            if case .from(let day) = step.change { return day.description }
            return nil
        }
    }

    func testADayBeyondTheYear9999IsNoInputAndIsStoredAllTheSame() throws {
        for text in ["+10000-01-01", "10000-01-01", "0000-12-31", "-0001-01-01", "+2026-06-30"] {
            XCTAssertThrowsError(try CalendarDate(text: text), text)
            XCTAssertThrowsError(try CalendarTime(text: text + "T00:00:00"), text)
        }
        XCTAssertNil(CalendarDate(year: 10_000, month: 1, day: 1))
        XCTAssertNil(CalendarDate(year: 0, month: 1, day: 1))
        let beyond = try XCTUnwrap(addMonths(date: lastDay, months: 1))
        XCTAssertEqual([beyond.year, beyond.month, beyond.day], [10_000, 1, 31])
        XCTAssertLessThan(lastDay, beyond)
        XCTAssertEqual(try JSONDecoder().decode([CalendarDate].self, from: JSONEncoder().encode([beyond])), [beyond])
    }

    /// The library's calendar is the Gregorian one throughout; Foundation's own is Julian before 15 October 1582.
    func testMomentsLongAgoFallOnTheDaysOfTheLibrary() throws {
        // 15 October 1582 is 141,427 days before 1970, and 1 January of the year 1 is 719,162 days before.
        for (days, text) in [
            (0, "1970-01-01"), (-1, "1969-12-31"), (-141_427, "1582-10-15"), (-141_428, "1582-10-14"), (-719_162, "0001-01-01"),
            (11_016, "2000-02-29"), (11_017, "2000-03-01"), (-25_508, "1900-03-01"), (-25_509, "1900-02-28"),
        ] {
            let noon = Date(timeIntervalSince1970: TimeInterval(days * 86_400 + 43_200))
            XCTAssertEqual(try CalendarDate(noon, in: utc).description, text)
            XCTAssertEqual(try CalendarDate(text: text).date(in: utc), Date(timeIntervalSince1970: TimeInterval(days * 86_400)))
        }
        // A second before 1970, and half a second.
        for before in [-1, -0.5] {
            XCTAssertEqual(try CalendarTime(Date(timeIntervalSince1970: before), in: utc).description, "1969-12-31T23:59:59")
        }
        // The day after is the next number, through every leap rule.
        var day = try CalendarDate(text: "1999-12-31")
        for number in 10_957..<10_957 + 146_097 {
            let next = try XCTUnwrap(CalendarDate(dayNumber: number))
            XCTAssertEqual(next.dayNumber, number)
            let follows = next.day == day.day + 1 || (next.day == 1 && day.day == CalendarDate.days(of: day.month, in: day.year))
            if !follows || next < day { return XCTFail("\(next) after \(day)") }
            day = next
        }
        XCTAssertEqual(day.description, "2399-12-31")
    }

    func testAMomentOutsideTheCalendarIsRefused() throws {
        for moment in [
            Date.distantPast, Date(timeIntervalSince1970: 253_402_300_800), Date(timeIntervalSince1970: -62_135_596_801),
            Date(timeIntervalSince1970: .infinity), Date(timeIntervalSince1970: .nan), Date(timeIntervalSince1970: 1e300),
        ] {
            XCTAssertThrowsError(try CalendarDate(moment, in: utc)) { XCTAssertTrue($0 is NotAValue, "\($0)") }
            XCTAssertThrowsError(try CalendarTime(moment, in: utc)) { XCTAssertTrue($0 is NotAValue, "\($0)") }
        }
        XCTAssertEqual(try CalendarDate(Date.distantFuture, in: utc).description, "4001-01-01")
        XCTAssertEqual(try CalendarTime(Date(timeIntervalSince1970: 253_402_300_799), in: utc).description, "9999-12-31T23:59:59")
    }

    func testADayBeginsAtMidnightWhereItIs() throws {
        let shanghai = TimeZone(secondsFromGMT: 8 * 3600)!
        let day = try CalendarDate(text: "2026-07-01")
        // 20,635 days after 1970-01-01: 56 years, 14 leap days and 181 days of 2026.
        XCTAssertEqual(day.date(in: utc), Date(timeIntervalSince1970: 20_635 * 86_400))
        XCTAssertEqual(day.date(in: shanghai), Date(timeIntervalSince1970: 20_635 * 86_400 - 8 * 3_600))
        XCTAssertEqual(try CalendarDate(day.date(in: shanghai), in: shanghai), day)
        let at = try CalendarTime(text: "2026-07-01T08:30:15.5")
        XCTAssertEqual(at.date(in: shanghai), Date(timeIntervalSince1970: 20_635 * 86_400 + 1_815.5))

        // Where clocks are put forward over midnight, forward and back, and back over midnight.
        for (zone, text, shown) in [
            ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00"), ("Asia/Beirut", "2024-03-31", "2024-03-30T22:00:00"),
            ("Asia/Beirut", "2024-10-27", "2024-10-26T22:00:00"), ("America/Havana", "2024-11-03", "2024-11-03T04:00:00"),
            ("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00"), ("Europe/Berlin", "2026-03-30", "2026-03-29T22:00:00"),
        ] {
            let there = try XCTUnwrap(TimeZone(identifier: zone))
            let begins = try CalendarDate(text: text).date(in: there)
            XCTAssertEqual(try CalendarTime(begins, in: utc).description, shown, "\(zone), \(text)")
            XCTAssertEqual(try CalendarDate(begins, in: there).description, text, zone)
        }
    }
}
