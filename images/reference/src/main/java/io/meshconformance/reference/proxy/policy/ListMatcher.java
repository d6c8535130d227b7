package io.meshconformance.reference.proxy.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Matches a list of texts: a plain string means {@code has}; an object's operators must all hold. */
record ListMatcher(List<Predicate<List<String>>> conditions) {
    ListMatcher {
        conditions = List.copyOf(conditions);
    }

    static ListMatcher read(JsonNode data) throws UnusablePolicy {
        if (!data.isObject()) {
            String expected = Texts.one(data, "string list matcher");
            return new ListMatcher(List.of(list -> list.contains(expected)));
        }
        List<Predicate<List<String>>> conditions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operator : data.properties()) {
            String expected = Texts.one(operator.getValue(), operator.getKey() + " matcher");
            conditions.add(
                    switch (operator.getKey()) {
                        case "has" -> list -> list.contains(expected);
                        case "is" -> list -> list.equals(List.of(expected));
                        case "exclude" -> list -> !list.contains(expected);
                        default ->
                            throw new UnusablePolicy("unknown string list matcher operator: " + operator.getKey());
                    });
        }
        return new ListMatcher(conditions);
    }

    boolean matches(List<String> list) {
        return conditions.stream().allMatch(condition -> condition.test(list));
    }
}
