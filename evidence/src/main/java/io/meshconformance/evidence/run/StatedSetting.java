package io.meshconformance.evidence.run;

/**
 * One setting of the run.
 *
 * @param key its name
 * @param value its value, redacted
 */
public record StatedSetting(String key, String value) {}
