package io.meshconformance.scenarios.mutants;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Mutants that are in force at the same time, each for the scenarios that it must redden, and all of them for others that
 * they leave alone.
 *
 * @param mutants the mutants
 * @param others scenarios that all of them are in force for and leave alone
 */
record Batch(List<Mutant> mutants, List<String> others) {

    /** Scenarios that are played side by side. With more, fourteen say, a mutant takes longer: cores are busy with namespaces. */
    static final int MOST = 8;

    /**
     * Puts mutants together, as far as no scenario is asked for twice and none overwrites another; one that is for all is alone.
     *
     * @param others names scenarios that some mutants leave alone
     */
    static List<Batch> of(List<Mutant> mutants, Function<List<Mutant>, List<String>> others) {
        List<Batch> batches = new ArrayList<>();
        List<Mutant> left = new ArrayList<>(mutants);
        while (!left.isEmpty()) {
            List<Mutant> together = new ArrayList<>();
            Set<String> taken = new HashSet<>();
            for (Mutant mutant : List.copyOf(left)) {
                boolean fits = taken.size() + mutant.reddens().size() < MOST
                        && mutant.reddens().stream().noneMatch(taken::contains)
                        && together.stream().noneMatch(mutant::overwrites);
                if (together.isEmpty() || (fits && !mutant.isForAll())) {
                    together.add(mutant);
                    taken.addAll(mutant.reddens());
                    left.remove(mutant);
                }
                if (together.get(0).isForAll()) {
                    break;
                }
            }
            batches.add(new Batch(List.copyOf(together), others.apply(together)));
        }
        return batches;
    }

    /** Whether its mutant rewrites what all scenarios stand on. */
    boolean isForAll() {
        return mutants.get(0).isForAll();
    }

    /** Every scenario that is played under one of the mutants. */
    Set<String> scenarios(Mutant mutant) {
        Set<String> scenarios = new LinkedHashSet<>(mutant.reddens());
        scenarios.addAll(others);
        return scenarios;
    }

    /** Every scenario that is played. */
    Set<String> scenarios() {
        Set<String> scenarios = new LinkedHashSet<>();
        mutants.forEach(mutant -> scenarios.addAll(scenarios(mutant)));
        return scenarios;
    }
}
