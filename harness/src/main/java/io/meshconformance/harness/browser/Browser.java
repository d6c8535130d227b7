package io.meshconformance.harness.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import io.meshconformance.evidence.Caller;
import io.meshconformance.harness.client.AddressMap;
import io.meshconformance.harness.client.ExchangeSink;
import io.meshconformance.harness.expect.CheckRecord;
import io.meshconformance.harness.expect.Picture;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.oidc.ProviderForm;
import io.meshconformance.harness.oidc.ProviderSignIn;
import io.meshconformance.harness.wait.Timeouts;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * A real browser, started when it is first used. Each document it loads, redirects included, is an exchange
 * that the same expectations judge as those of the suite's own client. Where this machine has no Chromium, or where
 * Chromium does not do what it is told, the check is skipped and says why: a browser that is missing proves nothing.
 */
public final class Browser implements AutoCloseable {

    private final Supplier<BrowserWindow> opening;
    private final ProviderSignIn signIn;
    private final Timeouts timeouts;
    private final MintedSecrets secrets;
    private final ExchangeSink sink;
    private final Supplier<CheckRecord> current;
    private final UnaryOperator<String> redaction;
    private final AtomicReference<@Nullable BrowserWindow> window = new AtomicReference<>();
    private Caller caller = new Caller.Browser(null);

    /**
     * A browser that is not started yet.
     *
     * @param addresses where the proxy and the provider are found
     * @param trusted the authorities that vouch for them
     * @param signIn how users sign in at the provider
     * @param timeouts the run's limits
     * @param secrets told of the users' passwords and of what the wire carries
     * @param sink takes every exchange
     * @param current the record of the check that runs now
     * @param redact takes the run's secrets out of a text
     */
    public Browser(
            AddressMap addresses,
            KeyStore trusted,
            ProviderSignIn signIn,
            Timeouts timeouts,
            MintedSecrets secrets,
            ExchangeSink sink,
            Supplier<CheckRecord> current,
            UnaryOperator<String> redact) {
        this(() -> BrowserWindow.onto(addresses, trusted, timeouts), signIn, timeouts, secrets, sink, current, redact);
    }

    Browser(
            Supplier<BrowserWindow> opening,
            ProviderSignIn signIn,
            Timeouts timeouts,
            MintedSecrets secrets,
            ExchangeSink sink,
            Supplier<CheckRecord> current,
            UnaryOperator<String> redaction) {
        this.opening = opening;
        this.signIn = signIn;
        this.timeouts = timeouts;
        this.secrets = secrets;
        this.sink = sink;
        this.current = current;
        this.redaction = redaction;
    }

    /**
     * Goes to an address, over all redirects.
     *
     * @return the last exchange
     * @throws TestAbortedException when there is no browser to do it
     */
    public Exchange open(String url) {
        return unlessLost(() ->
                navigated(url, page -> page.navigate(url, new Page.NavigateOptions().setTimeout(limit().toMillis()))));
    }

    /**
     * Fills the provider's form that is shown, as this user, takes a picture of it and sends it.
     *
     * @return the last exchange
     * @throws AssertionError when no such form is shown
     * @throws TestAbortedException when there is no browser to do it
     */
    public Exchange signIn(User user) {
        return unlessLost(() -> {
            String from = window().does(limit(), page -> new ProviderForm(page, signIn).fill(user, limit()));
            caller = new Caller.Browser(user.subject());
            show("the provider's form, filled in by " + user.subject());
            return navigated(from, page -> new ProviderForm(page, signIn).send());
        });
    }

    /**
     * Keeps a picture of what is shown now. Secrets that the page shows, as the provider's form shows the state of a
     * sign-in, are replaced on the page itself by the mark that stands for them everywhere.
     *
     * @param words what it shows, in words
     * @throws TestAbortedException when there is no browser to do it
     */
    public void show(String words) {
        current.get()
                .picture(unlessLost(() -> window().does(limit(), page -> {
                    PageText text = new PageText(page);
                    text.redact(redaction);
                    byte[] png = page.screenshot();
                    return new Picture(words, page.url(), text.readable(), png);
                })));
    }

    /**
     * Has the page that is shown open a WebSocket, send a text and close once a text has come back.
     *
     * @param url its address, {@code wss}
     * @param text what is sent
     * @return what came back and how it ended, such as {@code "hello, closed with 1000"}
     * @throws TestAbortedException when there is no browser to do it
     */
    public String converses(String url, String text) {
        return unlessLost(
                () -> window().does(limit().multipliedBy(2), page -> PageScripts.converses(page, url, text, limit())));
    }

    /**
     * By which protocol the document that is shown came.
     *
     * @return its name in ALPN, such as {@code h2}
     * @throws TestAbortedException when there is no browser to do it
     */
    public String protocol() {
        return unlessLost(() -> window().does(limit(), PageScripts::protocol));
    }

    private Exchange navigated(String url, Consumer<Page> departure) {
        String id = UUID.randomUUID().toString();
        // Within the limit the page has arrived, or it is known that it has not; the browser has as long to say so.
        Navigation navigation = window().does(limit().multipliedBy(2), page -> {
            // By its name workloads log a client: the id stands behind it, as in every request of the suite.
            String agent = page.evaluate("navigator.userAgent") + " conformance/" + id;
            page.setExtraHTTPHeaders(Map.of(Request.ID_HEADER, id, "User-Agent", agent));
            return Navigation.on(page, limit(), departure);
        });
        List<NavigationStep> steps = window().does(limit(), page -> {
            for (Cookie cookie : page.context().cookies()) {
                secrets.register("cookie " + cookie.name, cookie.value);
            }
            return navigation.steps();
        });
        return new NavigationExchanges(sink, caller, id)
                .saw(steps.isEmpty() ? List.of(NavigationStep.none(url, navigation.failure())) : steps);
    }

    /** One document may take several requests until it is there. */
    private Duration limit() {
        return timeouts.routeLive();
    }

    private BrowserWindow window() {
        if (window.get() == null) {
            window.set(opening.get());
        }
        return Objects.requireNonNull(window.get());
    }

    private static <T> T unlessLost(Supplier<T> work) {
        try {
            return work.get();
        } catch (BrowserLost lost) {
            throw new TestAbortedException("The browser's view was not looked at: " + lost.getMessage(), lost);
        }
    }

    @Override
    public void close() {
        Optional.ofNullable(window.getAndSet(null)).ifPresent(BrowserWindow::close);
    }
}
