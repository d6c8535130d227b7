package io.meshconformance.harness.junit;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.meshconformance.harness.environment.TestEnvironment;
import io.meshconformance.run.EnvironmentBroken;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;

/** The environment that a program shares with the scenarios it plays, on an API server in memory. */
class SessionEnvironmentTest {

    @TempDir
    private Path folder;

    private TestEnvironment environment;

    @BeforeEach
    void begin() {
        environment = new TestEnvironment(folder);
    }

    @AfterEach
    void end() {
        environment.close();
    }

    @Test
    @DisplayName("it is the one that the session's scenarios are played in, and is closed with the session")
    void shared() {
        var namespaces = environment.cluster().client().namespaces();
        try (LauncherSession session = session()) {
            has(session, SharedEnvironment.attempt(environment.settings(), environment::environment));
            assertSame(environment.environment(), SessionEnvironment.of(session));
            namespaces
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("left")
                            .endMetadata()
                            .build())
                    .create();
            environment
                    .environment()
                    .undoAtEnd(() -> namespaces.withName("left").delete());
        }
        assertNull(namespaces.withName("left").get());
    }

    @Test
    @DisplayName("where it could not be opened, the program is told why")
    void broken() {
        var cause = new EnvironmentBroken("the node does not answer", "look at its log");
        try (LauncherSession session = session()) {
            has(session, SharedEnvironment.attempt(environment.settings(), () -> {
                throw cause;
            }));
            assertSame(cause, assertThrows(EnvironmentBroken.class, () -> SessionEnvironment.of(session)));
        }
    }

    private static LauncherSession session() {
        return LauncherFactory.openSession(LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .build());
    }

    /** Where {@link ScenarioExtension} keeps it: what the program is given has to be the same. */
    private static void has(LauncherSession session, SharedEnvironment shared) {
        session.getStore()
                .computeIfAbsent(
                        Namespace.create(ScenarioExtension.class),
                        SharedEnvironment.class,
                        key -> shared,
                        SharedEnvironment.class);
    }
}
