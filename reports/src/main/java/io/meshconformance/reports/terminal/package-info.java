/** What a person sees while the scenarios run: one line each, then the verdict. */
@org.jspecify.annotations.NullMarked
package io.meshconformance.reports.terminal;
