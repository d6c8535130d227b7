package io.meshconformance.reference.proxy.serve;

import io.meshconformance.reference.proxy.config.Snapshot;
import io.meshconformance.reference.proxy.fault.Fault;
import io.meshconformance.reference.proxy.session.HandleCodec;
import io.meshconformance.reference.proxy.session.Parameter;
import io.meshconformance.reference.proxy.session.ProviderTokens;
import io.meshconformance.reference.proxy.session.Query;
import io.meshconformance.reference.proxy.session.SessionHandle;
import io.meshconformance.reference.proxy.session.SessionStore;
import io.meshconformance.reference.proxy.session.UserSession;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the session a request speaks for: by header, query or cookie, in the real proxy's order (facts 5). */
final class PresentedSession {
    private static final String SCHEME = "Pomerium ";
    private static final String BEARER = "Bearer Pomerium-";

    private final SessionStore sessions;

    PresentedSession(SessionStore sessions) {
        this.sessions = sessions;
    }

    /** The session of the first credential that a request carries. */
    Optional<UserSession> session(HttpServerRequest request, Snapshot snapshot) {
        String cookie = new Cookies(snapshot.settings().cookie()).sessionName();
        return ofProgram(request).or(() -> Cookies.read(request, cookie)).flatMap(token -> session(token, snapshot));
    }

    /** Whether a request shows a session in the way of programs, which no browser does; valid or not. */
    static boolean isOfProgram(HttpServerRequest request) {
        return ofProgram(request).isPresent();
    }

    private static Optional<String> ofProgram(HttpServerRequest request) {
        return Stream.of(
                        after(request.getHeader("authorization"), SCHEME),
                        after(request.getHeader("authorization"), BEARER),
                        after(request.getHeader("x-pomerium-authorization"), ""),
                        Query.read(request.query()).get(Parameter.SESSION))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The session of a token, when the token is ours, its provider is still the configured one and it has not ended. */
    Optional<UserSession> session(String token, Snapshot snapshot) {
        return known(token, snapshot)
                .flatMap(handle -> sessions.find(handle.id()).or(() -> believed(handle, snapshot)));
    }

    /** The fault's way: a session of a user about whom nothing is known. */
    private static Optional<UserSession> believed(SessionHandle handle, Snapshot snapshot) {
        return snapshot.faults().has(Fault.BELIEVES_UNKNOWN_SESSIONS)
                ? Optional.of(new UserSession(
                        handle.id(),
                        handle.providerId(),
                        "",
                        Map.of(),
                        new ProviderTokens("", Optional.empty(), Optional.empty()),
                        Instant.MAX))
                : Optional.empty();
    }

    /** The fault's way: the same, although it may have ended by itself. */
    Optional<UserSession> endedToo(String token, Snapshot snapshot) {
        return known(token, snapshot).flatMap(handle -> sessions.findExpiredToo(handle.id()));
    }

    private static Optional<SessionHandle> known(String token, Snapshot snapshot) {
        return handle(token, snapshot)
                .filter(handle -> handle.providerId()
                        .equals(snapshot.settings().provider().id()));
    }

    /** What a token says, when it is ours. */
    static Optional<SessionHandle> handle(String token, Snapshot snapshot) {
        return new HandleCodec(
                        snapshot.settings().sharedSecret(), snapshot.faults().has(Fault.ACCEPTS_TAMPERED_SESSION))
                .decode(token);
    }

    private static Optional<String> after(@Nullable String header, String prefix) {
        return Optional.ofNullable(header)
                .filter(value -> value.startsWith(prefix) && value.length() > prefix.length())
                .map(value -> value.substring(prefix.length()));
    }
}
