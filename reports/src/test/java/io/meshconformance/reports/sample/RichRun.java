package io.meshconformance.reports.sample;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.evidence.Caller;
import io.meshconformance.evidence.CheckEvidence;
import io.meshconformance.evidence.Deed;
import io.meshconformance.evidence.ExchangeEvidence;
import io.meshconformance.evidence.ExpectationEvidence;
import io.meshconformance.evidence.HeaderLine;
import io.meshconformance.evidence.PathHop;
import io.meshconformance.evidence.PolicyEvidence;
import io.meshconformance.evidence.RequestEvidence;
import io.meshconformance.evidence.ResponseEvidence;
import io.meshconformance.evidence.ScenarioEvidence;
import io.meshconformance.evidence.ScenarioEvidence.AppliedManifest;
import io.meshconformance.evidence.TokenEvidence;
import io.meshconformance.evidence.WorkloadLog;
import io.meshconformance.evidence.WorkloadLog.Told;
import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.events.RecordedCheck;
import io.meshconformance.reports.events.RecordedScenario;
import io.meshconformance.reports.judgement.History;
import io.meshconformance.reports.judgement.KnownFailures;
import io.meshconformance.reports.model.PastRun;
import io.meshconformance.reports.model.Screenshot;
import io.meshconformance.reports.model.state.Outcome;
import io.meshconformance.reports.model.state.Statistics;
import io.meshconformance.reports.model.state.VerdictResult;
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
                        SampleRun.JUDGED,
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
                .scenario("JWT-005", Ending.skipped("no claim came as a header"))
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
                outcomes.put(id, fails ? Outcome.FAILED : id.equals("JWT-005") ? Outcome.SKIPPED : Outcome.PASSED);
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
        ScenarioEvidence evidence = new ScenarioEvidence(
                id.toLowerCase(java.util.Locale.ROOT) + "-k3f9q",
                "GUIDE-001",
                List.of(host),
                List.of(new AppliedManifest("guide/rbac-denial.yaml", POLICY)),
                810);
        RecordedCheck control = new RecordedCheck(
                "control",
                "a signed-in user reaches the workload before any policy",
                Ending.PASSED,
                at(1_200),
                412,
                EvidenceSamples.check(List.of(expectation(host, true)), List.of(), path(false)));
        RecordedCheck main = new RecordedCheck(
                "refused",
                "with both policies and no annotation the audience rule refuses, and nginx sees nothing",
                last,
                at(1_700),
                3_180,
                check(host, held));
        return new RecordedScenario(
                id,
                title,
                Ending.PASSED,
                at(300),
                4_100,
                evidence,
                List.of(control, main),
                pictures(host),
                null,
                false);
    }

    /** The way of a request that the sidecar refuses, or else admits. */
    private static List<PathHop> path(boolean refused) {
        Caller alice = new Caller.Browser("alice@example.com");
        return List.of(
                new PathHop.Client(alice, "GET", "/", true, List.of(), Deed.ASKED),
                new PathHop.Proxy(alice, Deed.PASSED),
                new PathHop.Sidecar(
                        true,
                        "spiffe://cluster.local/ns/pomerium/sa/pomerium-proxy",
                        null,
                        refused ? "rbac_access_denied_matched_policy[none]" : "via_upstream",
                        refused ? Deed.answered(403, "body \"RBAC: access denied\"") : Deed.PASSED),
                refused
                        ? new PathHop.Workload(Told.DID_NOT_COME, null, null, Deed.UNSEEN)
                        : new PathHop.Workload(Told.CAME, null, false, Deed.answered(200, "its own page")));
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

    private static ExpectationEvidence expectation(String host, boolean held) {
        return new ExpectationEvidence(
                "GET https://" + host + "/",
                "403, body exactly `RBAC: access denied`, said by the mesh",
                held ? "403, `RBAC: access denied`" : "200, 615 bytes of `<!DOCTYPE html>`",
                answer(held),
                held,
                null,
                0);
    }

    private static Attribution answer(boolean held) {
        return held ? new Attribution(Answerer.MESH, "its body") : new Attribution(Answerer.APPLICATION, "its page");
    }

    private static CheckEvidence check(String host, boolean held) {
        ExchangeEvidence exchange = new ExchangeEvidence(
                "f3b1c2d4-9a77-4d02-8e21-77ab01c2d3e4",
                new Caller.Browser("alice"),
                "after sign-in",
                new RequestEvidence(
                        "GET",
                        "https://" + host + "/?page=1&sort=<name>",
                        List.of(
                                new HeaderLine("accept", "text/html"),
                                new HeaderLine("cookie", "_pomerium=[redacted hmac:1a2b3c4d]"),
                                new HeaderLine("x-forwarded-for", "10.42.0.1"),
                                new HeaderLine("x-forwarded-for", "10.42.0.7")),
                        null),
                new ResponseEvidence(
                        held ? 403 : 200,
                        List.of(
                                new HeaderLine("server", "envoy"),
                                new HeaderLine("content-type", "text/plain"),
                                new HeaderLine("x-pomerium-jwt-assertion", "[redacted hmac:99ffee01]")),
                        held ? "RBAC: access denied" : "<!DOCTYPE html><title>Welcome to nginx!</title>"),
                null,
                answer(held),
                12,
                held
                        ? new WorkloadLog(Told.DID_NOT_COME, List.of())
                        : new WorkloadLog(
                                Told.CAME, List.of("GET / HTTP/1.1", "host: " + host, "x-envoy-attempt-count: 1")),
                List.of(Map.of(
                        "response_code",
                        held ? 403 : 200,
                        "response_code_details",
                        held ? "rbac_access_denied_matched_policy[none]" : "via_upstream",
                        "upstream_cluster",
                        "inbound|80||",
                        "request_id",
                        "f3b1c2d4-9a77-4d02-8e21-77ab01c2d3e4")));
        ExchangeEvidence lost = new ExchangeEvidence(
                "0b1c2d4f",
                new Caller.Pod("clients-outside", Caller.Place.OUTSIDE),
                "round the proxy",
                new RequestEvidence("GET", "http://10.42.0.9:80/", List.of(), null),
                null,
                "Connection reset",
                new Attribution(Answerer.NONE, "no response"),
                3,
                new WorkloadLog(Told.DID_NOT_COME, List.of()),
                List.of());
        TokenEvidence token = new TokenEvidence(
                "x-pomerium-jwt-assertion at the sidecar",
                Map.of("alg", "ES256", "kid", "9b1c"),
                Map.of("iss", host, "aud", host, "exp", 1_795_312_800, "groups", List.of("admins", "staff")),
                held ? "9b1c" : null,
                "hmac:99ffee01");
        return new CheckEvidence(
                List.of(expectation(host, held)),
                List.of(exchange, lost),
                path(held),
                List.of(token),
                List.of(new PolicyEvidence("RequestAuthentication", "hello-jwt", POLICY, held)),
                held ? "rbac_access_denied_matched_policy[none]" : "via_upstream",
                List.of(),
                new CheckEvidence.Timings(
                        120,
                        640,
                        2_410,
                        9,
                        2,
                        List.of(new CheckEvidence.Timings.Wait("denied by the mesh's policy", 9, 2, 640, 1_900))));
    }
}
