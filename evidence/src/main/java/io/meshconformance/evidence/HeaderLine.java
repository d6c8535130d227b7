package io.meshconformance.evidence;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One header line: a list of these keeps repeated names and their order, which are evidence of what each hop added.
 *
 * @param name name, as it was sent
 * @param value value, redacted where it held a secret
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"name", "value"})
public record HeaderLine(String name, String value) {}
