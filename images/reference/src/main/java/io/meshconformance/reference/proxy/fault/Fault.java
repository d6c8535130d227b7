package io.meshconformance.reference.proxy.fault;

import java.util.Set;

/** One named way of being wrong. A conformance check that no fault turns red proves nothing. */
public enum Fault {
    WRONG_ISSUER("wrong-issuer", "The assertion names the authenticate host as issuer instead of the route's host."),
    WRONG_AUDIENCE("wrong-audience", "The assertion's audience is one fixed name for every route."),
    EXPIRED_ASSERTION("expired-assertion", "The assertion was issued ten minutes ago and ended five minutes ago."),
    REPEATED_JTI("repeated-jti", "Every assertion carries the same id."),
    GROUPS_NULL("groups-null", "An empty list of groups is written as null."),
    FORGED_SIGNATURE("forged-signature", "The assertion is signed by a key that is never published."),
    OPAQUE_KEYSET("opaque-keyset", "The published key set is empty."),
    KEEPS_SPOOFED_ASSERTION("keeps-spoofed-assertion", "A client's own assertion header reaches the workload."),
    KEEPS_SPOOFED_CLAIM_HEADER(
            "keeps-spoofed-claim-header", "A client's own value of a configured claim header reaches the workload."),
    NEVER_PASSES_IDENTITY("never-passes-identity", "pass_identity_headers is read as false everywhere."),
    ALWAYS_PASSES_IDENTITY("always-passes-identity", "pass_identity_headers is read as true everywhere."),
    NO_POLICY_CHECK("no-policy-check", "Every signed-in user may use every route."),
    OPEN_TO_ALL("open-to-all", "Every route is served without sign-in."),
    DENY_LOSES("deny-loses", "Deny rules are ignored where an allow rule matches."),
    REDIRECTS_TO_ROOT("redirects-to-root", "Sign-in ends at the route's root, not at the address asked for."),
    ACCEPTS_TAMPERED_SESSION("accepts-tampered-session", "The session cookie's signature is not checked."),
    ACCEPTS_ANY_STATE("accepts-any-state", "The provider's callback is accepted without checking whose state it is."),
    ACCEPTS_ANY_SIGNATURE("accepts-any-signature", "Signed addresses of the sign-in are accepted unsigned."),
    LEAKS_SESSION_COOKIE("leaks-session-cookie", "The session cookie reaches the workload."),
    IGNORES_ANNOTATION_FLIP("ignores-annotation-flip", "Changes of an Ingress that is already served are ignored."),
    SIGN_OUT_KEEPS_SESSION("sign-out-keeps-session", "Sign-out clears cookies and leaves the session alive."),
    SWALLOWS_MESH_DENIAL("swallows-mesh-denial", "A workload's 403 is rewritten into the proxy's own page."),
    BYPASSES_MESH("bypasses-mesh", "Pods are addressed directly although the Service is asked for."),
    ALLOWS_ALL_WEBSOCKETS("allows-all-websockets", "WebSockets are let through on every route."),
    OPEN_PROGRAMMATIC_REDIRECT("open-programmatic-redirect", "Programmatic sign-in sends its token to any address."),
    SERVES_RAW_PATHS(
            "serves-raw-paths",
            "A path is routed as it was sent, so that dots, repeated slashes and escapes lead past a route."),
    PASSES_UNDERSCORES("passes-underscores", "A header whose name has an underscore reaches the workload."),
    PREFIX_BY_CHARACTERS(
            "prefix-by-characters", "A path of type Prefix also serves what only begins with its characters."),
    SHORT_PATH_FIRST(
            "short-path-first", "Of two routes on one host, the one that fixes less of the path is asked first."),
    REPLACES_FIRST_LINE(
            "replaces-first-line",
            "Of several lines of an identity header only the first is replaced, and the others reach the workload."),
    DROPS_NOMINATED_LAST(
            "drops-nominated-last",
            "The headers that a client's Connection names are dropped after the identity headers were set."),
    BELIEVES_FORWARDED_PATH(
            "believes-forwarded-path", "The route is chosen by the path that a client's own header claims."),
    BELIEVES_FORWARDED_HOST(
            "believes-forwarded-host", "The route is chosen by the host that a client's own header claims."),
    BELIEVES_FORWARDED_ADDRESS(
            "believes-forwarded-address", "A client that claims a loopback address by a header is let through."),
    ADMITS_PROBES("admits-probes", "A client that calls itself a health checker is let through."),
    FIRST_CLAIMS_STAY("first-claims-stay", "The claims of a user's first sign-in hold for the later ones too."),
    CLAIMS_ARE_ADDED("claims-are-added", "A claim that the provider no longer names at a sign-in stays with the user."),
    ROUTES_BY_SERVER_NAME(
            "routes-by-server-name", "The route is chosen by the server name of the handshake, not by the Host."),
    REDIRECTS_GRPC("redirects-grpc", "A gRPC client without a session is sent to sign in like a browser."),
    HOST_TAKES_NO_PORT("host-takes-no-port", "A Host with a port is unknown."),
    PREFLIGHT_BY_METHOD("preflight-by-method", "Every OPTIONS request is taken for a preflight."),
    SHOWS_TOKENS("shows-tokens", "The page about the session shows the user's ID token."),
    REDIRECTS_PROGRAMS("redirects-programs", "A program whose session is not valid is sent to sign in like a browser."),
    SMALL_HEADERS("small-headers", "A request with more than 8 KiB of headers is refused."),
    GLOBAL_IDENTITY_IGNORED(
            "global-identity-ignored", "The setting that passes the identity on for all routes is ignored."),
    GLOBAL_IDENTITY_WINS(
            "global-identity-wins",
            "The setting that passes the identity on for all routes holds against a route's own word."),
    SILENT_WEBSOCKETS("silent-websockets", "A WebSocket is opened, and nothing is passed on in it."),
    NEVER_REFRESHES(
            "never-refreshes", "The provider is never asked anew about a session, which goes on as it was signed in."),
    IGNORES_REFUSED_REFRESH(
            "ignores-refused-refresh", "A session goes on although the provider, asked anew, refuses it."),
    ENDS_WITH_TOKEN(
            "ends-with-token",
            "A session ends with the provider's tokens, which are not refreshed, and not by itself."),
    SESSIONS_NEVER_END("sessions-never-end", "A session goes on after the time that the settings give it."),
    HANDS_OVER_ENDED_SESSION(
            "hands-over-ended-session",
            "The authenticate host takes a session that has ended for a good one, so that sign-in leads in a circle."),
    BELIEVES_UNKNOWN_SESSIONS(
            "believes-unknown-sessions",
            "A genuine session cookie is enough, whether the proxy knows its session or not."),
    TAKES_ID_TOKENS_EVERYWHERE(
            "takes-id-tokens-everywhere",
            "An ID token of the provider opens every route, not only those that take one."),
    TAKES_ANY_CLIENTS_ID_TOKENS(
            "takes-any-clients-id-tokens", "An ID token is taken whichever of the provider's clients it was made for."),
    BELIEVES_ID_TOKENS("believes-id-tokens", "The signature of an ID token that a program shows is not checked."),
    ONE_BAD_INGRESS_STOPS_ALL("one-bad-ingress-stops-all", "A rejected Ingress takes every other route down with it.");

