package io.meshconformance.reports.listener;

import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.ScenarioResult;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells the first check of a run that fails and is not accepted at once, whatever its scenario has yet to do. */
final class FirstRed {

    private final Publisher publisher;
    private final AtomicBoolean told = new AtomicBoolean();

    FirstRed(Publisher publisher) {
        this.publisher = publisher;
    }

    /** A check of a scenario has failed. */
    void failed(ScenarioResult soFar) {
        soFar.checks().stream()
                .filter(CheckResult::unexpectedFailure)
                .findFirst()
                .filter(check -> told.compareAndSet(false, true))
                .ifPresent(check -> publisher.terminal().firstRed(soFar, check));
    }
}
