package io.meshconformance.reference.proxy.fault;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The faults in force. */
public record Faults(Set<Fault> active) {
    /** The environment variable that switches faults on for the life of the process. */
    public static final String VARIABLE = "REFERENCE_FAULTS";

    /**
     * The annotation that switches faults on and off at once: on the {@code Pomerium} object for every request, on an
     * Ingress for the requests to its hosts, as far as a fault shows in these.
     */
    public static final String ANNOTATION = "reference.meshconformance.io/faults";

    /** Keeps copies. */
    public Faults {
        active = Set.copyOf(active);
    }

    /** No fault: the proxy as it should be. */
    public static Faults none() {
        return new Faults(Set.of());
    }

    /**
     * The faults that an object's annotation names.
     *
     * @param annotations the object's, if it has any
     * @throws IllegalArgumentException as {@link #named}
     */
    public static Faults of(@Nullable Map<String, String> annotations) {
        return annotations == null ? none() : named(annotations.getOrDefault(ANNOTATION, ""));
    }

    /**
     * Reads a comma separated list of fault names.
     *
     * @throws IllegalArgumentException naming every unknown word and every known one
     */
    public static Faults named(String list) {
        List<String> words = Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
        List<String> unknown = words.stream()
                .filter(word -> Arrays.stream(Fault.values())
                        .noneMatch(fault -> fault.word().equals(word)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown fault " + String.join(", ", unknown) + "; known are "
                    + Arrays.stream(Fault.values()).map(Fault::word).collect(Collectors.joining(", ")));
        }
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        Arrays.stream(Fault.values())
                .filter(fault -> words.contains(fault.word()))
                .forEach(faults::add);
        return new Faults(faults);
    }

    /** Whether this fault is in force. */
    public boolean has(Fault fault) {
        return active.contains(fault);
    }

    /** Both sets of faults together. */
    public Faults and(Faults others) {
        return new Faults(Stream.concat(active.stream(), others.active.stream()).collect(Collectors.toSet()));
    }

    /** The names in force, in alphabetical order. */
    public List<String> words() {
        return active.stream().map(Fault::word).sorted().toList();
    }

    /** The names in force with what the proxy then does wrong: as a log tells it. */
    @Override
    public String toString() {
        return active.stream().sorted().map(Fault::toString).toList().toString();
    }
}
