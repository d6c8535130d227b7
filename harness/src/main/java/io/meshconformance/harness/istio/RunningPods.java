package io.meshconformance.harness.istio;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.accesslog.PodLogs;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.kube.LivePods;
import io.meshconformance.harness.wait.Observation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The pods of a workload, as the API server has them at the moment of each look. */
public final class RunningPods {

    private final KubernetesClient client;
    private final String namespace;
    private final String app;
    private final Traffic traffic;

    RunningPods(KubernetesClient client, String namespace, String app, Traffic traffic) {
        this.client = client;
        this.namespace = namespace;
        this.app = app;
        this.traffic = traffic;
    }

    /** The names of their containers, sidecars and what ran before them included, pod after pod. */
    public List<String> containers() {
        return all().stream().flatMap(pod -> LivePods.containers(pod).stream()).toList();
    }

    /** Whether all of them report that they are ready. */
    public boolean areReady() {
        return all().stream().allMatch(LivePods::isReady);
    }

    /** Names them and how often their containers were restarted: it changes whenever anything is restarted. */
    public String incarnation() {
        return all().stream().map(RunningPods::incarnation).sorted().collect(Collectors.joining("; "));
    }

    private static String incarnation(Pod pod) {
        return pod.getMetadata().getName() + ", " + LivePods.restarts(pod) + " restarts";
    }

    /**
     * Expects that none of them was restarted.
     *
     * @param incarnation what {@link #incarnation} said before
     */
    public void wereNotRestarted(String incarnation) {
        String now = incarnation();
        traffic.expect("the pods of " + app, incarnation, new Observation(now.equals(incarnation), now));
    }

    /** What each of them wrote. */
    List<PodLogs> logs() {
        return all().stream().map(pod -> new PodLogs(client, pod)).toList();
    }

    List<Pod> all() {
        List<Pod> pods =
                LivePods.in(client, namespace, Map.of(LivePods.APP, app)).all();
        if (pods.isEmpty()) {
            throw new AssertionError("there is no pod of " + app + " in " + namespace);
        }
        return pods;
    }
}
