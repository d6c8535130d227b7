package io.meshconformance.reports.sample;

import io.meshconformance.evidence.CheckEvidence;
import io.meshconformance.evidence.PathHop;
import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.events.RecordedCheck;
import io.meshconformance.reports.events.RecordedScenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A run of the size the report is built for. Each scenario is as dense as those of a whole real run are on the average:
 * three checks of five expectations and seven exchanges, with policies, access logs and a path of four hops, another for
 * the first check than for the others.
 */
public final class LargeRun {

    private static final int SCENARIOS = 400;
    private static final int CHECKS = 3;
    private static final int EXPECTATIONS = 5;
    private static final int EXCHANGES = 7;

    private LargeRun() {}

    /** Four hundred scenarios of which so many failed, with as many earlier runs as are kept. */
    public static SampleRun ofWhichFailed(int failed) {
        SampleRun run = new SampleRun().history(RichRun.history(60));
        for (int i = 0; i < SCENARIOS; i++) {
            run.add(scenario("POL-%03d".formatted(i), i >= failed));
        }
        return run;
    }

    private static RecordedScenario scenario(String id, boolean held) {
        Ending ending = held ? Ending.PASSED : Ending.failed(new AssertionError("expected 403 but was 200"));
        RecordedScenario rich = RichRun.scenario(
                id, "An assertion taken from one route is refused at another service, by the mesh", ending, held);
        RecordedCheck last = rich.checks().get(rich.checks().size() - 1);
        List<RecordedCheck> checks = new ArrayList<>();
        for (int i = 0; i < CHECKS; i++) {
            checks.add(new RecordedCheck(
                    last.id() + i,
                    last.sentence(),
                    last.ending(),
                    last.startMillis(),
                    last.millis(),
                    dense(
                            last.evidence(),
                            i == 0
                                    ? rich.checks().get(0).evidence().hops()
                                    : last.evidence().hops())));
        }
        return new RecordedScenario(
                id,
                rich.title(),
                rich.ending(),
                rich.startMillis(),
                rich.millis(),
                rich.evidence(),
                checks,
                List.of(),
                null,
                false);
    }

    private static CheckEvidence dense(CheckEvidence evidence, List<PathHop> hops) {
        return new CheckEvidence(
                Collections.nCopies(EXPECTATIONS, evidence.expectations().get(0)),
                Collections.nCopies(EXCHANGES, evidence.exchanges().get(0)),
                hops,
                evidence.tokens(),
                evidence.policies(),
                evidence.decision(),
                evidence.pictures(),
                evidence.timings());
    }
}
