package io.meshconformance.evidence.mutants;

import java.util.List;
import java.util.stream.Stream;

/**
 * What became of one mutant.
 *
 * @param id its id
 * @param does what it makes wrong, as a sentence
 * @param expected the scenarios that have to turn red
 * @param others scenarios that have nothing to do with it, and have to stay green
 * @param millis how long it took, in milliseconds
 */
public record MutantResult(
        String id, String does, List<MutantScenario> expected, List<MutantScenario> others, long millis) {

    /** Keeps copies. */
    public MutantResult {
        expected = List.copyOf(expected);
        others = List.copyOf(others);
    }

    /** True where a scenario that had to turn red stayed green: the scenario cannot fail where it should. */
    public boolean survived() {
        return expected.stream().anyMatch(scenario -> scenario.colour() == Colour.GREEN);
    }

    /** True where every scenario that had to turn red and could be played did. */
    public boolean killed() {
        List<Colour> colours = expected.stream()
                .map(MutantScenario::colour)
                .filter(colour -> colour != Colour.SKIPPED)
                .toList();
        return !colours.isEmpty() && colours.stream().allMatch(colour -> colour == Colour.RED);
    }

    /** The others that turned red: nothing in the mutant's data says that they may. */
    public List<MutantScenario> strays() {
        return others.stream()
                .filter(scenario -> scenario.colour() == Colour.RED)
                .toList();
    }

    /** Every scenario that was played under it and ended in this colour. */
    public List<MutantScenario> of(Colour colour) {
        return Stream.concat(expected.stream(), others.stream())
                .filter(scenario -> scenario.colour() == colour)
                .toList();
    }
}
