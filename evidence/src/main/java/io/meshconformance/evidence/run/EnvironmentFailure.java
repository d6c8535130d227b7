package io.meshconformance.evidence.run;

/**
 * Why the environment could not be brought to where a judgement is possible.
 *
 * @param summary what is missing or broken
 * @param cure what a person does about it
 * @param details what is known of the cause, perhaps empty
 */
public record EnvironmentFailure(String summary, String cure, String details) {}
