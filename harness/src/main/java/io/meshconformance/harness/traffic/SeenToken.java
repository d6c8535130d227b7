package io.meshconformance.harness.traffic;

import io.meshconformance.harness.identity.Assertion;

/**
 * A token that played a part in a check.
 *
 * @param role what it was, such as {@code the assertion at the workload}
 * @param token the token
 * @param verified whether its signature was verified against the set its issuer publishes
 */
public record SeenToken(String role, Assertion token, boolean verified) {}
