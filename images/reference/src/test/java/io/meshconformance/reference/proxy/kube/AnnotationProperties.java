package io.meshconformance.reference.proxy.kube;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** An annotation is taken as it is written, or its Ingress is rejected. */
class AnnotationProperties {
    private static final String PREFIX = "ingress.pomerium.io";

    @Provide
    Arbitrary<String> values() {
        return BadInput.like(
                "[alice@example.com, \"bob@example.com\"]",
                "- alice@example.com\n- bob@example.com\n",
                "{x-one: a, \"x-two\": b}",
                "x-one: a\nx-two: b\n",
                "groups: [a, b]\nroles:\n- c\n",
                "true");
    }

    @Provide
    Arbitrary<String> names() {
        return BadInput.like("allowed_users", "policy", "timeout", "mcp_client");
    }

    @Provide
    Arbitrary<String> durations() {
        return Arbitraries.oneOf(BadInput.like("1h30m", "250ms", "1.5s", "0"), BadInput.texts(), repeated());
    }

    private static Arbitrary<String> repeated() {
        return Arbitraries.integers().between(1, 20_000).map("1s"::repeat);
    }

    @Property
    @Label("a list, a map and a flag hold texts alone, or are rejected")
    void values(@ForAll("values") String value) {
        Survival.of(() -> of("allowed_users", value).texts("allowed_users"), Rejected.class)
                .ifPresent(texts -> assertTrue(texts.stream().allMatch(Objects::nonNull)));
        Survival.of(() -> of("set_request_headers", value).map("set_request_headers"), Rejected.class)
                .ifPresent(map -> assertTrue(map.values().stream().allMatch(Objects::nonNull)));
        Survival.of(() -> of("allowed_idp_claims", value).lists("allowed_idp_claims"), Rejected.class)
                .ifPresent(lists -> lists.values().forEach(List::copyOf));
        boolean truth = value.equals("true") || value.equals("false");
        assertTrue(truth
                == Survival.of(() -> of("allow_websockets", value).truth("allow_websockets"), Rejected.class)
                        .isPresent());
    }

    @Property
    @Label("a name that is not known is rejected")
    void names(@ForAll("names") String name) {
        boolean taken = Survival.of(() -> of(name, "x"), Rejected.class).isPresent();
        assertTrue(
                !taken || List.of("allowed_users", "policy", "timeout", "name").contains(name), name);
    }

    @Property
    @Label("a duration is read and is not below nothing, or is rejected")
    void durations(@ForAll("durations") String text) {
        Survival.of(() -> Durations.read("timeout", text), Rejected.class)
                .ifPresent(
                        read -> assertTrue(read.compareTo(Duration.ZERO) >= 0 && text.matches("(?s)[0-9.hms]+"), text));
    }

    private static IngressAnnotations of(String name, String value) throws Rejected {
        return IngressAnnotations.of(
                new IngressBuilder()
                        .withNewMetadata()
                        .withAnnotations(Map.of(PREFIX + "/" + name, value))
                        .endMetadata()
                        .build(),
                PREFIX);
    }
}
