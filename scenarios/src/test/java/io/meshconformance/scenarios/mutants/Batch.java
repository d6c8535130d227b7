package io.meshconformance.scenarios.mutants;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
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
     * Puts mutants together, as far as no scenario is asked for twice, none overwrites another and each that is for all leaves
     * the scenarios of the others alone.
     *
     * @param others names scenarios that some mutants leave alone
     */
    static List<Batch> of(List<Mutant> mutants, Function<List<Mutant>, List<String>> others) {
        return together(mutants, Batch::fits).stream()
                .map(some -> new Batch(some, others.apply(some)))
                .toList();
    }

    private static boolean fits(List<Mutant> together, Mutant mutant) {
        List<String> taken =
                together.stream().flatMap(one -> one.reddens().stream()).toList();
        return taken.size() + mutant.reddens().size() < MOST
                && Collections.disjoint(taken, mutant.reddens())
                && together.stream()
                        .noneMatch(one -> mutant.overwrites(one)
                                || one.reaches(mutant.reddens())
                                || mutant.reaches(one.reddens()));
    }

    /**
     * Puts things together: each with the first of those that are left, in their order.
     *
     * @param fits whether one can join those that are together already, at least one
     */
    static <T> List<List<T>> together(List<T> all, BiPredicate<List<T>, T> fits) {
        List<List<T>> groups = new ArrayList<>();
        List<T> left = new ArrayList<>(all);
        while (!left.isEmpty()) {
            List<T> together = new ArrayList<>();
            together.add(left.remove(0));
            for (T one : List.copyOf(left)) {
                if (fits.test(together, one)) {
                    together.add(one);
                    left.remove(one);
                }
            }
            groups.add(List.copyOf(together));
        }
        return groups;
    }

    /** Whether a mutant of one, being for all, has to do with what is played or rewritten in the other. */
    boolean meets(Batch other) {
        return reaches(other) || other.reaches(this);
    }

    private boolean reaches(Batch other) {
        return mutants.stream()
                .filter(Mutant::isForAll)
                .anyMatch(mutant -> mutant.reaches(other.scenarios())
                        || other.mutants.stream().anyMatch(mutant::overwrites));
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
