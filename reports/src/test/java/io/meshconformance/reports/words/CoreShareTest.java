package io.meshconformance.reports.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshconformance.reports.model.CoreUse;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CoreShareTest {

    private static final CoreUse USE = new CoreUse(2, List.of(2.0, 1.0, 1.9, 1.9, 0.4, 0.1));

    @Test
    @DisplayName("each second counts for what was going on in its middle")
    void phases() {
        List<PlaySpan> spans =
                List.of(new PlaySpan(2_000, 3_000, 2), new PlaySpan(3_000, 4_000, 3), new PlaySpan(4_000, 5_000, 1));
        assertEquals(
                "Of 2 cores were busy: during the boot 1.5, with scenarios side by side 1.9, with one alone 0.4.",
                CoreShare.of(USE, 2_000, spans).sentence());
    }

    @Test
    @DisplayName("what a run had none of is not told")
    void none() {
        assertEquals(
                "Of 2 cores were busy: during the boot -, with scenarios side by side -, with one alone -.",
                CoreShare.of(USE, 0, List.of()).sentence());
    }
}