    private static final Set<Fault> EVERYWHERE = Set.of(
            OPAQUE_KEYSET,
            ACCEPTS_ANY_STATE,
            ACCEPTS_ANY_SIGNATURE,
            IGNORES_ANNOTATION_FLIP,
            SIGN_OUT_KEEPS_SESSION,
            SHORT_PATH_FIRST,
            FIRST_CLAIMS_STAY,
            CLAIMS_ARE_ADDED,
            SHOWS_TOKENS,
            NEVER_REFRESHES,
            IGNORES_REFUSED_REFRESH,
            ENDS_WITH_TOKEN,
            SESSIONS_NEVER_END,
            HANDS_OVER_ENDED_SESSION,
            ONE_BAD_INGRESS_STOPS_ALL);

    private final String word;
    private final String sentence;

    Fault(String word, String sentence) {
        this.word = word;
        this.sentence = sentence;
    }

    /** The name by which the fault is switched on. */
    public String word() {
        return word;
    }

    /** Whether it shows elsewhere than in the answers to requests for a route, so that no route can be told of it alone. */
    public boolean isEverywhere() {
        return EVERYWHERE.contains(this);
    }

    /** The name and what the proxy then does wrong. */
    @Override
    public String toString() {
        return word + ": " + sentence;
    }
}
