package io.meshconformance.reports.model.requirement;

/**
 * A document that makes promises.
 *
 * @param id its number
 * @param title its title
 * @param upstream where it comes from
 */
public record Source(String id, String title, String upstream) {}
