package io.meshconformance.harness.outage;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.engine.EngineApi;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The parts of the environment that are looked at, in the order in which they were named. Safe for use by many threads. */
public final class WatchedParts {

    private final List<Part> parts = new CopyOnWriteArrayList<>();

    WatchedParts() {}

    /**
     * Adds the node's container.
     *
     * @param engine the engine
     * @param id the container's id; empty before there is one
     * @param limit how long the engine's answer may take
     */
    public void node(EngineApi engine, Supplier<Optional<String>> id, Duration limit) {
        add(new NodeContainer(engine, id, limit));
    }

    /**
     * Adds the API server.
     *
     * @param client gives up an answer within a look's limit and asks nothing twice
     */
    public void api(KubernetesClient client) {
        add(new ApiServer(client));
    }

    /**
     * Adds the pods of a Deployment that is ready.
     *
     * @param client gives up an answer within a look's limit and asks nothing twice
     * @param name what they are, in words
     * @param namespace their namespace
     * @param deployment their Deployment
     */
    public void pods(KubernetesClient client, String name, String namespace, String deployment) {
        add(new PlatformPods(client, name, namespace, deployment));
    }

    void add(Part part) {
        parts.add(part);
    }

    /**
     * Leaves out the pods of a Deployment for as long as a scenario changes them.
     *
     * @param namespace their namespace
     * @param deployment their Deployment, watched or not
     */
    public Absence absence(String namespace, String deployment) {
        List<Absence> absences = parts.stream()
                .filter(PlatformPods.class::isInstance)
                .map(PlatformPods.class::cast)
                .filter(pods -> pods.areOf(namespace, deployment))
                .map(PlatformPods::absence)
                .toList();
        return () -> absences.forEach(Absence::close);
    }

    /** Whether node and API server can be asked at the moment, whatever became of the pods. */
    public boolean answer() {
        return parts.stream()
                .filter(part -> !(part instanceof PlatformPods))
                .allMatch(part -> sight(part) instanceof Sight.There);
    }

    /** What the first part showed that is not there; {@link Sight.There} where all are. */
    Sight look() {
        return parts.stream()
                .map(WatchedParts::sight)
                .filter(sight -> !(sight instanceof Sight.There))
                .findFirst()
                .orElseGet(Sight.There::new);
    }

    private static Sight sight(Part part) {
        try {
            return part.look();
        } catch (RuntimeException e) {
            return new Sight.Silent("a part cannot be looked at: " + e, "run again; report it if it comes again");
        }
    }
}
