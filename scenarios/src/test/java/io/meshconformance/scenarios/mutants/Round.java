package io.meshconformance.scenarios.mutants;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Batches that are in force at the same time: no scenario belongs to two of them. While some of their scenarios wait or end,
 * others play, which they would not at the end of each batch.
 *
 * @param batches the batches
 */
record Round(List<Batch> batches) {

    /** So many scenarios take a few minutes, after which what became of their mutants is told. */
    static final int MOST = 40;

    /**
     * Puts batches together.
     *
     * @param most how many scenarios there may be in a round of several batches
     */
    static List<Round> of(List<Batch> batches, int most) {
        return Batch.together(batches, (together, batch) -> new Round(together).takes(batch, most)).stream()
                .map(Round::new)
                .toList();
    }

    private boolean takes(Batch batch, int most) {
        Set<String> taken = scenarios();
        return taken.size() + batch.scenarios().size() <= most
                && Collections.disjoint(taken, batch.scenarios())
                && batches.stream().noneMatch(batch::meets);
    }

    /** Every mutant with the scenarios that are played under it. */
    Map<Mutant, Set<String>> mutants() {
        Map<Mutant, Set<String>> mutants = new LinkedHashMap<>();
        batches.forEach(batch -> batch.mutants().forEach(mutant -> mutants.put(mutant, batch.scenarios(mutant))));
        return mutants;
    }

    /** Every scenario that is played. */
    Set<String> scenarios() {
        Set<String> scenarios = new LinkedHashSet<>();
        batches.forEach(batch -> scenarios.addAll(batch.scenarios()));
        return scenarios;
    }

    /** Every scenario that some mutants leave alone. */
    List<String> others() {
        return batches.stream().map(Batch::others).flatMap(Collection::stream).toList();
    }
}
