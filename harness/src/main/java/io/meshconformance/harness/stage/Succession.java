package io.meshconformance.harness.stage;

import io.meshconformance.evidence.declaration.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which scenario takes a stage over from which: said by their order alone, so that a run with the same seed has each
 * follow the same one again, or none.
 *
 * @param followers by the id of a scenario the id of the one that follows it
 */
public record Succession(Map<String, String> followers) {

    /** No scenario follows another. */
    public static final Succession NONE = new Succession(Map.of());

    /** Keeps a copy. */
    public Succession {
        followers = Map.copyOf(followers);
    }

    /**
     * Has each scenario follow one with the same base that begins so long before it that it has likely ended by then.
     *
     * @param scenarios all of a run, in their order
     * @param distance how many of the same base begin before one follows
     */
    public static Succession of(List<Scenario> scenarios, int distance) {
        Map<Base, List<String>> byBase = new HashMap<>();
        Map<String, String> followers = new HashMap<>();
        for (Scenario scenario : scenarios) {
            Base.of(scenario).ifPresent(base -> {
                List<String> before = byBase.computeIfAbsent(base, key -> new ArrayList<>());
                if (before.size() >= distance) {
                    followers.put(before.get(before.size() - distance), scenario.id());
                }
                before.add(scenario.id());
            });
        }
        return new Succession(followers);
    }

    /** The scenario that takes over the stage of another. */
    Optional<String> follower(String scenario) {
        return Optional.ofNullable(followers.get(scenario));
    }

    /** Whether a scenario takes a stage over, or leaves one. */
    boolean has(String scenario) {
        return followers.containsKey(scenario) || followers.containsValue(scenario);
    }
}
