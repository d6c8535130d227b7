package io.meshconformance.scenarios.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoundTest {

    private static final Batch ONE = batch(BatchTest.mutant("a", "POL-001"), "WEB-001");
    private static final Batch TWO = batch(BatchTest.mutant("b", "POL-002"), "WEB-001");
    private static final Batch THREE = batch(BatchTest.mutant("c", "POL-003"), "WEB-002");
    private static final Batch FOR_ALL = batch(BatchTest.forAll("d", "POL-002", "POL-004"), "WEB-003");

    @Test
    void batchesAreTogetherAsFarAsTheyHaveNoScenarioInCommon() {
        assertEquals(
                List.of(new Round(List.of(ONE, THREE)), new Round(List.of(TWO))),
                Round.of(List.of(ONE, TWO, THREE), 40));
    }

    @Test
    void aMutantThatIsForAllIsWithBatchesWhoseScenariosItLeavesAlone() {
        assertEquals(
                List.of(new Round(List.of(ONE, FOR_ALL, THREE)), new Round(List.of(TWO))),
                Round.of(List.of(ONE, FOR_ALL, TWO, THREE), 40));
        assertEquals(
                List.of(new Round(List.of(TWO)), new Round(List.of(FOR_ALL))), Round.of(List.of(TWO, FOR_ALL), 40));
    }

    @Test
    void aMutantThatIsForAllIsWithNoneThatChangesTheSamePartOfAnObject() {
        Batch same = batch(BatchTest.mutant("d", "GW-001"), "GW-002");
        assertEquals(
                List.of(new Round(List.of(same)), new Round(List.of(FOR_ALL))), Round.of(List.of(same, FOR_ALL), 40));
    }

    @Test
    void noMoreScenariosAreTogetherThanAskedForExceptThoseOfOneBatch() {
        assertEquals(List.of(new Round(List.of(ONE)), new Round(List.of(THREE))), Round.of(List.of(ONE, THREE), 3));
        assertEquals(List.of(new Round(List.of(ONE)), new Round(List.of(THREE))), Round.of(List.of(ONE, THREE), 0));
    }

    @Test
    void eachMutantIsPlayedWithTheScenariosOfItsBatch() {
        Round round = new Round(List.of(ONE, THREE));
        assertEquals(
                Map.of(
                        ONE.mutants().get(0), Set.of("POL-001", "WEB-001"),
                        THREE.mutants().get(0), Set.of("POL-003", "WEB-002")),
                round.mutants());
        assertEquals(Set.of("POL-001", "WEB-001", "POL-003", "WEB-002"), round.scenarios());
        assertEquals(List.of("WEB-001", "WEB-002"), round.others());
    }

    private static Batch batch(Mutant mutant, String other) {
        return new Batch(List.of(mutant), List.of(other));
    }
}
