// How what the library found is held against what a vector expects.
import Foundation

@testable import KeyAccount

/// What has a stable code of its own.
protocol Coded {
    var code: String { get }
}

extension LogDifference: Coded {}
extension LogIntegrity: Coded {}
extension LogRule: Coded {}
extension ObligationCode: Coded {}
extension ReasonCode: Coded {}
extension Unrated: Coded {}
extension VerdictOutcome: Coded {}

/// The differences of a whole run, so that all of them are reported together.
final class Differences {
    private(set) var all: [String] = []
    /// Which vector is being run.
    var place = ""

    /// Nothing expected is nothing checked.
    func expect<T: Equatable>(_ what: String, _ expected: T?, _ found: T) {
        if let expected, expected != found {
            all.append("\(place), \(what): expected `\(expected)`, found `\(found)`")
        }
    }

    /// Holds a record or enum against its JSON in full: numbers by value, days and codes by their text. What the
    /// JSON leaves out must be empty. `written` changes texts that were found, such as digests.
    func same(_ what: String, _ expected: Json?, _ found: Any, written: (String) -> String = { $0 }) {
        guard let expected else { return }
        all += different(expected.value, found, written).map { "\(place), \(what)\($0)" }
    }

    /// A value that may be none: a key that is there is checked, also if it is `null`.
    func named<T: Equatable>(_ key: String, _ expected: Json, _ read: (Json) throws -> T, _ found: T?) throws {
        if try expected.has(key) { expect(key, .some(try expected.optional(key, read)), found) }
    }

    /// A cell of a table: a number by its value, since a decimal of Swift keeps no zeros at its end.
    func cell(_ what: String, _ expected: String, _ found: Value?) throws {
        if let number = found?.decimal, let wanted = try? Foundation.Decimal(text: expected) {
            expect(what, wanted, number)
        } else {
            expect(what, expected, try found?.text ?? "no such cell")
        }
    }

    /// What vectors say of a verdict in short.
    func verdict(_ expected: Json, _ found: Verdict) throws {
        try expected.only(["outcome", "reasons", "remedies", "obligations", "first_reason"])
        func texts(_ key: String) throws -> [String]? { try expected.optional(key) { try $0.items().map(text) } }
        expect("outcome", try expected.optional("outcome", text), found.outcome.code)
        expect("reasons", try texts("reasons"), found.reasons.map(\.named))
        expect("remedies", try texts("remedies"), try found.remedies.map { try $0.said })
        expect("obligations", try texts("obligations"), found.obligations.map { must in
            (must.role ?? must.by.map { "by \($0)" }).map { "\(must.code.code): \($0)" } ?? must.code.code
        })
        for (language, sentence) in try expected.entries("first_reason") {
            try expect("first reason", text(sentence), found.reasons.first?.sentence(languageOf(language)) ?? "")
        }
    }

    var report: String { "\(all.count) differences:\n" + all.joined(separator: "\n") }
}

private func different(_ expected: Any, _ found: Any, _ written: (String) -> String) -> [String] {
    func unless(_ equal: Bool) -> [String] { equal ? [] : [": expected `\(expected)`, found `\(found)`"] }
    switch found {
    case let number as Foundation.Decimal: return unless((expected as? String).flatMap { try? Foundation.Decimal(text: $0) } == number)
    case let text as String: return unless(expected as? String == written(text))
    case let id as any TextId: return unless(expected as? String == written(id.text))
    case let yes as Bool: return unless(expected as? Bool == yes)
    case let day as CalendarDate: return unless(expected as? String == day.description)
    case let moment as CalendarTime: return unless(expected as? String == moment.description)
    case let coded as any Coded: return unless(expected as? String == coded.code)
    case let whole as any BinaryInteger: return unless((expected as? NSNumber)?.int64Value == Int64(whole))
    default: break
    }
    let mirror = Mirror(reflecting: found)
    switch mirror.displayStyle {
    case .optional:
        guard let some = mirror.children.first else { return unless(expected is NSNull) }
        return different(expected, some.value, written)
    case .collection:
        guard let list = expected as? [Any], list.count == mirror.children.count else { return unless(false) }
        return zip(list, mirror.children).enumerated().flatMap { at, pair in
            different(pair.0, pair.1.value, written).map { "[\(at)]\($0)" }
        }
    case .struct, .tuple:
        guard let object = expected as? [String: Any] else { return unless(false) }
        return differentFields(object, mirror.children, written)
    case .enum:
        guard let (label, payload) = mirror.children.first else { return unless(expected as? String == snake("\(found)")) }
        guard let object = expected as? [String: Any] else { return unless(false) }
        let code = snake(label ?? "")
        if object.count == 1, let inner = object[code] { return different(inner, payload, written).map { ".\(code)\($0)" } }
        // `{"unit": "money", "value": "10000"}`: the case and what belongs to it stand beside one another.
        guard object.count == 2, let tag = object.first(where: { $0.value as? String == code })?.key,
            let inner = object.first(where: { $0.key != tag })?.value
        else { return unless(false) }
        return different(inner, payload, written).map { ".\(code)\($0)" }
    default: return [": no comparison for a \(type(of: found))"]
    }
}

private func differentFields(_ expected: [String: Any], _ found: Mirror.Children, _ written: (String) -> String) -> [String] {
    var strangers = Set(expected.keys)
    var all: [String] = []
    for (label, value) in found {
        let key = snake(label ?? "")
        strangers.remove(key)
        if let wanted = expected[key] {
            all += different(wanted, value, written).map { ".\(key)\($0)" }
        } else if !isEmpty(value) {
            all.append(".\(key): expected nothing, found `\(value)`")
        }
    }
    return all + strangers.sorted().map { ".\($0): the library has no such field" }
}

/// What JSON may leave out.
private func isEmpty(_ value: Any) -> Bool {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional, .collection: return mirror.children.isEmpty
    default: return value as? Bool == false || (value is any BinaryInteger && "\(value)" == "0")
    }
}

/// `firstReason` as `first_reason`.
func snake(_ name: String) -> String {
    name.reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : String($1) }
}

extension Reason {
    /// `code`, or `code: what it is about`.
    var named: String { about.map { "\(code.code): \($0)" } ?? code.code }
}

extension VerdictRemedy {
    /// Its steps in English.
    var said: String { get throws { try steps.map { try $0.sentence(.english) }.joined(separator: "; ") } }
}
