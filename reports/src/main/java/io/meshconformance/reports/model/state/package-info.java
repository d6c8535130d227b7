/** The states that a reader meets: each a word with a sign and a tone. */
@org.jspecify.annotations.NullMarked
package io.meshconformance.reports.model.state;
