/** The list of requirements, read from manifests/requirements.yaml. */
@org.jspecify.annotations.NullMarked
package io.meshconformance.reports.requirements;
