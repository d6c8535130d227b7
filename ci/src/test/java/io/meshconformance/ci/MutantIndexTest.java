package io.meshconformance.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MutantIndexTest {

    private static final Path SUITE = Path.of("..");

    @Test
    void everyFileAndEveryFaultIsListedWithWhatItDoesAndWhatMustNotice() throws IOException {
        MutantIndex index = MutantIndex.of(SUITE);
        long files;
        try (Stream<Path> found = Files.list(SUITE.resolve("manifests/mutants"))) {
            files = found.count();
        }
        long faults = Files.readAllLines(SUITE.resolve("images/reference/faults.yaml")).stream()
                .filter(line -> line.startsWith("  - id: "))
                .count();
        assertEquals(files + faults, index.entries().size());
        for (MutantIndex.Entry entry : index.entries()) {
            assertTrue(entry.does().endsWith("."), entry.toString());
            assertTrue(entry.reddens().matches("[A-Z]+-[0-9]{3}( [A-Z]+-[0-9]{3})*"), entry.toString());
        }
        List<String> ids = index.entries().stream().map(MutantIndex.Entry::id).toList();
        assertEquals(ids.stream().distinct().toList(), ids);
    }

    @Test
    void aFaultIsNamedAfterTheProgramThatHasIt() throws IOException {
        MutantIndex index = MutantIndex.of(SUITE);
        assertTrue(index.has("deny-becomes-audit"));
        assertTrue(index.has("proxy-wrong-issuer"));
        assertTrue(index.has("dashboard-skips-signature"));
        assertFalse(index.has("wrong-issuer"));
    }
}
