package io.meshconformance.ci;

import io.meshconformance.run.RequirementIndex.Entry;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The promises as {@code --list} prints them. A promise that no scenario proves says so.
 *
 * @param entries what is listed
 * @param proven ids of promises that a scenario proves
 */
record Listing(List<Entry> entries, Set<String> proven) {

    /** One line each: id, strength, promise. */
    String plain() {
        return entries.stream()
                .map(entry -> "%-10s %-7s %s%s%n"
                        .formatted(
                                entry.id(),
                                entry.strength(),
                                proven.contains(entry.id()) ? "" : "(no scenario) ",
                                entry.statement()))
                .collect(Collectors.joining());
    }

    /** A JSON array of objects. */
    String json() {
        return entries.stream()
                .map(entry -> "{\"id\":%s,\"area\":%s,\"strength\":%s,\"impact\":%s,\"scenario\":%s,\"statement\":%s}"
                        .formatted(
                                quoted(entry.id()),
                                quoted(entry.area()),
                                quoted(entry.strength()),
                                quoted(entry.impact().toString()),
                                proven.contains(entry.id()),
                                quoted(entry.statement())))
                .collect(Collectors.joining(",\n ", "[", "]\n"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
