package io.meshconformance.harness.junit;

import io.meshconformance.evidence.declaration.Scenario;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose turn it is. Scenarios share the mesh, and most of them the proxy; one that changes what others stand on has it for
 * itself. Those that change the proxy follow each other without a gap, beside a few that do not go by it; then come those
 * that go by it, and at last, one by one, those that change the mesh.
 *
 * <p>JUnit's own locks would let one that goes by the proxy in between two that change it, and the second of them waited for
 * all others then. Safe for use by many threads.
 */
final class Turns {

    /**
     * How many are played beside one that changes the proxy. It waits for a proxy that starts anew, which takes longer beside
     * more, and the run waits for it.
     */
    private static final int BESIDE = 2;

    private final Map<String, Phase> left = new HashMap<>();
    private final Map<String, Phase> playing = new HashMap<>();

    /**
     * The turns of a plan.
     *
     * @param planned all that are to be played side by side; none where they follow each other in an order of their own
     */
    Turns(Collection<Scenario> planned) {
        planned.forEach(scenario -> left.put(scenario.id(), Phase.of(scenario)));
    }

    /**
     * Waits until it is a scenario's turn, which lasts until it is over, however often it is played.
     *
     * @return whether its turn begins now
     */
    synchronized boolean await(Scenario scenario) throws InterruptedException {
        if (playing.containsKey(scenario.id())) {
            return false;
        }
        Phase phase = Phase.of(scenario);
        while (!isOn(phase)) {
            wait();
        }
        playing.put(scenario.id(), phase);
        return true;
    }

    /** A scenario has been played as often as it is to be, or is not played. */
    synchronized void over(Scenario scenario) {
        playing.remove(scenario.id());
        left.remove(scenario.id());
        notifyAll();
    }

    private boolean isOn(Phase phase) {
        return switch (phase) {
            case PROXY_WIDE -> none(playing, Phase.PROXY_WIDE, Phase.BY_PROXY, Phase.MESH_WIDE);
            case PAST_PROXY ->
                none(playing, Phase.MESH_WIDE)
                        && (none(left, Phase.PROXY_WIDE) || Collections.frequency(playing.values(), phase) < BESIDE);
            case BY_PROXY -> none(playing, Phase.PROXY_WIDE, Phase.MESH_WIDE) && none(left, Phase.PROXY_WIDE);
            case MESH_WIDE -> playing.isEmpty() && none(left, Phase.PROXY_WIDE, Phase.PAST_PROXY, Phase.BY_PROXY);
        };
    }

    private static boolean none(Map<String, Phase> scenarios, Phase... phases) {
        List<Phase> unwanted = Arrays.asList(phases);
        return scenarios.values().stream().noneMatch(unwanted::contains);
    }
}
