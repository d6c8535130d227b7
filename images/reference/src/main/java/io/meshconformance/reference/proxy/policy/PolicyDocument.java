package io.meshconformance.reference.proxy.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads policies: the {@code policy} annotation's document (YAML or JSON, an object or a list) and the shorthands. */
public final class PolicyDocument {
    /**
     * A route's policy.
     *
     * @throws UnusablePolicy naming what is unknown, malformed or not implemented
     */
    public AccessPolicy read(Shorthand shorthand, Optional<String> document) throws UnusablePolicy {
        List<Rule> rules = new ArrayList<>();
        if (!shorthand.alternatives().isEmpty()) {
            rules.add(Rule.allowAnyOf(shorthand.alternatives()));
        }
        if (document.isPresent()) {
            rules.addAll(rules(tree(document.get())));
        }
        return new AccessPolicy(rules);
    }

    private static JsonNode tree(String document) throws UnusablePolicy {
        try {
            return StrictYaml.read(document, new TypeReference<JsonNode>() {});
        } catch (JsonProcessingException e) {
            throw new UnusablePolicy("policy is neither YAML nor JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static List<Rule> rules(JsonNode tree) throws UnusablePolicy {
        List<Rule> rules = new ArrayList<>();
        if (tree.isArray()) {
            for (JsonNode element : tree) {
                rules.addAll(rules(element));
            }
            return rules;
        }
        if (!tree.isObject()) {
            throw new UnusablePolicy("policy must be an object or an array, got: " + tree);
        }
        for (Map.Entry<String, JsonNode> field : tree.properties()) {
            rules.add(rule(action(field.getKey()), field.getValue()));
        }
        return rules;
    }

    private static Rule.Action action(String word) throws UnusablePolicy {
        return switch (word) {
            case "allow" -> Rule.Action.ALLOW;
            case "deny" -> Rule.Action.DENY;
            default -> throw new UnusablePolicy("unsupported action: " + word);
        };
    }

    private static Rule rule(Rule.Action action, JsonNode body) throws UnusablePolicy {
        if (!body.isObject()) {
            throw new UnusablePolicy("a rule must be an object of and, or, not, nor, got: " + body);
        }
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            if (!List.of("and", "or", "not", "nor").contains(field.getKey())) {
                throw new UnusablePolicy("unsupported logical operator: " + field.getKey());
            }
        }
        return new Rule(
                action,
                criteria(body.path("and")),
                criteria(body.path("or")),
                criteria(body.path("not")),
                criteria(body.path("nor")));
    }

    private static List<Criterion> criteria(JsonNode list) throws UnusablePolicy {
        List<Criterion> criteria = new ArrayList<>();
        if (list.isMissingNode()) {
            return criteria;
        }
        if (!list.isArray()) {
            throw new UnusablePolicy("criteria must be an array, got: " + list);
        }
        for (JsonNode element : list) {
            if (!element.isObject()) {
                throw new UnusablePolicy("a criterion must be an object, got: " + element);
            }
            for (Map.Entry<String, JsonNode> criterion : element.properties()) {
                criteria.add(Criteria.read(criterion.getKey(), criterion.getValue()));
            }
        }
        return criteria;
    }
}
