package io.meshconformance.reports.model;

/**
 * The suite that judged.
 *
 * @param version version of the suite
 * @param commit commit it was built from, forty hexadecimal digits, empty where it was not built from a repository
 * @param dirty true where the working tree had changes that no commit holds
 */
public record Suite(String version, String commit, boolean dirty) {}
