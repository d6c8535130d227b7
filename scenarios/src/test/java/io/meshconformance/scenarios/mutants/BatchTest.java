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
                together(mutant("a", "POL-001", "POL-002"), mutant("b", "POL-002"), mutant("c", "WEB-001")));
    }

    @Test
    void aMutantThatIsForAllIsWithThoseWhoseScenariosItLeavesAlone() {
        assertEquals(
                List.of(List.of("a", "c", "d"), List.of("b")),
                together(
                        mutant("a", "POL-001"),
                        forAll("b", "POL", "GUIDE-002"),
                        mutant("c", "POL-003"),
                        forAll("d", "GUIDE", "POL-004")));
    }

    @Test
    void noMoreScenariosAreTogetherThanAMachineCarries() {
        String[] many = IntStream.rangeClosed(1, Batch.MOST + 1)
                .mapToObj(number -> "A-" + number)
                .toArray(String[]::new);
        assertEquals(
                List.of(List.of("a"), List.of("b", "c")),
                together(mutant("a", many), mutant("b", "B-001"), mutant("c", "C-001")));
    }

    @Test
    void mutantsThatChangeTheSamePartOfAnObjectAreApart() {
        Rewrite drops = new Rewrite("services", false, "", "", List.of(new Rewrite.Patch("", null, null, "/spec/a")));
        Mutant same = new Mutant("b", "It does something.", List.of("POL-002"), List.of(), List.of(drops), List.of());
        assertEquals(List.of(List.of("a"), List.of("b")), together(mutant("a", "POL-001"), same));
    }

    @Test
    void theOtherScenariosAreThoseOfAllMutantsOfABatch() {
        Mutant one = mutant("a", "POL-001");
        Mutant two = mutant("b", "POL-002");
        Batch batch = Batch.of(List.of(one, two), mutants -> List.of("WEB-001")).get(0);
        assertEquals(Set.of("POL-001", "WEB-001"), batch.scenarios(one));
        assertEquals(Set.of("POL-001", "POL-002", "WEB-001"), batch.scenarios());
    }

    private static List<List<String>> together(Mutant... mutants) {
        return Batch.of(List.of(mutants), some -> List.of()).stream()
                .map(batch -> batch.mutants().stream().map(Mutant::id).toList())
                .toList();
    }

    static Mutant mutant(String id, String... reddens) {
        return mutant(id, false, List.of(), reddens);
    }

    /** One that is for all, and may also redden some. */
    static Mutant forAll(String id, String mayAlsoRedden, String... reddens) {
        return mutant(id, true, List.of(mayAlsoRedden), reddens);
    }

    private static Mutant mutant(String id, boolean forAll, List<String> mayAlsoRedden, String... reddens) {
        Rewrite rewrite =
                new Rewrite("services", forAll, "", "", List.of(new Rewrite.Patch("", null, null, "/spec/" + id)));
        return new Mutant(id, "It does something.", List.of(reddens), mayAlsoRedden, List.of(rewrite), List.of());
    }
}
