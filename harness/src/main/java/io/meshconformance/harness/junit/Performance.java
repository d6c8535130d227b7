package io.meshconformance.harness.junit;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.browser.Browser;
import io.meshconformance.harness.debug.DebugScope;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.evidence.CheckEvidence;
import io.meshconformance.harness.evidence.Redaction;
import io.meshconformance.harness.evidence.ScenarioFacts;
import io.meshconformance.harness.identity.SigningKey;
import io.meshconformance.harness.identity.TokenMint;
import io.meshconformance.harness.kube.PodChoice;
import io.meshconformance.harness.platform.Addresses;
import io.meshconformance.harness.stage.Clients;
import io.meshconformance.harness.stage.Stage;
import io.meshconformance.harness.traffic.CheckRecord;
import io.meshconformance.harness.traffic.CurrentCheck;
import io.meshconformance.harness.traffic.FrontDoor;
import io.meshconformance.harness.traffic.Hops;
import io.meshconformance.harness.traffic.PodClient;
import io.meshconformance.harness.traffic.Traffic;
import io.meshconformance.harness.traffic.Witness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One scenario while it runs: its stage, its clients, and the record of the check under way. */
final class Performance implements AutoCloseable {

    private final Environment environment;
    private final CurrentCheck current = new CurrentCheck(new CheckRecord());
    private final Traffic traffic;
    private final Stage stage;
    private final Browser browser;
    private CheckRecord record = new CheckRecord();
    private final Instant begun = Instant.now();
    private Instant began = begun;
    private Duration appliedBefore = Duration.ZERO;
    private long stageMillis;
    private long checkMillis;
    private boolean failed;

    private Performance(Environment environment, Scenario scenario, int play, Redaction redaction) {
        this.environment = environment;
        var witness = new Witness(
                Hops.of(Addresses.AUTHENTICATE, Addresses.IDENTITY_PROVIDER), current, environment.secrets());
        var door = new FrontDoor(environment.doors(), environment.trusted(), environment.timeouts(), witness);
        this.traffic = new Traffic(door, environment.timeouts(), current);
        var clients = new Clients(
                client("clients-inside", witness),
                client("clients-outside", witness),
                namespace -> client(namespace, witness));
        var mint = new TokenMint(SigningKey.named(scenario.tokens(), environment.secrets()), environment.secrets());
        this.stage = new Stage(environment, scenario, play, traffic, clients, mint);
        this.browser = new Browser(environment, witness, current, redaction::redacted);
    }

    private PodClient client(String namespace, Witness witness) {
        var pod = new PodChoice(namespace, Map.of("app.kubernetes.io/name", "client"), "client");
        return PodClient.in(pod, environment.shells(), environment.timeouts(), witness);
    }

    /** Begins a play of a scenario, the first or another. */
    static Performance begin(Environment environment, Scenario scenario, int play, Redaction redaction) {
        return new Performance(environment, scenario, play, redaction);
    }

    void setStage() {
        stage.set();
        stageMillis = sinceBegan();
    }

    /** Begins a check; each thing it waits for is told to the follower. */
    void beginCheck(Consumer<String> follower) {
        record = new CheckRecord(follower);
        appliedBefore = stage.applying();
        stage.forgetWithdrawn();
        current.is(record);
        began = Instant.now();
    }

    CheckRecord endCheck() {
        checkMillis = sinceBegan();
        current.is(new CheckRecord());
        return record;
    }

    /** What was there beside the requests of the check that ended last, the collection of evidence not counted. */
    CheckEvidence.Surroundings surroundings() {
        return new CheckEvidence.Surroundings(
                stage.logs(record.exchanges()),
                stage.evidentPolicies(),
                token -> token.verifiesAgainst(stage.mint().key().publicJwks()),
                checkMillis,
                stage.applying().minus(appliedBefore).toMillis());
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
        return new DebugScope(stage.namespace(), stage.applied(), begun);
    }

    /** What was applied and where, not yet redacted. */
    JsonNode facts() {
        return ScenarioFacts.of(
                stage.namespace(), List.of(stage.host(), stage.secondHost()), stage.applied(), stageMillis);
    }

    Traffic traffic() {
        return traffic;
    }

    Stage stage() {
        return stage;
    }

    Browser browser() {
        return browser;
    }

    private long sinceBegan() {
        return Duration.between(began, Instant.now()).toMillis();
    }

    @Override
    public void close() {
        try {
            browser.close();
        } finally {
            stage.close();
        }
    }
}
