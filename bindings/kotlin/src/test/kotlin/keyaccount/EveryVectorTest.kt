package keyaccount

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import java.io.File

/** A file of vectors that nobody runs here is noticed. */
class EveryVectorTest {
    @Test
    fun everyFolderOfVectorsHasARunner() {
        val runners = listOf(
            BookVectorsTest(), AccessVectorsTest(), AdmissionVectorsTest(), ApprovalVectorsTest(), ArchiveVectorsTest(),
            DueVectorsTest(), FunctionVectorsTest(), IncidentVectorsTest(), RetentionVectorsTest(),
        )
        val vectors = File(root, "tests/vectors")
        val found = vectors.walk().filter { it.extension == "json" }.map { it.parentFile.relativeTo(vectors).path }.toSortedSet()
        assertEquals(found, runners.flatMap { it.folders.toList() }.toSortedSet())
    }
}
