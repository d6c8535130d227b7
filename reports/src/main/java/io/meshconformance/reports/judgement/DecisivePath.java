package io.meshconformance.reports.judgement;

import io.meshconformance.evidence.PathHop;
import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.state.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Of the paths of a scenario's checks the one that tells most, for a place where one has to do. */
final class DecisivePath {

    private static final int CLIENT_ERROR = 400;

    private DecisivePath() {}

    /**
     * The path of the first check that failed; where none did, of the last that shows a refusal, since a promise is about
     * who is refused where; where none does, of the last. Empty where no check has one.
     */
    static List<PathHop> of(List<CheckResult> checks) {
        List<CheckResult> told =
                checks.stream().filter(check -> !check.hops().isEmpty()).toList();
        return told.stream()
                .filter(check -> check.result() == Outcome.FAILED)
                .findFirst()
                .or(() -> last(told, check -> refused(check.hops())))
                .or(() -> last(told, check -> true))
                .map(CheckResult::hops)
                .orElse(List.of());
    }

    private static Optional<CheckResult> last(List<CheckResult> checks, Predicate<CheckResult> wanted) {
        return checks.stream().filter(wanted).reduce((earlier, later) -> later);
    }

    /** Neither the workload nor the provider's form came, and no hop on the way gave what was asked for or led on. */
    private static boolean refused(List<PathHop> hops) {
        return hops.stream()
                .filter(hop -> hop.deed().status() != null)
                .findFirst()
                .map(DecisivePath::refuses)
                .orElse(true);
    }

    private static boolean refuses(PathHop hop) {
        Integer status = hop.deed().status();
        return !(hop instanceof PathHop.Workload)
                && !(hop instanceof PathHop.Provider)
                && status != null
                && status >= CLIENT_ERROR;
    }
}
