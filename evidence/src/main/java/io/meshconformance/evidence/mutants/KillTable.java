package io.meshconformance.evidence.mutants;

import java.util.List;

/**
 * The mutants that were played, each with what became of it.
 *
 * @param seed what the order and the other scenarios were drawn by
 * @param started when the first of them was put in force, in ISO 8601
 * @param known how many mutants there are
 * @param mutants those that were played, in that order
 * @param millis how long all of them took, in milliseconds
 */
public record KillTable(long seed, String started, int known, List<MutantResult> mutants, long millis) {

    /** Its name beside the report's page. */
    public static final String FILE = "mutants.json";

    /** Keeps a copy. */
    public KillTable {
        mutants = List.copyOf(mutants);
    }

    /** How many mutants turned every scenario red that they had to. */
    public long killed() {
        return mutants.stream().filter(MutantResult::killed).count();
    }

    /** How many left one of these scenarios green. */
    public long survived() {
        return mutants.stream().filter(MutantResult::survived).count();
    }

    /** How many turned a scenario red that has nothing to do with them. */
    public long strayed() {
        return mutants.stream().filter(mutant -> !mutant.strays().isEmpty()).count();
    }

    /** How many came to no judgement, because something other than a check ended a scenario. */
    public long broken() {
        return mutants.stream()
                .filter(mutant -> !mutant.of(Colour.BROKEN).isEmpty())
                .count();
    }
}
