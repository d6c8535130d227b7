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
import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.events.RecordedCheck;
import io.meshconformance.reports.events.RecordedScenario;
import io.meshconformance.reports.model.Screenshot;
import java.util.List;
import java.util.Map;

/** A run in which one text is a secret, at a place that a test chooses: what the harness failed to redact. */
public final class PlantedSecret {

    /** Where text from outside the suite comes into a report. */
    public enum Place {
        HEADER,
        COOKIE,
        SET_COOKIE,
        QUERY,
        FORM,
        BODY,
        ACCESS_LOG,
        WORKLOAD_LOG,
        CLAIM,
        MANIFEST,
        POLICY,
        EXPECTED,
        CAME,
        HOP,
        FAILURE,
        SKIP,
        TEXT_OF_A_SCREENSHOT,
        ADDRESS_OF_A_SCREENSHOT,
        BROKEN_ENVIRONMENT,
        REMARK
    }

    private final Place place;
    private final String secret;

    private PlantedSecret(Place place, String secret) {
        this.place = place;
        this.secret = secret;
    }

    /** The run. */
    public static SampleRun at(Place place, String secret) {
        PlantedSecret planted = new PlantedSecret(place, secret);
        SampleRun run = new SampleRun().add(planted.scenario());
        if (place == Place.BROKEN_ENVIRONMENT) {
            run.broken("The provider refused " + secret);
        }
        return place == Place.REMARK ? run.remark("torn after " + secret) : run;
    }

    private String with(Place here, String before) {
        return here == place ? before + secret : before;
    }

    private RecordedScenario scenario() {
        Ending ending = switch (place) {
            case FAILURE -> Ending.failed(new AssertionError(with(Place.FAILURE, "was ")));
            case SKIP -> Ending.skipped(with(Place.SKIP, "not with "));
            default -> Ending.PASSED;
        };
        Screenshot shown = new Screenshot(
                "a page",
                "",
                "image/png",
                "",
                0,
                null,
                with(Place.ADDRESS_OF_A_SCREENSHOT, "https://hello/?state="),
                with(Place.TEXT_OF_A_SCREENSHOT, "state = "));
        ScenarioEvidence evidence = new ScenarioEvidence(
                "", "", List.of(), List.of(new AppliedManifest("a.yaml", with(Place.MANIFEST, "data:\n  key: "))), 0);
        return new RecordedScenario(
                "GUIDE-001",
                "title",
                Ending.PASSED,
                0,
                1,
                evidence,
                List.of(new RecordedCheck("check", "a sentence", ending, 0, 1, check())),
                List.of(shown),
                null,
                false);
    }

    private CheckEvidence check() {
        ExchangeEvidence exchange = new ExchangeEvidence(
                "1",
                new Caller.Browser("alice"),
                "",
                new RequestEvidence(
                        "POST",
                        with(Place.QUERY, "https://hello/?t="),
                        List.of(
                                new HeaderLine("x-token", with(Place.HEADER, "")),
                                new HeaderLine("cookie", with(Place.COOKIE, "_pomerium="))),
                        with(Place.FORM, "password=")),
                new ResponseEvidence(
                        200,
                        List.of(new HeaderLine("set-cookie", with(Place.SET_COOKIE, "_pomerium="))),
                        with(Place.BODY, "<p>")),
                null,
                new Attribution(Answerer.APPLICATION, ""),
                1,
                new WorkloadLog(WorkloadLog.Told.CAME, List.of(with(Place.WORKLOAD_LOG, "authorization: Bearer "))),
                List.of(Map.of("path", with(Place.ACCESS_LOG, "/?"))));
        ExpectationEvidence expectation = new ExpectationEvidence(
                "asked",
                with(Place.EXPECTED, "body "),
                with(Place.CAME, "body "),
                exchange.answeredBy(),
                true,
                null,
                null);
        TokenEvidence token = new TokenEvidence(
                "somewhere", Map.of(), Map.of("sub", List.of("a", with(Place.CLAIM, ""))), null, "hmac:1");
        PolicyEvidence policy =
                new PolicyEvidence("RequestAuthentication", "a/b", with(Place.POLICY, "spec:\n  jwks: "), false);
        PathHop hop = new PathHop.Sidecar(true, with(Place.HOP, "peer "), null, "", Deed.PASSED);
        return new CheckEvidence(
                List.of(expectation),
                List.of(exchange),
                List.of(hop),
                List.of(token),
                List.of(policy),
                "",
                List.of(),
                null);
    }
}
