/** How a scenario is declared: what the harness plays and what the reports show both start from these annotations. */
@org.jspecify.annotations.NullMarked
package io.meshconformance.evidence.declaration;
