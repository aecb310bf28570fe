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
        // 28 digits, and the 29 that still fit 96 bits.
        for text in [
            "0", "-0.000001", "79228162514264337593543950335", "79228162514264.337593543950335",
            "0.0000000000000000000000000001", "-79228162514264337593543950335", "1000000", "100.5",
            "1234567890123456789012345678", "0.1234567890123456789012345678",
        ] {
            let number = try Foundation.Decimal(text: text)
            XCTAssertEqual(plainText(number), text)
            XCTAssertEqual(try valueText(value: .number(number)), text)
        }
        let widest = String(repeating: "9", count: 38)
        XCTAssertEqual(plainText(try Foundation.Decimal(text: widest)), widest)
        XCTAssertEqual(try valueText(value: .quantity(Foundation.Decimal(text: widest))), widest)
        // The widest amount of a contract: 22 digits before the point and 6 after it, there and back.
        for text in ["0.000001", "9999999999999999999999.999999", "500000"] {
            XCTAssertEqual(plainText(try echoed(Foundation.Decimal(text: text)) ?? 0), text)
        }
        // As wide as a number of the library can be, there and back: 38 digits of an amount, 28 decimals of a share.
        let reason = Reason(code: .overdueDays)
        let nines = String(repeating: "9", count: 36)
        for (amount, share) in [
            ("99" + nines, "0.0000000000000000000000000001"), ("-\(nines).25", "7.9228162514264337593543950335"),
            ("0.01", "79228162514264337593543950335"),
        ] {
            let (money, percent) = try (Foundation.Decimal(text: amount), Foundation.Decimal(text: share))
            let answered = try remedyStepAnswering(reason: reason, change: .more(by: .money(money), to: .percent(percent)))
            guard case .more(.money(let moneyBack), .percent(let percentBack)) = answered.change else {
                return XCTFail("\(answered)")
            }
            XCTAssertEqual(plainText(moneyBack), amount)
            XCTAssertEqual(plainText(percentBack), share)
        }
        // A number of Swift may be a power of ten, which has no decimal point.
        XCTAssertEqual(plainText(KeyAccount.Decimal(sign: .plus, exponent: 3, significand: 1)), "1000")
        XCTAssertEqual(try echoed(KeyAccount.Decimal(sign: .plus, exponent: 3, significand: 1)), 1000)
    }

    func testNumbersThatNoAmountCanBeAreRefused() throws {
        let builder = BookBuilder(settings: defaultBookSettings())
        let day = try CalendarDate(text: "2026-01-01")
        func add(_ amount: KeyAccount.Decimal) throws {
            try builder.addSettlements(rows: [SettlementRow(settledOn: day, amount: amount, customerId: "K1")])
        }
        // One more than 96 bits hold, which is 2 to the power of 96; a number so small; none at all.
        let wide = try KeyAccount.Decimal(text: "79228162514264337593543950336")
        let small = KeyAccount.Decimal(sign: .plus, exponent: -40, significand: 1)
        for (number, written) in [
            (wide, "79228162514264337593543950336"), (small, "0." + String(repeating: "0", count: 39) + "1"), (KeyAccount.Decimal.nan, "NaN"),
        ] {
            XCTAssertThrowsError(try add(number)) { error in
                let problem = (error as? KeyaccountError)?.problems.first
                XCTAssertEqual(problem?.code, .badNumber, "\(error)")
                XCTAssertEqual(problem?.found, "`\(written)`")
            }
        }
        // An amount that is added up has room for it: 38 digits.
        XCTAssertEqual(try valueText(value: .quantity(wide)), "79228162514264337593543950336")
        XCTAssertEqual(KeyAccount.Decimal.nan.written(places: 2), "NaN")
    }

    /// Calls that compute, and have nothing of their own to refuse: bad input is an error, and never the end of the app.
    func testWhatTheLibraryHasNoValueForIsBadInputWhereverItIsGiven() throws {
        // 30 digits are more than a number of the library has, 40 more than an amount.
        let wide = try Foundation.Decimal(text: String(repeating: "9", count: 30))
        let wider = Foundation.Decimal(sign: .plus, exponent: 39, significand: 1)
        let policy = try Policy.shipped(name: "standard")
        let reason = Reason(code: .overdueDays, actual: .percent(wide))
        let verdict = Verdict(outcome: .deny, reasons: [reason], stamp: policy.stamp(asOf: try CalendarDate(text: "2026-06-30")))
        let facts = PortfolioFacts(beginReceivables: wider, creditSales: 1, endReceivables: 1, endCurrent: 1, days: 1)
        let calls: [(String, () throws -> Any?)] = [
            ("growth", { try growth(this: wider, previous: 1) }),
            ("creditHold", { try creditHold(exposure: 1, limit: wide, worstOpenDays: 0, holdDaysAbove: 30) }),
            ("creditLimit", { try creditLimit(sales: 1, months: 1, terms: CreditTerms(coefficient: wide, termDays: 30)) }),
            ("portfolioMetrics", { try portfolioMetrics(facts: facts) }),
            ("cumulativeShares", { try cumulativeShares(values: [1, wider]) }),
            ("roundRatio", { try roundRatio(numerator: wider, denominator: 1, places: 2) }),
            ("roundRatio of no whole number", { try roundRatio(numerator: Foundation.Decimal(text: "1.5"), denominator: 1, places: 2) }),
            ("Value.text", { try Value.number(wide).text }),
            ("Value.isEmpty", { try Value.number(wide).isEmpty }),
            ("Reason.sentence", { try reason.sentence(.english) }),
            ("Verdict.answer", { try verdict.answer }),
            ("Verdict.text", { try verdict.text(.chinese) }),
            ("errorSentence", { try errorSentence(error: .NotPermitted(verdict: verdict), language: .english) }),
        ]
        for (name, call) in calls {
            XCTAssertThrowsError(try call(), name) { error in
                XCTAssertEqual((error as? KeyaccountError)?.problems.map(\.code), [.badNumber], "\(name): \(error)")
            }
        }
        XCTAssertThrowsError(try quintile(rank: -1, n: 5)) { error in
            XCTAssertEqual((error as? KeyaccountError)?.problems.map(\.found), ["`-1`"], "\(error)")
        }
        // An amount has room for 30 digits: 10 to the power of 30 from half of that is 100 percent more.
        let great = Foundation.Decimal(sign: .plus, exponent: 30, significand: 1)
        XCTAssertEqual(try growth(this: great, previous: great / 2), 100)
        // The sentence of an error is there whatever is in it.
        XCTAssertFalse(KeyaccountError.NotPermitted(verdict: verdict).sentence(.english).isEmpty)
        // No day of Swift lies beyond the library's calendar.
        XCTAssertThrowsError(try JSONDecoder().decode([CalendarDate].self, from: Data("[\"+262143-01-01\"]".utf8)))
        let last = try JSONDecoder().decode([CalendarDate].self, from: Data("[\"+262142-12-31\", \"-262142-01-01\"]".utf8))
        XCTAssertNil(addMonths(date: last[0], months: 1))
        XCTAssertEqual(addMonths(date: last[1], months: 1)?.description, "-262142-02-01")
        XCTAssertEqual(addMonths(date: last[1], months: -12)?.description, "-262143-01-01")
        XCTAssertNil(addMonths(date: last[1], months: -13))
    }

    func testListsOfOneInstantBecomeOne() throws {
        let policy = try Policy.shipped(name: "standard")
        let at = try CalendarTime(text: "2026-11-23T10:00:00")
        let greeting = try GreetingDay(on: CalendarDate(text: "2026-11-23"), name: "小雪")
        let calendar = try WorkCalendar.of(days: CalendarDays(weekend: [], holidays: [], makeUpDays: [], greetings: [greeting]))
        func greetings(_ at: CalendarTime, _ owner: PersonId) throws -> DueList {
            try greetingsDue(policy: policy, owners: [owner], calendar: calendar, looking: lookingAt(at: at))
        }
        let one = try greetings(at, "P1")
        XCTAssertEqual(try mergeDue(list: one, others: [greetings(at, "P2")]).entries.map(\.who), ["P1", "P2"])
        XCTAssertEqual(try mergeDue(list: one), one)
        let later = try greetings(CalendarTime(text: "2026-11-23T11:00:00"), "P2")
        XCTAssertThrowsError(try mergeDue(list: one, others: [later])) { error in
            let problem = (error as? KeyaccountError)?.problems.first
            XCTAssertEqual(problem?.path, "others[0].at", "\(error)")
            XCTAssertEqual(problem?.found, "`2026-11-23T11:00:00`")
            XCTAssertEqual(problem?.expected, "`2026-11-23T10:00:00`")
        }
    }

    func testAQuotientIsRoundedBeforeItIsHandedOver() throws {
        // 1 / 7 has 38 digits in Swift, and a limit takes 28: 142857.142857…, to two decimals.
        var (share, rounded) = (KeyAccount.Decimal(1_000_000) / 7, KeyAccount.Decimal())
        NSDecimalRound(&rounded, &share, 2, .plain)
        XCTAssertEqual(plainText(rounded), "142857.14")
        XCTAssertEqual(try creditHold(exposure: 142_857, limit: rounded, worstOpenDays: 0, holdDaysAbove: 30), [])
        XCTAssertEqual(try creditHold(exposure: 142_858, limit: rounded, worstOpenDays: 0, holdDaysAbove: 30), [.overLimit])
    }

    func testNumbersAreComparedByValueAndWrittenWithTheirZeros() throws {
        // Swift keeps no zeros at the end: 90.00 is 90, and `written` shows them.
        XCTAssertEqual(try Foundation.Decimal(text: "90.00"), 90)
        XCTAssertEqual(plainText(try Foundation.Decimal(text: "90.00")), "90")
        for (text, places, written) in [
            ("90.00", 2, "90.00"), ("66.67", 2, "66.67"), ("0.5", 2, "0.50"), ("-3", 1, "-3.0"), ("1.234", 2, "1.234"), ("7", 0, "7"),
        ] {
            XCTAssertEqual(try Foundation.Decimal(text: text).written(places: places), written)
        }
        for text in ["1,5", "1,234.50", "１２", "12 apples", "", "1e3", "1.", ".5", "+1", "--1", " 1", "一", String(repeating: "9", count: 39), "0." + String(repeating: "3", count: 45)] {
            XCTAssertThrowsError(try Foundation.Decimal(text: text), text)
        }
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
        for text in ["2026-06-30T24:00:00", "2026-06-30T9:00:00", "2026-06-30", "2026-06-30T09:00", "2026-06-30T09:00:00Z"] {
            XCTAssertThrowsError(try CalendarTime(text: text), text)
        }
    }

    func testADayDoesNotShiftWithTheTimeZone() throws {
        let shanghai = TimeZone(secondsFromGMT: 8 * 3600)!
        let utc = TimeZone(secondsFromGMT: 0)!
        // 2026-06-30 at 20:00 UTC is the next day in Shanghai: 56 years, 14 leap days, 180 days and 20 hours after 1970.
        let moment = Date(timeIntervalSince1970: TimeInterval(((56 * 365 + 14 + 180) * 24 + 20) * 3600))
        XCTAssertEqual(try CalendarDate(moment, in: utc).description, "2026-06-30")
        XCTAssertEqual(try CalendarDate(moment, in: shanghai).description, "2026-07-01")
        XCTAssertEqual(try CalendarTime(moment, in: utc).description, "2026-06-30T20:00:00")
        XCTAssertEqual(try CalendarTime(moment, in: shanghai).description, "2026-07-01T04:00:00")
        // Stored and read again, it is the same day wherever it is read.
        let stored = try JSONEncoder().encode([CalendarDate(moment, in: shanghai)])
        XCTAssertEqual(String(decoding: stored, as: UTF8.self), "[\"2026-07-01\"]")
        XCTAssertEqual(try JSONDecoder().decode([CalendarDate].self, from: stored), try [CalendarDate(moment, in: shanghai)])
        let at = try CalendarTime(text: "2024-02-29T12:30:01.5")
        XCTAssertEqual(try JSONDecoder().decode([CalendarTime].self, from: JSONEncoder().encode([at])), [at])
        XCTAssertThrowsError(try JSONDecoder().decode([CalendarDate].self, from: Data("[\"2026-02-30\"]".utf8)))
    }

    func testTextKeepsEveryCharacter() throws {
        for id in ["客户一", "emoji 🏭🚀", "𠮷野家", "e\u{301} (combining)", "\u{e9} (one character)", "a\"b\\c"] {
            let organisation = try Organisation(people: [Person(personId: PersonId(id), name: id)], roleHolders: [], delegations: [])
            // Swift holds the two ways to write é for equal; the bytes tell them apart.
            XCTAssertEqual(organisation.people().map { Array($0.personId.text.utf8) }, [Array(id.utf8)])
            XCTAssertEqual(Array(organisation.name(person: PersonId(id)).utf8), Array(id.utf8))
        }
        // A character that cannot be seen would make two ids look the same.
        XCTAssertThrowsError(
            try Organisation(people: [Person(personId: "零\u{200B}宽", name: nil)], roleHolders: [], delegations: [])
        ) { XCTAssertEqual(($0 as? KeyaccountError)?.problems.map(\.code), [.badIdentifier]) }
    }

    func testIdsAreToldApartByteByByte() throws {
        // One text to Swift, two ids to the library.
        let (combined, single) = ("e\u{301}", "\u{e9}")
        XCTAssertEqual(combined, single)
        XCTAssertNotEqual(CustomerId(combined), CustomerId(single))
        XCTAssertEqual(Set([CustomerId(combined), CustomerId(single), CustomerId(single)]).count, 2)
        // By their bytes, 65 CC 81 and C3 A9, as the library orders them.
        XCTAssertEqual([CustomerId(single), CustomerId(combined)].sorted().map(\.text.utf8.count), [3, 2])
        XCTAssertEqual("\(CustomerId("客户🙂"))", "客户🙂")
        // In JSON an id is its text.
        XCTAssertEqual(String(decoding: try JSONEncoder().encode([PersonId("P1")]), as: UTF8.self), "[\"P1\"]")
        XCTAssertEqual(try JSONDecoder().decode([PersonId].self, from: Data("[\"P1\"]".utf8)), ["P1"])
        XCTAssertThrowsError(try JSONDecoder().decode([PersonId].self, from: Data("[1]".utf8)))
    }

    func testACellIsThatOfTheCustomerWhoseIdHasTheseCharacters() throws {
        // Equal to Swift, two customers to the library.
        let (combined, single) = ("e\u{301}", "\u{e9}")
        XCTAssertEqual(combined, single)
        let book = try makeBook { rows in
            try rows.addCustomers(rows: [CustomerRow(customerId: combined, name: "first"), CustomerRow(customerId: single, name: "second")])
            try rows.declare(table: .invoices)
        }
        let scores = try assess(book: book, policy: Policy.shipped(name: "standard"), asOf: CalendarDate(text: "2026-06-30")).scores()
        XCTAssertEqual(try scores.cell(CustomerId(combined), "name")?.text, "first")
        XCTAssertEqual(try scores.cell(CustomerId(single), "name")?.text, "second")
        XCTAssertNil(scores.cell("e", "name"))
        XCTAssertNil(scores.cell(CustomerId(single), "nam"))
    }

    func testListsMayBeEmptyOrLong() throws {
        XCTAssertEqual(try Organisation(people: [], roleHolders: [], delegations: []).people(), [])
        let many = (1...100_000).map { Person(personId: PersonId("P\($0)"), name: "姓名\($0)") }
        XCTAssertEqual(try Organisation(people: many, roleHolders: [], delegations: []).people(), many)
    }

    func testNothingIsAnotherThingThanZero() throws {
        let empty = try ApprovalCase.open(id: "C1", kind: .keyAccount, applicant: "wang", unit: "north", terms: terms(nil))
        XCTAssertNil(empty.terms().amount)
    }

    func testAnErrorSaysWhatWhereAndHowToMendIt() throws {
        let text = try source("standard")
        let line = text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.hasPrefix("grace_days") }! + 1
        let wrong = text.replacingOccurrences(of: "\ngrace_days = 0", with: "\ngrace_dayz = 0")
        XCTAssertThrowsError(try Policy.fromText(file: "policy.toml", text: wrong)) { error in
            guard let refused = error as? KeyaccountError,
                let problem = refused.problems.first(where: { $0.code == .unknownKey })
            else { return XCTFail("\(error)") }
            XCTAssertEqual(problem.code.code, "unknown_key")
            XCTAssertEqual(problem.file, "policy.toml")
            XCTAssertEqual(problem.line.map { Int($0) }, line)
            XCTAssertTrue((problem.remedy + problem.expected).contains("grace_days"), "\(problem)")
            XCTAssertTrue(refused.sentence(.english).contains("unknown key"))
            XCTAssertTrue(refused.sentence(.chinese).contains("未知的键"))
            XCTAssertTrue(refused.sentence(.chinese).contains("第\(line)行"))
            // What an app that knows only Swift's own errors would show.
            XCTAssertTrue(error.localizedDescription.contains("grace_dayz"), error.localizedDescription)
        }
        XCTAssertThrowsError(try Policy.shipped(name: "standrad")) { error in
            XCTAssertEqual((error as? KeyaccountError)?.problems.first?.remedy.contains("standard"), true)
        }
    }

    func testEveryProblemIsNamedAtOnce() throws {
        func rows(_ book: BookBuilder) throws {
            let january = try CalendarDate(text: "2026-01-05")
            try book.addCustomers(rows: [CustomerRow(customerId: "K1"), CustomerRow(customerId: "K1")])
            try book.addInvoices(rows: [InvoiceRow(invoiceId: "I1", customerId: "K9", issuedOn: january, amount: 1, dueOn: january)])
        }
        // The rows themselves: one customer twice.
        XCTAssertThrowsError(try makeBook { try rows($0) }) { error in
            XCTAssertEqual((error as? KeyaccountError)?.problems.map(\.code), [.duplicate])
        }
        // With what only a day can tell: an invoice of a customer the book does not have.
        let builder = BookBuilder(settings: defaultBookSettings())
        try rows(builder)
        let deferred = try builder.finishDeferred()
        XCTAssertThrowsError(
            try assess(book: deferred, policy: Policy.shipped(name: "standard"), asOf: CalendarDate(text: "2026-06-30"))
        ) { error in
            let codes = (error as? KeyaccountError)?.problems.map(\.code) ?? []
            XCTAssertEqual(Set(codes), [.duplicate, .unknownCustomer], "\(error)")
        }
    }

    func testANumberThatIsTooLongIsRefusedAsAnyOtherMistake() throws {
        let tooLong = KeyAccount.Decimal(sign: .plus, exponent: 60, significand: 1)
        let rules = try ApprovalRules.of(policy: Policy.shipped(name: "standard"))
        let builder = BookBuilder(settings: defaultBookSettings())
        let row = SettlementRow(settledOn: try CalendarDate(text: "2026-01-01"), amount: tooLong, customerId: "K1")
        let asked: [() throws -> Void] = [
            { _ = try rules.tierOf(terms: self.terms(tooLong)) }, { try builder.addSettlements(rows: [row]) },
        ]
        for refused in asked {
            XCTAssertThrowsError(try refused()) { error in
                let problem = (error as? KeyaccountError)?.problems.first
                XCTAssertEqual(problem?.code, .badNumber, "\(error)")
                XCTAssertEqual(problem?.found, "`\(plainText(tooLong))`")
            }
        }
        // The builder is as it was.
        try builder.addCustomers(rows: [CustomerRow(customerId: "K1")])
        try builder.declare(table: .invoices)
        XCTAssertEqual(try builder.finish().rowCount(table: .customers), 1)
    }

    func testARefusalCarriesItsVerdict() throws {
        let rules = try ApprovalRules.of(policy: Policy.shipped(name: "standard"))
        let draft = try ApprovalCase.open(
            id: "C1", kind: .keyAccount, applicant: "wang", unit: "north", terms: terms(500_000))
                let request = try SubmitRequest(
            on: CalendarDate(text: "2026-11-02"), by: "wang", papers: readPapers(.nothing), circumstances: readCircumstances(.nothing))
        XCTAssertThrowsError(try draft.submit(request: request, rules: rules)) { error in
            guard case KeyaccountError.NotPermitted(let verdict) = error else { return XCTFail("\(error)") }
            XCTAssertEqual(verdict.outcome, .deny)
            XCTAssertTrue(verdict.reasons.contains { $0.code == .missingDocuments })
        }
        XCTAssertEqual(draft.phase(), .draft)
    }

    func testEveryErrorIsReadOutInBothLanguages() throws {
        let day = try CalendarDate(text: "2026-01-01")
        let builder = BookBuilder(settings: defaultBookSettings())
        try builder.declare(table: .invoices)
        _ = try builder.finish()
        XCTAssertThrowsError(try builder.addSettlements(rows: [SettlementRow(settledOn: day, amount: 1)])) { error in
            guard let spent = error as? KeyaccountError, case .Spent(let what) = spent else { return XCTFail("\(error)") }
            XCTAssertEqual(spent.sentence(.english), "\(what) was handed on already: make another")
            XCTAssertEqual(spent.sentence(.chinese), "\(what) 已经用完：请另建一个")
            XCTAssertEqual(spent.problems, [])
        }
        // What a mistake inside the library would say.
        let fault = KeyaccountError.Fault(noticed: "out of paper")
        XCTAssertEqual(fault.sentence(.english), "a mistake inside the library: out of paper")
        XCTAssertEqual(fault.sentence(.chinese), "库内部出错：out of paper")
        XCTAssertEqual(fault.problems, [])
    }

    func testASpentBuilderIsRefused() throws {
        let builder = BookBuilder(settings: defaultBookSettings())
        try builder.declare(table: .invoices)
        _ = try builder.finish()
        XCTAssertThrowsError(try builder.finish()) { error in
            guard case KeyaccountError.Spent = error else { return XCTFail("\(error)") }
        }
    }

    func testABuilderThatWasRefusedIsSpentToo() throws {
        let builder = BookBuilder(settings: defaultBookSettings())
        XCTAssertThrowsError(try builder.finish()) { error in
            XCTAssertEqual((error as? KeyaccountError)?.problems.map(\.code), [.noTables])
        }
        XCTAssertThrowsError(try builder.addCustomers(rows: [])) { error in
            guard case KeyaccountError.Spent = error else { return XCTFail("\(error)") }
        }
    }

    func testProgressIsToldAndMayEndTheTaskWithoutAListThatLooksComplete() throws {
        final class Once: KeyAccount.Progress, @unchecked Sendable {
            var told: [[UInt64]] = []
            let goesOn: Bool
            init(goesOn: Bool) { self.goesOn = goesOn }
            func onProgress(done: UInt64, total: UInt64) -> Bool {
                told.append([done, total])
                return goesOn
            }
        }
        let assessment = try assess(book: smallBook(), policy: Policy.shipped(name: "standard"), asOf: CalendarDate(text: "2026-06-30"))
        let once = Once(goesOn: false)
        XCTAssertThrowsError(try assessment.exportCards(customerIds: ["K1", "K2"], audience: .internal, progress: once)) { error in
            guard case KeyaccountError.Stopped(done: 1, total: 2) = error else { return XCTFail("\(error)") }
        }
        XCTAssertEqual(once.told, [[1, 2]])
        let cards = try assessment.exportCards(customerIds: ["K1", "K2"], audience: .internal)
        XCTAssertEqual(cards.map(\.customerId), ["K1", "K2"])
        XCTAssertEqual(try readCard(file: "K1", bytes: cards[0].bytes), try assessment.card(customerId: "K1", audience: .internal))
        // An id the book does not have ends it with an error, after what was done.
        let all = Once(goesOn: true)
        XCTAssertThrowsError(try assessment.exportCards(customerIds: ["K1", "K7"], audience: .internal, progress: all)) { error in
            XCTAssertEqual((error as? KeyaccountError)?.problems.map(\.code), [.unknownCustomer], "\(error)")
        }
        XCTAssertEqual(all.told, [[1, 2]])
    }

    func testACalendarMayComeFromTheApp() throws {
        final class Source: CalendarSource, Sendable {
            func days(from: CalendarDate, to: CalendarDate) -> CalendarDays {
                CalendarDays(coversFrom: from, coversTo: to, weekend: [.sat, .sun], holidays: [from], makeUpDays: [], greetings: [])
            }
        }
        let newYear = try CalendarDate(text: "2026-01-01")
        let calendar = try WorkCalendar.ask(source: Source(), from: newYear, to: CalendarDate(text: "2026-12-31"))
        XCTAssertFalse(try calendar.isWorking(day: newYear))
        // Thursday is free, Friday is worked, then the weekend.
        XCTAssertEqual(try calendar.addWorkingDays(day: newYear, count: 2).description, "2026-01-05")
        XCTAssertThrowsError(try calendar.isWorking(day: CalendarDate(text: "2027-01-01"))) { error in
            XCTAssertEqual((error as? KeyaccountError)?.problems.isEmpty, false)
        }
        // A calendar that contradicts itself is refused, whoever gave it.
        final class Backwards: CalendarSource, Sendable {
            func days(from: CalendarDate, to: CalendarDate) -> CalendarDays {
                CalendarDays(coversFrom: to, coversTo: from, weekend: [.sat, .sun], holidays: [], makeUpDays: [], greetings: [])
            }
        }
        XCTAssertThrowsError(try WorkCalendar.ask(source: Backwards(), from: newYear, to: CalendarDate(text: "2026-12-31"))) {
            XCTAssertTrue($0 is KeyaccountError)
        }
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

    /// The middle growth of three times 10,000 rounds: a leak grows in each of them, while what is set up once does not.
    func testWhatIsReleasedIsGivenBack() throws {
        let person = Person(personId: "wang", name: "王建国")
        final class Silent: KeyAccount.Progress, Sendable {
            func onProgress(done: UInt64, total: UInt64) -> Bool { true }
        }
        let day = try CalendarDate(text: "2026-06-30")
        /// What takes longer, once in 25 rounds: a book, its results, a callback, a call that is refused.
        func whole(_ policy: Policy) throws {
            let assessment = try assess(book: smallBook(), policy: policy, asOf: day)
            _ = try assessment.exportCards(customerIds: ["K1"], audience: .internal, progress: Silent())
            XCTAssertThrowsError(try assessment.card(customerId: "K7", audience: .internal))
        }
        func round(_ policy: Policy) throws {
            _ = try Organisation(people: [person], roleHolders: [], delegations: [])
            XCTAssertEqual(try ApprovalRules.of(policy: policy).tierOf(terms: terms(500_000)), "tier_3")
            _ = try ApprovalCase.open(id: "C1", kind: .keyAccount, applicant: "wang", unit: "north", terms: terms(nil))
            XCTAssertThrowsError(try Organisation(people: [person, person], roleHolders: [], delegations: []))
        }
        func rounds(_ count: Int) throws {
            for _ in 1...count / 100 {
                let policy = try Policy.shipped(name: "standard")
                for at in 1...100 { try autoreleased { try at % 25 == 0 ? whole(policy) : round(policy) } }
            }
        }
        try rounds(2_000)
        let growths = try (1...3).map { _ in
            let before = try resident()
            try rounds(10_000)
            return try resident() - before
        }
        print("growth over 10,000 rounds of objects made and released: \(growths) KiB")
        XCTAssertLessThanOrEqual(growths.sorted()[1], 1024)
    }

    private func autoreleased(_ body: () throws -> Void) rethrows {
        #if canImport(ObjectiveC)
        try autoreleasepool { try body() }
        #else
        try body()
        #endif
    }

    /// Resident memory in KiB, where the system tells it.
    private func resident() throws -> Int {
        #if !os(Linux)
        throw XCTSkip("resident memory is read from Linux's /proc")
        #endif
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        return Int(line.filter(\.isNumber)) ?? 0
    }

    private func smallBook() throws -> Book {
        try makeBook { rows in
            let issued = try CalendarDate(text: "2026-01-05")
            try rows.addCustomers(rows: [CustomerRow(customerId: "K1"), CustomerRow(customerId: "K2")])
            try rows.addInvoices(rows: [
                InvoiceRow(invoiceId: "I1", customerId: "K1", issuedOn: issued, amount: 100, dueOn: CalendarDate(text: "2026-02-04"))
            ])
            try rows.addSettlements(rows: [SettlementRow(settledOn: CalendarDate(text: "2026-02-01"), amount: 100, invoiceId: "I1")])
        }
    }
}
