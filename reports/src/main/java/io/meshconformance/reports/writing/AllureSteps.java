package io.meshconformance.reports.writing;

import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.Exchange;
import io.meshconformance.reports.model.Expectation;
import io.meshconformance.reports.model.Outcome;
import io.meshconformance.reports.model.ScenarioResult;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What happened in a check, as Allure tells it. */
final class AllureSteps {

    private AllureSteps() {}

    /** Why it ended so. */
    static StatusDetails details(ScenarioResult scenario, CheckResult check) {
        StatusDetails details = new StatusDetails()
                .setFlaky(scenario.attempts() > 1)
                .setKnown(check.knownFailure() != null)
                .setMessage(
                        check.failure() == null
                                ? Objects.requireNonNullElse(check.reason(), "")
                                : check.failure().message());
        check.missed().stream()
                .findFirst()
                .ifPresent(missed -> details.setExpected(missed.expected())
                        .setActual(missed.actual() + ", answered by " + missed.answeredBy()));
        return details;
    }

    /** Its exchanges, then its expectations. */
    static List<StepResult> of(CheckResult check) {
        List<StepResult> steps = new ArrayList<>();
        for (Exchange exchange : check.exchanges()) {
            steps.add(new StepResult()
                    .setName("%s: %s %s, answered by %s: %s"
                            .formatted(
                                    exchange.client(),
                                    exchange.request().method(),
                                    exchange.request().url(),
                                    exchange.answeredBy(),
                                    exchange.response() == null
                                            ? exchange.failure()
                                            : exchange.response().status()))
                    .setStatus(Status.PASSED)
                    .setStage(Stage.FINISHED));
        }
        for (Expectation expectation : check.expectations()) {
            steps.add(new StepResult()
                    .setName("%s: expected %s, came %s"
                            .formatted(expectation.subject(), expectation.expected(), expectation.actual()))
                    .setStatus(expectation.held() ? Status.PASSED : Status.FAILED)
                    .setStage(Stage.FINISHED));
        }
        return steps;
    }

    /** An outcome in Allure's words. */
    static Status status(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> Status.PASSED;
            case FAILED -> Status.FAILED;
            case SKIPPED, UNSUPPORTED -> Status.SKIPPED;
            case ERROR -> Status.BROKEN;
        };
    }
}
