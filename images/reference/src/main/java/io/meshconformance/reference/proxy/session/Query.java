package io.meshconformance.reference.proxy.session;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Query parameters in alphabetical order, each once: the form in which addresses are signed. */
public record Query(Map<String, String> parameters) {
    /** Keeps copies. */
    public Query {
        parameters = Map.copyOf(parameters);
    }

    /** No parameter. */
    public static Query empty() {
        return new Query(Map.of());
    }

    /** Reads a raw query; of a repeated parameter the first counts, as with the real proxy. */
    public static Query read(@Nullable String raw) {
        if (raw == null || raw.isEmpty()) {
            return empty();
        }
        Map<String, String> parameters = new TreeMap<>();
        Arrays.stream(raw.split("&")).filter(pair -> !pair.isEmpty()).forEach(pair -> {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            parameters.putIfAbsent(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
        });
        return new Query(parameters);
    }

    /** One parameter's value. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** The same with one more or other parameter. */
    public Query with(String name, String value) {
        Map<String, String> more = new TreeMap<>(parameters);
        more.put(name, value);
        return new Query(more);
    }

    /** The same without one parameter. */
    public Query without(String name) {
        Map<String, String> fewer = new TreeMap<>(parameters);
        fewer.remove(name);
        return new Query(fewer);
    }

    /** As it stands in an address. */
    public String encoded() {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A broken escape is a value that no check will accept; refusing it is the check's business.
            return text;
        }
    }
}
