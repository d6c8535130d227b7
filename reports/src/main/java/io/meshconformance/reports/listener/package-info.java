/** The one entrance: JUnit Platform finds the listener here and tells it the run. */
@org.jspecify.annotations.NullMarked
package io.meshconformance.reports.listener;
