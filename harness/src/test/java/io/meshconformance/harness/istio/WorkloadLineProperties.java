package io.meshconformance.harness.istio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a workload writes of its callers, torn or forged: no line is taken for more than it says. */
class WorkloadLineProperties {

    private static final String LINE = """
            {"id":"req-1","peer":"By=spiffe://cluster.local/ns/a/sa/b;Hash=ab;Subject=\\"\\";\
            URI=spiffe://cluster.local/ns/c/sa/d","assertion":"present"}""";

    @Provide
    Arbitrary<String> lines() {
        return BadInput.like(LINE, "10.1.2.3 - - [01/Jan/2026] \"GET / HTTP/1.1\" 200 req-1");
    }

    @Provide
    Arbitrary<String> subjects() {
        return BadInput.texts().map(text -> text.replaceAll("[^ -~]", "") + ";URI=spiffe://forged,URI=x");
    }

    @Property
    @Label("a workload's line says who called, or nothing")
    void workloadLog(@ForAll("lines") String line) {
        WorkloadLine read = Survival.of(() -> WorkloadLine.parse(line)).orElseThrow();
        assertTrue(read.peer() == null || line.contains("URI="), line);
    }

    @Property
    @Label("a quoted subject is no further caller")
    void callers(@ForAll("subjects") String subject) {
        String quoted = '"' + subject.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        String header =
                "By=spiffe://cluster.local/ns/a/sa/b;Subject=" + quoted + ";URI=spiffe://cluster.local/ns/c/sa/d";
        assertEquals(
                List.of("spiffe://cluster.local/ns/c/sa/d"),
                Survival.of(() -> PeerIdentity.callers(header)).orElseThrow());
    }
}
