package io.meshconformance.harness.outage;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.meshconformance.harness.kube.LivePods;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a Deployment that every scenario stands on: those of the first look have to stay as they are. One that is
 * replaced was away in between, and what was asked meanwhile proves nothing; so a quick return does not mend it.
 */
final class PlatformPods implements Part {

    private final KubernetesClient client;
    private final String name;
    private final String namespace;
    private final String deployment;
    /** What its pods have: a Deployment's selector never changes. */
    private @Nullable Map<String, String> selector;

    private @Nullable Map<String, Integer> restarts;
    private int absences;

    /**
     * Names the pods.
     *
     * @param client gives up an answer within a look's limit and asks nothing twice
     * @param name what they are, in words
     * @param namespace their namespace
     * @param deployment their Deployment
     */
    PlatformPods(KubernetesClient client, String name, String namespace, String deployment) {
        this.client = client;
        this.name = name;
        this.namespace = namespace;
        this.deployment = deployment;
    }

    boolean areOf(String otherNamespace, String otherDeployment) {
        return namespace.equals(otherNamespace) && deployment.equals(otherDeployment);
    }

    @Override
    public synchronized Sight look() {
        if (absences > 0) {
            return new Sight.There();
        }
        try {
            List<Pod> now = pods();
            if (restarts == null) {
                restarts = now.stream()
                        .collect(Collectors.toMap(pod -> pod.getMetadata().getName(), LivePods::restarts));
                return now.stream().anyMatch(LivePods::isReady)
                        ? new Sight.There()
                        : gone("no pod of " + name + " is ready");
            }
            return compared(restarts, now);
        } catch (KubernetesClientException e) {
            return new Sight.Silent(
                    "the API server does not tell of the pods of " + name + ": " + e.getMessage(),
                    "see whether it answers: kubectl -n " + namespace + " get pods; then run again");
        }
    }

    private List<Pod> pods() {
        if (selector == null) {
            @Nullable
            Deployment owner = client.apps()
                    .deployments()
                    .inNamespace(namespace)
                    .withName(deployment)
                    .get();
            if (owner == null) {
                return List.of();
            }
            selector = owner.getSpec().getSelector().getMatchLabels();
        }
        return LivePods.in(client, namespace, selector).all();
    }

    private Sight compared(Map<String, Integer> before, List<Pod> now) {
        Map<String, Pod> there =
                now.stream().collect(Collectors.toMap(pod -> pod.getMetadata().getName(), Function.identity()));
        for (Map.Entry<String, Integer> known : before.entrySet()) {
            @Nullable Pod pod = there.get(known.getKey());
            if (pod == null) {
                return gone(name + " is gone: its pod " + known.getKey() + " was taken away, which no scenario did");
            }
            Optional<String> ended = ended(pod);
            if (ended.isPresent() || LivePods.restarts(pod) > known.getValue()) {
                return gone(name + " ended by itself: in its pod " + known.getKey() + " "
                        + ended.orElse("a container was started again"));
            }
        }
        return new Sight.There();
    }

    private Sight gone(String problem) {
        return new Sight.Gone(
                problem, "kubectl -n " + namespace + " describe pods and get events tell what became of it; run again");
    }

    /** Begins a time in which they may be taken away; those that are there after it count from then on. */
    synchronized Absence absence() {
        absences++;
        var over = new AtomicBoolean();
        return () -> {
            if (over.compareAndSet(false, true)) {
                ended();
            }
        };
    }

    private synchronized void ended() {
        absences--;
        restarts = null;
    }

    private static Optional<String> ended(Pod pod) {
        return LivePods.statuses(pod)
                .filter(status -> status.getState() != null && status.getState().getTerminated() != null)
                // What runs before the pod's own containers, and ends, has done what it was to do.
                .filter(status -> status.getState().getTerminated().getExitCode() != 0
                        || pod.getStatus().getContainerStatuses().contains(status))
                .map(status -> words(status.getName(), status.getState().getTerminated()))
                .findFirst();
    }

    private static String words(String container, ContainerStateTerminated end) {
        return "the container " + container + " ended with " + end.getExitCode()
                + (end.getReason() == null ? "" : ", " + end.getReason());
    }
}
