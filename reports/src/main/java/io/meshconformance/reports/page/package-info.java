/** The page for people: one static file, no script, no outside request. */
@org.jspecify.annotations.NullMarked
package io.meshconformance.reports.page;
