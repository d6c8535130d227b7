package io.meshconformance.harness.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.engine.Engine;
import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.KeptImages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/** One node in a container, by Testcontainers' k3s module. */
public final class K3sCluster implements Cluster {

    private static final int LOG_TAIL = 6000;

    private final K3sContainer container;
    private volatile @Nullable KubernetesClient client;
    private volatile boolean stays;

    private K3sCluster(K3sContainer container) {
        this.container = container;
    }

    /**
     * A node that is still to be booted.
     *
     * @param engine the container engine
     * @param catalogue knows the node's image and that of the sandboxes on it
     * @param archives a folder of image archives, mounted read-only
     * @param labels what the container is marked with
     * @param keep whether the container may outlive this process, once it was told to {@link #stay}
     */
    public static K3sCluster of(
            Engine engine, Catalogue catalogue, Path archives, Map<String, String> labels, boolean keep) {
        var container = new K3sContainer(
                DockerImageName.parse(catalogue.reference("node")).asCompatibleSubstituteFor("rancher/k3s"));
        container
                .withCommand(command(container.getHost(), catalogue.reference("pause"), engine.cgroupV1()))
                .withLabels(labels)
                // Testcontainers takes away at exit whatever is not marked so; the run's label makes it match no other.
                .withReuse(keep)
                .withFileSystemBind(archives.toString(), "/var/lib/rancher/k3s/agent/images", BindMode.READ_ONLY);
        if (keep) {
            container.withLabel(KeptImages.LABEL, "true");
        }
        for (NodePort port : NodePort.values()) {
            container.addExposedPort(port.number());
        }
        return new K3sCluster(container);
    }

    /**
     * Boots it.
     *
     * @param limit how long it may take
     * @throws EnvironmentBroken when the node does not get ready
     */
    public void start(Duration limit) {
        try {
            container.withStartupTimeout(limit).start();
        } catch (ContainerLaunchException e) {
            String log = tail(container);
            container.stop();
            throw new EnvironmentBroken(
                    "the node did not get ready within " + limit.toSeconds() + " s. Its last lines:\n" + log,
                    "read the lines above; run ci/prepare again if they name a kernel setting or a missing right",
                    e);
        }
        client = NodeApi.client(NodeApi.config(container.getKubeConfigYaml()));
    }

    /** What a node is told. Its kubelet does in k3s what it does in any other node, whatever the host is like. */
    static String[] command(String host, String pause, boolean cgroupV1) {
        var command = new ArrayList<>(List.of(
                "server",
                // The platform brings a CoreDNS of its own: k3s' one asks the host's name servers.
                "--disable=coredns,traefik,servicelb,metrics-server,local-storage",
                "--tls-san=" + host,
                // The one that was preloaded, whichever another release of the node would pull.
                "--pause-image=" + pause,
                // In bytes: k3s' 5 % of a large disk are more than a run needs, and a full disk would evict every pod.
                "--kubelet-arg=eviction-hard=nodefs.available<1Gi,imagefs.available<1Gi,memory.available<100Mi",
                // A collected image could not be pulled again.
                "--kubelet-arg=image-gc-high-threshold=100",
                // A file without a line: pods inherit neither the host's search domains nor its name servers.
                "--kubelet-arg=resolv-conf=/dev/null",
                // A new state is reported at once, and there is room for every scenario's pods side by side.
                "--kubelet-arg=node-status-update-frequency=1s",
                "--kubelet-arg=max-pods=200"));
        if (cgroupV1) {
            // Kubelets since 1.35 refuse these hosts unless told otherwise (kubernetes/kubernetes#134298).
            command.add("--kubelet-arg=fail-cgroupv1=false");
        }
        return command.toArray(String[]::new);
    }

    private static String tail(K3sContainer container) {
        if (container.getContainerId() == null) {
            return "(it never started)";
        }
        String log = container.getLogs();
        return log.substring(Math.max(0, log.length() - LOG_TAIL));
    }

    @Override
    public KubernetesClient client() {
        return Objects.requireNonNull(client, "the node is not booted");
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port(int nodePort) {
        return container.getMappedPort(nodePort);
    }

    /** Every published port by node port. */
    public Map<Integer, Integer> ports() {
        return Arrays.stream(NodePort.values()).collect(Collectors.toMap(NodePort::number, p -> port(p.number())));
    }

    /** The way to its API from this machine. */
    public String kubeconfig() {
        return container.getKubeConfigYaml();
    }

    /** The container's id once there is one. */
    public Optional<String> started() {
        return Optional.ofNullable(container.getContainerId());
    }

    /** The container's id, short as people use it. */
    public String id() {
        return container.getContainerId().substring(0, 12);
    }

    /**
     * Runs a command in the node's own container.
     *
     * @param command the command and its arguments
     * @return its standard output
     * @throws EnvironmentBroken when the engine cannot run it
     */
    String output(String... command) {
        try {
            return container.execInContainer(command).getStdout();
        } catch (IOException e) {
            throw new EnvironmentBroken(
                    "the node runs no command: " + e.getMessage(), "docker logs " + id() + " tells why", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentBroken("interrupted while asking the node", "start again", e);
        }
    }

    /** From now on closing leaves the container running, for a later run. */
    public void stay() {
        stays = true;
    }

    @Override
    public void close() {
        // The node first: what the client still waits for ends with it.
        if (!stays) {
            container.stop();
        }
        KubernetesClient asking = client;
        if (asking != null) {
            asking.close();
        }
    }
}
