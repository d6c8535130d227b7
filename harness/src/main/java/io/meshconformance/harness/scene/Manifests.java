package io.meshconformance.harness.scene;

/** What a scenario applies and takes back while it runs. What is still applied at its end, the harness takes back. */
public final class Manifests {

    private final AppliedObjects objects;
    private final String namespace;
    private final String password;

    Manifests(AppliedObjects objects, String namespace, String password) {
        this.objects = objects;
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
     * Takes back what a file has and waits until it is gone.
     *
     * @param file path below {@code manifests/scenarios/}
     */
    public void remove(String file) {
        objects.remove(file);
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
