import Foundation

/// A day of the calendar: a year, a month, a day of the month, and no time zone that could shift it.
///
/// `Date` is a moment; the same moment is another day elsewhere. A contract is signed on a day.
public struct CalendarDate: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    /// The year, 1 to 9999.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int
    /// The day of the month, 1 to 31.
    public let day: Int

    /// A day; nothing if the calendar does not have it, such as 30 February.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= CalendarDate.days(of: month, in: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `2026-06-30`.
    ///
    /// - Throws: ``NotAValue`` for anything else, such as `2026-6-30` or `2026-02-30`.
    public init(text: String) throws {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.count) == [4, 2, 2],
            let year = CalendarDate.digits(parts[0]), let month = CalendarDate.digits(parts[1]),
            let day = CalendarDate.digits(parts[2]),
            let date = CalendarDate(year: year, month: month, day: day)
        else { throw NotAValue(found: text, expected: "a day such as 2026-06-30") }
        self = date
    }

    /// The day a moment falls on where the time zone holds, for instance that of the phone.
    ///
    /// - Precondition: The moment lies in the years 1 to 9999.
    public init(_ moment: Date, in timeZone: TimeZone = .current) {
        self = CalendarTime(moment, in: timeZone).date
    }

    /// Reads the text that `encode` writes.
    public init(from decoder: any Decoder) throws {
        try self.init(text: decoder.singleValueContainer().decode(String.self))
    }

    /// Writes `2026-06-30`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// `2026-06-30`
    public var description: String {
        CalendarDate.padded(year, 4) + "-" + CalendarDate.padded(month, 2) + "-" + CalendarDate.padded(day, 2)
    }

    public static func < (one: CalendarDate, other: CalendarDate) -> Bool {
        (one.year, one.month, one.day) < (other.year, other.month, other.day)
    }

    static func days(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: return 30
        default: return 31
        }
    }

    static func digits(_ text: Substring) -> Int? {
        onlyDigits(text) ? Int(text) : nil
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}

/// A moment of local time, as a clock on the wall shows it, without a time zone.
public struct CalendarTime: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    /// The day.
    public let date: CalendarDate
    /// The hour, 0 to 23.
    public let hour: Int
    /// The minute, 0 to 59.
    public let minute: Int
    /// The second, 0 to 59.
    public let second: Int
    /// The nanosecond, 0 to 999,999,999.
    public let nanosecond: Int

    /// A moment; nothing if no clock shows it, such as 24:00.
    public init?(date: CalendarDate, hour: Int = 0, minute: Int = 0, second: Int = 0, nanosecond: Int = 0) {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
            (0...999_999_999).contains(nanosecond)
        else { return nil }
        self.date = date
        self.hour = hour
        self.minute = minute
        self.second = second
        self.nanosecond = nanosecond
    }

    /// Reads `2026-06-30T09:00:00`, with a fraction of a second if there is one.
    ///
    /// - Throws: ``NotAValue`` for anything else.
    public init(text: String) throws {
        let refused = NotAValue(found: text, expected: "a moment such as 2026-06-30T09:00:00")
        let halves = text.split(separator: "T", omittingEmptySubsequences: false)
        guard halves.count == 2 else { throw refused }
        let clock = halves[1].split(separator: ".", omittingEmptySubsequences: false)
        let parts = clock[0].split(separator: ":", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [2, 2, 2], clock.count <= 2, let hour = CalendarDate.digits(parts[0]),
            let minute = CalendarDate.digits(parts[1]), let second = CalendarDate.digits(parts[2])
        else { throw refused }
        var nanosecond = 0
        if clock.count == 2 {
            let digits = clock[1].count
            guard (1...9).contains(digits), let fraction = CalendarDate.digits(clock[1]) else { throw refused }
            nanosecond = (digits..<9).reduce(fraction) { so_far, _ in so_far * 10 }
        }
        let date = try CalendarDate(text: String(halves[0]))
        guard
            let moment = CalendarTime(date: date, hour: hour, minute: minute, second: second, nanosecond: nanosecond)
        else { throw refused }
        self = moment
    }

    /// What a clock shows at a moment where the time zone holds, for instance that of the phone; whole seconds.
    ///
    /// - Precondition: The moment lies in the years 1 to 9999.
    public init(_ moment: Date, in timeZone: TimeZone = .current) {
        var gregorian = Calendar(identifier: .gregorian)
        gregorian.timeZone = timeZone
        let parts = gregorian.dateComponents([.era, .year, .month, .day, .hour, .minute, .second], from: moment)
        guard parts.era == 1, let year = parts.year, let month = parts.month, let day = parts.day,
            let date = CalendarDate(year: year, month: month, day: day)
        else { preconditionFailure("\(moment) does not lie in the years 1 to 9999") }
        self.date = date
        hour = parts.hour ?? 0
        minute = parts.minute ?? 0
        second = parts.second ?? 0
        nanosecond = 0
    }

    /// Reads the text that `encode` writes.
    public init(from decoder: any Decoder) throws {
        try self.init(text: decoder.singleValueContainer().decode(String.self))
    }

    /// Writes `2026-06-30T09:00:00`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// `2026-06-30T09:00:00`
    public var description: String {
        let clock = [hour, minute, second].map { CalendarDate.padded($0, 2) }.joined(separator: ":")
        let fraction = nanosecond == 0 ? "" : "." + CalendarDate.padded(nanosecond, 9)
        return "\(date)T\(clock)\(fraction)"
    }

    public static func < (one: CalendarTime, other: CalendarTime) -> Bool {
        (one.date, one.hour, one.minute, one.second, one.nanosecond)
            < (other.date, other.hour, other.minute, other.second, other.nanosecond)
    }
}

/// A text that is no value of the type that was asked for.
public struct NotAValue: Error, Equatable, Sendable, CustomStringConvertible {
    /// The text.
    public let found: String
    /// What it should have been.
    public let expected: String

    public var description: String { "found `\(found)`, expected \(expected)" }
}
