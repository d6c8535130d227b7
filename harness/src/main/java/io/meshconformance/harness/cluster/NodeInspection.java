package io.meshconformance.harness.cluster;

import io.fabric8.kubernetes.api.model.ContainerImage;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.image.ImageName;
import io.meshconformance.harness.wait.Eventually;
import io.meshconformance.harness.wait.Observation;
import io.meshconformance.harness.wait.Timeouts;
import io.meshconformance.harness.wait.WaitExpired;
import io.meshconformance.run.EnvironmentBroken;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether a node that booted is fit to install on: what it runs was imported, so that it asks no network, and traffic
 * between its pods passes the rules that make a Service.
 */
public final class NodeInspection {

    /** The networks' configurations, then whether the kernel filters bridged traffic; both only where they are there. */
    private static final String[] NETWORK = {
        "sh",
        "-c",
        "cat /etc/cni/net.d/*.conflist /var/lib/rancher/k3s/agent/etc/cni/net.d/*.conflist 2>/dev/null; echo;"
                + " cat /proc/sys/net/bridge/bridge-nf-call-iptables 2>/dev/null || echo absent"
    };

    private static final Pattern BRIDGED = Pattern.compile("\"type\"\\s*:\\s*\"(?:flannel|bridge)\"");

    private final KubernetesClient client;
    private final Supplier<String> network;
    private final Timeouts timeouts;

    /**
     * Creates the look.
     *
     * @param cluster a node that is ready
     * @param timeouts the run's limits
     */
    public NodeInspection(K3sCluster cluster, Timeouts timeouts) {
        this(cluster.client(), () -> cluster.output(NETWORK), timeouts);
    }

    NodeInspection(KubernetesClient client, Supplier<String> network, Timeouts timeouts) {
        this.client = client;
        this.network = network;
        this.timeouts = timeouts;
    }

    /**
     * Waits until the kubelet lists the images that were imported.
     *
     * @param references the images
     * @throws EnvironmentBroken that names those which are not there
     */
    public void images(Collection<String> references) {
        try {
            Eventually.within(timeouts, Timeouts::nodeSettled)
                    .once()
                    .until(
                            "the imported images",
                            () -> absent(references),
                            absent -> absent.isEmpty()
                                    ? Observation.held("all are there")
                                    : Observation.notYet(String.join(", ", absent)));
        } catch (WaitExpired e) {
            throw new EnvironmentBroken(
                    "the node did not import these images, and would fetch them from the network: " + e.lastSeen(),
                    "remove the image archives in the cache folder, which may be broken, and run again",
                    e);
        }
    }

    private List<String> absent(Collection<String> references) {
        Set<String> there = client.nodes().list().getItems().stream()
                .flatMap(node -> node.getStatus().getImages().stream())
                .map(ContainerImage::getNames)
                .flatMap(Collection::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        return references.stream()
                .filter(reference -> !there.contains(new ImageName(reference).canonical()))
                .sorted()
                .toList();
    }

    /**
     * Waits until the kernel filters what passes the node's bridge, where its network is one. Without, the answer of a
     * pod of the same node comes back by its own address and not by the Service's, and no name is resolved. k3s' network
     * policy rules load the module seconds after the first pod, unless the kernel cannot; dockerd has not since 27.3
     * ({@code moby/moby#48492}).
     *
     * @throws EnvironmentBroken when it does not
     */
    public void bridge() {
        try {
            Eventually.within(timeouts, Timeouts::nodeSettled).once().until("the node's bridge", network::get, said -> {
                String filtered = said.strip().replaceFirst("(?s).*\\n", "");
                boolean fit = filtered.equals("1") || !BRIDGED.matcher(said).find();
                return fit ? Observation.held(filtered) : Observation.notYet(filtered);
            });
        } catch (WaitExpired e) {
            throw new EnvironmentBroken(
                    "the kernel does not filter the node's bridge (br_netfilter is "
                            + (e.lastSeen().equals("0") ? "off" : "not loaded")
                            + "), so no pod reaches a Service of its own node",
                    "sudo modprobe br_netfilter && sudo sysctl -w net.bridge.bridge-nf-call-iptables=1",
                    e);
        }
    }
}
