import Foundation

/// A day of the calendar: a year, a month, a day of the month, and no time zone that could shift it.
///
/// `Date` is a moment; the same moment is another day elsewhere. A contract is signed on a day.
public struct CalendarDate: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    /// The year, 1 to 9999; beyond them only in a day that the library worked out, such as the one after 9999-12-31.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int
    /// The day of the month, 1 to 31.
    public let day: Int

    /// A day; nothing if the calendar does not have it, such as 30 February.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year) else { return nil }
        self.init(anyYear: year, month: month, day: day)
    }

    private init?(anyYear year: Int, month: Int, day: Int) {
        // The years of the library's calendar, so that whatever is a day here is one there.
        guard (-262_143...262_142).contains(year), (1...12).contains(month), day >= 1,
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
        try self.init(written: text)
        guard (1...9999).contains(year) else { throw CalendarDate.refused(text) }
    }

    /// Reads a day as `description` and the library write it: with a sign before a year that is not 0 to 9999.
    init(written text: String) throws {
        let sign = text.first.flatMap { "+-".contains($0) ? $0 : nil }
        let parts = text.dropFirst(sign == nil ? 0 : 1).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.dropFirst().map(\.count) == [2, 2],
            sign == nil ? parts[0].count == 4 : (4...6).contains(parts[0].count),
            let years = CalendarDate.digits(parts[0]), let month = CalendarDate.digits(parts[1]),
            let day = CalendarDate.digits(parts[2]),
            let date = CalendarDate(anyYear: sign == "-" ? -years : years, month: month, day: day),
            date.description == text
        else { throw CalendarDate.refused(text) }
        self = date
    }

    private static func refused(_ text: String) -> NotAValue {
        NotAValue(found: text, expected: "a day such as 2026-06-30, from year 1 to 9999")
    }

    /// The day a moment falls on where the time zone holds, for instance that of the phone.
    ///
    /// - Throws: ``NotAValue`` for a moment outside the years 1 to 9999, such as `Date.distantPast`.
    public init(_ moment: Date, in timeZone: TimeZone = .current) throws {
        self = try CalendarTime(moment, in: timeZone).date
    }

    /// The moment at which the day begins where the time zone holds: midnight, or where the clock is put forward over
    /// midnight, as much later.
    public func date(in timeZone: TimeZone = .current) -> Date {
        CalendarTime.moment(at: dayNumber * CalendarTime.secondsOfDay, in: timeZone)
    }

    /// Reads the text that `encode` writes.
    public init(from decoder: any Decoder) throws {
        try self.init(written: decoder.singleValueContainer().decode(String.self))
    }

    /// Writes `2026-06-30`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// `2026-06-30`; a year beyond 0 to 9999 has a sign: `+10000-01-01`.
    public var description: String {
        let sign = year > 9999 ? "+" : year < 0 ? "-" : ""
        return sign + CalendarDate.padded(abs(year), 4) + "-" + CalendarDate.padded(month, 2) + "-" + CalendarDate.padded(day, 2)
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

    /// Days since 1970-01-01. The Gregorian calendar holds also before 1582, as it does in the library; Foundation's
    /// own changes to the Julian one there. Years are counted from March, so that 29 February is the last day of one.
    var dayNumber: Int {
        let (years, months) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
        let leapDays = CalendarDate.whole(years, 4) - CalendarDate.whole(years, 100) + CalendarDate.whole(years, 400)
        return years * 365 + leapDays + (months * 153 + 2) / 5 + day - 1 - CalendarDate.firstMarchToEpoch
    }

    /// The day so many days after 1970-01-01, or before it.
    init?(dayNumber: Int) {
        let days = dayNumber + CalendarDate.firstMarchToEpoch
        // Four hundred years have 146,097 days.
        let eras = CalendarDate.whole(days, 146_097)
        let inEra = days - eras * 146_097
        let years = (inEra - inEra / 1_460 + inEra / 36_524 - inEra / 146_096) / 365
        let inYear = inEra - (years * 365 + years / 4 - years / 100)
        let months = (inYear * 5 + 2) / 153
        let month = months < 10 ? months + 3 : months - 9
        self.init(
            year: eras * 400 + years + (month > 2 ? 0 : 1), month: month, day: inYear - (months * 153 + 2) / 5 + 1)
    }

    /// Days from 1 March of the year 0 to 1970-01-01.
    private static let firstMarchToEpoch = 719_468

    /// How often it goes into a number, rounded down.
    private static func whole(_ number: Int, _ by: Int) -> Int {
        number >= 0 ? number / by : -((by - 1 - number) / by)
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
        try self.init(written: text)
        guard (1...9999).contains(date.year) else { throw CalendarTime.refused(text) }
    }

    /// Reads a moment as `description` and the library write it: a day beyond the year 9999 has a sign.
    init(written text: String) throws {
        let refused = CalendarTime.refused(text)
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
        let date = try CalendarDate(written: String(halves[0]))
        guard
            let moment = CalendarTime(date: date, hour: hour, minute: minute, second: second, nanosecond: nanosecond)
        else { throw refused }
        self = moment
    }

    private static func refused(_ text: String) -> NotAValue {
        NotAValue(found: text, expected: "a moment such as 2026-06-30T09:00:00, from year 1 to 9999")
    }

    /// What a clock shows at a moment where the time zone holds, for instance that of the phone; whole seconds.
    ///
    /// - Throws: ``NotAValue`` for a moment outside the years 1 to 9999, such as `Date.distantPast`.
    public init(_ moment: Date, in timeZone: TimeZone = .current) throws {
        let refused = NotAValue(
            found: "\(moment.timeIntervalSince1970) seconds since 1970", expected: "a moment of the years 1 to 9999")
        // What has no whole seconds, or too many to be added to, is asked for nothing more.
        guard let seconds = Int(exactly: moment.timeIntervalSince1970.rounded(.down)), abs(seconds) < 1_000_000_000_000
        else { throw refused }
        let shown = seconds + timeZone.secondsFromGMT(for: moment)
        let inDay = (shown % CalendarTime.secondsOfDay + CalendarTime.secondsOfDay) % CalendarTime.secondsOfDay
        guard let date = CalendarDate(dayNumber: (shown - inDay) / CalendarTime.secondsOfDay) else { throw refused }
        self.date = date
        hour = inDay / 3_600
        minute = inDay / 60 % 60
        second = inDay % 60
        nanosecond = 0
    }

    /// The moment at which the clock shows this where the time zone holds: the first, where the clock is put back; where
    /// it is put forward over it, as much later.
    public func date(in timeZone: TimeZone = .current) -> Date {
        let seconds = date.dayNumber * CalendarTime.secondsOfDay + hour * 3_600 + minute * 60 + second
        return CalendarTime.moment(at: seconds, in: timeZone).addingTimeInterval(TimeInterval(nanosecond) / 1e9)
    }

    static let secondsOfDay = 86_400

    /// The moment at which a clock shows so many seconds since 1970-01-01T00:00:00.
    static func moment(at shown: Int, in timeZone: TimeZone) -> Date {
        func offset(_ seconds: Int) -> Int {
            timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds)))
        }
        // Clocks are less than a day from Greenwich: what holds a day before and a day after.
        let (before, after) = (offset(shown - secondsOfDay), offset(shown + secondsOfDay))
        let later = shown - after
        let putBack = offset(shown - before) != before && offset(later) == after
        return Date(timeIntervalSince1970: TimeInterval(putBack ? later : shown - before))
    }

    /// Reads the text that `encode` writes.
    public init(from decoder: any Decoder) throws {
        try self.init(written: decoder.singleValueContainer().decode(String.self))
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
