// How the tests read the shared vectors. The library itself reads no JSON in Kotlin.
package keyaccount

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import com.fasterxml.jackson.databind.node.ObjectNode
import com.fasterxml.jackson.databind.node.TextNode
import java.io.File
import java.math.BigDecimal
import java.time.LocalDate
import java.time.LocalDateTime

val root: File = File(System.getProperty("keyaccount.root")).canonicalFile
private val mapper = ObjectMapper()

fun json(file: File): JsonNode = mapper.readTree(file)

/** Every file of vectors in a folder, in the order of their names. */
fun vectorFiles(folder: String): List<Pair<String, JsonNode>> =
    File(root, "tests/vectors/$folder").listFiles { file -> file.extension == "json" }!!
        .sortedBy { it.name }
        .map { it.nameWithoutExtension to json(it) }

fun text(node: JsonNode): String = if (node.isTextual) node.textValue() else error("`$node` is no text")

fun readCustomerId(node: JsonNode) = CustomerId(text(node))
fun readPersonId(node: JsonNode) = PersonId(text(node))
fun readContractId(node: JsonNode) = ContractId(text(node))
fun readDelegationId(node: JsonNode) = DelegationId(text(node))
fun readGrantId(node: JsonNode) = GrantId(text(node))
fun readRecordId(node: JsonNode) = RecordId(text(node))
fun yes(node: JsonNode): Boolean = if (node.isBoolean) node.booleanValue() else error("`$node` is neither yes nor no")
fun number(node: JsonNode): BigDecimal = BigDecimal(text(node))

/** An amount as the library gives it: without zeros after its last decimal. */
fun exact(node: JsonNode): BigDecimal = number(node).stripTrailingZeros().let { if (it.scale() < 0) it.setScale(0) else it }
fun day(node: JsonNode): LocalDate = LocalDate.parse(text(node))
fun moment(node: JsonNode): LocalDateTime = LocalDateTime.parse(text(node))
fun weekday(node: JsonNode): Weekday = Weekday.valueOf(text(node).uppercase())
fun wholeU32(node: JsonNode): UInt = node.bigIntegerValue().intValueExact().toUInt()
fun wholeU64(node: JsonNode): ULong = node.bigIntegerValue().longValueExact().toULong()

/** An object without keys. */
val nothing: ObjectNode = mapper.createObjectNode()

/** The code of a value: its text, or the only key of an object. */
fun codeOf(node: JsonNode): String = if (node.isObject) node.fieldNames().asSequence().single() else text(node)

/** A text of its own, to be read as a code. */
fun codeNode(code: String): JsonNode = TextNode(code)

fun JsonNode.only(vararg keys: String) {
    val strangers = fieldNames().asSequence().toSet() - keys.toSet()
    check(strangers.isEmpty()) { "unknown keys: $strangers" }
}

fun <T> JsonNode.required(key: String, read: (JsonNode) -> T): T = read(get(key) ?: error("no `$key` in `$this`"))
fun <T> JsonNode.optional(key: String, read: (JsonNode) -> T): T? = get(key)?.takeUnless { it.isNull }?.let(read)
fun <T> JsonNode.list(key: String, read: (JsonNode) -> T): List<T> = get(key)?.map(read) ?: emptyList()
fun JsonNode.entries(key: String): List<Pair<String, JsonNode>> =
    get(key)?.fields()?.asSequence()?.map { it.key to it.value }?.toList() ?: emptyList()
