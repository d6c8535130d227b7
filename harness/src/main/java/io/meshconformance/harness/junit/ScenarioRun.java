package io.meshconformance.harness.junit;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.meshconformance.evidence.Caller.Place;
import io.meshconformance.evidence.ScenarioEvidence;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.accesslog.RequestLogs;
import io.meshconformance.harness.browser.Browser;
import io.meshconformance.harness.client.OutsideClient;
import io.meshconformance.harness.client.PodClient;
import io.meshconformance.harness.debug.DebugScope;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.environment.Origins;
import io.meshconformance.harness.expect.CheckRecord;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.kube.LivePods;
import io.meshconformance.harness.kube.PodChoice;
import io.meshconformance.harness.oidc.ProviderSignIn;
import io.meshconformance.harness.pomerium.ProxyAddresses;
import io.meshconformance.harness.recording.CheckRecording;
import io.meshconformance.harness.recording.ExchangeObserver;
import io.meshconformance.harness.recording.ScenarioRecording;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.ClientPods;
import io.meshconformance.harness.scene.Clients;
import io.meshconformance.harness.scene.Scene;
import io.meshconformance.harness.wait.LearnedLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One scenario while it runs: its scene, its clients, and the record of the check under way. */
final class ScenarioRun implements AutoCloseable {

    private final Environment environment;
    private final RunLimits limits;
    private final Scene scene;
    private final Browser browser;
    private CheckRecord record = new CheckRecord();
    /** Where clients, which live as long as their scenario, write down what they see. */
    private volatile CheckRecord current = record;

    private final Instant begun = Instant.now();
    private Instant began = begun;
    private Duration appliedBefore = Duration.ZERO;
    private long sceneMillis;
    private long checkMillis;
    private boolean failed;
    private int unsettled;
    private boolean firstCheck = true;

    /** The play of a scenario that a context is of. */
    ScenarioRun(ExtensionContext context, SharedEnvironment shared, Scenario scenario) {
        this.environment = shared.require();
        this.limits = RunLimits.of(context, scenario);
        ProviderSignIn signIn = environment.signIn().declaredBy(scenario);
        var observer = new ExchangeObserver(
                Origins.of(ProxyAddresses.AUTHENTICATE, signIn.hosts().toArray(String[]::new)),
                () -> current,
                environment.secrets());
        var door = new OutsideClient(environment.addresses(), environment.trusted(), environment.timeouts(), observer)
                .signingInBy(signIn);
        var traffic = new Traffic(environment.timeouts(), () -> current, this::limit);
        var pods = new ClientPods(
                client(Callers.NAMESPACE_INSIDE, Place.INSIDE, observer),
                client(Callers.NAMESPACE_OUTSIDE, Place.OUTSIDE, observer),
                namespace -> client(namespace, Place.SCENARIO, observer));
        this.browser = new Browser(
                environment.addresses(),
                environment.trusted(),
                signIn,
                environment.timeouts(),
                environment.secrets(),
                observer,
                () -> current,
                shared.redaction()::redacted);
        this.scene = new Scene(
                environment,
                RunPlan.stages(context, environment),
                scenario,
                RepeatedPlays.number(context),
                traffic,
                new Clients(door, pods, browser));
    }

    private PodClient client(String namespace, Place place, ExchangeObserver observer) {
        var pod = new PodChoice(namespace, Map.of(LivePods.APP, "client"), "client");
        return PodClient.in(pod, place, environment.shells(), environment.timeouts(), observer);
    }

    /** The limit of a wait that begins now. What the first check meets has just been applied. */
    private LearnedLimit limit() {
        return limits.of(firstCheck || scene.isChanged(), failed);
    }

    void setScene() {
        scene.set();
        sceneMillis = sinceBegan();
    }

    /**
     * Begins a check once nothing of the one before is in force any more; each thing it waits for is told to the follower.
     */
    void beginCheck(Consumer<String> follower) {
        unsettled++;
        scene.awaitReverted();
        record = new CheckRecord(follower);
        appliedBefore = scene.applying();
        current = record;
        began = Instant.now();
    }

    CheckRecord endCheck() {
        checkMillis = sinceBegan();
        firstCheck = false;
        current = new CheckRecord();
        return record;
    }

    /** The evidence of the check that ended last is published, and what it changed is taken back. */
    void settled() {
        unsettled--;
    }

    /** What was there beside the requests of the check that ended last, the collection of evidence not counted. */
    CheckRecording.CheckContext surroundings() {
        return surroundings(scene.workloads().logs(record.exchanges()), scene.evidentPolicies());
    }

    /** The same where the cluster cannot be asked any more. */
    CheckRecording.CheckContext knownSurroundings() {
        return surroundings(RequestLogs.none(), List.of());
    }

    private CheckRecording.CheckContext surroundings(RequestLogs logs, List<HasMetadata> policies) {
        return new CheckRecording.CheckContext(
                logs,
                policies,
                token -> token.verifiesAgainst(scene.tokens().keySet()),
                checkMillis,
                scene.applying().minus(appliedBefore).toMillis());
    }

    /** Notes that it failed; true the first time. */
    boolean failsFirst() {
        boolean first = !failed;
        failed = true;
        return first;
    }

    boolean hasFailed() {
        return failed;
    }

    /** What a debug bundle is about. */
    DebugScope debugScope() {
        return new DebugScope(scene.namespace(), scene.applied(), begun);
    }

    /** What was applied and where, not yet redacted. */
    ScenarioEvidence evidence() {
        return ScenarioRecording.of(scene.namespace(), scene.follows(), scene.hosts(), scene.applied(), sceneMillis);
    }

    Scene scene() {
        return scene;
    }

    private long sinceBegan() {
        return Duration.between(began, Instant.now()).toMillis();
    }

    /** Ends what runs on this machine; what is on the cluster goes with the node, or at the end of the run. */
    void abandon() {
        browser.close();
    }

    @Override
    public void close() {
        if (failed || unsettled > 0) {
            scene.spoil();
        }
        try {
            browser.close();
        } finally {
            scene.close();
        }
    }
}
