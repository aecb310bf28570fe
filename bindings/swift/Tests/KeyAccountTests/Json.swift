// How the tests read the shared vectors. The library itself reads no JSON in Swift.
import Foundation

@testable import KeyAccount

/// The repository: the folder with the vectors.
let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../..").standardized

struct FormError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// A value of JSON. Numbers that matter are text in the vectors, so that none passes through a float.
struct Json {
    let value: Any

    init(_ value: Any) { self.value = value }

    /// An object without entries.
    static let nothing = Json([String: String]())

    var isNull: Bool { value is NSNull }

    static func file(_ path: URL) throws -> Json {
        Json(try JSONSerialization.jsonObject(with: Data(contentsOf: path), options: [.fragmentsAllowed]))
    }

    func object() throws -> [String: Any] {
        guard let object = value as? [String: Any] else { throw FormError("`\(value)` is no object") }
        return object
    }

    func items() throws -> [Json] {
        guard let list = value as? [Any] else { throw FormError("`\(value)` is no list") }
        return list.map(Json.init)
    }

    /// The entries of an object, in the order of their keys; none if there is no such key.
    func entries(_ key: String) throws -> [(String, Json)] {
        guard let inner = try object()[key] else { return [] }
        return try Json(inner).entries()
    }

    func entries() throws -> [(String, Json)] {
        try object().map { ($0.key, Json($0.value)) }.sorted { $0.0 < $1.0 }
    }

    /// The code of a value: its text, or the only key of an object.
    func code() throws -> String {
        if let text = value as? String { return text }
        guard let only = try object().keys.first, try object().count == 1 else { throw FormError("`\(value)` is no code") }
        return only
    }

    func only(_ keys: [String]) throws {
        let strangers = Set(try object().keys).subtracting(keys)
        if !strangers.isEmpty { throw FormError("unknown keys: \(strangers)") }
    }

    func required<T>(_ key: String, _ read: (Json) throws -> T) throws -> T {
        guard let inner = try object()[key] else { throw FormError("no `\(key)` in `\(value)`") }
        return try read(Json(inner))
    }

    func optional<T>(_ key: String, _ read: (Json) throws -> T) throws -> T? {
        guard let inner = try object()[key], !(inner is NSNull) else { return nil }
        return try read(Json(inner))
    }

    /// The same object with another value where one value stands.
    func with(_ key: String, _ value: String, _ other: String) throws -> Json {
        var changed = try object()
        if changed[key] as? String == value { changed[key] = other }
        return Json(changed)
    }

    func has(_ key: String) throws -> Bool { try object()[key] != nil }

    /// A list, which is empty where it is left out.
    func listed(_ key: String) throws -> Json {
        Json(try object()[key] ?? [Any]())
    }

    func list<T>(_ key: String, _ read: (Json) throws -> T) throws -> [T] {
        try optional(key) { try $0.items().map(read) } ?? []
    }
}

func text(_ node: Json) throws -> String {
    guard let text = node.value as? String else { throw FormError("`\(node.value)` is no text") }
    return text
}

func readCustomerId(_ node: Json) throws -> CustomerId { CustomerId(try text(node)) }
func readPersonId(_ node: Json) throws -> PersonId { PersonId(try text(node)) }
func readContractId(_ node: Json) throws -> ContractId { ContractId(try text(node)) }
func readDelegationId(_ node: Json) throws -> DelegationId { DelegationId(try text(node)) }
func readGrantId(_ node: Json) throws -> GrantId { GrantId(try text(node)) }
func readRecordId(_ node: Json) throws -> RecordId { RecordId(try text(node)) }

func yes(_ node: Json) throws -> Bool {
    guard let yes = node.value as? Bool else { throw FormError("`\(node.value)` is neither yes nor no") }
    return yes
}

func number(_ node: Json) throws -> Foundation.Decimal { try Foundation.Decimal(text: text(node)) }
func day(_ node: Json) throws -> CalendarDate { try CalendarDate(text: text(node)) }

func moment(_ node: Json) throws -> CalendarTime {
    let written = try text(node)
    return try CalendarTime(text: written.count == 16 ? written + ":00" : written)
}

func whole(_ node: Json) throws -> Int {
    guard let number = node.value as? NSNumber, let whole = Int(exactly: number) else {
        throw FormError("`\(node.value)` is no whole number")
    }
    return whole
}

func weekday(_ node: Json) throws -> Weekday {
    let name = try text(node)
    guard let day = Weekday.allCases.first(where: { "\($0)" == name.lowercased() }) else { throw FormError("no day `\(name)`") }
    return day
}

func wholeU32(_ node: Json) throws -> UInt32 { UInt32(try whole(node)) }
func wholeU64(_ node: Json) throws -> UInt64 { UInt64(try whole(node)) }

/// A number without zeros after its last decimal.
func exact(_ node: Json) throws -> Foundation.Decimal { try number(node) }

/// Every file of vectors in a folder, in the order of their names.
func vectorFiles(_ folder: String) throws -> [(String, [Json])] {
    let path = root.appendingPathComponent("tests/vectors/\(folder)")
    let names = try FileManager.default.contentsOfDirectory(atPath: path.path).filter { $0.hasSuffix(".json") }.sorted()
    return try names.map { name in
        let content = try Json.file(path.appendingPathComponent(name))
        return (name, try content.required("vectors") { try $0.items() })
    }
}
