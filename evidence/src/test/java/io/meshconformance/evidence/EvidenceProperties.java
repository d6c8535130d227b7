package io.meshconformance.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
import io.meshconformance.evidence.run.SecretsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** A file of evidence, torn or not, is evidence as it was written or is refused. */
class EvidenceProperties {

    private Path folder = Path.of("");
    private Path file = Path.of("");

    /** One damaged file. */
    record Damaged(Class<?> type, byte[] json) {

        @Override
        public String toString() {
            return type.getSimpleName() + " " + new String(json, java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    @BeforeProperty
    void makesAFile() throws IOException {
        folder = Files.createTempDirectory("evidence");
        file = Files.createTempFile(folder, "evidence", ".json");
    }

    @AfterProperty
    void removesIt() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
    }

    @Provide
    Arbitrary<Damaged> evidence() {
        return Arbitraries.of(Samples.all().toList())
                .flatMap(evidence -> Combinators.combine(
                                Arbitraries.just(evidence.getClass()), BadInput.bytesLike(EvidenceFile.json(evidence)))
                        .as(Damaged::new));
    }

    @Provide
    Arbitrary<List<String>> secrets() {
        return BadInput.texts().list().ofMaxSize(4).withoutEdgeCases();
    }

    @Provide
    Arbitrary<byte[]> lists() {
        return BadInput.bytesLike("c2VjcmV0\nMDEyMzQ1Njc4OWFi\n");
    }

    @Property
    @Label("damaged evidence is refused, or reads as what its file says")
    void evidence(@ForAll("evidence") Damaged damaged) throws IOException {
        Files.write(file, damaged.json());
        Survival.of(() -> EvidenceFile.read(file, damaged.type()), IOException.class)
                .ifPresent(read -> {
                    String written = Survival.of(() -> EvidenceFile.json(read)).orElseThrow();
                    Path rewritten =
                            Survival.of(() -> Files.writeString(file, written)).orElseThrow();
                    assertEquals(
                            written,
                            Survival.of(() -> EvidenceFile.json(EvidenceFile.read(rewritten, damaged.type())))
                                    .orElseThrow());
                });
    }

    @Property
    @Label("a damaged list of secrets is read line by line or refused")
    void lists(@ForAll("lists") byte[] list) throws IOException {
        Files.write(file, list);
        Survival.of(new SecretsFile(file)::read, IOException.class);
    }

    @Property
    @Label("every secret that is text is read back")
    void secrets(@ForAll("secrets") List<String> secrets) throws IOException {
        SecretsFile written = new SecretsFile(file);
        List<String> texts = secrets.stream()
                .map(secret -> secret.replaceAll("[\\ud800-\\udfff]", "_"))
                .distinct()
                .toList();
        written.write(texts);
        assertEquals(texts, written.read());
        assertEquals(
                List.of(file.getFileName().toString()), List.of(folder.toFile().list()));
    }
}
