/** The report as a value: everything the page shows and the YAML holds. Null parts of an input file become empty lists here, so readers need no guard. */
@org.jspecify.annotations.NullMarked
package io.meshconformance.reports.model;
