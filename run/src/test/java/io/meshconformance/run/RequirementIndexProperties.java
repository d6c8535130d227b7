package io.meshconformance.run;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
import io.meshconformance.run.RequirementIndex.Entry;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The list of requirements as it is read before anything is built, and what is chosen from it. */
class RequirementIndexProperties {

    private static final String LIST = """
            areas:
            - {id: INJ, title: "Injection"}
            requirements:
            - id: INJ-001
              strength: MUST
              impact: lets somebody in
              guards: [pomerium#6638, CVE-2021-39206]
              sources: ["000"]
              section: Ports
              statement: 'A sidecar''s ports are left out.'
            - id: GRAF-002
              strength: SHOULD
              impact: misleads
              statement: 'A dashboard knows its user.'
            """;
    private static final RequirementIndex INDEX =
            RequirementIndex.parse(LIST.lines().toList());
    private static final Set<String> IDS = Set.of("INJ-001", "GRAF-002");

    @Provide
    Arbitrary<String> lists() {
        return BadInput.like(LIST);
    }

    @Provide
    Arbitrary<String> filters() {
        return BadInput.like("INJ-001", "GRAF-*", "*-00*", "INJ", "MUST");
    }

    @Provide
    Arbitrary<List<Entry>> entries() {
        Arbitrary<String> statements = Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars("'\"\\:é\ud83d\ude00")
                .ofMaxLength(40);
        return Combinators.combine(
                        Arbitraries.strings()
                                .withCharRange('A', 'Z')
                                .ofMinLength(1)
                                .ofMaxLength(6),
                        Arbitraries.integers().between(0, 9999),
                        Arbitraries.of("MUST", "SHOULD"),
                        Arbitraries.of(Impact.class),
                        Arbitraries.of("pomerium#6638", "CVE-2021-39206", "https://example.test/1")
                                .map(Guard::of)
                                .list()
                                .uniqueElements()
                                .ofMaxSize(3),
                        statements)
                .as((area, number, strength, impact, guards, statement) ->
                        new Entry(area + "-" + number, strength, impact, guards, statement))
                .list()
                .ofMaxSize(5)
                .withoutEdgeCases();
    }

    @Property
    @Label("a damaged list is read with whole entries or refused")
    void damagedLists(@ForAll("lists") String list) {
        Survival.of(() -> RequirementIndex.parse(list.lines().toList()), WrongUse.class)
                .ifPresent(index -> index.entries()
                        .forEach(entry -> assertTrue(
                                entry.area().matches("[A-Z]+")
                                        && entry.strength().matches("MUST|SHOULD"),
                                entry::toString)));
    }

    @Property
    @Label("what is written is read back")
    void roundTrip(@ForAll("entries") List<Entry> entries) {
        List<String> lines = entries.stream()
                .flatMap(entry -> Stream.of(
                        "- id: " + entry.id(),
                        "  strength: " + entry.strength(),
                        "  impact: " + entry.impact(),
                        "  guards: ["
                                + entry.guards().stream().map(Guard::reference).collect(joining(", ")) + "]",
                        "  statement: '" + entry.statement().replace("'", "''") + "'"))
                .filter(line -> !line.endsWith("[]"))
                .toList();
        assertEquals(entries, RequirementIndex.parse(lines).entries());
    }

    @Property
    @Label("any filter chooses from the list, or is refused")
    void filters(@ForAll("filters") String filter) {
        List<String> one = List.of(filter);
        for (Choice choice : List.of(
                new Choice(one, List.of(), List.of(), List.of(), false),
                new Choice(List.of(), one, List.of(), List.of(), false),
                new Choice(List.of(), List.of(), one, List.of(), false),
                new Choice(List.of(), List.of(), List.of(), one, false))) {
            Survival.of(() -> choice.among(INDEX, Set::of), WrongUse.class)
                    .ifPresent(chosen -> assertTrue(!chosen.isEmpty() && IDS.containsAll(chosen)));
        }
    }
}
