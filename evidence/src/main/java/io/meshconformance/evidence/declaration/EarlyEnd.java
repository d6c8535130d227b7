package io.meshconformance.evidence.declaration;

/**
 * The order that no further scenario begins. The listener that judges leaves it in the store of the launcher's session,
 * under this class as namespace and key; the harness looks for it there before each scenario.
 *
 * @param failed id of the scenario that failed
 */
public record EarlyEnd(String failed) {

    /** Why a scenario did not begin, as a sentence. */
    public String reason() {
        return "It did not begin: " + failed + " had failed, and the run was to end at the first failure.";
    }
}
