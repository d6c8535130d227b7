/** What a run is held against, as the report states it. */
@org.jspecify.annotations.NullMarked
package io.meshconformance.reports.model.requirement;
