package io.meshconformance.reference.proxy.refresh;

import io.meshconformance.reference.proxy.config.CurrentSnapshot;
import io.meshconformance.reference.proxy.config.Snapshot;
import io.meshconformance.reference.proxy.fault.Fault;
import io.meshconformance.reference.proxy.identity.Provider;
import io.meshconformance.reference.proxy.identity.Providers;
import io.meshconformance.reference.proxy.identity.SessionClaims;
import io.meshconformance.reference.proxy.identity.SignInRefused;
import io.meshconformance.reference.proxy.session.SessionStore;
import io.meshconformance.reference.proxy.session.UserSession;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the provider anew about each session before its tokens end: with its refresh token, then for the user's information.
 * What it says then are the session's claims; where it says no, the session ends on every route, as with the real v0.33.1
 * (pkg/identity/manager/manager.go), which ends it too where the provider is away just then.
 */
public final class SessionRefresh {
    private static final Logger LOG = LoggerFactory.getLogger(SessionRefresh.class);

    private final Vertx vertx;
    private final CurrentSnapshot current;
    private final SessionStore sessions;
    private final Providers providers;
    private final Clock clock;
    private final RefreshTimes times;

    /** Follows no session yet. */
    public SessionRefresh(
            Vertx vertx,
            CurrentSnapshot current,
            SessionStore sessions,
            Providers providers,
            Clock clock,
            RefreshTimes times) {
        this.vertx = vertx;
        this.current = current;
        this.sessions = sessions;
        this.providers = providers;
        this.clock = clock;
        this.times = times;
    }

    /** From now on the provider is asked about this session, until it ends. */
    public void follow(UserSession session) {
        session.tokens()
                .expires()
                .map(expires -> times.until(expires, clock.instant()))
                .ifPresent(wait -> vertx.setTimer(wait.toMillis(), timer -> refresh(session.id())));
    }

    private void refresh(String id) {
        Optional<UserSession> known = sessions.find(id);
        Optional<Snapshot> snapshot = current.get();
        if (known.isEmpty() || snapshot.isEmpty() || snapshot.get().faults().has(Fault.NEVER_REFRESHES)) {
            return;
        }
        UserSession session = known.get();
        if (snapshot.get().faults().has(Fault.ENDS_WITH_TOKEN)) {
            sessions.remove(id);
            return;
        }
        vertx.executeBlocking(() -> renewed(session, snapshot.get()), false)
                .onSuccess(renewed -> {
                    if (sessions.replace(renewed)) {
                        follow(renewed);
                    }
                })
                .onFailure(refusal -> {
                    LOG.info("the provider refuses {}: {}", session, refusal.getMessage());
                    if (snapshot.get().faults().has(Fault.IGNORES_REFUSED_REFRESH)) {
                        follow(session);
                    } else {
                        sessions.remove(id);
                    }
                });
    }

    private UserSession renewed(UserSession session, Snapshot snapshot) throws SignInRefused {
        if (!session.providerId().equals(snapshot.settings().provider().id())) {
            throw new SignInRefused("another provider signs users in by now");
        }
        Provider.SignedIn said = providers.of(snapshot.settings().provider()).refresh(session.tokens());
        // Without an ID token only what the user's information names is known anew.
        boolean whole = !said.tokens().idToken().equals(session.tokens().idToken());
        Map<String, List<Object>> claims = new HashMap<>(whole ? Map.of() : session.claims());
        claims.putAll(new SessionClaims(snapshot.faults()).of(said.claims(), Optional.of(session)));
        return session.renewed(claims, said.tokens());
    }
}
