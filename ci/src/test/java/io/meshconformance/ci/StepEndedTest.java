package io.meshconformance.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepEndedTest {

    @ParameterizedTest(name = "a step that ends with {0} ends the run with {1}")
    @CsvSource({"3,3", "2,2", "1,2", "137,2"})
    void wrongUseStaysWrongUseAndAnythingElseIsNoVerdict(int step, int run) {
        assertEquals(run, new StepEnded(step).code());
    }
}
