package io.meshconformance.harness.expect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.wait.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The headers a workload says it was sent, by go-httpbin's {@code /headers}: a JSON object of lists.
 *
 * @param values all values by header name, whatever its case; an underscore is a dash, as programs read it that are told
 *     headers as CGI tells them (RFC 3875, section 4.1.18)
 */
public record EchoedHeaders(Map<String, List<String>> values) {

    /**
     * Reads what a workload told.
     *
     * @param told its answer
     * @throws AssertionError when the answer tells none
     */
    public static EchoedHeaders in(Exchange told) {
        try {
            JsonNode headers = new JsonMapper().readTree(told.body()).path("headers");
            if (!headers.isObject()) {
                throw new AssertionError(
                        told.subject() + " tells no headers: " + told.answer().summary());
            }
            var values = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
            headers.properties()
                    .forEach(header -> values.merge(
                            header.getKey().replace('_', '-'),
                            lines(header.getValue()),
                            (one, other) ->
                                    Stream.concat(one.stream(), other.stream()).toList()));
            return new EchoedHeaders(values);
        } catch (JsonProcessingException e) {
            throw new AssertionError(
                    told.subject() + " answered no JSON: " + told.answer().summary(), e);
        }
    }

    private static List<String> lines(JsonNode told) {
        List<String> lines = new ArrayList<>();
        (told.isArray() ? told : List.of(told))
                .forEach(line -> lines.add(line.isValueNode() ? line.asText() : line.toString()));
        return List.copyOf(lines);
    }

    /**
     * The workload was sent this header with exactly this value, and no second one.
     *
     * @param name its name, in any case
     * @param value its value
     */
    public static Expectation only(String name, String value) {
        return that("the workload was sent " + name + ": " + value + " and no other", name, List.of(value)::equals);
    }

    /**
     * The workload was sent this header with some value, and no second one beside it.
     *
     * @param name its name, in any case
     */
    public static Expectation once(String name) {
        return that("the workload was sent one " + name, name, values -> values.size() == 1);
    }

    /**
     * The workload was sent no header of this name.
     *
     * @param name its name, in any case
     */
    public static Expectation without(String name) {
        return that("the workload was sent no " + name, name, List::isEmpty);
    }

    /**
     * The workload was sent this in a header.
     *
     * @param name its name, in any case
     * @param part what has to be in one of its values
     */
    public static Expectation containing(String name, String part) {
        return that(
                "the workload was sent " + name + " with " + part,
                name,
                values -> values.stream().anyMatch(value -> value.contains(part)));
    }

    /**
     * The workload was sent nothing like this in a header, which may be there or not.
     *
     * @param name its name, in any case
     * @param part what must not be in it
     */
    public static Expectation lacking(String name, String part) {
        return that(
                "the workload was sent no " + name + " with " + part,
                name,
                values -> values.stream().noneMatch(value -> value.contains(part)));
    }

    private static Expectation that(String sentence, String name, Predicate<List<String>> test) {
        return Expectation.that(sentence, told -> {
            List<String> sent = in(told).values().getOrDefault(name, List.of());
            return new Observation(test.test(sent), "the workload was sent " + name + ": " + sent);
        });
    }

    /**
     * A header's value, if the workload was sent one.
     *
     * @param name its name, in any case
     */
    public Optional<String> value(String name) {
        return values.getOrDefault(name, List.of()).stream().findFirst();
    }

    /**
     * A header's value.
     *
     * @param name its name, in any case
     * @throws AssertionError when the workload was sent none
     */
    public String first(String name) {
        return value(name).orElseThrow(() -> new AssertionError("the workload was sent no " + name));
    }
}
