package io.meshconformance.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The claims that name a token's issuer, subject and audience. A token may lack each of them.
 *
 * @param issuer its issuer
 * @param subject its subject
 * @param audience its audience, empty where it names none
 */
public record TokenIdentity(
        @Nullable String issuer, @Nullable String subject, List<String> audience) {}
