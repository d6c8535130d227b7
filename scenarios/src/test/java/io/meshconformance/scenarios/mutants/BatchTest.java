package io.meshconformance.scenarios.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchTest {

    @Test
    void mutantsAreTogetherAsFarAsNoScenarioIsAskedForTwice() {
        assertEquals(
                List.of(List.of("a", "c"), List.of("b")),
                together(
                        mutant("a", false, "POL-001", "POL-002"),
                        mutant("b", false, "POL-002"),
                        mutant("c", false, "WEB-001")));
    }

    @Test
    void aMutantThatIsForAllIsAlone() {
        assertEquals(
                List.of(List.of("a", "c"), List.of("b"), List.of("d")),
                together(
                        mutant("a", false, "POL-001"),
                        mutant("b", true, "POL-002"),
                        mutant("c", false, "POL-003"),
                        mutant("d", true, "POL-004")));
    }

    @Test
    void noMoreScenariosAreTogetherThanAMachineCarries() {
        String[] many = IntStream.rangeClosed(1, Batch.MOST + 1)
                .mapToObj(number -> "A-" + number)
                .toArray(String[]::new);
        assertEquals(
                List.of(List.of("a"), List.of("b", "c")),
                together(mutant("a", false, many), mutant("b", false, "B-001"), mutant("c", false, "C-001")));
    }

    @Test
    void mutantsThatChangeTheSamePartOfAnObjectAreApart() {
        Rewrite drops = new Rewrite("services", false, "", "", List.of(new Rewrite.Patch("", null, null, "/spec/a")));
        Mutant same = new Mutant("b", "It does something.", List.of("POL-002"), List.of(), List.of(drops), List.of());
        assertEquals(List.of(List.of("a"), List.of("b")), together(mutant("a", false, "POL-001"), same));
    }

    @Test
    void theOtherScenariosAreThoseOfAllMutantsOfABatch() {
        Mutant one = mutant("a", false, "POL-001");
        Mutant two = mutant("b", false, "POL-002");
        Batch batch = Batch.of(List.of(one, two), mutants -> List.of("WEB-001")).get(0);
        assertEquals(Set.of("POL-001", "WEB-001"), batch.scenarios(one));
        assertEquals(Set.of("POL-001", "POL-002", "WEB-001"), batch.scenarios());
    }

    private static List<List<String>> together(Mutant... mutants) {
        return Batch.of(List.of(mutants), some -> List.of()).stream()
                .map(batch -> batch.mutants().stream().map(Mutant::id).toList())
                .toList();
    }

    static Mutant mutant(String id, boolean forAll, String... reddens) {
        Rewrite rewrite =
                new Rewrite("services", forAll, "", "", List.of(new Rewrite.Patch("", null, null, "/spec/" + id)));
        return new Mutant(id, "It does something.", List.of(reddens), List.of(), List.of(rewrite), List.of());
    }
}
