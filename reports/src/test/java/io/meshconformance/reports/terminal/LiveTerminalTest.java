package io.meshconformance.reports.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LiveTerminalTest {

    private static final String CLEAR = "\r\033[K";

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream out = LiveTerminal.around(shown);

    @Test
    void aLineThatIsNotLiveIsShownAsItIs() {
        out.print("passed  GUIDE-002 §\n");
        assertEquals("passed  GUIDE-002 §\n", shown());
    }

    @Test
    void aLiveLineTakesThePlaceOfTheOneBefore() {
        out.print("live: GUIDE-002 1 s\n");
        out.print("live: GUIDE-002 2 s\n");
        assertEquals("GUIDE-002 1 s" + CLEAR + "GUIDE-002 2 s", shown());
    }

    @Test
    void anyOtherLineTakesALiveLineAwayFirst() {
        out.print("live: GUIDE-002 1 s\n");
        out.print("passed  GUIDE-002\nfailed  GUIDE-003\n");
        assertEquals("GUIDE-002 1 s" + CLEAR + "passed  GUIDE-002\nfailed  GUIDE-003\n", shown());
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
