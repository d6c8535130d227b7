package io.meshconformance.reference.proxy.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Matches one text: a plain string means {@code is}; an object's operators must all hold. */
record TextMatcher(List<Predicate<String>> conditions) {
    TextMatcher {
        conditions = List.copyOf(conditions);
    }

    static TextMatcher read(JsonNode data) throws UnusablePolicy {
        if (!data.isObject()) {
            String expected = Texts.one(data, "string matcher");
            return new TextMatcher(List.of(expected::equals));
        }
        List<Predicate<String>> conditions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operator : data.properties()) {
            conditions.add(condition(operator.getKey(), operator.getValue()));
        }
        return new TextMatcher(conditions);
    }

    private static Predicate<String> condition(String operator, JsonNode operand) throws UnusablePolicy {
        if (operator.equals("in") || operator.equals("not_in")) {
            Set<String> values = Set.copyOf(Texts.list(operand, operator + " matcher"));
            return operator.equals("in") ? values::contains : text -> !values.contains(text);
        }
        if (!Set.of("is", "not", "contains", "starts_with", "ends_with").contains(operator)) {
            throw new UnusablePolicy("unknown string matcher operator: " + operator);
        }
        String expected = Texts.one(operand, operator + " matcher");
        return switch (operator) {
            case "is" -> expected::equals;
            case "not" -> text -> !text.equals(expected);
            case "contains" -> text -> text.contains(expected);
            case "starts_with" -> text -> text.startsWith(expected);
            default -> text -> text.endsWith(expected);
        };
    }

    boolean matches(String text) {
        return conditions.stream().allMatch(condition -> condition.test(text));
    }
}
