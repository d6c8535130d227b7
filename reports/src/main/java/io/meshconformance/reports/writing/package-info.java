/** The model as files: YAML, JSON, the folder they lie in, and the last scan for secrets. */
@org.jspecify.annotations.NullMarked
package io.meshconformance.reports.writing;
