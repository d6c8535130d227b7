package io.meshconformance.evidence;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token that was seen on the way, decoded; its signature is never kept.
 *
 * @param where header and hop
 * @param header its decoded header
 * @param claims its decoded claims
 * @param verifiedWith id of the key that verified it, null where none did
 * @param digest keyed digest of this run: the same token has the same one at every hop
 */
public record TokenEvidence(
        String where,
        Map<String, Object> header,
        Map<String, Object> claims,
        @Nullable String verifiedWith,
        String digest) {}
