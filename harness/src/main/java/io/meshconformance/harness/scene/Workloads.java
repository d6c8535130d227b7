package io.meshconformance.harness.scene;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.accesslog.PodLogs;
import io.meshconformance.harness.accesslog.RequestLogs;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.PeerIdentity;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.kube.LivePods;
import io.meshconformance.harness.pomerium.ProxyAddresses;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Workloads beside the scenario's own, and the logs of all its own together. */
public final class Workloads {

    /** What the proxy is to its peers. */
    public static final PeerIdentity PROXY_IDENTITY =
            PeerIdentity.of(ProxyAddresses.NAMESPACE, ProxyAddresses.SERVICE_ACCOUNT);

    private final KubernetesClient client;
    private final String namespace;
    private final Traffic traffic;
    private final Callers callers;

    Workloads(KubernetesClient client, String namespace, Traffic traffic, Callers callers) {
        this.client = client;
        this.namespace = namespace;
        this.traffic = traffic;
        this.callers = callers;
    }

    /**
     * A workload of this scenario; a scenario declares {@code @Given("<app>") Workload}.
     *
     * @param app its {@code app.kubernetes.io/name}
     */
    Workload own(String app) {
        return in(namespace, app);
    }

    /**
     * A workload of any namespace.
     *
     * @param where its namespace
     * @param app its {@code app.kubernetes.io/name}
     */
    public Workload in(String where, String app) {
        return new Workload(client, where, app, traffic, url -> callers.inside().get(url));
    }

    /** The proxy. */
    public Workload proxy() {
        return in(ProxyAddresses.NAMESPACE, ProxyAddresses.DEPLOYMENT);
    }

    /** The apps whose pods run in a namespace. */
    public Set<String> runningIn(String where) {
        return LivePods.in(client, where).all().stream()
                .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                .map(pod -> pod.getMetadata().getLabels().getOrDefault(LivePods.APP, "without a name"))
                .collect(Collectors.toSet());
    }

    /**
     * What the scenario's workloads and their sidecars wrote about some requests.
     *
     * @param exchanges the requests
     */
    public RequestLogs logs(Collection<Exchange> exchanges) {
        if (exchanges.isEmpty()) {
            return RequestLogs.none();
        }
        return RequestLogs.merged(LivePods.in(client, namespace).all().stream()
                .filter(pod -> pod.getMetadata().getLabels().containsKey(LivePods.APP))
                .map(pod -> new PodLogs(client, pod).of(exchanges))
                .toList());
    }
}
