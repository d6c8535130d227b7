package io.meshconformance.harness.scene;

import io.meshconformance.evidence.Caller.Place;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.browser.Browser;
import io.meshconformance.harness.client.ExchangeSink;
import io.meshconformance.harness.client.OutsideClient;
import io.meshconformance.harness.client.PodClient;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.expect.RecordedTraffic;
import io.meshconformance.harness.kube.PodChoice;
import io.meshconformance.harness.stage.Stages;
import java.util.Map;

/** Scenes whose clients are never asked. */
final class TestScene {

    private TestScene() {}

    /** The scene of a class that is a scenario. */
    static Scene of(Environment environment, Stages stages, Class<?> type) {
        RecordedTraffic recorded = RecordedTraffic.make();
        ExchangeSink sink = exchange -> exchange;
        var pod = PodClient.in(
                new PodChoice("clients", Map.of(), "client"),
                Place.INSIDE,
                environment.shells(),
                environment.timeouts(),
                sink);
        return new Scene(
                environment,
                stages,
                type.getAnnotation(Scenario.class),
                1,
                recorded.traffic(),
                new Clients(
                        new OutsideClient(environment.addresses(), environment.trusted(), environment.timeouts(), sink),
                        new ClientPods(pod, pod, namespace -> pod),
                        new Browser(
                                environment.addresses(),
                                environment.trusted(),
                                environment.signIn(),
                                environment.timeouts(),
                                environment.secrets(),
                                sink,
                                recorded::record,
                                text -> text)));
    }
}
