package io.meshconformance.ci;

import io.meshconformance.run.RequirementIndex;
import java.util.List;
import java.util.stream.Collectors;

/** The scenarios as {@code --list} prints them. */
final class Listing {

    private Listing() {}

    /** One line each: id, strength, promise. */
    static String plain(List<RequirementIndex.Entry> entries) {
        return entries.stream()
                .map(entry -> "%-10s %-7s %s%n".formatted(entry.id(), entry.strength(), entry.statement()))
                .collect(Collectors.joining());
    }

    /** A JSON array of objects. */
    static String json(List<RequirementIndex.Entry> entries) {
        return entries.stream()
                .map(entry -> "{\"id\":%s,\"area\":%s,\"strength\":%s,\"statement\":%s}"
                        .formatted(
                                quoted(entry.id()),
                                quoted(entry.area()),
                                quoted(entry.strength()),
                                quoted(entry.statement())))
                .collect(Collectors.joining(",\n ", "[", "]\n"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
