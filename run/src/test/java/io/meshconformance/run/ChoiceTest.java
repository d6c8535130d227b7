package io.meshconformance.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.run.RequirementIndex.Entry;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ChoiceTest {

    private static final RequirementIndex KNOWN = new RequirementIndex(List.of(
            promise("GUIDE-001", "MUST"),
            promise("GUIDE-002", "MUST"),
            promise("GUIDE-003", "SHOULD"),
            promise("GRAF-001", "MUST"),
            promise("GW-001", "SHOULD")));
    private static final Supplier<Set<String>> NOT_ASKED = () -> {
        throw new AssertionError("the last run is of no interest without --failed");
    };

    @Test
    void withoutFiltersAllAreAskedFor() {
        assertEquals(5, Choice.ALL.among(KNOWN, NOT_ASKED).size());
        assertTrue(Choice.ALL.isEverything());
    }

    @Test
    void everyFilterHasToLeaveAScenario() {
        Choice choice = new Choice(List.of(), List.of("guide", "GW"), List.of("should"), List.of("GW-*"), false);

        assertEquals(List.of("GUIDE-003"), choice.among(KNOWN, NOT_ASKED));
        assertFalse(choice.isEverything());
    }

    @Test
    void theOrderIsThatOfTheList() {
        assertEquals(
                List.of("GUIDE-001", "GUIDE-002"),
                scenarios("GUIDE-002", "GUIDE-001").among(KNOWN, NOT_ASKED));
    }

    @Test
    void anExcludeIsAnIdAnAreaOrAPattern() {
        assertEquals(List.of("GUIDE-002", "GUIDE-003"), excluding("GUIDE-001", "GRAF", "GW*"));
        assertEquals(List.of("GUIDE-001", "GUIDE-002", "GUIDE-003"), excluding("GRAF-*", "gw-*"));
    }

    /** Each further star was one more way to take the same id apart. */
    @Test
    void manyStarsMeanWhatOneMeans() {
        String many = "*".repeat(60);
        assertEquals(List.of("GUIDE-001", "GUIDE-002", "GUIDE-003"), excluding("G" + many + "W*", "GRAF-" + many));
    }

    private static List<String> excluding(String... excludes) {

        return new Choice(List.of(), List.of(), List.of(), List.of(excludes), false).among(KNOWN, NOT_ASKED);
    }

    @Test
    void anAreaIsNoBeginningOfAnother() {
        Choice choice = new Choice(List.of(), List.of(), List.of(), List.of("G"), false);

        assertEquals(
                "--exclude G matches no scenario; it takes ids, patterns such as GRAF-*, and the areas GUIDE, GRAF, GW",
                refusal(choice));
    }

    @Test
    void whatFailedIsOneFilterAmongOthers() {
        Choice choice = new Choice(List.of(), List.of("GUIDE"), List.of(), List.of(), true);

        assertEquals(List.of("GUIDE-002"), choice.among(KNOWN, () -> Set.of("GUIDE-002", "GRAF-001")));
    }

    @Test
    void anUnknownNameIsToldWithThoseThatAreKnown() {
        assertEquals(
                "unknown area GRAFANA; known are GUIDE, GRAF, GW; ci/verify --list shows all",
                refusal(new Choice(List.of(), List.of("grafana"), List.of(), List.of(), false)));
        assertEquals(
                "unknown strength MAY; known are MUST, SHOULD; ci/verify --list shows all",
                refusal(new Choice(List.of(), List.of(), List.of("MAY"), List.of(), false)));
        assertEquals(
                "unknown scenario GUIDE-099; known are GUIDE-001, GUIDE-002, GUIDE-003; ci/verify --list shows all",
                refusal(scenarios("GUIDE-099")));
        assertEquals(
                "unknown scenario NOPE-1; known are GUIDE-*, GRAF-*, GW-*; ci/verify --list shows all",
                refusal(scenarios("NOPE-1")));
    }

    @Test
    void whatLeavesNothingIsNamed() {
        assertEquals(
                "no scenario is left to be judged: --area GRAF leaves 1 of 5, then --strength SHOULD leaves none of 1",
                refusal(new Choice(List.of(), List.of("GRAF"), List.of("SHOULD"), List.of(), false)));
    }

    private static Choice scenarios(String... ids) {
        return new Choice(List.of(ids), List.of(), List.of(), List.of(), false);
    }

    private static String refusal(Choice choice) {
        return assertThrows(WrongUse.class, () -> choice.among(KNOWN, NOT_ASKED))
                .getMessage();
    }

    private static Entry promise(String id, String strength) {
        return new Entry(id, strength, Impact.LETS_IN, List.of(), "It holds.");
    }
}
