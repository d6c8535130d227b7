package io.meshconformance.reference.proxy.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Matches a list of texts: a plain string means {@code has}; an object's operators must all hold. */
final class ListMatcher {
    private ListMatcher() {}

    static Predicate<List<String>> read(JsonNode data) throws UnusablePolicy {
        if (!data.isObject()) {
            String expected = Texts.one(data, "string list matcher");
            return list -> list.contains(expected);
        }
        Predicate<List<String>> all = list -> true;
        for (Map.Entry<String, JsonNode> operator : data.properties()) {
            String expected = Texts.one(operator.getValue(), operator.getKey() + " matcher");
            all = all.and(
                    switch (operator.getKey()) {
                        case "has" -> list -> list.contains(expected);
                        case "is" -> list -> list.equals(List.of(expected));
                        case "exclude" -> list -> !list.contains(expected);
                        default ->
                            throw new UnusablePolicy("unknown string list matcher operator: " + operator.getKey());
                    });
        }
        return all;
    }
}
