package io.meshconformance.harness.scenario;

/**
 * The order that no further scenario begins. Whoever judges leaves it in the store of the launcher's session, under this
 * class as namespace and key; scenarios look for it there before they begin.
 *
 * @param failed id of the scenario that failed
 */
public record EarlyEnd(String failed) {

    /** Why a scenario did not begin, as a sentence. */
    public String reason() {
        return "It did not begin: " + failed + " had failed, and the run was to end at the first failure.";
    }
}
