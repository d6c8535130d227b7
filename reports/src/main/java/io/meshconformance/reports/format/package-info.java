/** How values become bytes: JSON and YAML in one form, and digests. */
@org.jspecify.annotations.NullMarked
package io.meshconformance.reports.format;
