package io.meshconformance.harness.junit;

import io.meshconformance.evidence.declaration.NotSupported;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.evidence.run.EnvironmentEvidence;
import io.meshconformance.evidence.run.SecretsFile;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.environment.EnvironmentFacts;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.outage.Watch;
import io.meshconformance.harness.recording.Redaction;
import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The environment as it was opened, or why it could not be: tried once a run and remembered, so that each further
 * scenario is told the same and nothing is booted twice. JUnit's session store closes it after the last scenario.
 */
final class SharedEnvironment implements AutoCloseable {

    private final Settings settings;
    private final @Nullable Environment environment;
    private final @Nullable EnvironmentBroken broken;
    private final @Nullable Redaction redaction;
    private final @Nullable SecretsFile secrets;
    private final Instant opened = Instant.now();
    private final AtomicBoolean told = new AtomicBoolean();
    private final AtomicBoolean outageTold = new AtomicBoolean();
    private volatile @Nullable EnvironmentEvidence facts;

    private SharedEnvironment(
            Settings settings, @Nullable Environment environment, @Nullable EnvironmentBroken broken) {
        this.settings = settings;
        this.environment = environment;
        this.broken = broken;
        this.redaction = environment == null ? null : new Redaction(environment.secrets());
        this.secrets = environment == null ? null : secretsFile();
    }

    /** Opens the environment that the system properties ask for. */
    static SharedEnvironment attempt() {
        Settings settings = Settings.ofThisProcess();
        return attempt(settings, () -> Environment.open(settings, System.out));
    }

    /** Opens an environment; what keeps it from being there is remembered and not thrown. */
    static SharedEnvironment attempt(Settings settings, Supplier<Environment> opening) {
        try {
            return new SharedEnvironment(settings, opening.get(), null);
        } catch (EnvironmentBroken e) {
            return new SharedEnvironment(settings, null, e);
        } catch (RuntimeException e) {
            return new SharedEnvironment(
                    settings,
                    null,
                    new EnvironmentBroken(
                            "the environment could not be opened: " + e.getMessage(),
                            "read the stack trace; if the suite is at fault, report it with this text",
                            e));
        }
    }

    /** The settings it was opened with. */
    Settings settings() {
        return settings;
    }

    /** When it was there, or known not to be. */
    Instant opened() {
        return opened;
    }

    /** The environment, or an EnvironmentBroken thrown again. */
    Environment require() {
        if (environment == null) {
            throw Objects.requireNonNull(broken);
        }
        return environment;
    }

    /**
     * Looks whether proxy and provider have what a scenario needs.
     *
     * @throws NotSupported when it has not
     */
    void requireSupport(Scenario scenario) {
        watch().asked(() -> require().lacks(scenario)).ifPresent(lacking -> {
            throw lacking;
        });
    }

    /** What guards all that asks the environment. */
    Watch watch() {
        return require().watch();
    }

    /** Why nothing can be judged in it any more; empty while it can. */
    Optional<EnvironmentBroken> outage() {
        return environment == null
                ? Optional.empty()
                : environment.watch().outage().cause();
    }

    /** Keeps what was stated of it, to be stated again with what broke it. */
    EnvironmentEvidence stated(EnvironmentEvidence stated) {
        facts = stated;
        return stated;
    }

    /** What is to be stated of an outage; empty where there is none, and for all callers but the first. */
    Optional<EnvironmentEvidence> untoldOutage() {
        EnvironmentEvidence stated = facts;
        return outage().filter(broken -> stated != null && outageTold.compareAndSet(false, true))
                .map(broken -> EnvironmentFacts.broken(Objects.requireNonNull(stated), broken));
    }

    /** Why there is none, or null. */
    @Nullable
    EnvironmentBroken broken() {
        return broken;
    }

    /** Takes the run's secrets out of evidence. */
    Redaction redaction() {
        return java.util.Objects.requireNonNull(redaction);
    }

    /** Where the reporter finds what must not be in the report. */
    SecretsFile secrets() {
        return java.util.Objects.requireNonNull(secrets);
    }

    /** Lists there what was minted so far. Scenarios run side by side, and each of them ends with this. */
    void listSecrets() {
        try {
            secrets()
                    .write(require().secrets().all().stream()
                            .map(MintedSecrets.Secret::value)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SecretsFile secretsFile() {
        try {
            return SecretsFile.create();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True for the first caller only, who is to publish the facts. */
    boolean firstToTell() {
        return told.compareAndSet(false, true);
    }

    @Override
    public void close() {
        if (environment != null) {
            environment.close();
        }
    }
}
