package io.meshconformance.reports.judgement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.judgement.KnownFailures.Entry;
import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.sample.RichRun;
import io.meshconformance.reports.sample.SampleRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Accepted failures are whole or refused; of a damaged history the whole runs stay. */
class ListProperties {

    private static final String KNOWN = """
            # accepted
            knownFailures:
            - id: GUIDE-005
              seenOn: [proxy v0.33.1, "proxy reference proxy, not Pomerium"]
              check: carries another audience
              reason: The proxy writes one, "as it is".
              link: https://example.test/issues/1
              until: "2027-01-31"
            - {id: GUIDE-006, check: "*", seenOn: [node v1], reason: r, link: l, until: 2027-02-28}
            """;
    private static final String HISTORY = history();

    private Path file = Path.of("");

    @BeforeProperty
    void makesAFile() throws IOException {
        file = Files.createTempFile("list", ".yaml");
    }

    @AfterProperty
    void removesIt() throws IOException {
        Files.deleteIfExists(file);
    }

    private static String history() {
        try {
            Path file = Files.createTempFile("history", ".jsonl");
            new HistoryFile(file).write(RichRun.history(3));
            String text = Files.readString(file);
            Files.delete(file);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Provide
    Arbitrary<byte[]> known() {
        return BadInput.bytesLike(KNOWN);
    }

    @Provide
    Arbitrary<byte[]> histories() {
        return BadInput.bytesLike(HISTORY);
    }

    @Provide
    Arbitrary<List<Entry>> entries() {
        Arbitrary<String> texts = BadInput.texts().map(text -> "x" + text.replaceAll("[^\\n -~\\x{a0}-\\x{d7ff}]", ""));
        return Combinators.combine(texts, texts, texts)
                .as((check, reason, link) ->
                        new Entry("GUIDE-001", check, SampleRun.JUDGED, reason, link, "2027-01-31"))
                .list()
                .ofMaxSize(3)
                .withoutEdgeCases();
    }

    @Property
    @Label("a damaged list of accepted failures is whole or refused")
    void known(@ForAll("known") byte[] yaml) throws IOException {
        Files.write(file, yaml);
        Survival.of(() -> KnownFailures.read(file), IOException.class).ifPresent(known -> {
            known.entries().forEach(entry -> {
                assertTrue(
                        !entry.id().isBlank()
                                && !entry.check().isBlank()
                                && !entry.reason().isBlank(),
                        entry::toString);
                assertEquals(10, LocalDate.parse(entry.until()).toString().length(), entry::toString);
            });
            Survival.of(() -> known.expected("GUIDE-005", "check", "a sentence", "2026-11-22"));
        });
    }

    @Property
    @Label("accepted failures are read back as they were written")
    void roundTrip(@ForAll("entries") List<Entry> entries) throws IOException {
        Files.write(file, Documents.YAML.writeValueAsBytes(Map.of("knownFailures", entries)));
        assertEquals(entries, KnownFailures.read(file).entries());
    }

    @Property
    @Label("of a damaged history the whole runs stay, each with its outcomes")
    void histories(@ForAll("histories") byte[] lines) throws IOException {
        Files.write(file, lines);
        List<String> troubles = new ArrayList<>();
        History read =
                Survival.of(() -> new HistoryFile(file).read(troubles::add)).orElseThrow();
        assertTrue(troubles.size() <= 1, troubles::toString);
        read.runs()
                .forEach(run -> assertTrue(run.scenarios().values().stream()
                        .allMatch(outcome -> outcome != null && outcome.name() != null)));
        Survival.of(() -> read.delta("GUIDE-001", Outcome.PASSED));
        new HistoryFile(file).write(read);
        byte[] written = Files.readAllBytes(file);
        new HistoryFile(file).write(new HistoryFile(file).read(troubles::add));
        assertArrayEquals(written, Files.readAllBytes(file));
    }
}
