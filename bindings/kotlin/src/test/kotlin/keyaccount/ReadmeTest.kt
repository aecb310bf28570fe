package keyaccount

import keyaccount.readme.readmeExample
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.ByteArrayOutputStream
import java.io.PrintStream

class ReadmeTest {
    /** The first example of the README, as ci.sh takes it out of the page. */
    @Test
    fun theExampleRuns() {
        val out = System.out
        val said = ByteArrayOutputStream()
        System.setOut(PrintStream(said, true, "UTF-8"))
        try {
            readmeExample()
        } finally {
            System.setOut(out)
        }
        val lines = said.toString("UTF-8").lines().filter { it.isNotEmpty() }
        // Twelve days late, on the line from 100 points to 87.5 at fifteen days: 100 - 12 x 12.5 / 15.
        assertEquals("90.00", lines.first())
        assertTrue(lines.size > 1 && lines.drop(1).all { it.any { c -> c in '\u4e00'..'\u9fff' } }, lines.toString())
    }
}
