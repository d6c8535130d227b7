/** Runs made up for tests: nothing in them was ever judged. */
@org.jspecify.annotations.NullMarked
package io.meshconformance.reports.sample;
