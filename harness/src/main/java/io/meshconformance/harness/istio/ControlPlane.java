package io.meshconformance.harness.istio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.kube.ContainerPlace;
import io.meshconformance.harness.kube.LivePods;
import io.meshconformance.harness.kube.PodCommand;
import io.meshconformance.run.EnvironmentBroken;
import java.time.Duration;
import java.util.Map;

/** Istio's control plane, asked in its own pod. */
public final class ControlPlane {

    /** Its namespace, which is the mesh's root namespace too: policies there are the whole mesh's. */
    public static final String NAMESPACE = "istio-system";

    /** Its Deployment. */
    public static final String DEPLOYMENT = "istiod";

    /** What it is to its peers. */
    public static final PeerIdentity IDENTITY = PeerIdentity.of(NAMESPACE, "istiod");

    private final KubernetesClient client;
    private final Duration limit;

    /**
     * Nothing is asked yet.
     *
     * @param client the run's client
     * @param limit how long an answer may take
     */
    public ControlPlane(KubernetesClient client, Duration limit) {
        this.client = client;
        this.limit = limit;
    }

    /**
     * Which sidecars it configures, and how far they have taken it: {@code /debug/syncz}
     * ({@code pilot/pkg/xds/debug.go}).
     *
     * @return a list with an entry for each sidecar
     * @throws EnvironmentBroken when there is no control plane, or it does not answer in JSON
     */
    public JsonNode synchronisation() {
        String pod = LivePods.in(client, NAMESPACE, Map.of("app", DEPLOYMENT))
                .any()
                .orElseThrow(() -> new EnvironmentBroken(
                        "there is no control plane", "see what became of it: kubectl -n " + NAMESPACE + " get pods"))
                .getMetadata()
                .getName();
        String answer = new PodCommand(client, new ContainerPlace(NAMESPACE, pod, "discovery"), limit)
                .run("pilot-discovery", "request", "GET", "/debug/syncz")
                .text();
        try {
            return new JsonMapper().readTree(answer);
        } catch (JsonProcessingException e) {
            throw new EnvironmentBroken(
                    "the control plane's state of synchronisation is no JSON: " + answer, "read istiod's log", e);
        }
    }
}
