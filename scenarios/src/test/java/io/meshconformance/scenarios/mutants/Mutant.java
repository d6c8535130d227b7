package io.meshconformance.scenarios.mutants;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Collection;
import java.util.List;

/**
 * One thing that is made wrong: objects of the cluster are rewritten on their way in, whoever applies them.
 *
 * @param id its name
 * @param does what it makes wrong, as a sentence
 * @param reddens ids of the scenarios that have to turn red
 * @param mayAlsoRedden ids of scenarios and areas that it concerns as well, and that are not asked
 * @param rewrites what is rewritten
 * @param touches objects that are there already, which are sent through admission once more
 */
public record Mutant(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String does,
        @JsonProperty(required = true) List<String> reddens,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> mayAlsoRedden,
        @JsonProperty(required = true) List<Rewrite> rewrites,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Touched> touches) {

    private static final String NAME = "[a-z][a-z0-9-]*";
    private static final String SCENARIO = "[A-Z]+-[0-9]+";

    /**
     * Keeps copies.
     *
     * @throws IllegalArgumentException where its name is none, it rewrites nothing, or reddens what is no scenario
     */
    public Mutant {
        if (!id.matches(NAME) || does.isBlank() || reddens.isEmpty() || rewrites.isEmpty()) {
            throw new IllegalArgumentException("a mutant has an id of lower-case words, says what it does, rewrites"
                    + " something and reddens something: " + id);
        }
        if (!reddens.stream().allMatch(scenario -> scenario.matches(SCENARIO))) {
            throw new IllegalArgumentException("no scenarios are called so: " + reddens);
        }
        reddens = List.copyOf(reddens);
        mayAlsoRedden = List.copyOf(mayAlsoRedden);
        rewrites = List.copyOf(rewrites);
        touches = List.copyOf(touches);
    }

    /** Whether a scenario has nothing to do with it, and so has to stay green. */
    boolean leavesAlone(String scenario) {
        String area = scenario.substring(0, scenario.indexOf('-'));
        return !reddens.contains(scenario) && !mayAlsoRedden.contains(scenario) && !mayAlsoRedden.contains(area);
    }

    /** Whether it rewrites what all scenarios stand on. */
    boolean isForAll() {
        return !touches.isEmpty() || rewrites.stream().anyMatch(Rewrite::anywhere);
    }

    /** Whether some scenarios, which another mutant is for, may turn red by this one: it is for all and has to do with them. */
    boolean reaches(Collection<String> scenarios) {
        return isForAll() && !scenarios.stream().allMatch(this::leavesAlone);
    }

    /** Whether both give a value to the same part of an object: of those on one object only the last would be in force. */
    boolean overwrites(Mutant other) {
        List<String> places = rewrites.stream().flatMap(Rewrite::places).toList();
        return other.rewrites.stream().flatMap(Rewrite::places).anyMatch(places::contains);
    }

    /**
     * An object that is there already and that no scenario applies.
     *
     * @param apiVersion group and version
     * @param kind its kind
     * @param namespace its namespace; empty where its kind has none
     * @param name its name
     */
    public record Touched(
            @JsonProperty(required = true) String apiVersion,
            @JsonProperty(required = true) String kind,
            @JsonSetter(nulls = Nulls.AS_EMPTY) String namespace,
            @JsonProperty(required = true) String name) {}
}
