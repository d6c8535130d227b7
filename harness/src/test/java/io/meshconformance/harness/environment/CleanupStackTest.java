package io.meshconformance.harness.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
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
}
