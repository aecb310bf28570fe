// What reads better in Swift than what every language has in common.
import Foundation

extension ScoreTable {
    /// The cell of a customer's row; nothing if the table has no such column or customer.
    public func cell(_ customerId: CustomerId, _ column: String) -> Value? {
        guard let at = columns.firstIndex(where: { $0.name == column }) else { return nil }
        let row = rows.first { row in
            guard case .text(let id)? = row.first else { return false }
            return CustomerId(id) == customerId
        }
        return row?[at]
    }
}

extension Value {
    /// The value in plain text, nothing for an empty cell. A decimal of Swift keeps no zeros at its end, so 90.00 reads
    /// `90`; `decimal?.written(places: 2)` shows them.
    ///
    /// - Throws: ``KeyaccountError/BadInput(problems:)`` for a number the library does not have; those of its tables it has.
    public var text: String { get throws { try valueText(value: self) } }

    /// The value as a decimal, or nothing if it is no number.
    public var decimal: Foundation.Decimal? {
        switch self {
        case .number(let number): return number
        case .quantity(let number): return number
        case .integer(let number): return Foundation.Decimal(number)
        case .text, .code, .date, .empty: return nil
        }
    }
}

/// Makes a book of what `rows` adds.
///
/// - Throws: ``KeyaccountError/BadInput(problems:)`` with everything that is wrong with the rows themselves. To have that
///   together with what only a day can tell, make a ``BookBuilder`` and use ``BookBuilder/finishDeferred()``.
public func makeBook(_ settings: BookSettings = defaultBookSettings(), rows: (BookBuilder) throws -> Void) throws -> Book {
    let builder = BookBuilder(settings: settings)
    try rows(builder)
    return try builder.finish()
}

extension KeyaccountError {
    /// What went wrong, in the language of the person who reads it.
    public func sentence(_ language: Language) -> String {
        // Only an error of the app's own making can have a number that the library has not.
        (try? errorSentence(error: self, language: language)) ?? "\(self)"
    }

    /// Everything that is wrong with an input; empty for other errors.
    public var problems: [Problem] {
        if case .BadInput(let problems) = self { return problems }
        return []
    }
}
