package io.meshconformance.scenarios.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meshconformance.run.MutantChoice;
import io.meshconformance.run.WrongUse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawTest {

    private static final List<Mutant> ALL = IntStream.range(0, 20)
            .mapToObj(number -> mutant("m-" + number, List.of("POL-001"), List.of("GUIDE")))
            .toList();

    @Test
    void aSeedRepeatsWhatIsDrawn() {
        MutantChoice five = new MutantChoice(List.of(), 5, 0);
        assertEquals(5, new Draw(7).of(ALL, five).size());
        assertEquals(new Draw(7).of(ALL, five), new Draw(7).of(ALL, five));
        assertNotEquals(new Draw(7).of(ALL, five), new Draw(8).of(ALL, five));
    }

    @Test
    void whatIsNamedIsPlayedAndAnUnknownNameIsRefused() {
        assertEquals(
                List.of("m-3"),
                new Draw(1)
                        .of(ALL, new MutantChoice(List.of("m-3"), 0, 0)).stream()
                                .map(Mutant::id)
                                .toList());
        assertThrows(WrongUse.class, () -> new Draw(1).of(ALL, new MutantChoice(List.of("m-99"), 0, 0)));
    }

    @Test
    void anotherScenarioIsOneThatTheMutantLeavesAlone() {
        List<String> scenarios = List.of("POL-001", "GUIDE-001", "WEB-001");
        for (Mutant mutant : ALL) {
            assertEquals(List.of("WEB-001"), new Draw(3).other(List.of(mutant), scenarios));
        }
        assertEquals(List.of(), new Draw(3).other(ALL, List.of("POL-001")));
    }

    private static Mutant mutant(String id, List<String> reddens, List<String> may) {
        Rewrite rewrite = new Rewrite("services", false, "", "", List.of(new Rewrite.Patch("", null, null, "/spec")));
        return new Mutant(id, "It does something.", reddens, may, List.of(rewrite), List.of());
    }
}
