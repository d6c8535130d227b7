package io.meshconformance.reports.model.requirement;

/**
 * An area of requirements.
 *
 * @param id prefix of its ids
 * @param title what it is about
 */
public record Area(String id, String title) {}
