package io.meshconformance.reports.sample;

import io.meshconformance.reports.events.CheckEvent;
import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.events.RecordedCheck;
import io.meshconformance.reports.events.RecordedScenario;
import io.meshconformance.reports.events.ScenarioEvent;
import io.meshconformance.reports.judgement.History;
import io.meshconformance.reports.judgement.KnownFailures;
import io.meshconformance.reports.model.Exchange;
import io.meshconformance.reports.model.Expectation;
import io.meshconformance.reports.model.Header;
import io.meshconformance.reports.model.Hop;
import io.meshconformance.reports.model.Manifest;
import io.meshconformance.reports.model.Outcome;
import io.meshconformance.reports.model.PastRun;
import io.meshconformance.reports.model.Policy;
import io.meshconformance.reports.model.Request;
import io.meshconformance.reports.model.Response;
import io.meshconformance.reports.model.Screenshot;
import io.meshconformance.reports.model.Statistics;
import io.meshconformance.reports.model.Timings;
import io.meshconformance.reports.model.Token;
import io.meshconformance.reports.model.VerdictResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A run with everything a page can show, made up. */
public final class RichRun {

    private static final String POLICY = """
            apiVersion: security.istio.io/v1
            kind: AuthorizationPolicy
            metadata:
              name: hello-from-the-proxy
              namespace: guide-002-k3f9q
            spec:
              action: ALLOW
              rules:
              - when:
                - key: request.auth.claims[aud]
                  values: [guide-002-k3f9q.localhost.pomerium.io]
              selector:
                matchLabels: {app: hello}
            """;

    private RichRun() {}

    /** One failed, one broken-by-known, several passed, one skipped, with 59 earlier runs. */
    public static SampleRun failing() {
        return passing()
                .known(new KnownFailures(List.of(new KnownFailures.Entry(
                        "GUIDE-005",
                        "audience",
                        "the sidecar answers 401 where the promise says 403",
                        "https://example.test/issues/12",
                        "2027-01-31"))))
                .add(scenario(
                        "GUIDE-002", "The mesh itself refuses who carries no assertion", Ending.failed(wrong()), false))
                .add(scenario(
                        "GUIDE-005",
                        "A second route carries another audience and is refused",
                        Ending.failed(wrong()),
                        false))
                .scenario("JWT-005", Ending.skipped("unsupported: claim output headers"))
                .scenario("RES-004", Ending.skipped("no load generator on this machine"))
                .history(history(59));
    }

    /** Everything passed, every MUST is covered, no earlier run. */
    public static SampleRun passing() {
        return new SampleRun()
                .whole()
                .add(scenario("GUIDE-001", "Before any policy a signed-in user reaches nginx", Ending.PASSED, true))
                .add(scenario("JWT-001", "A valid assertion is let through, none is refused", Ending.PASSED, true))
                .add(scenario(
                        "PROXY-001", "The assertion is what its key set and its claims promise", Ending.PASSED, true));
    }

