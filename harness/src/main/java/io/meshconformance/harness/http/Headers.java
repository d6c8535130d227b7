package io.meshconformance.harness.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Header lines in the order they went over the wire, each value by itself. Names compare without case.
 *
 * @param lines the lines
 */
public record Headers(List<Header> lines) {

    /** Copies what it is given. */
    public Headers {
        lines = List.copyOf(lines);
    }

    /** No header at all. */
    public static Headers none() {
        return new Headers(List.of());
    }

    /** These and one more. */
    public Headers with(String name, String value) {
        List<Header> more = new ArrayList<>(lines);
        more.add(new Header(name, value));
        return new Headers(more);
    }

    /** These and others behind them. */
    public Headers and(Headers others) {
        return new Headers(
                Stream.concat(lines.stream(), others.lines().stream()).toList());
    }

    /** These without any of this name, and then one of it. */
    public Headers withOnly(String name, String value) {
        return without(name).with(name, value);
    }

    /** These without any of this name. */
    public Headers without(String name) {
        return new Headers(lines.stream()
                .filter(line -> !line.name().equalsIgnoreCase(name))
                .toList());
    }

    /** The first value of this name. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** All values of this name, in order. */
    public List<String> all(String name) {
        return lines.stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    /** Whether there is at least one of this name, be its value empty. */
    public boolean has(String name) {
        return lines.stream().anyMatch(line -> line.name().equalsIgnoreCase(name));
    }
}
