/** The report as a value: everything the page shows and the YAML holds. Its evidence is of the types in which the harness recorded it. */
@org.jspecify.annotations.NullMarked
package io.meshconformance.reports.model;
