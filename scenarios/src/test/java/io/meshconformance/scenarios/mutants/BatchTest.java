package io.meshconformance.scenarios.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {

    @Test
    void mutantsAreTogetherAsFarAsNoScenarioIsAskedForTwice() {
        assertEquals(
                List.of(List.of("a", "c"), List.of("b")),
                together(
                        cast("a", false, "POL-001", "POL-002"),
                        cast("b", false, "POL-002"),
                        cast("c", false, "WEB-001")));
    }

    @Test
    void aMutantThatIsForAllIsAlone() {
        assertEquals(
                List.of(List.of("a", "c"), List.of("b"), List.of("d")),
                together(
                        cast("a", false, "POL-001"),
                        cast("b", true, "POL-002"),
                        cast("c", false, "POL-003"),
                        cast("d", true, "POL-004")));
    }

    @Test
    void noMoreScenariosAreTogetherThanAMachineCarries() {
        String[] many = {"A-001", "A-002", "A-003", "A-004", "A-005", "A-006", "A-007", "A-008", "A-009"};
        assertEquals(
                List.of(List.of("a"), List.of("b", "c")),
                together(cast("a", false, many), cast("b", false, "B-001"), cast("c", false, "C-001")));
    }

    private static List<List<String>> together(Batch.Cast... casts) {
        return Batch.of(List.of(casts)).stream()
                .map(batch ->
                        batch.casts().stream().map(cast -> cast.mutant().id()).toList())
                .toList();
    }

    private static Batch.Cast cast(String id, boolean forAll, String... reddens) {
        Rewrite rewrite = new Rewrite("services", forAll, "", "", List.of());
        return new Batch.Cast(
                new Mutant(id, "It does something.", List.of(reddens), List.of(), List.of(rewrite), List.of()),
                List.of());
    }
}
