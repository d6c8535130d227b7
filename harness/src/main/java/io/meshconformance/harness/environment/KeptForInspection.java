package io.meshconformance.harness.environment;

import java.io.PrintStream;
import java.nio.file.Path;

/** What of a run stays on purpose for a person to look at: namespaces of failed scenarios, and the node they are on. */
final class KeptForInspection {

    /** What the namespace of a failed scenario is marked with, so that all of them can be removed at once. */
    static final String LABEL = "io.meshconformance.failed";

    private final Runnable node;
    private final Path kubeconfig;
    private final PrintStream out;
    private boolean told;

    /**
     * Nothing stays yet.
     *
     * @param node has the node stay, where it would not
     * @param kubeconfig the way to its API, as a file of its owner's
     * @param out where a person is told
     */
    KeptForInspection(Runnable node, Path kubeconfig, PrintStream out) {
        this.node = node;
        this.kubeconfig = kubeconfig;
        this.out = out;
    }

    /** A namespace stays, and so the node. */
    synchronized void namespace(String name) {
        node.run();
        String kubectl = "kubectl --kubeconfig " + kubeconfig;
        out.println("The namespace " + name + " stays: " + kubectl + " -n " + name + " get pods,events looks at it, "
                + kubectl + " delete namespace " + name + " removes it.");
        if (!told) {
            told = true;
            out.println("All that stayed so is removed by: " + kubectl + " delete namespace -l " + LABEL + "=true");
        }
    }
}
