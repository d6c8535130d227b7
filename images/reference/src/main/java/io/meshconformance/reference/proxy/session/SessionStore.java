package io.meshconformance.reference.proxy.session;

import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions alive, in memory: a restart signs every user out, as with the real proxy's default storage. */
public final class SessionStore {
    private final Map<String, UserSession> sessions = new ConcurrentHashMap<>();
    private final Clock clock;

    /** An empty store; sessions end by this clock. */
    public SessionStore(Clock clock) {
        this.clock = clock;
    }

    /** Keeps a session until it expires or is removed. */
    public void put(UserSession session) {
        sessions.values().removeIf(this::expired);
        sessions.put(session.id(), session);
    }

    /** The session of that id, unless it has ended. */
    public Optional<UserSession> find(String id) {
        return Optional.ofNullable(sessions.get(id)).filter(session -> !expired(session));
    }

    /** Keeps what a session has become, unless it has been ended meanwhile; whether it was kept. */
    public boolean replace(UserSession session) {
        return sessions.replace(session.id(), session) != null;
    }

    /** The fault's way: the session of that id, although it may have expired. */
    public Optional<UserSession> findExpiredToo(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /** The session of a user's latest sign-in, unless all have ended. */
    public Optional<UserSession> latest(String user) {
        return sessions.values().stream()
                .filter(session -> session.user().equals(user) && !expired(session))
                .max(Comparator.comparing(UserSession::expires));
    }

    /** Ends a session on every route at once. */
    public Optional<UserSession> remove(String id) {
        return Optional.ofNullable(sessions.remove(id));
    }

    private boolean expired(UserSession session) {
        return !clock.instant().isBefore(session.expires());
    }
}
