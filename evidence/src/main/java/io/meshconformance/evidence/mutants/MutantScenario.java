package io.meshconformance.evidence.mutants;

/**
 * One scenario that was played under a mutant.
 *
 * @param id the scenario's id
 * @param colour how it ended
 * @param reason the check that failed and why, or why it was not judged; empty where it is green
 */
public record MutantScenario(String id, Colour colour, String reason) {}
