package io.meshconformance.harness.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CleanupStackTest {

    @Test
    void theLastIsUndoneFirstAndAFailureKeepsNothingFromBeingUndone() {
        var undone = new ArrayList<String>();
        var undoing = new CleanupStack();
        undoing.add(() -> undone.add("first"));
        undoing.add(() -> {
            throw new IllegalStateException("second");
        });
        undoing.add(() -> undone.add("third"));
        assertEquals(
                "second",
                assertThrows(IllegalStateException.class, undoing::close).getMessage());
        assertEquals(List.of("third", "first"), undone);
        undoing.close();
        assertEquals(2, undone.size());
    }

    @Test
    void whatLiesOnTheNodeIsTakenBackFirstWhereItStaysAndAnswersAndElseGoesWithIt() {
        for (boolean askable : List.of(true, false)) {
            var undone = new ArrayList<String>();
            var undoing = new CleanupStack();
            undoing.addOnNode(() -> undone.add("namespace"));
            undoing.addOnNode(() -> undone.add("annotation"));
            undoing.add(() -> undone.add("client"));
            undoing.askNode(() -> askable, Duration.ofMinutes(1));
            undoing.close();
            undoing.close();
            assertEquals(askable ? List.of("annotation", "namespace", "client") : List.of("client"), undone);
        }
    }

    @Test
    void aNodeThatNoLongerAnswersHoldsNothingUp() {
        var never = new CountDownLatch(1);
        var undone = new ArrayList<String>();
        var undoing = new CleanupStack();
        undoing.addOnNode(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        undoing.add(() -> undone.add("client"));
        undoing.askNode(() -> true, Duration.ofMillis(50));
        assertEquals(
                "the node did not take everything back within 50 ms",
                assertThrows(IllegalStateException.class, undoing::close).getMessage());
        assertEquals(List.of("client"), undone);
        never.countDown();
    }
}
