/** What can be done with stored reports. */
@org.jspecify.annotations.NullMarked
package io.meshconformance.reports.command;
