package io.meshconformance.reference.proxy.serve;

import io.meshconformance.reference.proxy.config.ProxySettings;
import io.meshconformance.reference.proxy.config.Snapshot;
import io.meshconformance.reference.proxy.fault.Fault;
import io.meshconformance.reference.proxy.session.Query;
import io.meshconformance.reference.proxy.session.RewrittenQuery;
import io.meshconformance.reference.proxy.session.UserSession;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.Optional;

/**
 * One request, judged by one snapshot from beginning to end.
 *
 * @param request the client's
 * @param snapshot in force when it came
 * @param authority host and port as the client sent them
 * @param path the path that is routed, judged and passed on, without query
 * @param id fresh, never the client's own
 * @param session the user, if a genuine credential came along
 * @param startNanos when it came, on the monotonic clock
 */
record JudgedRequest(
        HttpServerRequest request,
        Snapshot snapshot,
        String authority,
        String path,
        String id,
        Optional<UserSession> session,
        long startNanos) {
    /** The host in lower case, without port. */
    String host() {
        String host = authority.toLowerCase(Locale.ROOT);
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    /** The same request, of this user. */
    JudgedRequest of(UserSession user) {
        return new JudgedRequest(request, snapshot, authority, path, id, Optional.of(user), startNanos);
    }

    /** The query, decoded. */
    Query query() {
        return Query.read(request.query());
    }

    HttpServerResponse response() {
        return request.response();
    }

    ProxySettings settings() {
        return snapshot.settings();
    }

    boolean has(Fault fault) {
        return snapshot.faults().has(fault);
    }

    /** A request header, empty when it is missing. */
    String header(String name) {
        return Optional.ofNullable(request.getHeader(name)).orElse("");
    }

    /** The address asked for, always by https; the query is the client's very text. */
    String url() {
        return request.query() == null ? base() : base() + "?" + request.query();
    }

    /** Where a sign-in ends: the address asked for, its query written anew as the real proxy does it (observed). */
    String returnAddress() {
        String query = request.query();
        return query == null || query.isEmpty() ? url() : base() + "?" + RewrittenQuery.of(query);
    }

    /** Scheme, host and path asked for, without the port that https has anyway (internal/urlutil/url.go). */
    String base() {
        return "https://" + (authority.endsWith(":443") ? authority.substring(0, authority.length() - 4) : authority)
                + path();
    }
}
