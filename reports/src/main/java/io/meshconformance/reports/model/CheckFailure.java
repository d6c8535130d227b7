package io.meshconformance.reports.model;

/**
 * What a check threw.
 *
 * @param type class of the exception
 * @param message its message
 */
public record CheckFailure(String type, String message) {}
