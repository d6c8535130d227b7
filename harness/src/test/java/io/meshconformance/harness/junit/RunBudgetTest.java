package io.meshconformance.harness.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RunBudgetTest {

    private static final Duration USUAL = Duration.ofSeconds(300);

    @Test
    @DisplayName("scenarios begin until three times the usual, and play once more until twice the usual")
    void usual() {
        RunBudget budget = budget(null);
        assertEquals(Optional.empty(), budget.first(Duration.ofSeconds(899)));
        assertEquals(
                "It did not begin: the scenarios of this run had taken 15 min 1 s, and their budget is 15 min 0 s, three"
                        + " times the usual. --budget MINUTES sets another, --budget 0 none.",
                budget.first(Duration.ofSeconds(901)).orElseThrow());
        assertEquals(Optional.empty(), budget.again(Duration.ofSeconds(599), "POL-001"));
        assertEquals(
                "The scenarios of this run had taken 10 min 0 s, and what failed is played once more until 10 min 0 s,"
                        + " twice the usual. ci/verify --scenario POL-001 plays it in full, --budget 0 all of them.",
                budget.again(Duration.ofSeconds(600), "POL-001").orElseThrow());
    }

    @Test
    @DisplayName("what was asked for holds for both passes, and zero is no end")
    void given() {
        RunBudget minute = budget(Duration.ofMinutes(1));
        assertTrue(minute.first(Duration.ofSeconds(60)).isPresent());
        assertTrue(minute.again(Duration.ofSeconds(60), "POL-001").isPresent());
        assertEquals(Optional.empty(), minute.first(Duration.ofSeconds(59)));
        RunBudget none = budget(Duration.ZERO);
        assertEquals(Optional.empty(), none.first(Duration.ofDays(1)));
        assertEquals(Optional.empty(), none.again(Duration.ofDays(1), "POL-001"));
    }

    private static RunBudget budget(@Nullable Duration given) {
        return new RunBudget(Instant.now(), USUAL, Optional.ofNullable(given));
    }
}
