package io.meshconformance.evidence;

import io.meshconformance.evidence.ScenarioEvidence.AppliedManifest;
import io.meshconformance.evidence.WorkloadLog.Told;
import io.meshconformance.evidence.mutants.Colour;
import io.meshconformance.evidence.mutants.KillTable;
import io.meshconformance.evidence.mutants.MutantResult;
import io.meshconformance.evidence.mutants.MutantScenario;
import io.meshconformance.evidence.run.BootStage;
import io.meshconformance.evidence.run.EnvironmentEvidence;
import io.meshconformance.evidence.run.EnvironmentFailure;
import io.meshconformance.evidence.run.JudgedPart;
import io.meshconformance.evidence.run.StatedSetting;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Evidence of each kind, with every part that may be absent once there and once not. */
final class Samples {

    private Samples() {}

    static Stream<Object> all() {
        EnvironmentEvidence.RunFacts run = new EnvironmentEvidence.RunFacts(
                "k3f9q", "2026-11-22T02:00:00Z", -4711, "ci/verify", "0123", false, "0.1.0");
        return Stream.of(
                CheckEvidence.NONE,
                check(),
                ScenarioEvidence.NONE,
                new ScenarioEvidence(
                        "ns", "GUIDE-001", List.of("a.test"), List.of(new AppliedManifest("a.yaml", "kind: A")), 12),
                new DebugEvidence(
                        "ns",
                        "refuses",
                        List.of(
                                new DebugEvidence.Part("events.txt", "none", true, null),
                                DebugEvidence.Part.missing("nginx.log", "no answer"))),
                new EnvironmentEvidence(
                        run,
                        "local",
                        List.of(
                                new JudgedPart("proxy", "proxy", "a proxy", "1", "a:1", "sha256:1", "sha256:2", true),
                                JudgedPart.noImage("engine", "runtime", "Docker engine", "26")),
                        List.of(new BootStage("node", 0, 5)),
                        List.of(new StatedSetting("conformance.seed", "1")),
                        null),
                new EnvironmentEvidence(
                        run,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        new EnvironmentFailure("no engine", "start one", "")),
                new KillTable(
                        7,
                        "2026-11-27T08:00:00Z",
                        2,
                        List.of(new MutantResult(
                                "deny-becomes-audit",
                                "A policy that denies only audits.",
                                List.of(new MutantScenario("POL-001", Colour.RED, "a check: not denied")),
                                List.of(new MutantScenario("WEB-001", Colour.GREEN, "")),
                                8000)),
                        9000));
    }

    private static CheckEvidence check() {
        Caller alice = new Caller.Browser("alice");
        Caller pod = new Caller.Pod("clients-inside", Caller.Place.INSIDE);
        TokenIdentity token = new TokenIdentity("https://issuer", null, List.of("a.test"));
        Attribution mesh = new Attribution(Answerer.MESH, "its body");
        return new CheckEvidence(
                List.of(
                        new ExpectationEvidence("GET", "403", "403", mesh, true, null, 0),
                        new ExpectationEvidence("a claim", "1", "2", null, false, null, null),
                        new ExpectationEvidence("the log", "nothing", "nothing", null, true, Proof.WORKLOAD_LOG, null)),
                List.of(
                        exchange(alice, new ResponseEvidence(403, List.of(), "RBAC"), null),
                        exchange(pod, null, "connection reset"),
                        exchange(new Caller.Browser(null), null, "connection reset")),
                List.of(
                        new PathHop.Client(
                                alice,
                                "GET",
                                "/",
                                true,
                                List.of(
                                        new PathHop.ShownToken("authorization", token),
                                        new PathHop.ShownToken("x-other", null)),
                                Deed.ASKED),
                        new PathHop.Proxy(alice, Deed.PASSED),
                        new PathHop.Proxy(null, Deed.answered(302, "redirect")),
                        new PathHop.Sidecar(true, "spiffe://a/b", token, "rbac", Deed.answered(403, "its body")),
                        new PathHop.Sidecar(false, null, null, "", Deed.UNSEEN),
                        new PathHop.Workload(Told.CAME, "spiffe://a/b", false, Deed.REACHED),
                        new PathHop.Workload(Told.NOTHING, null, null, Deed.UNSEEN),
                        new PathHop.Provider(Deed.answered(200, "its host"))),
                List.of(
                        new TokenEvidence("at the sidecar", Map.of("alg", "ES256"), Map.of("exp", 1), "k1", "hmac:1"),
                        new TokenEvidence("as sent", Map.of(), Map.of("aud", List.of("a")), null, "hmac:2")),
                List.of(new PolicyEvidence("AuthorizationPolicy", "ns/deny", "kind: A", true)),
                "rbac",
                List.of(new PictureEvidence("screenshot-01.png", "a form", "https://a.test/", "sign in")),
                new CheckEvidence.Timings(
                        1, 2, 3, 4, 1, List.of(new CheckEvidence.Timings.Wait("served", 4, 1, 2, 3))));
    }

    private static ExchangeEvidence exchange(
            Caller caller, @Nullable ResponseEvidence response, @Nullable String failure) {
        return new ExchangeEvidence(
                "id",
                caller,
                "",
                new RequestEvidence("GET", "https://a.test/", List.of(new HeaderLine("accept", "*/*")), null),
                response,
                failure,
                new Attribution(response == null ? Answerer.NONE : Answerer.MESH, "its body"),
                12,
                new WorkloadLog(Told.CAME, List.of("GET /")),
                List.of(Map.of("response_code", 403)));
    }
}
