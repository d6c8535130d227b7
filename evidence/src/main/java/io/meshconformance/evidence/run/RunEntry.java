package io.meshconformance.evidence.run;

/** What the harness tells while it plays: keys of JUnit's report entries. */
public final class RunEntry {

    /** Its value says what a check waits for. */
    public static final String WAITING = "conformance.waiting";

    /** Of a scenario that begins only now: until then it waited for the environment, as others did. */
    public static final String BEGUN = "conformance.begun";

    /** Its value is the path of the run's {@link SecretsFile}. */
    public static final String SECRETS = "conformance.secrets";

    private RunEntry() {}
}
