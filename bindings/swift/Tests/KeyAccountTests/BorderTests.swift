import Foundation
import XCTest

@testable import KeyAccount

/// What crosses the border between Swift and the library comes back as it went.
final class BorderTests: XCTestCase {
    private func terms(_ amount: KeyAccount.Decimal?) -> Terms { Terms(customer: "K1", amount: amount) }

    private func echoed(_ amount: KeyAccount.Decimal) throws -> KeyAccount.Decimal? {
        try ApprovalCase.open(id: "C1", kind: .keyAccount, applicant: "wang", unit: "north", terms: terms(amount)).terms().amount
    }

    func testNumbersKeepEveryDigit() throws {
        for text in [
            "0", "-0.000001", "79228162514264337593543950335", "79228162514264.337593543950335",
            "0.0000000000000000000000000001", "-79228162514264337593543950335", "1000000", "100.5",
        ] {
            let number = try plainDecimal(text)
            XCTAssertEqual(plainText(number), text)
            XCTAssertEqual(try echoed(number), number, text)
            XCTAssertEqual(valueText(value: .number(number)), text)
        }
        let widest = try plainDecimal(String(repeating: "9", count: 38))
        XCTAssertEqual(plainText(widest), String(repeating: "9", count: 38))
        XCTAssertEqual(try echoed(widest), widest)
        XCTAssertThrowsError(try plainDecimal("1,5"))
        XCTAssertThrowsError(try plainDecimal("12 apples"))
        XCTAssertThrowsError(try plainDecimal(""))
        XCTAssertEqual(KeyAccount.Decimal(90).written(places: 2), "90.00")
        XCTAssertEqual(try plainDecimal("66.67").written(places: 2), "66.67")
    }

    func testDaysAndMomentsKeepTheirFields() throws {
        for text in ["0001-01-01", "9999-12-31", "2024-02-29", "1900-02-28"] {
            let day = try CalendarDate(text: text)
            XCTAssertEqual(day.description, text)
            let holder = RoleHolder(personId: "P", role: "clerk", unit: nil, validFrom: day, validTo: nil)
            let people = [Person(personId: "P", name: nil)]
            let organisation = try Organisation(people: people, roleHolders: [holder], delegations: [])
            XCTAssertEqual(organisation.roleHolders(), [holder])
        }
        for text in ["2026-02-29", "1900-02-29", "2026-13-01", "2026-6-30", "2026-06-31", "0000-01-01", "x"] {
            XCTAssertThrowsError(try CalendarDate(text: text), text)
        }
        for text in ["2026-06-30T09:00:00", "0001-01-01T00:00:00", "2024-02-29T12:30:01", "2024-02-29T12:30:01.000000001"] {
            let at = try CalendarTime(text: text)
            XCTAssertEqual(at.description, text)
        }
        let at = try CalendarTime(text: "2026-06-30T23:59:59")
        XCTAssertEqual(lookingAt(at: at).at, at)
        XCTAssertThrowsError(try CalendarTime(text: "2026-06-30T24:00:00"))
    }

    func testADayDoesNotShiftWithTheTimeZone() throws {
        var shanghai = Calendar(identifier: .gregorian)
        shanghai.timeZone = TimeZone(secondsFromGMT: 8 * 3600)!
        var utc = Calendar(identifier: .gregorian)
        utc.timeZone = TimeZone(secondsFromGMT: 0)!
        // 2026-06-30 at 20:00 UTC is the next day in Shanghai.
        let moment = Date(timeIntervalSince1970: 1_782_849_600)
        XCTAssertEqual(CalendarDate(moment, in: utc).description, "2026-06-30")
        XCTAssertEqual(CalendarDate(moment, in: shanghai).description, "2026-07-01")
    }

    func testTextKeepsEveryCharacter() throws {
        for id in ["客户一", "emoji 🏭👩‍🚀", "𠮷野家", "é (combining)", "a\"b\\c", "零\u{200B}宽"] {
            let organisation = try Organisation(people: [Person(personId: id, name: id)], roleHolders: [], delegations: [])
            XCTAssertEqual(organisation.people().map { Array($0.personId.utf8) }, [Array(id.utf8)])
        }
    }

    func testListsMayBeEmptyOrLong() throws {
        XCTAssertEqual(try Organisation(people: [], roleHolders: [], delegations: []).people(), [])
        let many = (1...100_000).map { Person(personId: "P\($0)", name: "姓名\($0)") }
        XCTAssertEqual(try Organisation(people: many, roleHolders: [], delegations: []).people(), many)
    }

    func testNothingIsAnotherThingThanZero() throws {
        let empty = try ApprovalCase.open(id: "C1", kind: .keyAccount, applicant: "wang", unit: "north", terms: terms(nil))
        XCTAssertNil(empty.terms().amount)
    }

    func testAnErrorSaysWhatWhereAndHowToMendIt() throws {
        let text = "format = 1\nextends = \"standard\"\n[credit]\ngrace_dayz = 3\n"
        XCTAssertThrowsError(try Policy.fromText(file: "policy.toml", text: text)) { error in
            guard let refused = error as? KeyaccountError, let problem = refused.problems.first else {
                return XCTFail("\(error)")
            }
            XCTAssertEqual(refused.problems.count, 1)
            XCTAssertEqual(problem.code, .unknownKey)
            XCTAssertEqual(problem.code.code, "unknown_key")
            XCTAssertEqual(problem.file, "policy.toml")
            XCTAssertEqual(problem.line, 4)
            XCTAssertTrue((problem.remedy + problem.expected).contains("grace_days"), "\(problem)")
            XCTAssertTrue(refused.sentence(.english).contains("unknown key"))
            XCTAssertTrue(refused.sentence(.chinese).contains("未知的键"))
        }
    }

