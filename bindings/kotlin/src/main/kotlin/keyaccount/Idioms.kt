// What reads better in Kotlin than what every language has in common.
package keyaccount

/** The cell of a customer's row; nothing if the table has no such column or customer. */
public fun ScoreTable.cell(customerId: String, column: String): Value? {
    val at = columns.indexOfFirst { it.name == column }
    if (at < 0) return null
    return rows.firstOrNull { valueText(it.first()) == customerId }?.get(at)
}

/** The value as the tables write it: numbers with all their decimals, nothing for an empty cell. */
public fun Value.text(): String = valueText(this)

/** The value as a decimal, or nothing if it is no number. */
public fun Value.decimal(): java.math.BigDecimal? = when (this) {
    is Value.Number -> v1
    is Value.Quantity -> v1
    is Value.Integer -> java.math.BigDecimal(v1)
    else -> null
}

/** Makes a book of what `rows` adds: `book { addCustomers(listOf(CustomerRow(customerId = "K1"))) }`. */
public fun book(settings: BookSettings = defaultBookSettings(), rows: BookBuilder.() -> Unit): Book =
    BookBuilder(settings).use { builder ->
        builder.rows()
        builder.finish()
    }

/** What went wrong, in the language of the person who reads it. */
public fun KeyaccountException.sentence(language: Language): String = errorSentence(this, language)

/** Everything that is wrong with an input; empty for other errors. */
public val KeyaccountException.problems: List<Problem>
    get() = if (this is KeyaccountException.BadInput) problems else emptyList()

/**
 * A number as it crosses to the library. One that no amount can be is refused before its digits are written out:
 * `1e999999999` would have a billion of them.
 */
internal fun plainText(number: java.math.BigDecimal): String {
    if (number.signum() == 0 && number.scale() < 0) return "0"
    if (number.scale() <= MOST_DIGITS && number.precision().toLong() - number.scale() <= MOST_DIGITS) return number.toPlainString()
    throw KeyaccountException.BadInput(
        listOf(Problem(code = ProblemCode.BAD_NUMBER, file = null, line = null, column = null, path = "", found = "`$number`", expected = "a number of at most $MOST_DIGITS digits", remedy = "")),
    )
}

private const val MOST_DIGITS = 38
