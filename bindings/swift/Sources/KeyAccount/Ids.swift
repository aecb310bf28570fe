import Foundation

/// An id: a text of which it is known whose id it is, so that none can be taken for another.
///
/// Any text can be one, kept character by character; whether it is well formed and known says the library. A text written
/// out in the source is one by itself: `card(customerId: "K1", …)`. Rows of a book's tables, and what calls and duties are
/// worked out of, hold text as it was handed in. Encoded, an id is its text; as the key of a stored dictionary, take `text`.
public protocol TextId: Hashable, Comparable, Codable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The text.
    var text: String { get }

    /// An id with this text.
    init(_ text: String)
}

extension TextId {
    public init(stringLiteral text: String) { self.init(text) }

    public init(from decoder: any Decoder) throws { self.init(try decoder.singleValueContainer().decode(String.self)) }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// Equal texts, byte by byte, as everywhere in the library: `String` takes some texts for equal that are not.
    public static func == (one: Self, other: Self) -> Bool { one.text.utf8.elementsEqual(other.text.utf8) }

    public static func < (one: Self, other: Self) -> Bool { one.text.utf8.lexicographicallyPrecedes(other.text.utf8) }

    public func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
        hasher.combine(UInt8.max)
    }

    public var description: String { text }
}

/// The id of a customer.
public struct CustomerId: TextId {
    public let text: String

    public init(_ text: String) { self.text = text }
}

/// The id of somebody of our own: who applies, decides, asks, acts.
public struct PersonId: TextId {
    public let text: String

    public init(_ text: String) { self.text = text }
}

/// The id of an invoice.
public struct InvoiceId: TextId {
    public let text: String

    public init(_ text: String) { self.text = text }
}

/// The id of a contract.
public struct ContractId: TextId {
    public let text: String

    public init(_ text: String) { self.text = text }
}

/// The id of an approval case, a disposal or an incident.
public struct CaseId: TextId {
    public let text: String

    public init(_ text: String) { self.text = text }
}

/// The id of a delegation.
public struct DelegationId: TextId {
    public let text: String

    public init(_ text: String) { self.text = text }
}

/// The id of a request for access.
public struct RequestId: TextId {
    public let text: String

    public init(_ text: String) { self.text = text }
}

/// The id of a grant of access.
public struct GrantId: TextId {
    public let text: String

    public init(_ text: String) { self.text = text }
}

/// The id of an order of an authority.
public struct CompulsionId: TextId {
    public let text: String

    public init(_ text: String) { self.text = text }
}

/// The id of a kept record.
public struct RecordId: TextId {
    public let text: String

    public init(_ text: String) { self.text = text }
}
