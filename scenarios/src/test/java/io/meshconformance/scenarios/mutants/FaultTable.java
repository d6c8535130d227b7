package io.meshconformance.scenarios.mutants;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Objects;

/**
 * What the reference programs can be told to do wrong.
 *
 * @param proxy the faults of the reference proxy
 * @param dashboard those of the reference dashboard
 */
record FaultTable(
        @JsonProperty(required = true) List<Fault> proxy,
        @JsonProperty(required = true) List<Fault> dashboard) {

    /** Keeps copies. */
    FaultTable {
        proxy = List.copyOf(proxy);
        dashboard = List.copyOf(dashboard);
    }

    /**
     * One fault; its parts mean what those of a {@link Mutant} do.
     *
     * @param id the name by which its program knows it
     * @param everywhere whether it shows in what a program does for all scenarios, and not for the objects of one
     */
    record Fault(
            @JsonProperty(required = true) String id,
            boolean everywhere,
            @JsonProperty(required = true) String does,
            @JsonProperty(required = true) List<String> reddens,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> mayAlsoRedden) {

        /** Keeps copies: a file can leave out what no code does. */
        Fault {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(does, "does");
            reddens = List.copyOf(reddens);
            mayAlsoRedden = List.copyOf(mayAlsoRedden);
        }

        /** The mutant that tells its program of it. */
        Mutant mutant(String prefix, Rewrite telling, List<Mutant.Touched> touches) {
            return new Mutant(prefix + id, does, reddens, mayAlsoRedden, List.of(telling), touches);
        }
    }
}
