package io.meshconformance.harness.client;

import io.meshconformance.evidence.Caller;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Failure;
import io.meshconformance.harness.http.Failure.Kind;
import io.meshconformance.harness.http.Header;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.RedirectChain;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.http.Url;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.oidc.ProviderSignIn;
import io.meshconformance.harness.oidc.SignInForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One user agent: its cookies and what it says it accepts. {@link #get} makes one request and follows nothing, so that a
 * redirect can be judged; {@link #signIn} and {@link #signOut} walk redirects to their end, each hop an exchange.
 */
public final class Session {

    private static final int MOST_HOPS = 20;
    private static final String BROWSER_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private final Caller caller;
    private final OutsideClient client;
    private final CookieJar cookies;
    private final Headers defaults;

    private Session(Caller caller, OutsideClient client, CookieJar cookies, Headers defaults) {
        this.caller = caller;
        this.client = client;
        this.cookies = cookies;
        this.defaults = defaults;
    }

    /** A browser with an empty jar. */
    static Session browser(Caller.Browser caller, OutsideClient client) {
        return new Session(caller, client, new CookieJar(), Headers.none().with("Accept", BROWSER_ACCEPT));
    }

    /** The same user agent, same cookies, as a program that asks for JSON. */
    public Session asApi() {
        return accepting("application/json");
    }

    /** The same user agent, same cookies, accepting this. */
    public Session accepting(String mediaTypes) {
        return new Session(caller, client, cookies, defaults.withOnly("Accept", mediaTypes));
    }

    /** The same user agent, same cookies, without a word about what it accepts. */
    public Session acceptingNothingInParticular() {
        return new Session(caller, client, cookies, defaults.without("Accept"));
    }

    /** The same user agent, same cookies, with all its requests on one connection. */
    public Session over(SharedConnection connection) {
        return new Session(caller, client.over(connection), cookies, defaults);
    }

    /** One GET, nothing followed. */
    public Exchange get(String url) {
        return send(Request.get(url));
    }

    /** One GET with further headers, nothing followed. */
    public Exchange get(String url, Headers headers) {
        return send(Request.get(url).with(headers));
    }

    /** One GET with one further header, nothing followed. */
    public Exchange get(String url, String header, String value) {
        return send(Request.get(url).with(header, value));
    }

    /** One request, nothing followed. Its own headers win over this session's, its own cookies too. */
    public Exchange send(Request request) {
        return send("", request);
    }

    /**
     * Goes to an address and, when the way leads over the provider's form, signs in there.
     *
     * @return the exchange at the end of the way; whether that is the application is for the caller to judge
     */
    public Exchange signIn(User user, String url) {
        return signInJourney(user, url).last();
    }

    /** The same with every hop. */
    public RedirectChain signInJourney(User user, String url) {
        // A provider that remembers whoever signed in before would not ask for this user.
        ProviderSignIn signIn = client.signIn();
        signIn.hosts().forEach(cookies::forget);
        RedirectChain way = walk("sign-in", Request.get(url), new ArrayList<>());
        Optional<SignInForm> form = signIn.on(0, way.last());
        if (form.isEmpty()) {
            return way;
        }
        List<Map<String, String>> entries = signIn.entries(user);
        for (int page = 0; form.isPresent() && page < entries.size(); page++) {
            way = walk("sign-in", form.get().filledBy(entries.get(page)), new ArrayList<>(way.hops()));
            form = signIn.on(page + 1, way.last());
        }
        return way;
    }

    /** Signs out on this host and follows to the end of the way. */
    public RedirectChain signOut(String host) {
        return walk("sign-out", Request.get("https://" + host + "/.pomerium/sign_out"), new ArrayList<>());
    }

    /** Its cookies, to be looked at, altered, or carried to another session. */
    public CookieJar cookies() {
        return cookies;
    }

    private RedirectChain walk(String note, Request first, List<Exchange> hops) {
        Request next = first;
        for (int hop = 1; hop <= MOST_HOPS; hop++) {
            Exchange exchange = send(note + ", hop " + (hops.size() + 1), next);
            hops.add(exchange);
            // A browser stays where a redirect leads to no address.
            Optional<Url> leadsTo = exchange.response()
                    .flatMap(Response::location)
                    .flatMap(exchange.request().url()::resolve);
            if (leadsTo.isEmpty()) {
                return new RedirectChain(hops);
            }
            next = new Request("GET", leadsTo.get(), Headers.none(), null);
        }
        hops.add(endless(hops.get(hops.size() - 1)));
        return new RedirectChain(hops);
    }

    private Exchange send(String note, Request request) {
        Headers headers = request.headers();
        for (Header line : defaults.lines()) {
            if (!request.headers().has(line.name())) {
                headers = headers.with(line.name(), line.value());
            }
        }
        Optional<String> own = cookies.headerFor(request.url());
        if (own.isPresent() && !headers.has("Cookie")) {
            headers = headers.with("Cookie", own.get());
        }
        Exchange exchange = client.send(caller, note, request.with(headers));
        exchange.response().ifPresent(response -> cookies.take(request.url(), response.headers()));
        return exchange;
    }

    private static Exchange endless(Exchange last) {
        Failure failure = new Failure(Kind.ENDLESS_REDIRECTS, "gave up after " + MOST_HOPS + " hops");
        return new Exchange(
                last.id(),
                last.caller(),
                last.note(),
                last.request(),
                failure,
                last.certificates(),
                last.attribution(),
                last.startedAt(),
                last.took());
    }
}
