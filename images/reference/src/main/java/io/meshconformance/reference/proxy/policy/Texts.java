package io.meshconformance.reference.proxy.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads texts out of a policy document. */
final class Texts {
    private Texts() {}

    static String one(JsonNode node, String where) throws UnusablePolicy {
        if (!node.isValueNode() || node.isNull()) {
            throw new UnusablePolicy(where + " requires a string, got: " + node);
        }
        return node.asText();
    }

    static List<String> list(JsonNode node, String where) throws UnusablePolicy {
        if (!node.isArray()) {
            throw new UnusablePolicy(where + " requires an array of strings, got: " + node);
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : node) {
            texts.add(one(element, where));
        }
        return texts;
    }
}
