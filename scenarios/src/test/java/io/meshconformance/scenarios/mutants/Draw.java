package io.meshconformance.scenarios.mutants;

import io.meshconformance.run.MutantChoice;
import io.meshconformance.run.WrongUse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What is left to chance: which mutants are played and in which order, and which other scenarios have to stay green.
 *
 * @param seed repeats it
 */
record Draw(long seed) {

    /**
     * The mutants that are played, in their order.
     *
     * @throws WrongUse when one that was asked for does not exist
     */
    List<Mutant> of(List<Mutant> all, MutantChoice choice) {
        List<String> known = all.stream().map(Mutant::id).toList();
        for (String id : choice.ids()) {
            if (!known.contains(id)) {
                throw new WrongUse("there is no mutant " + id + "; ci/mutants --list has them");
            }
        }
        List<Mutant> drawn = new ArrayList<>(all);
        drawn.removeIf(mutant -> !choice.ids().isEmpty() && !choice.ids().contains(mutant.id()));
        Collections.shuffle(drawn, new Random(seed));
        return choice.sample() == 0 ? drawn : drawn.subList(0, Math.min(choice.sample(), drawn.size()));
    }

    /** A scenario that mutants leave alone, if there is one; the same for the same seed and the same mutants. */
    List<String> other(List<Mutant> mutants, Collection<String> scenarios) {
        List<String> alone = scenarios.stream()
                .filter(scenario -> mutants.stream().allMatch(mutant -> mutant.leavesAlone(scenario)))
                .sorted()
                .toList();
        List<String> ids = mutants.stream().map(Mutant::id).toList();
        return alone.isEmpty()
                ? List.of()
                : List.of(alone.get(new Random(seed ^ ids.hashCode()).nextInt(alone.size())));
    }
}
