package io.meshconformance.reports.model;

import org.jspecify.annotations.Nullable;

/**
 * One area of requirements.
 *
 * @param name the prefix of its ids
 * @param title what the area is about
 * @param summary its results in one sentence
 * @param core results of its MUST scenarios, null where none was loaded
 * @param extended results of its SHOULD scenarios, null where none was loaded
 */
public record Profile(
        String name,
        String title,
        String summary,
        @Nullable ProfileStatus core,
        @Nullable ProfileStatus extended) {}