    func testARefusalCarriesItsVerdict() throws {
        let rules = try ApprovalRules.of(policy: Policy.shipped(name: "standard"))
        let draft = try ApprovalCase.open(
            id: "C1", kind: .keyAccount, applicant: "wang", unit: "north", terms: terms(500_000))
        let nothing = Json([String: Any]())
        let request = try SubmitRequest(
            on: CalendarDate(text: "2026-11-02"), by: "wang", papers: readPapers(nothing), circumstances: readCircumstances(nothing))
        XCTAssertThrowsError(try draft.submit(request: request, rules: rules)) { error in
            guard case KeyaccountError.NotPermitted(let verdict) = error else { return XCTFail("\(error)") }
            XCTAssertEqual(verdict.outcome, .deny)
            XCTAssertTrue(verdict.reasons.contains { $0.code == .missingDocuments })
        }
        XCTAssertEqual(draft.phase(), .draft)
    }

    func testASpentBuilderIsRefused() throws {
        let builder = BookBuilder(settings: defaultBookSettings())
        try builder.addCustomers(rows: [CustomerRow(customerId: "K1")])
        _ = try builder.finish()
        XCTAssertThrowsError(try builder.finish()) { error in
            guard case KeyaccountError.Spent = error else { return XCTFail("\(error)") }
        }
    }

    func testProgressIsToldAndMayEndTheTask() throws {
        final class Once: Progress, @unchecked Sendable {
            var told: [[UInt64]] = []
            func onProgress(done: UInt64, total: UInt64) -> Bool {
                told.append([done, total])
                return false
            }
        }
        let assessment = try assess(book: smallBook(), policy: Policy.shipped(name: "standard"), asOf: CalendarDate(text: "2026-06-30"))
        let once = Once()
        let cards = try assessment.exportCards(customerIds: ["K1", "K2"], audience: .internal, progress: once)
        XCTAssertEqual(once.told, [[1, 2]])
        XCTAssertEqual(cards.map(\.customerId), ["K1"])
        XCTAssertEqual(try readCard(file: "K1", bytes: cards[0].bytes), try assessment.card(customerId: "K1", audience: .internal))
    }

    func testACalendarMayComeFromTheApp() throws {
        final class Source: CalendarSource {
            func days(from: CalendarDate, to: CalendarDate) -> CalendarDays {
                CalendarDays(coversFrom: from, coversTo: to, weekend: [.sat, .sun], holidays: [from], makeUpDays: [], greetings: [])
            }
        }
        let newYear = try CalendarDate(text: "2026-01-01")
        let calendar = try WorkCalendar.ask(source: Source(), from: newYear, to: CalendarDate(text: "2026-12-31"))
        XCTAssertFalse(try calendar.isWorking(day: newYear))
        // Thursday is free, Friday is worked, then the weekend.
        XCTAssertEqual(try calendar.addWorkingDays(day: newYear, count: 2).description, "2026-01-05")
        XCTAssertThrowsError(try calendar.isWorking(day: CalendarDate(text: "2027-01-01")))
    }

    func testOnePolicyServesEightThreads() throws {
        let policy = try Policy.shipped(name: "standard")
        let book = try smallBook()
        let day = try CalendarDate(text: "2026-06-30")
        let expected = try assess(book: book, policy: policy, asOf: day).scores()
        let lock = NSLock()
        var equal = 0
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            for _ in 1...20 {
                let found = try? assess(book: book, policy: policy, asOf: day).scores()
                lock.lock()
                if found == expected { equal += 1 }
                lock.unlock()
            }
        }
        XCTAssertEqual(equal, 160)
    }

    func testWhatIsReleasedIsGivenBack() throws {
        func round() throws {
            let rules = try ApprovalRules.of(policy: Policy.shipped(name: "standard"))
            XCTAssertEqual(rules.tierOf(terms: terms(500_000)), "tier_3")
        }
        for _ in 1...2_000 { try round() }
        let before = try resident()
        for _ in 1...10_000 { try round() }
        let growth = try resident() - before
        print("growth over 10,000 policies created and released: \(growth) KiB")
        XCTAssertLessThanOrEqual(growth, 1024)
    }

    /// Resident memory in KiB, where the system tells it.
    private func resident() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        return Int(line.filter(\.isNumber)) ?? 0
    }

    private func smallBook() throws -> Book {
        try book { rows in
            let issued = try CalendarDate(text: "2026-01-05")
            try rows.addCustomers(rows: [CustomerRow(customerId: "K1"), CustomerRow(customerId: "K2")])
            try rows.addInvoices(rows: [
                InvoiceRow(invoiceId: "I1", customerId: "K1", issuedOn: issued, amount: 100, dueOn: CalendarDate(text: "2026-02-04"))
            ])
            try rows.addSettlements(rows: [SettlementRow(settledOn: CalendarDate(text: "2026-02-01"), amount: 100, invoiceId: "I1")])
        }
    }
}
