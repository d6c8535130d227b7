package io.meshconformance.reports.sample;

import io.meshconformance.reports.events.CheckEvent;
import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.events.RecordedCheck;
import io.meshconformance.reports.events.RecordedScenario;
import io.meshconformance.reports.events.ScenarioEvent;
import io.meshconformance.reports.model.Exchange;
import io.meshconformance.reports.model.Expectation;
import io.meshconformance.reports.model.Header;
import io.meshconformance.reports.model.Hop;
import io.meshconformance.reports.model.Manifest;
import io.meshconformance.reports.model.Policy;
import io.meshconformance.reports.model.Request;
import io.meshconformance.reports.model.Response;
import io.meshconformance.reports.model.Screenshot;
import io.meshconformance.reports.model.Token;
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
        ScenarioEvent event = new ScenarioEvent(
                null,
                null,
                null,
                List.of(new Manifest("a.yaml", with(Place.MANIFEST, "data:\n  key: "))),
                null,
                0,
                List.of(new Hop("proxy", with(Place.HOP, "token "), "passes it on")),
                0);
        return new RecordedScenario(
                "GUIDE-001",
                "title",
                Ending.PASSED,
                0,
                1,
                event,
                List.of(new RecordedCheck("check", "a sentence", ending, 0, 1, check())),
                List.of(shown),
                null);
    }

    private CheckEvent check() {
        Exchange exchange = new Exchange(
                "1",
                "browser",
                "",
                new Request(
                        "POST",
                        with(Place.QUERY, "https://hello/?t="),
                        List.of(
                                new Header("x-token", with(Place.HEADER, "")),
                                new Header("cookie", with(Place.COOKIE, "_pomerium="))),
                        with(Place.FORM, "password=")),
                new Response(
                        200,
                        List.of(new Header("set-cookie", with(Place.SET_COOKIE, "_pomerium="))),
                        with(Place.BODY, "<p>")),
                null,
                "application",
                "",
                1,
                List.of(with(Place.WORKLOAD_LOG, "authorization: Bearer ")),
                List.of(Map.of("path", with(Place.ACCESS_LOG, "/?"))));
        Expectation expectation =
                new Expectation("asked", with(Place.EXPECTED, "body "), with(Place.CAME, "body "), "application", true);
        Token token =
                new Token("somewhere", Map.of(), Map.of("sub", List.of("a", with(Place.CLAIM, ""))), null, "hmac:1");
        Policy policy = new Policy("RequestAuthentication", "a/b", with(Place.POLICY, "spec:\n  jwks: "));
        return new CheckEvent(
                null, List.of(expectation), List.of(exchange), List.of(token), List.of(policy), null, null, null);
    }
}
