// Ids that cannot be taken for each other: whose id a text is, is part of its type. Any text can be one, kept character by
// character; whether it is well formed and known says the library. Rows of a book's tables, and what calls and
// duties are worked out of, hold text as it was handed in.
package keyaccount

/** The id of a customer. */
@JvmInline
public value class CustomerId(public val text: String) {
    /** The text. */
    override fun toString(): String = text
}

/** The id of somebody of our own: who applies, decides, asks, acts. */
@JvmInline
public value class PersonId(public val text: String) {
    /** The text. */
    override fun toString(): String = text
}

/** The id of an invoice. */
@JvmInline
public value class InvoiceId(public val text: String) {
    /** The text. */
    override fun toString(): String = text
}

/** The id of a contract. */
@JvmInline
public value class ContractId(public val text: String) {
    /** The text. */
    override fun toString(): String = text
}

/** The id of an approval case, a disposal or an incident. */
@JvmInline
public value class CaseId(public val text: String) {
    /** The text. */
    override fun toString(): String = text
}

/** The id of a delegation. */
@JvmInline
public value class DelegationId(public val text: String) {
    /** The text. */
    override fun toString(): String = text
}

/** The id of a request for access. */
@JvmInline
public value class RequestId(public val text: String) {
    /** The text. */
    override fun toString(): String = text
}

/** The id of a grant of access. */
@JvmInline
public value class GrantId(public val text: String) {
    /** The text. */
    override fun toString(): String = text
}

/** The id of an order of an authority. */
@JvmInline
public value class CompulsionId(public val text: String) {
    /** The text. */
    override fun toString(): String = text
}

/** The id of a kept record. */
@JvmInline
public value class RecordId(public val text: String) {
    /** The text. */
    override fun toString(): String = text
}
