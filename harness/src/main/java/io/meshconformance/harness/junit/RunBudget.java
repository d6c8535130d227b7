package io.meshconformance.harness.junit;

import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.evidence.declaration.SecondPass;
import io.meshconformance.run.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long the scenarios of a run may take: three times what they usually take on this machine, or as long as was asked for.
 * After that no scenario begins. What failed is played once more until the run has taken twice its usual time, and the first
 * of them in any case. In force in plans that ask for it.
 *
 * @param began when the environment was there; the boot has limits of its own
 * @param usual what the scenarios of a whole run usually take
 * @param given what was asked for, zero for no end; empty where nothing was
 */
public record RunBudget(Instant began, Duration usual, Optional<Duration> given) {

    /** The parameter of JUnit's plans that asks for it. */
    public static final String PARAMETER = "io.meshconformance.budget";

    private static final int FIRST_PASS = 3;
    private static final int SECOND_PASS = 2;

    /** The budget of a run whose environment is there. */
    static RunBudget of(SharedEnvironment shared) {
        Settings settings = shared.settings();
        Duration usual = new UsualLength(settings.cache(), settings.provider()).remembered();
        return new RunBudget(shared.opened(), usual.multipliedBy(settings.repeat()), settings.budget());
    }

    /** Why a scenario does not begin any more; empty where it may, or the plan asks for no budget. */
    Optional<String> refusal(ExtensionContext context, Scenario scenario) {
        if (context.getConfigurationParameter(PARAMETER).isEmpty()) {
            return Optional.empty();
        }
        Duration taken = Duration.between(began, Instant.now());
        return context.getConfigurationParameter(SecondPass.PARAMETER)
                .map(ids -> ids.split(",")[0].equals(scenario.id())
                        ? Optional.<String>empty()
                        : again(taken, scenario.id()))
                .orElseGet(() -> first(taken));
    }

    Optional<String> first(Duration taken) {
        Duration budget = given.orElse(usual.multipliedBy(FIRST_PASS));
        return spent(taken, budget)
                ? Optional.of(("It did not begin: the scenarios of this run had taken %s, and their budget is %s%s."
                                + " --budget MINUTES sets another, --budget 0 none.")
                        .formatted(told(taken), told(budget), given.isPresent() ? "" : ", three times the usual"))
                : Optional.empty();
    }

    Optional<String> again(Duration taken, String scenario) {
        Duration budget = given.orElse(usual.multipliedBy(SECOND_PASS));
        return spent(taken, budget)
                ? Optional.of(("The scenarios of this run had taken %s, and what failed is played once more until %s%s."
                                + " ci/verify --scenario %s plays it in full, --budget 0 all of them.")
                        .formatted(told(taken), told(budget), given.isPresent() ? "" : ", twice the usual", scenario))
                : Optional.empty();
    }

    private static boolean spent(Duration taken, Duration budget) {
        return !budget.isZero() && taken.compareTo(budget) >= 0;
    }

    private static String told(Duration time) {
        long seconds = time.toSeconds();
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
