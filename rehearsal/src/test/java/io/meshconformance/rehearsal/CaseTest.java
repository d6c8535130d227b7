package io.meshconformance.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.rehearsal.Program.Ended;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CaseTest {

    private static final Case LIMITED =
            new Case("limited", RegistryMood.LIMITS, List.of(), 2, List.of("Rate Limit"), List.of("local"), List.of());
    private static final Case SERVED =
            new Case("served", RegistryMood.SERVES, List.of(), 0, List.of(), List.of(), List.of("look-alike of k3s"));

    @Test
    @DisplayName("a run that ends, speaks and reports as it has to has no difference")
    void same() {
        assertEquals(List.of(), LIMITED.differences(new Ended(2, "docker.io: rate limit reached"), ""));
        assertEquals(List.of(), SERVED.differences(new Ended(0, ""), "title: Look-alike of k3s"));
    }

    @Test
    @DisplayName("each difference is told: the exit code, a word that is missing, a word too many")
    void different() {
        assertEquals(
                List.of("it ended with 0 instead of 2", "it does not say 'Rate Limit'", "it says 'local'"),
                LIMITED.differences(new Ended(0, ""), "Local images are judged"));
        assertEquals(
                List.of("its report does not say 'look-alike of k3s'"),
                SERVED.differences(new Ended(0, ""), "title: k3s"));
    }

    @Test
    @DisplayName("both forms meet every mood of a registry, and end with a run that judges")
    void complete() {
        for (boolean whole : List.of(false, true)) {
            List<Case> cases = Case.of(whole);
            assertEquals(
                    EnumSet.allOf(RegistryMood.class),
                    cases.stream()
                            .map(Case::mood)
                            .collect(Collectors.toCollection(() -> EnumSet.noneOf(RegistryMood.class))));
            assertEquals(0, cases.get(cases.size() - 1).code());
            assertTrue(cases.stream()
                    .filter(one -> one.mood() != RegistryMood.SERVES)
                    .allMatch(one -> one.code() == 2
                            && !one.words().isEmpty()
                            && one.reported().isEmpty()));
        }
    }
}
