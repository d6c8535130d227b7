package io.meshconformance.ci.chaos;

import java.util.ArrayList;
import java.util.List;

/**
 * The node of a run that something befalls.
 *
 * @param docker the engine's client
 * @param id its container's id
 */
record ChaosNode(Docker docker, String id) {

    private static final String KUBECONFIG = "/etc/rancher/k3s/k3s.yaml";
    private static final String COLUMNS = "custom-columns=:metadata.name,:status.phase";
    private static final String NETWORKS = "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}";

    /** Has the engine do something with the container, such as {@code kill}. */
    void docker(String verb) {
        docker.said(verb, id);
    }

    /** Takes every network off the container. */
    void cut() {
        for (String network :
                docker.said("inspect", "--format", NETWORKS, id).strip().split(" ")) {
            docker.said("network", "disconnect", network, id);
        }
    }

    /** Runs a line of shell in the container. */
    void shell(String line) {
        docker.said("exec", id, "sh", "-c", line);
    }

    /** Takes the pods of a namespace away without a word of warning; others come by themselves. */
    void killPods(String namespace) {
        kubectl("-n", namespace, "delete", "pods", "--all", "--force", "--grace-period=0", "--wait=false");
    }

    /** Empties the logs of the scenarios' sidecars, as long as a run goes on: each proof has lines of its own. */
    void rotateLogs(ProcessHandle run) {
        while (run.isAlive()) {
            shell("for log in /var/log/pods/*-[0-9][0-9][0-9]-*/istio-proxy/*.log; do : >\"$log\"; done");
        }
    }

    /** Waits until all that was killed is there again. */
    void recover() {
        for (String namespace : List.of("istio-system", "pomerium", "identity-provider", "clients-inside")) {
            kubectl("-n", namespace, "wait", "--for=condition=available", "--timeout=120s", "deployments", "--all");
            kubectl("-n", namespace, "wait", "--for=condition=ready", "--timeout=120s", "pods", "--all");
        }
    }

    /** The names and phases of all namespaces. */
    List<String> namespaces() {
        return namespaces("");
    }

    /** Those of scenarios. */
    List<String> scenarios() {
        return namespaces("io.meshconformance.scenario");
    }

    /** The name of a namespace that was told with its phase. */
    static String name(String namespace) {
        return namespace.split(" ")[0];
    }

    private List<String> namespaces(String label) {
        String told = kubectl("get", "namespaces", "--no-headers", "-l", label, "-o", COLUMNS);
        return told.lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
    }

    private String kubectl(String... arguments) {
        var words = new ArrayList<>(List.of("exec", id, "kubectl", "--kubeconfig", KUBECONFIG));
        words.addAll(List.of(arguments));
        return docker.said(words.toArray(String[]::new));
    }
}
