package io.meshconformance.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.run.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void aFaultIsNamedAfterTheProgramThatHasIt() {
        MutantIndex index = MutantIndex.of(SUITE);
        assertTrue(index.has("deny-becomes-audit"));
        assertTrue(index.has("proxy-wrong-issuer"));
        assertTrue(index.has("dashboard-skips-signature"));
        assertFalse(index.has("wrong-issuer"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "does: It denies.@reddens: [POL-001] | POL-001",
                "id: a-b@reddens: [POL-001]           | POL-001",
                "id: a-b@does: It denies.             | a-b",
            })
    void aMutantThatLacksAPartIsRefusedWithTheCure(String yaml, String named, @TempDir Path checkout)
            throws IOException {
        Files.writeString(
                Files.createDirectories(checkout.resolve("manifests/mutants")).resolve("torn.yaml"),
                yaml.replace("@", "\n"));
        WrongUse refusal = assertThrows(WrongUse.class, () -> MutantIndex.of(checkout));
        assertEquals(
                "a mutant lacks its id, what it does or what it reddens: " + named
                        + "; take the files as the repository has them:"
                        + " git checkout manifests/mutants images/reference/faults.yaml",
                refusal.getMessage());
    }
}
