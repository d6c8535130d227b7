package io.meshconformance.harness.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.meshconformance.evidence.CheckEvidence;
import io.meshconformance.evidence.DebugEvidence;
import io.meshconformance.evidence.EvidenceFile;
import io.meshconformance.evidence.ScenarioEvidence;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.evidence.run.EnvironmentEvidence;
import io.meshconformance.evidence.run.RunEntry;
import io.meshconformance.evidence.run.SecretsFile;
import io.meshconformance.harness.environment.TestEnvironment;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.wait.Observation;
import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.opentest4j.TestAbortedException;

/** How scenarios are played: by JUnit itself, on an API server in memory. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ScenarioExtensionTest {

    /** By a key that JUnit's test kit can hand to {@link HandedIn}: it takes words alone. */
    private static final Map<String, SharedEnvironment> HANDED_IN = new ConcurrentHashMap<>();

    private final String key = UUID.randomUUID().toString();

    @TempDir
    private Path folder;

    private TestEnvironment environment;

    @BeforeEach
    void begin() {
        environment = new TestEnvironment(folder);
    }

    @AfterEach
    void end() {
        HANDED_IN.remove(key);
        System.clearProperty("conformance.repeat");
        environment.close();
    }

    @Test
    @DisplayName("a check that expects something and finds it passes, with its evidence and that of its scenario")
    void passes() throws IOException {
        EngineExecutionResults played = play(Passing.class);

        played.testEvents().assertStatistics(tests -> tests.succeeded(1).failed(0));
        assertEquals(
                List.of("yes"),
                evidence(played, CheckEvidence.FILE, CheckEvidence.class).get(0).expectations().stream()
                        .map(expectation -> expectation.actual())
                        .toList());
        assertEquals(
                List.of(namespace("guide-001")),
                evidence(played, ScenarioEvidence.FILE, ScenarioEvidence.class).stream()
                        .map(ScenarioEvidence::namespace)
                        .toList());
        assertEquals(List.of(), evidence(played, DebugEvidence.FILE, DebugEvidence.class));
    }

    @Test
    @DisplayName("a check that ends without a verdict fails: it has proved nothing")
    void silent() {
        EngineExecutionResults played = play(Silent.class);

        assertEquals(
                "this check ended without expecting anything: it has proved nothing",
                thrown(played).get(0).getMessage());
    }

    @Test
    @DisplayName("a check that gives up is aborted: neither passed nor failed, and no debug bundle is collected")
    void aborted() throws IOException {
        EngineExecutionResults played = play(GivingUp.class);

        played.testEvents().assertStatistics(tests -> tests.aborted(1).failed(0).succeeded(0));
        assertEquals(List.of(), evidence(played, DebugEvidence.FILE, DebugEvidence.class));
    }

    @Test
    @DisplayName("where the environment is broken no check is begun, each scenario says so, and the cause is told once")
    void broken() throws IOException {
        EngineExecutionResults played = play(
                SharedEnvironment.attempt(environment.settings(), () -> {
                    throw new EnvironmentBroken("the node does not answer", "look at its log");
                }),
                Passing.class,
                Failing.class);

        assertEquals(0, played.testEvents().started().count());
        assertEquals(2, thrown(played).size());
        thrown(played).forEach(each -> assertInstanceOf(EnvironmentBroken.class, each));
        List<EnvironmentEvidence> told = evidence(played, EnvironmentEvidence.FILE, EnvironmentEvidence.class);
        assertEquals(1, told.size());
        assertEquals(
                "the node does not answer",
                Objects.requireNonNull(told.get(0).failure()).summary());
    }

    @Test
    @DisplayName("an error at the opening of the environment is a broken environment as well, not a failed scenario")
    void brokenByAnError() {
        EngineExecutionResults played = play(
                SharedEnvironment.attempt(environment.settings(), () -> {
                    throw new IllegalStateException("unforeseen");
                }),
                Passing.class);

        Throwable thrown = thrown(played).get(0);
        assertInstanceOf(EnvironmentBroken.class, thrown);
        assertEquals("the environment could not be opened: unforeseen", thrown.getMessage());
    }

    @Test
    @DisplayName("an environment that breaks during a check stays a broken environment, its secrets taken out")
    void breaksInACheck() {
        EnvironmentBroken thrown = assertInstanceOf(
                EnvironmentBroken.class, thrown(play(Breaking.class)).get(0));

        assertTrue(String.valueOf(thrown.getMessage()).matches("no answer to \\[redacted .+]"), thrown.getMessage());
        assertTrue(thrown.cure().matches("try \\[redacted .+]"), thrown.cure());
    }

    @Test
    @DisplayName("no secret leaves by a failure's message, by the debug bundle, or by what is waited for")
    void redacted() throws IOException {
        EngineExecutionResults played = play(Failing.class);

        String message = String.valueOf(thrown(played).get(0).getMessage());
        assertTrue(message.matches("it answered \\[redacted .+]"), message);
        Path secrets = Path.of(entry(played, RunEntry.SECRETS).orElseThrow());
        String password = new SecretsFile(secrets)
                .take().stream()
                        .filter(secret -> secret.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                        .findFirst()
                        .orElseThrow();
        List<Path> files = files(played);
        assertFalse(files.isEmpty());
        for (Path file : files) {
            assertFalse(Files.readString(file).contains(password), file::toString);
        }
        String waiting = entry(played, RunEntry.WAITING).orElseThrow();
        assertTrue(waiting.matches("the word \\[redacted .+]"), waiting);
    }

    @Test
    @DisplayName("what a scenario applied is taken back after it, the namespace last")
    void takenBack() {
        play(Passing.class);

        assertTakenBack("guide-001");
    }

    @Test
    @DisplayName("it is taken back before the next scenario begins, not only at the end of the run")
    void takenBackBeforeTheNext() {
        play(opened(), Passing.class, Failing.class);

        List<String> changes = environment.cluster().changes();
        assertEquals(
                List.of(
                        "DELETE /api/v1/namespaces/" + namespace("guide-001"),
                        "PATCH /api/v1/namespaces/" + namespace("guide-003")),
                changes.stream()
                        .filter(change -> change.matches(".*/namespaces/guide-00[13]-[^/]+"))
                        .skip(1)
                        .limit(2)
                        .toList());
    }

    @Test
    @DisplayName("so it is where a check failed, and the state of the cluster is collected before, once a scenario")
    void takenBackAfterAFailure() throws IOException {
        EngineExecutionResults played = play(Failing.class);

        played.testEvents().assertStatistics(tests -> tests.failed(2));
        assertEquals(
                1, evidence(played, DebugEvidence.FILE, DebugEvidence.class).size());
        assertTakenBack("guide-003");
    }

    @Test
    @DisplayName("what a check applied is taken back before the next begins, whether it passed or failed")
    void takenBackBetweenChecks() {
        EngineExecutionResults played = play(Dirty.class);

        played.testEvents().assertStatistics(tests -> tests.succeeded(1).failed(1));
        String object = " /api/v1/namespaces/elsewhere/configmaps/first";
        assertEquals(
                List.of("PATCH" + object, "DELETE" + object, "PATCH" + object, "DELETE" + object),
                environment.cluster().changes().stream()
                        .filter(change -> change.endsWith(object))
                        .toList());
    }

    @Test
    @DisplayName(
            "so it is where its namespace and workloads could not be set up: no check is begun, and the cause is that of the scenario")
    void takenBackHalfSet() throws IOException {
        environment.cluster().refuses(line -> line.equals("PATCH /api/v1/namespaces/elsewhere/configmaps/second"));
        EngineExecutionResults played = play(opened(), Passing.class);

        assertEquals(0, played.testEvents().started().count());
        assertTrue(String.valueOf(thrown(played).get(0).getMessage())
                .startsWith("the cluster refused elsewhere/second (ConfigMap)"));
        assertEquals(
                "namespace and workloads",
                evidence(played, DebugEvidence.FILE, DebugEvidence.class).get(0).when());
        assertNull(inCluster("guide-001"));
        assertEquals(
                List.of(),
                environment
                        .cluster()
                        .client()
                        .configMaps()
                        .inNamespace("elsewhere")
                        .list()
                        .getItems());
    }

    @Test
    @DisplayName("what could not be taken back breaks the environment, and is tried again at the end of the run")
    void notTakenBack() {
        String deletion = "DELETE /api/v1/namespaces/" + namespace("guide-001");
        var answers = new AtomicBoolean();
        environment.cluster().refuses(line -> line.equals(deletion) && answers.compareAndSet(false, true));
        EngineExecutionResults played = play(opened(), Passing.class);

        played.testEvents().assertStatistics(tests -> tests.succeeded(1));
        EnvironmentBroken thrown =
                assertInstanceOf(EnvironmentBroken.class, thrown(played).get(0));
        assertTrue(
                thrown.problem().startsWith("not everything that " + namespace("guide-001") + " put on the cluster"));
        assertEquals(
                2,
                environment.cluster().changes().stream()
                        .filter(deletion::equals)
                        .count());
        assertNull(inCluster("guide-001"));
    }

    @Test
    @DisplayName("of scenarios that fail, and of no others, the namespace stays where that was asked for")
    void keptForInspection() throws IOException {
        environment.close();
        environment = new TestEnvironment(Files.createDirectory(folder.resolve("kept")), "keep-failed=true");
        play(opened(), Passing.class, Failing.class);

        assertNull(inCluster("guide-001"));
        assertEquals(
                "true",
                Objects.requireNonNull(inCluster("guide-003"))
                        .getMetadata()
                        .getLabels()
                        .get("io.meshconformance.failed"));
        assertTrue(environment.printed().contains("The namespace " + namespace("guide-003") + " stays: "));
        assertEquals(
                List.of(),
                environment
                        .cluster()
                        .client()
                        .configMaps()
                        .inNamespace("elsewhere")
                        .list()
                        .getItems());
    }

    @Test
    @DisplayName("each play has a namespace of its own, and the environment is told of once")
    void repeated() throws IOException {
        System.setProperty("conformance.repeat", "2");
        EngineExecutionResults played = play(Passing.class);

        played.testEvents().assertStatistics(tests -> tests.succeeded(2));
        assertEquals(
                List.of(namespace("guide-001"), namespace("guide-001") + "-2"),
                evidence(played, ScenarioEvidence.FILE, ScenarioEvidence.class).stream()
                        .map(ScenarioEvidence::namespace)
                        .toList());
        assertEquals(
                List.of("test"),
                evidence(played, EnvironmentEvidence.FILE, EnvironmentEvidence.class).stream()
                        .map(EnvironmentEvidence::catalogue)
                        .toList());
    }

    @Test
    @DisplayName(
            "an outage ends a check at once, whatever it waits for; no other scenario begins, and the facts say why")
    void outage() throws IOException {
        EngineExecutionResults played = play(opened(), Cut.class, Passing.class);

        assertSame(Cut.GONE, thrown(played).get(0));
        assertEquals(
                List.of("It did not begin: the node is gone."),
                played.containerEvents()
                        .skipped()
                        .map(event -> event.getRequiredPayload(String.class))
                        .toList());
        assertEquals(1, played.testEvents().started().count());
        assertEquals(List.of(), evidence(played, DebugEvidence.FILE, DebugEvidence.class));
        assertEquals(
                Arrays.asList(null, "the node is gone"),
                evidence(played, EnvironmentEvidence.FILE, EnvironmentEvidence.class).stream()
                        .map(EnvironmentEvidence::failure)
                        .map(failure -> failure == null ? null : failure.summary())
                        .toList());
        assertEquals(
                1, evidence(played, CheckEvidence.FILE, CheckEvidence.class).size(), "what was seen until then");
    }

    @Test
    @DisplayName("in an outage that began before it no check is begun")
    void outageBefore() {
        environment.environment().watch().outage().begin(Cut.GONE);
        EngineExecutionResults played = play(opened(), Passing.class);

        assertSame(Cut.GONE, thrown(played).get(0));
        assertEquals(0, played.testEvents().started().count());
    }

    private void assertTakenBack(String scenario) {
        assertEquals(List.of(), elsewhere());
        List<String> changes = environment.cluster().changes();
        assertEquals("DELETE /api/v1/namespaces/" + namespace(scenario), changes.get(changes.size() - 1));
    }

    private List<ConfigMap> elsewhere() {
        return environment
                .cluster()
                .client()
                .configMaps()
                .inNamespace("elsewhere")
                .list()
                .getItems();
    }

    private Namespace inCluster(String scenario) {
        return environment
                .cluster()
                .client()
                .namespaces()
                .withName(namespace(scenario))
                .get();
    }

    private String namespace(String scenario) {
        return scenario + "-" + environment.environment().run().id();
    }

    private EngineExecutionResults play(Class<?> scenario) {
        return play(opened(), scenario);
    }

    private SharedEnvironment opened() {
        return SharedEnvironment.attempt(environment.settings(), environment::environment);
    }

    private EngineExecutionResults play(SharedEnvironment shared, Class<?>... scenarios) {
        HANDED_IN.put(key, shared);
        return EngineTestKit.engine("junit-jupiter")
                .selectors(Stream.of(scenarios)
                        .map(scenario -> selectClass(scenario))
                        .toList())
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                .configurationParameter(HandedIn.class.getName(), key)
                .outputDirectoryCreator(new Published(folder.resolve("published")))
                .execute();
    }

    private static List<Throwable> thrown(EngineExecutionResults played) {
        return played.allEvents()
                .finished()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable().stream())
                .toList();
    }

    private static Optional<String> entry(EngineExecutionResults played, String name) {
        return played.allEvents()
                .reportingEntryPublished()
                .map(event -> event.getRequiredPayload(ReportEntry.class).getKeyValuePairs())
                .filter(entry -> entry.containsKey(name))
                .map(entry -> entry.get(name))
                .findFirst();
    }

    private static List<Path> files(EngineExecutionResults played) {
        return played.allEvents()
                .fileEntryPublished()
                .map((Event event) -> event.getRequiredPayload(FileEntry.class).getPath())
                .toList();
    }

    private static <T> List<T> evidence(EngineExecutionResults played, String name, Class<T> type) throws IOException {
        var read = new ArrayList<T>();
        for (Path file : files(played)) {
            if (file.getFileName().toString().equals(name)) {
                read.add(EvidenceFile.read(file, type));
            }
        }
        return List.copyOf(read);
    }

    /** A folder for each descriptor's files. */
    private record Published(Path getRootDirectory) implements OutputDirectoryCreator {

        @Override
        public Path createOutputDirectory(TestDescriptor descriptor) throws IOException {
            Files.createDirectories(getRootDirectory());
            return Files.createTempDirectory(getRootDirectory(), "of");
        }
    }

    /** Has the session start with the environment of the test, before the first scenario asks for one. */
    static final class HandedIn implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            String key =
                    context.getConfigurationParameter(HandedIn.class.getName()).orElseThrow();
            context.getStore(StoreScope.LAUNCHER_SESSION, ScenarioExtension.STORE)
                    .computeIfAbsent(SharedEnvironment.class, absent -> HANDED_IN.get(key), SharedEnvironment.class);
            return ConditionEvaluationResult.enabled("it has an environment");
        }
    }

    @ExtendWith(HandedIn.class)
    @Scenario(id = "GUIDE-001", title = "A scenario that passes", manifests = "sample/beside.yaml")
    static class Passing {

        private @Given Traffic traffic;

        @Test
        void check() {
            traffic.expect("the answer", "yes", new Observation(true, "yes"));
        }
    }

    @ExtendWith(HandedIn.class)
    @Scenario(id = "GUIDE-006", title = "A scenario whose checks leave everything as it is")
    static class Dirty {

        private @Given Manifests manifests;
        private @Given Traffic traffic;

        @Test
        void passes() {
            leaves(true);
        }

        @Test
        void fails() {
            leaves(false);
        }

        private void leaves(boolean held) {
            manifests.apply("sample/beside.yaml");
            traffic.expect("the answer", "yes", new Observation(held, "said"));
        }
    }

    @ExtendWith(HandedIn.class)
    @Scenario(id = "GUIDE-002", title = "A scenario that looks at nothing")
    static class Silent {

        @Test
        void check() {}
    }

    @ExtendWith(HandedIn.class)
    @Scenario(id = "GUIDE-003", title = "A scenario that fails", manifests = "sample/beside.yaml")
    static class Failing {

        private @Given Manifests manifests;
        private @Given Traffic traffic;

        @Test
        void check() {
            String password = manifests.password();
            traffic.eventually("the word " + password, "is said", () -> new Observation(true, password));
            throw new AssertionError("it answered " + password);
        }

        @Test
        void other() {
            traffic.expect("the answer", "yes", new Observation(false, manifests.password()));
        }
    }

    @ExtendWith(HandedIn.class)
    @Scenario(id = "GUIDE-004", title = "A scenario in which something breaks")
    static class Breaking {

        private @Given Manifests manifests;

        @Test
        void check() {
            throw new EnvironmentBroken("no answer to " + manifests.password(), "try " + manifests.password());
        }
    }

    @ExtendWith(HandedIn.class)
    @Scenario(id = "GUIDE-005", title = "A scenario that cannot be judged")
    static class GivingUp {

        @Test
        void check() {
            throw new TestAbortedException("not here");
        }
    }

    @ExtendWith(HandedIn.class)
    @Scenario(id = "GUIDE-006", title = "A scenario in which the node goes away")
    static class Cut {

        static final EnvironmentBroken GONE = new EnvironmentBroken("the node is gone", "run again");

        @Test
        void check() throws InterruptedException {
            HANDED_IN.values().forEach(shared -> shared.watch().outage().begin(GONE));
            new CountDownLatch(1).await();
        }
    }
}
