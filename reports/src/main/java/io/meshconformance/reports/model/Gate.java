package io.meshconformance.reports.model;

/**
 * One rule the run must pass, printed with its result.
 *
 * @param id stable name of the rule
 * @param rule what has to be so, in one sentence
 * @param passed whether it is
 * @param message what it found, in one sentence
 */
public record Gate(String id, String rule, boolean passed, String message) {}
