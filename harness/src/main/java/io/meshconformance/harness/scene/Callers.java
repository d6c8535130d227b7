package io.meshconformance.harness.scene;

import io.meshconformance.harness.client.OutsideClient;
import io.meshconformance.harness.client.PodClient;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.client.SharedConnection;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Url;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.istio.PeerIdentity;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.wait.Observation;

/** What sends a scenario's requests: browsers outside the cluster, and pods inside it, which go past the proxy. */
public final class Callers {

    /** The namespace of the pod in the mesh. */
    public static final String NAMESPACE_INSIDE = PodClient.NAMESPACE_INSIDE;

    /** The namespace of the pod without a sidecar. */
    public static final String NAMESPACE_OUTSIDE = PodClient.NAMESPACE_OUTSIDE;

    /** What the pod in the mesh is to its peers. */
    public static final PeerIdentity INSIDE = PeerIdentity.of(NAMESPACE_INSIDE, "client");

    /** Where pods that make requests have the certificate of the run's authority. */
    public static final String AUTHORITY = "/authority/ca.crt";

    private final OutsideClient door;
    private final ClientPods pods;
    private final Names names;
    private final Traffic traffic;

    Callers(OutsideClient door, ClientPods pods, Names names, Traffic traffic) {
        this.door = door;
        this.pods = pods;
        this.names = names;
        this.traffic = traffic;
    }

    /** The pod in the mesh: it has a sidecar, and so an identity. */
    public PodClient inside() {
        return pods.inside();
    }

    /** The pod without a sidecar. */
    public PodClient outside() {
        return pods.outside();
    }

    /** The scenario's own client, where its manifests bring one: a Deployment and container named {@code client}. */
    public PodClient own() {
        return pods.in().apply(names.namespace());
    }

    /** A browser without cookies that is never signed in. */
    public Session anonymous() {
        return door.anonymous();
    }

    /**
     * A browser without cookies.
     *
     * @param name whose it is, for the evidence
     */
    public Session browser(String name) {
        return door.browser(name);
    }

    /**
     * One HTTP/2 connection to the proxy, on which sessions ask for any of its hosts. The caller closes it.
     *
     * @param route whose host the handshake names
     */
    public SharedConnection connection(Route route) {
        return door.connection(route.host());
    }

    /**
     * A user as the provider states them: subject and address are the provider's, and not the suite's own.
     *
     * @param user one whom the scenario declares
     */
    public User known(User user) {
        return door.signIn().accounts().known(user);
    }

    /**
     * A browser with which a user has signed in on the scenario's route.
     *
     * @param user the user
     */
    public Session signedIn(User user) {
        return signedIn(user, names.route());
    }

    /**
     * A browser with which a user has signed in on a route, once the proxy serves it.
     *
     * @param user the user
     * @param route the route
     */
    public Session signedIn(User user, Route route) {
        Session session = browser(user.subject());
        traffic.eventually(() -> anonymous().get(route.url()), Proxy.redirectsToSignIn());
        signIn(session, user, route.url());
        return session;
    }

    /**
     * Signs in, and begins anew when the redirects broke off before they came back to the host they started from, as on a
     * machine with too much to do. The answer there, a refusal included, is for the caller to judge.
     *
     * @param session the browser
     * @param user the user
     * @param url the page to open
     * @return the last exchange
     */
    public Exchange signIn(Session session, User user, String url) {
        String host = Url.parse(url).host();
        return traffic.awaited(
                "sign-in of " + user.subject() + " at " + host, () -> session.signIn(user, url), last -> {
                    boolean back = last.response().isPresent()
                            && last.request().url().host().equals(host);
                    return new Observation(back, last.subject());
                });
    }

    /**
     * Signs in by an issuer that the proxy has just been told of, and begins anew while it still goes by another.
     *
     * @param session the browser
     * @param user the user
     * @param issuer the issuer's URL
     * @param url the page to open
     * @return the last exchange, the page
     */
    public Exchange signInAt(Session session, User user, String issuer, String url) {
        return traffic.awaited(
                        "sign-in of " + user.subject() + " by " + issuer,
                        () -> session.signInJourney(user, url),
                        journey -> {
                            Exchange last = journey.last();
                            boolean back = last.request().url().toString().equals(url)
                                    && last.response()
                                            .filter(page -> page.status() == 200)
                                            .isPresent();
                            return new Observation(back && journey.ledOver(issuer), last.subject());
                        })
                .last();
    }
}
