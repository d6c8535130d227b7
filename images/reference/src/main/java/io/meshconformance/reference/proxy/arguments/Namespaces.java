package io.meshconformance.reference.proxy.arguments;

import java.util.Arrays;
import java.util.List;

/**
 * The namespaces whose Ingresses are served.
 *
 * @param names none means all
 */
public record Namespaces(List<String> names) {
    /** Reads names separated by commas. */
    static Namespaces read(String list) {
        return new Namespaces(Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList());
    }

    /** Whether Ingresses of this one are served. */
    public boolean include(String namespace) {
        return names.isEmpty() || names.contains(namespace);
    }
}
