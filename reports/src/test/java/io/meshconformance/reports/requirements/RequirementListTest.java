package io.meshconformance.reports.requirements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reports.model.requirement.Source;
import io.meshconformance.reports.requirements.RequirementList.Requirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementListTest {

    private final RequirementList list = RequirementList.load();

    @Test
    void holdsEveryLineOnce() {
        Set<String> ids = list.requirements().stream().map(Requirement::id).collect(Collectors.toSet());

        assertEquals(list.requirements().size(), ids.size());
    }

    @Test
    void everyLineOfTheFileIsFound() {
        RequirementLines lines = RequirementLines.load();

        assertEquals(
                list.requirements().size(),
                list.requirements().stream()
                        .map(line -> lines.of(line.id()))
                        .filter(line -> line > 1)
                        .distinct()
                        .count());
        assertEquals(1, lines.of("GUIDE-999"));
    }

    @Test
    void everyIdIsAnAreaAndThreeDigits() {
        list.requirements().forEach(line -> assertTrue(line.id().matches("[A-Z]+-[0-9]{3}"), line.id()));
    }

    @Test
    void everyLineNamesListedSourcesAndAStatementOfItsOwn() {
        Set<String> sources = list.sources().stream().map(Source::id).collect(Collectors.toSet());
        for (Requirement line : list.requirements()) {
            assertFalse(line.sources().isEmpty(), line.id());
            assertTrue(sources.containsAll(line.sources()), line.id() + " " + line.sources());
            assertTrue(line.statement().length() > 15, line.id());
            assertEquals(line.sources().contains("X"), line.section() == null, line.id());
            assertEquals(line.section() == null, line.quote() == null, line.id());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "sources: []\nareas: []\n",
                "sources: []\nareas: []\nrequirements: [null]\n",
                "sources: []\nareas: [{id: A, title: a}]\nrequirements: [{id: A-001, sources: [X], statement: one}]\n",
                "sources: []\nareas: []\nrequirements: []\nrequirements: []\n"
            })
    void aListThatLacksAPartIsRefused(String yaml) {
        assertThrows(IOException.class, () -> RequirementList.read(yaml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anIdListedTwiceIsRefused() {
        String yaml = """
                sources: []
                areas: [{id: A, title: a}]
                requirements:
                - {id: A-001, strength: MUST, impact: leaks, sources: [X], statement: one}
                - {id: A-001, strength: MUST, impact: leaks, sources: [X], statement: two}
                """;

        assertThrows(IllegalArgumentException.class, () -> RequirementList.read(yaml.getBytes(StandardCharsets.UTF_8)));
    }
}
