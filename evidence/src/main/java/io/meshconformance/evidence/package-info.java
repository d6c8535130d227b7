/**
 * What the harness records of a check and of a scenario, and the reports read. Types and no prose: a hop, an answer, a
 * caller are told by what they are, and the reports make the words. Expectations and notes are sentences of their own, which
 * are shown and never read. Nothing in here holds a secret: the harness redacts before it writes.
 */
@org.jspecify.annotations.NullMarked
package io.meshconformance.evidence;
