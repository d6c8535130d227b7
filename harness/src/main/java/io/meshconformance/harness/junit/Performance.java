package io.meshconformance.harness.junit;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.evidence.RequestLogs;
import io.meshconformance.harness.evidence.ScenarioFacts;
import io.meshconformance.harness.identity.SigningKey;
import io.meshconformance.harness.identity.TokenMint;
import io.meshconformance.harness.platform.Addresses;
import io.meshconformance.harness.scenario.Scenario;
import io.meshconformance.harness.stage.Clients;
import io.meshconformance.harness.stage.Stage;
import io.meshconformance.harness.traffic.CheckRecord;
import io.meshconformance.harness.traffic.CurrentCheck;
import io.meshconformance.harness.traffic.Exchange;
import io.meshconformance.harness.traffic.FrontDoor;
import io.meshconformance.harness.traffic.Hops;
import io.meshconformance.harness.traffic.PodClient;
import io.meshconformance.harness.traffic.Traffic;
import io.meshconformance.harness.traffic.Witness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One scenario while it runs: its stage, its clients, and the record of the check under way. */
final class Performance implements AutoCloseable {

    private final Environment environment;
    private final CurrentCheck current = new CurrentCheck(new CheckRecord());
    private final Traffic traffic;
    private final Stage stage;
    private CheckRecord record = new CheckRecord();
    private Instant began = Instant.now();
    private long stageMillis;

    private Performance(Environment environment, Scenario scenario) {
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
        this.stage = new Stage(environment, scenario, traffic, clients, mint);
    }

    private PodClient client(String namespace, Witness witness) {
        return PodClient.in(
                environment.cluster().client(),
                namespace,
                Map.of("app.kubernetes.io/name", "client"),
                "client",
                environment.timeouts(),
                witness);
    }

    static Performance begin(Environment environment, Scenario scenario) {
        return new Performance(environment, scenario);
    }

    void setStage() {
        stage.set();
        stageMillis = sinceBegan();
    }

    void beginCheck() {
        record = new CheckRecord();
        current.is(record);
        began = Instant.now();
    }

    CheckRecord endCheck() {
        current.is(new CheckRecord());
        return record;
    }

    long checkMillis() {
        return sinceBegan();
    }

    /** What the scenario's workloads and their sidecars wrote about the requests of a check. */
    RequestLogs logs(CheckRecord of) {
        Set<String> ids = of.exchanges().stream().map(Exchange::id).collect(Collectors.toSet());
        return ids.isEmpty() ? RequestLogs.none() : stage.logs(ids);
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

    private long sinceBegan() {
        return Duration.between(began, Instant.now()).toMillis();
    }

    @Override
    public void close() {
        stage.close();
    }
}