    /** Earlier runs, in which scenarios failed now and then. */
    public static History history(int count) {
        List<PastRun> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Outcome> outcomes = new TreeMap<>();
            for (String id : List.of("GUIDE-001", "GUIDE-002", "GUIDE-005", "JWT-001", "JWT-005")) {
                boolean fails = i % 9 == 4 && id.equals("JWT-001") || i < 12 && id.startsWith("GUIDE");
                outcomes.put(id, fails ? Outcome.FAILED : id.equals("JWT-005") ? Outcome.UNSUPPORTED : Outcome.PASSED);
            }
            boolean failed = outcomes.containsValue(Outcome.FAILED);
            runs.add(new PastRun(
                    "n%03d".formatted(i),
                    "2026-%02d-%02dT02:00:00Z".formatted(9 + (i + 22) / 30, (i + 22) % 30 + 1),
                    failed ? VerdictResult.NONCONFORMANT : VerdictResult.CONFORMANT,
                    138_000 + i * 40L,
                    Statistics.of(outcomes.values()),
                    Map.of("istiod", "1.30.2", "proxy", "0.1.0 (reference)", "nginx", "1.28.0"),
                    outcomes));
        }
        return new History(runs);
    }

    private static AssertionError wrong() {
        return new AssertionError(
                "GET https://guide-002-k3f9q.localhost.pomerium.io/ expected 403, said by the mesh, but was 200");
    }

    /** A scenario with all kinds of evidence. */
    public static RecordedScenario scenario(String id, String title, Ending last, boolean held) {
        String host = id.toLowerCase(java.util.Locale.ROOT) + "-k3f9q.localhost.pomerium.io";
        ScenarioEvent event = new ScenarioEvent(
                id.toLowerCase(java.util.Locale.ROOT) + "-k3f9q",
                List.of(host),
                List.of(),
                List.of(new Manifest("guide/rbac-denial.yaml", POLICY)),
                List.of(new Policy("AuthorizationPolicy", "hello-from-the-proxy", POLICY)),
                810,
                null,
                1);
        RecordedCheck control = new RecordedCheck(
                "control",
                "a signed-in user reaches the workload before any policy",
                Ending.PASSED,
                at(1_200),
                412,
                new CheckEvent(
                        null,
                        List.of(expectation(host, true)),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        path(false),
                        null));
        RecordedCheck main = new RecordedCheck(
                "refused",
                "with both policies and no annotation the audience rule refuses, and nginx sees nothing",
                last,
                at(1_700),
                3_180,
                check(host, held));
        return new RecordedScenario(
                id, title, Ending.PASSED, at(300), 4_100, event, List.of(control, main), pictures(host), null);
    }

    /** The way of a request that the sidecar refuses, or else admits. */
    private static List<Hop> path(boolean refused) {
        return List.of(
                new Hop("browser", "alice@example.com (session cookie)", "asks for the page"),
                new Hop("proxy", "alice@example.com, groups admins and staff", "allows, adds no assertion"),
                new Hop(
                        "sidecar",
                        "peer spiffe://cluster.local/ns/pomerium/sa/pomerium-proxy, no request principal",
                        refused
                                ? "answers 403, known by body \"RBAC: access denied\", rbac_access_denied_matched_policy[none]"
                                : "admits it, no policy selects it"),
                new Hop("workload", "nobody", refused ? "saw nothing of it" : "answers 200"));
    }

    /** One dot as a picture, and one that was withheld. */
    private static List<Screenshot> pictures(String host) {
        String dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
        return List.of(
                new Screenshot(
                        "the mesh refuses",
                        "",
                        "image/png",
                        "0".repeat(64),
                        70,
                        dot,
                        "https://" + host + "/",
                        "RBAC: access denied"),
                new Screenshot(
                        "the provider's form",
                        "",
                        "image/png",
                        "",
                        0,
                        null,
                        "https://provider.test/authorize?state=[redacted hmac:5e434a4c]",
                        "state = [redacted hmac:5e434a4c]"));
    }

    /** An instant of the made-up run, this long after its start. */
    private static long at(long millis) {
        return java.time.Instant.parse("2026-11-22T02:00:00Z").toEpochMilli() + millis;
    }

    private static Expectation expectation(String host, boolean held) {
        return new Expectation(
                "GET https://" + host + "/",
                "403, body exactly `RBAC: access denied`, said by the mesh",
                held ? "403, `RBAC: access denied`" : "200, 615 bytes of `<!DOCTYPE html>`",
                held ? "mesh" : "application",
                held);
    }

    private static CheckEvent check(String host, boolean held) {
        Exchange exchange = new Exchange(
                "f3b1c2d4-9a77-4d02-8e21-77ab01c2d3e4",
                "browser",
                "after sign-in",
                new Request(
                        "GET",
                        "https://" + host + "/?page=1&sort=<name>",
                        List.of(
                                new Header("accept", "text/html"),
                                new Header("cookie", "_pomerium=[redacted hmac:1a2b3c4d]"),
                                new Header("x-forwarded-for", "10.42.0.1"),
                                new Header("x-forwarded-for", "10.42.0.7")),
                        ""),
                new Response(
                        held ? 403 : 200,
                        List.of(
                                new Header("server", "envoy"),
                                new Header("content-type", "text/plain"),
                                new Header("x-pomerium-jwt-assertion", "[redacted hmac:99ffee01]")),
                        held ? "RBAC: access denied" : "<!DOCTYPE html><title>Welcome to nginx!</title>"),
                null,
                held ? "mesh" : "application",
                held ? "its body `RBAC: access denied`" : "the workload's own log",
                12,
                held ? List.of() : List.of("GET / HTTP/1.1", "host: " + host, "x-envoy-attempt-count: 1"),
                List.of(Map.of(
                        "response_code",
                        held ? 403 : 200,
                        "response_code_details",
                        held ? "rbac_access_denied_matched_policy[none]" : "via_upstream",
                        "upstream_cluster",
                        "inbound|80||",
                        "request_id",
                        "f3b1c2d4-9a77-4d02-8e21-77ab01c2d3e4")));
        Exchange lost = new Exchange(
                "0b1c2d4f",
                "outside",
                "round the proxy",
                new Request("GET", "http://10.42.0.9:80/", List.of(), ""),
                null,
                "Connection reset",
                "nobody",
                "",
                3,
                List.of(),
                List.of());
        Token token = new Token(
                "x-pomerium-jwt-assertion at the sidecar",
                Map.of("alg", "ES256", "kid", "9b1c"),
                Map.of("iss", host, "aud", host, "exp", 1_795_312_800, "groups", List.of("admins", "staff")),
                held ? "9b1c" : null,
                "hmac:99ffee01");
        return new CheckEvent(
                null,
                List.of(expectation(host, held)),
                List.of(exchange, lost),
                List.of(token),
                List.of(new Policy("RequestAuthentication", "hello-jwt", POLICY)),
                new Timings(
                        120,
                        640,
                        2_410,
                        9,
                        2,
                        List.of(new Timings.Wait("denied by the mesh's policy", 9, 2, 640, 1_900))),
                path(held),
                null);
    }
}
