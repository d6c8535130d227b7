package io.meshconformance.harness.stage;

import io.meshconformance.evidence.declaration.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which scenario takes a stage over from which, and whose stage is built ahead: said by their order alone, so that a run with
 * the same seed has each follow the same one again, or none.
 *
 * @param followers by the id of a scenario the id of the one that takes its stage over
 * @param ahead by the id of a scenario the one whose stage is built while it is played
 */
public record Succession(Map<String, String> followers, Map<String, Scenario> ahead) {

    /** No scenario follows another. */
    public static final Succession NONE = new Succession(Map.of(), Map.of());

    /** Keeps copies. */
    public Succession {
        followers = Map.copyOf(followers);
        ahead = Map.copyOf(ahead);
    }

    /**
     * Has each scenario follow one with the same base that begins so long before it that it has likely ended by then. Those
     * that change the proxy are played one after the other, and a run waits for them: what such a one would have to build is
     * built while the one before it is played.
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
        return new Succession(followers, ahead(scenarios, followers));
    }

    private static Map<String, Scenario> ahead(List<Scenario> scenarios, Map<String, String> followers) {
        List<Scenario> row = scenarios.stream().filter(Scenario::proxyWide).toList();
        Map<String, Scenario> ahead = new HashMap<>();
        for (int index = 1; index < row.size(); index++) {
            Scenario next = row.get(index);
            if (followers.containsKey(next.id()) && !followers.containsValue(next.id())) {
                ahead.put(row.get(index - 1).id(), next);
            }
        }
        return ahead;
    }

    /** The scenario that takes over the stage of another. */
    Optional<String> follower(String scenario) {
        return Optional.ofNullable(followers.get(scenario));
    }

    /** The scenario whose stage is built while another is played. */
    Optional<Scenario> next(String scenario) {
        return Optional.ofNullable(ahead.get(scenario));
    }

    /** Whether a scenario takes a stage over, or leaves one. */
    boolean has(String scenario) {
        return followers.containsKey(scenario) || followers.containsValue(scenario);
    }
}
