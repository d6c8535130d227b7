package io.meshconformance.ci.chaos;

import io.meshconformance.run.Exit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something that befalls a run from outside, and what the run has to make of it.
 *
 * @param name its name on the command line
 * @param what what happens, as a sentence's beginning
 * @param kept whether it befalls a run on a kept node, which is there again for the next one
 * @param moment when it happens
 * @param blow how it is done
 * @param code the exit code the run has to end with
 * @param cause what the run has to say of it
 * @param seconds how soon after it
 */
record ChaosFault(
        String name, String what, boolean kept, Moment moment, Blow blow, int code, String cause, int seconds) {

    /** From what befalls a run to its end. */
    static final int SOON = 20;

    /** The same where somebody interrupts it. */
    static final int AT_ONCE = 10;

    /** A log is missed by a check that waits for its line, and fails. */
    private static final int ONCE_MISSED = 120;

    /** Does it. */
    @FunctionalInterface
    interface Blow {

        /**
         * Does it, once the moment has come.
         *
         * @param node the node of the run
         * @param verify the process of {@code ci/verify}
         */
        void strike(ChaosNode node, ProcessHandle verify) throws IOException, InterruptedException;
    }

    /** All of them: those that leave a kept node usable come first, one after the other on the same. */
    static List<ChaosFault> all() {
        var faults = new ArrayList<ChaosFault>();
        for (Moment moment : List.of(Moment.FIRST, Moment.MIDDLE, Moment.TEARDOWN)) {
            faults.add(pods("istiod", "the control plane", "istio-system", moment));
            faults.add(pods("proxy", "the proxy", "pomerium", moment));
            faults.add(pods("provider", "the identity provider", "identity-provider", moment));
            faults.add(jvm(moment, true));
            faults.add(interrupt(moment, true));
        }
        faults.add(pods("client", "the client in the mesh", "clients-inside", Moment.MIDDLE));
        faults.add(new ChaosFault(
                "log",
                "the logs of the sidecars are rotated away " + Moment.FIRST.words(),
                true,
                Moment.FIRST,
                ChaosNode::rotateLogs,
                Exit.BROKEN,
                "was rotated away",
                ONCE_MISSED));
        for (Moment moment : List.of(Moment.BOOT, Moment.INSTALL)) {
            faults.add(jvm(moment, false));
            faults.add(interrupt(moment, false));
        }
        for (Moment moment : Moment.values()) {
            faults.add(node("node", "the node's container is killed", moment, "kill", "has ended with exit code 137"));
        }
        faults.add(node("paused", "the node's container is paused", Moment.MIDDLE, "pause", "is paused"));
        faults.add(own(
                "network",
                "the node's network is cut",
                (node, verify) -> node.cut(),
                "the API server does not answer"));
        faults.add(own(
                "api-server",
                "the API server stands still",
                (node, verify) -> node.shell("for p in /proc/[0-9]*; do case $(cat $p/comm 2>/dev/null) in"
                        + " kube-apiserver|k3s-server) kill -STOP ${p#/proc/};; esac; done"),
                "the API server does not answer"));
        return List.copyOf(faults);
    }

    private static ChaosFault pods(String name, String part, String namespace, Moment moment) {
        return new ChaosFault(
                name + suffix(moment),
                part + " is killed " + moment.words(),
                true,
                moment,
                (node, verify) -> node.killPods(namespace),
                Exit.BROKEN,
                part + " is gone",
                SOON);
    }

    private static ChaosFault jvm(Moment moment, boolean kept) {
        return new ChaosFault(
                "jvm" + suffix(moment),
                "the JVM of the run is killed " + moment.words(),
                kept,
                moment,
                (node, verify) -> player(verify).destroyForcibly(),
                Exit.BROKEN,
                "ended by signal 9",
                SOON);
    }

    private static ChaosFault interrupt(Moment moment, boolean kept) {
        return new ChaosFault(
                "interrupt" + suffix(moment),
                "the run is interrupted " + moment.words(),
                kept,
                moment,
                (node, verify) -> verify.destroy(),
                Exit.INTERRUPTED,
                "interrupted",
                AT_ONCE);
    }

    private static ChaosFault node(String name, String what, Moment moment, String verb, String cause) {
        return new ChaosFault(
                name + suffix(moment),
                what + " " + moment.words(),
                false,
                moment,
                (node, verify) -> node.docker(verb),
                Exit.BROKEN,
                cause,
                SOON);
    }

    private static ChaosFault own(String name, String what, Blow blow, String cause) {
        return new ChaosFault(
                name, what + " " + Moment.MIDDLE.words(), false, Moment.MIDDLE, blow, Exit.BROKEN, cause, SOON);
    }

    private static String suffix(Moment moment) {
        return "-" + moment.name().toLowerCase(Locale.ROOT);
    }

    /** The JVM that plays the scenarios: the only descendant that names its class. */
    private static ProcessHandle player(ProcessHandle verify) throws IOException {
        return verify.descendants()
                .filter(child -> child.info().commandLine().orElse("").contains("io.meshconformance.scenarios.Play"))
                .findFirst()
                .orElseThrow(() -> new IOException("no JVM plays the scenarios"));
    }
}
