import Foundation

extension Foundation.Decimal {
    /// Reads a text such as `-1234.50`, whatever the locale: digits, with a point if there are decimals.
    ///
    /// Foundation's own `Decimal(string:)` reads what it knows and leaves the rest: `1,234.50` is 1 to it.
    ///
    /// - Throws: ``NotAValue`` for anything else, such as `1,234.50`, `1e3` or more than 38 digits.
    public init(text: String) throws {
        let refused = NotAValue(found: text, expected: "a plain number such as -1234.50, of at most 38 digits")
        let unsigned = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && CalendarDate.onlyDigits($0) }),
            let number = Foundation.Decimal(string: text, locale: Locale(identifier: "en_US_POSIX"))
        else { throw refused }
        // A decimal of Swift has 38 digits and cuts off the rest without a word.
        if text.utf8.count > 38, plainText(number) != withoutZeros(unsigned: parts, of: text) { throw refused }
        self = number
    }
}

/// The number as `plainText` writes it: no zeros before the first digit or after the last decimal.
private func withoutZeros(unsigned parts: [Substring], of text: String) -> String {
    let whole = parts[0].drop { $0 == "0" }
    var decimals = parts.count == 2 ? parts[1] : ""
    while decimals.last == "0" { decimals.removeLast() }
    let digits = (whole.isEmpty ? "0" : String(whole)) + (decimals.isEmpty ? "" : ".\(decimals)")
    return digits != "0" && text.hasPrefix("-") ? "-\(digits)" : digits
}

/// All digits of a number, without an exponent and whatever the locale.
func plainText(_ number: Foundation.Decimal) -> String {
    var number = number
    return NSDecimalString(&number, Locale(identifier: "en_US_POSIX"))
}

extension CalendarDate {
    static func onlyDigits(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { (48...57).contains($0) }
    }
}

extension Foundation.Decimal {
    /// The number with at least so many decimals, such as `90.00`. Swift keeps no zeros at the end of a number, and
    /// points and money are read with theirs. Nothing is rounded.
    public func written(places: Int) -> String {
        let text = plainText(self)
        guard isFinite else { return text }
        let decimals = text.split(separator: ".").dropFirst().first?.count ?? 0
        let zeros = String(repeating: "0", count: max(0, places - decimals))
        return decimals == 0 && !zeros.isEmpty ? "\(text).\(zeros)" : text + zeros
    }
}
