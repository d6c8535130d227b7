package io.meshconformance.reference.proxy.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The criteria of the policy language by name. */
final class Criteria {
    private static final Set<String> KNOWN_ONLY = Set.of(
            "client_certificate",
            "invalid_client_certificate",
            "device",
            "groups",
            "ssh_publickey",
            "ssh_username",
            "mcp_tool",
            "date",
            "day_of_week",
            "time_of_day",
            "record");

    /** Always holds. */
    static final Criterion ACCEPT = Criterion.request(input -> true);

    /** A user is signed in. */
    static final Criterion AUTHENTICATED_USER = Criterion.user(session -> true);

    /** The request is a CORS preflight. */
    static final Criterion CORS_PREFLIGHT = Criterion.request(PolicyInput::preflight);

    private Criteria() {}

    static Criterion read(String name, JsonNode data) throws UnusablePolicy {
        if (name.startsWith("claim/")) {
            return claim(name.substring("claim/".length()), ListMatcher.read(data));
        }
        return switch (name) {
            case "accept" -> ACCEPT;
            case "reject" -> Criterion.request(input -> false);
            case "authenticated_user" -> AUTHENTICATED_USER;
            case "cors_preflight" -> CORS_PREFLIGHT;
            case "domain" -> domain(TextMatcher.read(data));
            case "email" -> email(TextMatcher.read(data));
            case "user" -> user(TextMatcher.read(data));
            case "http_method" -> request(PolicyInput::method, TextMatcher.read(data));
            case "http_path" -> request(PolicyInput::path, TextMatcher.read(data));
            case "source_ip" -> sourceAddress(data);
            default ->
                throw new UnusablePolicy(
                        KNOWN_ONLY.contains(name)
                                ? "criterion " + name + " is not implemented by the reference proxy"
                                : "unknown criterion: " + name);
        };
    }

    static Criterion domain(Predicate<String> matcher) {
        return Criterion.user(session -> {
            String domain = session.email().contains("@") ? session.email().split("@", -1)[1] : "";
            return !domain.isEmpty() && matcher.test(domain);
        });
    }

    static Criterion email(Predicate<String> matcher) {
        return Criterion.user(session -> matcher.test(session.email()));
    }

    static Criterion user(Predicate<String> matcher) {
        return Criterion.user(session -> matcher.test(session.user()));
    }

    static Criterion claim(String claim, Predicate<List<String>> matcher) {
        return Criterion.user(session -> matcher.test(session.texts(claim)));
    }

    private static Criterion request(Function<PolicyInput, String> text, Predicate<String> matcher) {
        return Criterion.request(input -> matcher.test(text.apply(input)));
    }

    private static Criterion sourceAddress(JsonNode data) throws UnusablePolicy {
        List<AddressRange> ranges = new ArrayList<>();
        for (String range : data.isArray() ? Texts.list(data, "source_ip") : List.of(Texts.one(data, "source_ip"))) {
            ranges.add(AddressRange.read(range));
        }
        return Criterion.request(input -> ranges.stream().anyMatch(range -> range.contains(input.address())));
    }
}
