/** What GitHub Actions shows of a run: a summary of its step and annotations, which agree with the verdict. */
@org.jspecify.annotations.NullMarked
package io.meshconformance.reports.github;
