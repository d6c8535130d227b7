package io.meshconformance.harness.scene;

/** What a check applies and removes. The harness takes all of it back after the check, whatever became of that. */
public final class Manifests {

    private final AppliedObjects objects;
    private final Barrier barrier;
    private final String namespace;
    private final String password;

    Manifests(AppliedObjects objects, Barrier barrier, String namespace, String password) {
        this.objects = objects;
        this.barrier = barrier;
        this.namespace = namespace;
        this.password = password;
    }

    /**
     * Applies files and waits for the Deployments among them.
     *
     * @param files paths below {@code manifests/scenarios/}
     * @throws io.meshconformance.run.EnvironmentBroken when a workload does not get ready
     */
    public void apply(String... files) {
        for (String file : files) {
            objects.apply(file);
        }
    }

    /**
     * Removes what a file has and waits until it is gone.
     *
     * @param file path below {@code manifests/scenarios/}
     */
    public void remove(String file) {
        objects.remove(file);
    }

    /**
     * Waits until the sidecars of the scenario go by everything that was applied and removed so far. What must not change
     * anything has to be asserted after that.
     *
     * @throws io.meshconformance.run.EnvironmentBroken when they do not
     */
    public void awaitInForce() {
        barrier.awaitSidecars();
    }

    /** The scenario's namespace, {@code ${namespace}} in manifests. */
    public String namespace() {
        return namespace;
    }

    /** A password of this scenario and this run, {@code ${password}} in manifests. */
    public String password() {
        return password;
    }
}
