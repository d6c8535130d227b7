package io.meshconformance.reference.proxy.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshconformance.reference.proxy.session.UserSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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

    private Criteria() {}

    static Criterion read(String name, JsonNode data) throws UnusablePolicy {
        if (name.startsWith("claim/")) {
            return claim(name.substring("claim/".length()), ListMatcher.read(data));
        }
        return switch (name) {
            case "accept" -> new Criterion.Accept();
            case "reject" -> new Criterion.Reject();
            case "authenticated_user" -> new Criterion.AuthenticatedUser();
            case "cors_preflight" -> new Criterion.CorsPreflight();
            case "domain" -> domain(TextMatcher.read(data));
            case "email" -> email(TextMatcher.read(data));
            case "user" -> user(TextMatcher.read(data));
            case "http_method" ->
                new Criterion.RequestText(Reason.HTTP_METHOD, PolicyInput::method, TextMatcher.read(data));
            case "http_path" -> new Criterion.RequestText(Reason.HTTP_PATH, PolicyInput::path, TextMatcher.read(data));
            case "source_ip" -> sourceAddress(data);
            default ->
                throw new UnusablePolicy(
                        KNOWN_ONLY.contains(name)
                                ? "criterion " + name + " is not implemented by the reference proxy"
                                : "unknown criterion: " + name);
        };
    }

    static Criterion domain(TextMatcher matcher) {
        return new Criterion.UserText(
                Reason.DOMAIN,
                session -> session.email().contains("@") ? session.email().split("@", -1)[1] : "",
                new TextMatcher(List.of(matcher::matches, domain -> !domain.isEmpty())));
    }

    static Criterion email(TextMatcher matcher) {
        return new Criterion.UserText(Reason.EMAIL, UserSession::email, matcher);
    }

    static Criterion user(TextMatcher matcher) {
        return new Criterion.UserText(Reason.USER, UserSession::user, matcher);
    }

    static Criterion claim(String claim, ListMatcher matcher) {
        return new Criterion.UserList(Reason.CLAIM, session -> session.texts(claim), matcher);
    }

    private static Criterion sourceAddress(JsonNode data) throws UnusablePolicy {
        List<AddressRange> ranges = new ArrayList<>();
        for (String range : data.isArray() ? Texts.list(data, "source_ip") : List.of(Texts.one(data, "source_ip"))) {
            ranges.add(AddressRange.read(range));
        }
        return new Criterion.SourceAddress(ranges);
    }
}
