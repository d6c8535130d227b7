package io.meshconformance.reference.proxy.config;

import io.meshconformance.reference.proxy.policy.AccessPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * One path of one host.
 *
 * @param ingress the Ingress it comes from, {@code namespace/name}
 * @param host a host, {@code *.domain} or {@code *}
 * @param path which paths
 * @param policy the users who may use it
 * @param upstream where to
 * @param passesIdentity the route's own word on identity headers, else the settings'
 * @param idTokens whether a program may show an ID token that the provider gave it
 * @param webSockets whether WebSockets may be opened
 * @param edits header changes
 * @param timeout how long the upstream may take; zero means no limit; absent means the settings'
 */
public record ProxyRoute(
        String ingress,
        String host,
        PathRule path,
        AccessPolicy policy,
        Upstream upstream,
        Optional<Boolean> passesIdentity,
        boolean idTokens,
        boolean webSockets,
        HeaderEdits edits,
        Optional<Duration> timeout) {}
