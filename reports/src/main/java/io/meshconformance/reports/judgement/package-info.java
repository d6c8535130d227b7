/** From what happened to what it means: outcomes, profiles, requirements, gates, verdict. The rules stand in one place each. */
@org.jspecify.annotations.NullMarked
package io.meshconformance.reports.judgement;
