package io.meshconformance.evidence;

/**
 * A policy in force while the check ran, read back from the API server.
 *
 * @param kind kind of the object
 * @param name namespace and name of the object
 * @param yaml the object
 * @param decided whether the sidecar's last decision in the check names it
 */
public record PolicyEvidence(String kind, String name, String yaml, boolean decided) {}
