/** The words for what was recorded as types: here and nowhere else is it said what a hop did or which hop answered. */
@org.jspecify.annotations.NullMarked
package io.meshconformance.reports.words;
