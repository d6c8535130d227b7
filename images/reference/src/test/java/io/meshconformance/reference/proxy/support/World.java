package io.meshconformance.reference.proxy.support;

import io.meshconformance.reference.proxy.arguments.ListenAddress;
import io.meshconformance.reference.proxy.config.CookieSettings;
import io.meshconformance.reference.proxy.config.CurrentSnapshot;
import io.meshconformance.reference.proxy.config.HeaderEdits;
import io.meshconformance.reference.proxy.config.HostPort;
import io.meshconformance.reference.proxy.config.HostRule;
import io.meshconformance.reference.proxy.config.PathRule;
import io.meshconformance.reference.proxy.config.ProviderSettings;
import io.meshconformance.reference.proxy.config.ProxyRoute;
import io.meshconformance.reference.proxy.config.ProxySettings;
import io.meshconformance.reference.proxy.config.RouteTable;
import io.meshconformance.reference.proxy.config.Snapshot;
import io.meshconformance.reference.proxy.config.Upstream;
import io.meshconformance.reference.proxy.crypto.AssertionSigningKey;
import io.meshconformance.reference.proxy.crypto.CatchAllCertificate;
import io.meshconformance.reference.proxy.crypto.ServerCertificate;
import io.meshconformance.reference.proxy.fault.Faults;
import io.meshconformance.reference.proxy.listener.Listeners;
import io.meshconformance.reference.proxy.policy.PolicyDocument;
import io.meshconformance.reference.proxy.policy.Shorthand;
import io.meshconformance.reference.proxy.policy.UnusablePolicy;
import io.meshconformance.reference.proxy.refresh.RefreshTimes;
import io.meshconformance.reference.proxy.serve.AccessLog;
import io.meshconformance.reference.proxy.serve.RequestDispatcher;
import io.meshconformance.reference.proxy.session.SessionStore;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The proxy with a provider and a workload, configured without any Kubernetes. */
public final class World implements AutoCloseable {
    public static final String AUTHENTICATE = "authenticate.example.test";
    public static final String HOST = "hello.example.test";
    public static final String URL = "https://" + HOST;

    private final Vertx vertx = Vertx.vertx();
    private final TestAuthority authority = new TestAuthority();
    private final ServerCertificate wildcard = authority.issue("*.example.test");
    private final CurrentSnapshot current = new CurrentSnapshot();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final SessionStore sessions = new SessionStore(Clock.systemUTC());
    private final TestProvider provider = new TestProvider(vertx, authority.issue("localhost"));
    private final RecordingWorkload workload = new RecordingWorkload(vertx);
    private final Map<String, Faults> ofHosts = new HashMap<>();
    private final List<ProxyRoute> routes = new ArrayList<>();
    private final RequestDispatcher dispatcher;
    private final int port;
    private boolean identityEverywhere;
    private CookieSettings cookie = CookieSettings.defaults();

    public World() {
        serve("");
        this.dispatcher = new RequestDispatcher(
                vertx,
                current,
                sessions,
                new AccessLog(new PrintStream(log, true, StandardCharsets.UTF_8), Clock.systemUTC()),
                Clock.systemUTC(),
                new RefreshTimes(Duration.ofMinutes(1), Duration.ofMillis(200)));
        try {
            this.port = new Listeners(vertx)
                    .serveTls(
                            new ListenAddress("127.0.0.1", 0),
                            current,
                            CatchAllCertificate.create(Instant.now()),
                            dispatcher)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens the same door without TLS, for tests that send thousands of requests, and gives its port. */
    public int servePlain() {
        return new Listeners(vertx)
                .serve(new ListenAddress("127.0.0.1", 0), dispatcher)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** A new browser that knows nobody. */
    public SignInBrowser browser() {
        return new SignInBrowser(vertx, port);
    }

    public Vertx vertx() {
        return vertx;
    }

    public int port() {
        return port;
    }

    public TestProvider provider() {
        return provider;
    }

    public RecordingWorkload workload() {
        return workload;
    }

    public CurrentSnapshot current() {
        return current;
    }

    public ServerCertificate certificate() {
        return wildcard;
    }

    public String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    /** From the next {@link #serve} on, routes that say nothing pass the identity on, or no longer. */
    public void passIdentityEverywhere(boolean passes) {
        identityEverywhere = passes;
    }

    /** From the next {@link #serve} on, sessions live this long. */
    public void sessionsLast(Duration lifetime) {
        cookie = new CookieSettings("_pomerium", Optional.empty(), true, lifetime, Optional.empty());
    }

    /** A route for a host, not yet served. */
    public ProxyRoute route(String host, boolean passesIdentity, String policy) {
        return route(host, passesIdentity, policy, workload.address());
    }

    /** A route to an address, not yet served. */
    public static ProxyRoute route(String host, boolean passesIdentity, String policy, HostPort target) {
        try {
            return new ProxyRoute(
                    "test/" + host,
                    host,
                    new PathRule.Prefix("/"),
                    new PolicyDocument()
                            .read(
                                    new Shorthand(false, false, false, List.of(), List.of(), Map.of()),
                                    policy.isEmpty() ? Optional.empty() : Optional.of(policy)),
                    new Upstream(
                            List.of(target),
                            List.of(),
                            Optional.empty(),
                            new HostRule.UpstreamAddress(),
                            Optional.empty()),
                    Optional.of(passesIdentity),
                    false,
                    false,
                    new HeaderEdits(Map.of(), List.of(), Map.of()),
                    Optional.empty());
        } catch (UnusablePolicy e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same route for programs that show an ID token of the provider. */
    public static ProxyRoute takingIdTokens(ProxyRoute route) {
        return saying(route, route.passesIdentity(), true, route.webSockets());
    }

    /** The same route with its own word on these. */
    public static ProxyRoute saying(
            ProxyRoute route, Optional<Boolean> passesIdentity, boolean idTokens, boolean webSockets) {
        return new ProxyRoute(
                route.ingress(),
                route.host(),
                route.path(),
                route.policy(),
                route.upstream(),
                passesIdentity,
                idTokens,
                webSockets,
                route.edits(),
                route.timeout());
    }

    /** From the next {@link #serve} on, these faults are in force for the requests to a host. */
    public void faultsOf(String host, String faults) {
        ofHosts.put(host, Faults.named(faults));
    }

    /** Puts these routes in force with these faults. */
    public void serve(String faults, ProxyRoute... served) {
        routes.clear();
        routes.addAll(List.of(served));
        current.replace(new Snapshot(settings(), new RouteTable(routes, false), Faults.named(faults), ofHosts));
    }

    public ProxySettings settings() {
        return new ProxySettings(
                URI.create("https://" + AUTHENTICATE),
                "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII),
                "fedcba9876543210fedcba9876543210".getBytes(StandardCharsets.US_ASCII),
                AssertionSigningKey.derived(new byte[] {1}, "test"),
                List.of(wildcard),
                new ProviderSettings(
                        provider.issuer(),
                        "pomerium",
                        "secret",
                        List.of("openid", "email"),
                        Map.of(),
                        List.of(authority.certificate())),
                Map.of("X-Pomerium-Claim-Email", "email", "X-Pomerium-Claim-Team", "team"),
                identityEverywhere,
                cookie,
                Duration.ofSeconds(30),
                List.of("localhost"),
                Map.of("x-frame-options", "SAMEORIGIN"));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
