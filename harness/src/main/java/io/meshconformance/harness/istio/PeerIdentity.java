package io.meshconformance.harness.istio;

import static io.meshconformance.harness.expect.Expectations.json;
import static io.meshconformance.harness.expect.Expectations.jsonLacks;

import io.meshconformance.harness.expect.Expectation;
import java.util.ArrayList;
import java.util.List;

/**
 * The identity of a workload to its peers: the SPIFFE id that Istio gives it.
 *
 * @param uri the id as it stands in the certificate
 */
public record PeerIdentity(String uri) {

    /** The header in which a sidecar names the peer that called, as go-httpbin's {@code /headers} repeats it. */
    private static final String FORWARDED = "/headers/X-Forwarded-Client-Cert";

    /** The trust domain of a mesh that was given no other. */
    private static final String TRUST_DOMAIN = "cluster.local";

    /**
     * The identity of a service account.
     *
     * @param namespace its namespace
     * @param account its name
     */
    public static PeerIdentity of(String namespace, String account) {
        return new PeerIdentity("spiffe://" + TRUST_DOMAIN + "/ns/" + namespace + "/sa/" + account);
    }

    /** The workload was told that this peer called, and no other. */
    public Expectation seenByWorkload() {
        return json(
                FORWARDED,
                "names the peer " + uri + " alone",
                node -> node.size() == 1
                        && element(node.path(0).asText(), "URI").equals(List.of(uri)));
    }

    /** The workload was told that it was itself called by this identity. */
    public Expectation calledByWorkload() {
        return json(
                FORWARDED,
                "is by " + uri,
                node -> element(node.path(0).asText(), "By").equals(List.of(uri)));
    }

    /** The workload was told of no peer. */
    public static Expectation noneSeen() {
        return jsonLacks(FORWARDED).called("the workload sees no peer");
    }

    /**
     * The identities of the callers that a sidecar told its workload of.
     *
     * @param forwarded value of the header {@code X-Forwarded-Client-Cert}
     */
    static List<String> callers(String forwarded) {
        return element(forwarded, "URI");
    }

    /**
     * Every value of a key: elements of one hop are divided by semicolons, hops by commas. A value in double quotes, such
     * as a subject, may hold both, and a quote behind a backslash (Envoy, {@code x-forwarded-client-cert}).
     */
    private static List<String> element(String header, String key) {
        return elements(header).stream()
                .filter(part -> part.startsWith(key + "="))
                .map(part -> part.substring(key.length() + 1))
                .toList();
    }

    private static List<String> elements(String header) {
        List<String> elements = new ArrayList<>();
        StringBuilder element = new StringBuilder();
        boolean quoted = false;
        boolean escaped = false;
        for (char character : header.toCharArray()) {
            quoted ^= character == '"' && !escaped;
            escaped = quoted && character == '\\' && !escaped;
            if (!quoted && (character == ';' || character == ',')) {
                elements.add(element.toString());
                element.setLength(0);
            } else {
                element.append(character);
            }
        }
        elements.add(element.toString());
        return elements;
    }
}
