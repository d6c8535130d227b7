package io.meshconformance.harness.client;

import io.meshconformance.harness.http.Answer;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.ServedCertificate;
import java.util.List;

/**
 * What went over the wire for one request.
 *
 * @param sent the request with the header lines that went out; as it was wanted when nothing did
 * @param answer what came
 * @param certificates what the server showed, trusted or not; empty without TLS
 */
record Transmission(Request sent, Answer answer, List<ServedCertificate> certificates) {}
