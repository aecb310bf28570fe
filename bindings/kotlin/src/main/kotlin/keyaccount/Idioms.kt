// What reads better in Kotlin than what every language has in common.
package keyaccount

/** The cell of a customer's row; nothing if the table has no such column or customer. */
public fun ScoreTable.cell(customerId: CustomerId, column: String): Value? {
    val at = columns.indexOfFirst { it.name == column }
    if (at < 0) return null
    return rows.firstOrNull { (it.firstOrNull() as? Value.Text)?.v1 == customerId.text }?.get(at)
}

/**
 * The value as the tables write it: numbers with all their decimals, nothing for an empty cell.
 *
 * @throws KeyaccountException.BadInput for a number the library does not have; those of its tables it has.
 */
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
public fun KeyaccountException.sentence(language: Language): String = try {
    errorSentence(this, language)
} catch (refused: KeyaccountException.BadInput) {
    // An error of the app's own making may have a number that the library has not.
    toString()
}

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
    throw refused(ProblemCode.BAD_NUMBER, "`$number`", "a number of at most $MOST_DIGITS digits")
}

/** A day as it crosses to the library. One beyond its calendar is refused here, since not every call can refuse. */
internal fun plainText(day: java.time.LocalDate): String {
    if (day.year in FIRST_YEAR..LAST_YEAR) return day.toString()
    throw refused(ProblemCode.BAD_DATE, "`$day`", "a day of the years $FIRST_YEAR to $LAST_YEAR")
}

/** The same of a moment, always with its seconds. */
internal fun plainText(moment: java.time.LocalDateTime): String =
    plainText(moment.toLocalDate()) + "T" + moment.toLocalTime().format(java.time.format.DateTimeFormatter.ISO_LOCAL_TIME)

/**
 * What is thrown for a text with half of a surrogate pair, which no encoding has; the generated source is made to ask
 * for it (`bindings/mobile/build.sh`).
 */
internal fun halfOfAPair(): KeyaccountException = refused(
    ProblemCode.WRONG_TYPE, "a text with half of a surrogate pair", "a text that UTF-8 can hold",
    "cut texts between characters, not within an emoji",
)

private fun refused(code: ProblemCode, found: String, expected: String, remedy: String = "") = KeyaccountException.BadInput(
    listOf(Problem(code = code, file = null, line = null, column = null, path = "", found = found, expected = expected, remedy = remedy)),
)

private const val MOST_DIGITS = 38

/** Of the library's calendar. */
private const val FIRST_YEAR = -262_143
private const val LAST_YEAR = 262_142
