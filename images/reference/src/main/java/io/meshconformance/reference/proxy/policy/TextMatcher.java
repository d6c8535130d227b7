package io.meshconformance.reference.proxy.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Matches one text: a plain string means {@code is}; an object's operators must all hold. */
final class TextMatcher {
    private TextMatcher() {}

    static Predicate<String> read(JsonNode data) throws UnusablePolicy {
        if (!data.isObject()) {
            return Texts.one(data, "string matcher")::equals;
        }
        Predicate<String> all = text -> true;
        for (Map.Entry<String, JsonNode> operator : data.properties()) {
            all = all.and(condition(operator.getKey(), operator.getValue()));
        }
        return all;
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
}
