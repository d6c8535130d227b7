package io.meshconformance.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LookAlikesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path FOLDER = ROOT.resolve("images/lookalikes");

    static Set<String> published() {
        return LookAlikes.published(ROOT).keySet();
    }

    @Test
    @DisplayName("every image of the public catalogue has a look-alike, and none looks like nothing")
    void complete() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            assertEquals(
                    new TreeSet<>(published()),
                    folders.map(folder -> folder.getFileName().toString())
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        assertEquals(published(), LookAlikes.of(ROOT).references().keySet());
    }

    @ParameterizedTest(name = "the look-alike of {0} says that it is one, and holds a local image's program")
    @MethodSource("published")
    void honest(String name) throws IOException {
        String dockerfile = Files.readString(FOLDER.resolve(name).resolve("Dockerfile"));
        assertTrue(
                dockerfile.contains("LABEL " + LookAlikes.STAND_IN_LABEL + "=\"look-alike of ")
                        || dockerfile.contains(
                                "LABEL " + LookAlikes.STAND_IN_LABEL + "=\"reference " + name + ", not "),
                dockerfile);
        assertTrue(dockerfile.contains("conformance.local/" + name + ":local"), dockerfile);
        assertFalse(dockerfile.contains("ADD http"), "nothing is fetched");
    }
}
