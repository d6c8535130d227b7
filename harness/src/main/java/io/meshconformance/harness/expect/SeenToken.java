package io.meshconformance.harness.expect;

import io.meshconformance.harness.identity.Jwt;

/**
 * A token that played a part in a check.
 *
 * @param role what it was, such as {@code the assertion at the workload}
 * @param token the token
 * @param verified whether its signature was verified against the set its issuer publishes
 */
public record SeenToken(String role, Jwt token, boolean verified) {}
