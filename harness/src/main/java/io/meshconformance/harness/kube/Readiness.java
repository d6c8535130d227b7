package io.meshconformance.harness.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.meshconformance.run.EnvironmentBroken;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Waits by watch, never by asking again and again, until objects say of themselves that they are ready. */
public final class Readiness {

    private final KubernetesClient client;
    private final Duration limit;

    /**
     * Creates the waits.
     *
     * @param client the run's client
     * @param limit how long any single object may take
     */
    public Readiness(KubernetesClient client, Duration limit) {
        this.client = client;
        this.limit = limit;
    }

    /** Waits until the one node is Ready. */
    public void awaitNode() {
        String name = await(
                        client.nodes()
                                .withLabel("kubernetes.io/hostname")
                                .resources()
                                .findFirst()
                                .orElseThrow(() -> new EnvironmentBroken(
                                        "the cluster has no node", "read the node's log, printed above")),
                        "the node",
                        Readiness::nodeReady)
                .getMetadata()
                .getName();
        org.slf4j.LoggerFactory.getLogger(Readiness.class).debug("node {} is ready", name);
    }

    /**
     * Waits until the replicas that were asked for are all new and available.
     *
     * @param namespace the namespace
     * @param name the deployment
     */
    public void awaitDeployment(String namespace, String name) {
        try {
            await(
                    client.apps().deployments().inNamespace(namespace).withName(name),
                    "deployment " + namespace + "/" + name,
                    Readiness::available);
        } catch (EnvironmentBroken e) {
            throw new EnvironmentBroken(e.getMessage() + "\n" + new PodStates(client).describe(namespace), e.cure(), e);
        }
    }

    /**
     * Waits for every Deployment among some objects.
     *
     * @param objects any objects
     */
    public void awaitDeployments(Collection<HasMetadata> objects) {
        for (HasMetadata object : objects) {
            if (object instanceof Deployment deployment) {
                awaitDeployment(
                        deployment.getMetadata().getNamespace(),
                        deployment.getMetadata().getName());
            }
        }
    }

    /** Waits until definitions are served. */
    public void awaitServed(Collection<CustomResourceDefinition> definitions) {
        for (CustomResourceDefinition definition : definitions) {
            String name = definition.getMetadata().getName();
            await(
                    client.apiextensions().v1().customResourceDefinitions().withName(name),
                    "definition " + name,
                    Readiness::served);
        }
    }

    /**
     * Waits until the control plane has put its certificate into its injection webhook: before that, pods are refused.
     *
     * @param webhook the webhook configuration's name
     */
    public void awaitWebhook(String webhook) {
        await(
                client.admissionRegistration()
                        .v1()
                        .mutatingWebhookConfigurations()
                        .withName(webhook),
                "webhook " + webhook,
                Readiness::trusted);
    }

    /**
     * Waits until an object is gone.
     *
     * @param object the object, with its namespace
     */
    public void awaitGone(HasMetadata object) {
        await(
                client.resource(object),
                object.getKind() + " " + object.getMetadata().getName(),
                "gone",
                gone -> gone == null);
    }

    /**
     * Waits until an object is as it should be.
     *
     * @param resource the object
     * @param what its name in messages
     * @param condition what it has to fulfil; is given null while the object is not there
     * @param <T> its type
     * @return the object, as it was when it fulfilled the condition
     * @throws EnvironmentBroken when the limit passes
     */
    public <T extends HasMetadata> T await(Resource<T> resource, String what, Predicate<@Nullable T> condition) {
        return await(resource, what, "ready", condition);
    }

    private <T extends HasMetadata> T await(
            Resource<T> resource, String what, String state, Predicate<@Nullable T> condition) {
        try {
            return resource.waitUntilCondition(condition, limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (KubernetesClientTimeoutException e) {
            throw new EnvironmentBroken(
                    what + " was not " + state + " within " + limit.toSeconds() + " s",
                    "read what the pods say below; on a slow machine set -Dconformance.timeout.factor=2",
                    e);
        }
    }

    private static boolean nodeReady(@Nullable Node node) {
        return node != null
                && node.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    private static boolean available(@Nullable Deployment deployment) {
        if (deployment == null || deployment.getStatus() == null) {
            return false;
        }
        int wanted = deployment.getSpec().getReplicas();
        var status = deployment.getStatus();
        return status.getObservedGeneration() != null
                && status.getObservedGeneration() >= deployment.getMetadata().getGeneration()
                && count(status.getUpdatedReplicas()) == wanted
                && count(status.getAvailableReplicas()) == wanted
                && count(status.getReplicas()) == wanted;
    }

    private static int count(@Nullable Integer value) {
        return value == null ? 0 : value;
    }

    private static boolean served(@Nullable CustomResourceDefinition definition) {
        return definition != null
                && definition.getStatus() != null
                && definition.getStatus().getConditions() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }

    private static boolean trusted(@Nullable MutatingWebhookConfiguration configuration) {
        return configuration != null
                && configuration.getWebhooks().stream().allMatch(webhook -> {
                    String bundle = webhook.getClientConfig().getCaBundle();
                    return bundle != null && !bundle.isEmpty();
                });
    }
}
