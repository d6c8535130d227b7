package io.meshconformance.scenarios.mutants;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Mutants that are in force at the same time, each for scenarios of its own: what is red waits for its limits, and then as
 * many wait together as a machine carries.
 *
 * @param casts the mutants, each with its scenarios
 */
record Batch(List<Cast> casts) {

    /** Scenarios that are played side by side. */
    static final int MOST = 8;

    /**
     * A mutant and the scenarios that are played under it.
     *
     * @param mutant the mutant
     * @param others scenarios that it leaves alone
     */
    record Cast(Mutant mutant, List<String> others) {

        /** Every scenario that is played under it. */
        Set<String> scenarios() {
            Set<String> scenarios = new LinkedHashSet<>(mutant.reddens());
            scenarios.addAll(others);
            return scenarios;
        }
    }

    /** Puts mutants together, as far as no scenario is asked for twice; one that is for all is alone. */
    static List<Batch> of(List<Cast> casts) {
        List<Batch> batches = new ArrayList<>();
        List<Cast> left = new ArrayList<>(casts);
        while (!left.isEmpty()) {
            List<Cast> together = new ArrayList<>();
            Set<String> taken = new HashSet<>();
            for (Cast cast : List.copyOf(left)) {
                boolean alone = cast.mutant().isForAll();
                boolean fits = taken.size() + cast.scenarios().size() <= MOST
                        && cast.scenarios().stream().noneMatch(taken::contains);
                if (together.isEmpty() || (fits && !alone)) {
                    together.add(cast);
                    taken.addAll(cast.scenarios());
                    left.remove(cast);
                }
                if (alone && together.contains(cast)) {
                    break;
                }
            }
            batches.add(new Batch(List.copyOf(together)));
        }
        return batches;
    }

    /** Every scenario of the plan. */
    List<String> scenarios() {
        return casts.stream().flatMap(cast -> cast.scenarios().stream()).toList();
    }
}
