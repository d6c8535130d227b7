package io.meshconformance.harness.junit;

import io.meshconformance.harness.environment.Environment;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;

/**
 * The environment of a launcher's session, for a program that plays scenarios itself, one plan after the other: all of
 * them are played in it, and it is closed with the session.
 */
public final class SessionEnvironment {

    /** Where a launcher's session keeps what {@link ScenarioExtension#STORE} means. */
    static final Namespace STORE = Namespace.create(ScenarioExtension.class);

    private SessionEnvironment() {}

    /**
     * Opens the environment that the system properties ask for, where it is not open yet.
     *
     * @param session the session
     * @return its environment
     * @throws io.meshconformance.run.EnvironmentBroken when it could not be opened
     */
    public static Environment of(LauncherSession session) {
        return session.getStore()
                .computeIfAbsent(
                        STORE, SharedEnvironment.class, key -> SharedEnvironment.attempt(), SharedEnvironment.class)
                .require();
    }
}
