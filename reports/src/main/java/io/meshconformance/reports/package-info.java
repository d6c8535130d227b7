/** What a person and a machine read after a run. JUnit Platform events come in; one model, a page, YAML and an exit code go out. */
@org.jspecify.annotations.NullMarked
package io.meshconformance.reports;
