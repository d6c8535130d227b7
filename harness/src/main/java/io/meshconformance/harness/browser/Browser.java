package io.meshconformance.harness.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.platform.Addresses;
import io.meshconformance.harness.traffic.Answer;
import io.meshconformance.harness.traffic.Answerer;
import io.meshconformance.harness.traffic.Attribution;
import io.meshconformance.harness.traffic.Exchange;
import io.meshconformance.harness.traffic.Failure;
import io.meshconformance.harness.traffic.Headers;
import io.meshconformance.harness.traffic.Picture;
import io.meshconformance.harness.traffic.Recorder;
import io.meshconformance.harness.traffic.Request;
import io.meshconformance.harness.traffic.Response;
import io.meshconformance.harness.traffic.Url;
import io.meshconformance.harness.traffic.Witness;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * A browser a person sits at, started when it is first used. Each document it loads, redirects included, is an exchange
 * that the same expectations judge as those of the suite's own client. Where this machine has no Chromium, or where
 * Chromium does not do what it is told, the check is skipped and says why: a browser that is missing proves nothing.
 */
public final class Browser implements AutoCloseable {

    /** Every piece of text on the page: what stands between its tags, and what is typed into its fields. */
    private static final String PIECES = "(() => { const pieces = [];"
            + " const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);"
            + " while (texts.nextNode()) pieces.push(texts.currentNode);"
            + " return pieces.concat([...document.querySelectorAll('input, textarea')]); })()";

    private static final String TEXT_OF_PIECES = PIECES + ".map(piece => piece.data ?? piece.value)";

    /** What can be read; a password field shows dots. */
    private static final String READABLE = "[document.body ? document.body.innerText : '']"
            + ".concat([...document.querySelectorAll('input, textarea')]"
            + ".filter(field => !['hidden', 'submit', 'password'].includes(field.type)).map(field => field.value))"
            + ".filter(text => text).join('\\n')";

    private final Environment environment;
    private final Witness witness;
    private final Recorder recorder;
    private final UnaryOperator<String> redaction;
    private @Nullable Chromium chromium;
    private @Nullable Loading loading;
    private String name = "browser";

    /**
     * A browser that is not started yet.
     *
     * @param environment where it goes
     * @param witness sees every exchange
     * @param recorder where pictures are kept
     * @param redaction takes the run's secrets out of a text
     */
    public Browser(Environment environment, Witness witness, Recorder recorder, UnaryOperator<String> redaction) {
        this.environment = environment;
        this.witness = witness;
        this.recorder = recorder;
        this.redaction = redaction;
    }

    /**
     * Goes to an address, over all redirects.
     *
     * @return the exchange at the end of the way
     * @throws TestAbortedException when there is no browser to do it
     */
    public Exchange open(String url) {
        return unlessLost(() -> {
            Chromium running = running();
            return walked(
                    url,
                    () -> running.tell("Page.navigate", DevTools.parameters().put("url", url)));
        });
    }

    /**
     * Fills the provider's form that is shown, as this user, takes a picture of it and sends it.
     *
     * @return the exchange at the end of the way
     * @throws AssertionError when no such form is shown
     */
    public Exchange signIn(User user) {
        return unlessLost(() -> {
            Chromium running = running();
            type(running, "username", user.subject());
            type(running, "claims", user.claimsJson());
            name = "browser of " + user.subject();
            show("the provider's form, filled in by " + user.subject());
            String from = running.evaluated("location.href").asText();
            return walked(
                    from, () -> running.evaluated("document.querySelector('[name=username]').form.requestSubmit()"));
        });
    }

    private static void type(Chromium running, String field, String text) {
        String select = "(field => { if (!field) return false; field.focus(); field.select(); return true; })"
                + "(document.querySelector('[name=" + field + "]'))";
        if (!running.evaluated(select).asBoolean()) {
            throw new AssertionError("the page at "
                    + running.evaluated("location.origin + location.pathname").asText()
                    + " is no form to sign in with: it has no field " + field);
        }
        running.tell("Input.insertText", DevTools.parameters().put("text", text));
    }

    /**
     * Keeps a picture of what is shown now. Secrets that the page shows, as the provider's form shows the state of a
     * sign-in, are replaced on the page itself by the mark that stands for them everywhere.
     *
     * @param words what it shows, in words
     */
    public void show(String words) {
        unlessLost(() -> {
            Chromium running = running();
            withoutSecrets(running);
            String png = running.tell(
                            "Page.captureScreenshot", DevTools.parameters().put("format", "png"))
                    .path("data")
                    .asText();
            Picture picture = new Picture(
                    words,
                    running.evaluated("location.href").asText(),
                    running.evaluated(READABLE).asText(),
                    Base64.getDecoder().decode(png));
            recorder.picture(picture);
            return picture;
        });
    }

    private void withoutSecrets(Chromium running) {
        JsonNode pieces = running.evaluated(TEXT_OF_PIECES);
        ObjectNode changes = DevTools.parameters();
        for (int i = 0; i < pieces.size(); i++) {
            String text = pieces.get(i).asText();
            String redacted = redaction.apply(text);
            if (!redacted.equals(text)) {
                changes.put(String.valueOf(i), redacted);
            }
        }
        if (!changes.isEmpty()) {
            running.evaluated("((pieces, changes) => { for (const i in changes)"
                    + " pieces[i][pieces[i].data === undefined ? 'value' : 'data'] = changes[i]; })("
                    + PIECES + ", " + changes + ")");
        }
    }

    private Exchange walked(String url, Runnable departure) {
        Chromium running = running();
        String id = UUID.randomUUID().toString();
        ObjectNode extra = DevTools.parameters();
        extra.putObject("headers").put(Request.ID_HEADER, id);
        running.tell("Network.setExtraHTTPHeaders", extra);
        Loading way = new Loading();
        loading = way;
        departure.run();
        boolean arrived = arrived(way, environment.timeouts().routeLive());
        registerCookies(running);
        List<Loading.Hop> hops = way.hops();
        if (hops.isEmpty()) {
            return witness.saw(exchange(id, Request.get(url), failure(way, arrived), Instant.now(), Duration.ZERO));
        }
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < hops.size(); i++) {
            boolean end = i + 1 == hops.size();
            Loading.Hop hop = hops.get(i);
            boolean answered = !hop.response().isMissingNode() && (!end || arrived);
            String body = answered && end ? body(running, way) : "";
            Answer answer = answered ? response(hop, body) : failure(way, arrived);
            // Every hop of the way carries the id of its end; only there may logs be joined by it.
            String own = end ? id : id + ", hop " + (i + 1);
            Instant at = Instant.ofEpochMilli(
                    Math.round(hop.request().path("wallTime").asDouble() * 1000));
            Duration took = Duration.ofMillis(Math.round(hop.seconds() * 1000));
            exchanges.add(witness.saw(exchange(own, request(hop), answer, at, took)));
        }
        return exchanges.get(exchanges.size() - 1);
    }

    private static boolean arrived(Loading way, Duration limit) {
        try {
            return way.loaded().await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrowserLost("interrupted", e);
        }
    }

    private static Failure failure(Loading way, boolean arrived) {
        return arrived || !way.failure().isEmpty()
                ? new Failure(Failure.Kind.OTHER, way.failure())
                : new Failure(Failure.Kind.TIMED_OUT, "the page did not load");
    }

    private Exchange exchange(String id, Request request, Answer answer, Instant at, Duration took) {
        return new Exchange(
                id,
                name,
                "",
                request,
                answer,
                List.of(),
                new Attribution(Answerer.UNKNOWN, "not yet judged"),
                at,
                took);
    }

    private static Request request(Loading.Hop hop) {
        JsonNode told = hop.request().path("request");
        return new Request(
                told.path("method").asText(),
                Url.parse(told.path("url").asText()),
                headers(hop.sent().isObject() ? hop.sent() : told.path("headers")),
                told.has("postData") ? told.path("postData").asText() : null);
    }

    private static Response response(Loading.Hop hop, String body) {
        return new Response(
                hop.response().path("status").asInt(),
                headers(
                        hop.received().isObject()
                                ? hop.received()
                                : hop.response().path("headers")),
                body);
    }

    /** The tools join the values of a repeated header by line ends. HTTP/2's pseudo headers are in the request line. */
    private static Headers headers(JsonNode told) {
        Headers headers = Headers.none();
        for (var line : told.properties()) {
            if (!line.getKey().startsWith(":")) {
                for (String value : line.getValue().asText().split("\n", -1)) {
                    headers = headers.with(line.getKey(), value);
                }
            }
        }
        return headers;
    }

    private static String body(Chromium running, Loading way) {
        JsonNode told =
                running.tell("Network.getResponseBody", DevTools.parameters().put("requestId", way.document()));
        return told.path("base64Encoded").asBoolean() ? "" : told.path("body").asText();
    }

    private void registerCookies(Chromium running) {
        MintedSecrets secrets = environment.secrets();
        for (JsonNode cookie : running.tellBrowser("Storage.getCookies").path("cookies")) {
            secrets.register(
                    "cookie " + cookie.path("name").asText(),
                    cookie.path("value").asText());
        }
    }

    private Chromium running() {
        Chromium already = chromium;
        if (already != null) {
            return already;
        }
        BrowserProgram program = BrowserProgram.onPath()
                .orElseThrow(() -> new BrowserLost("no Chromium is on the PATH; to see this, " + BrowserProgram.CURE));
        KeyPins pins = new KeyPins(
                environment.doors(),
                environment.trusted(),
                environment.timeouts().request());
        Chromium started = Chromium.start(
                program,
                ways(),
                List.of(
                        pins.of(Addresses.AUTHENTICATE, 443),
                        pins.of(Addresses.IDENTITY_PROVIDER, Addresses.IDENTITY_PROVIDER_PORT)),
                // One document may take several requests until it is there.
                environment.timeouts().routeLive());
        started.listen(event -> {
            Loading current = loading;
            if (current != null) {
                current.accept(event);
            }
        });
        chromium = started;
        return started;
    }

    /** The doors of the suite's own client, and no other way out of this machine. */
    private String ways() {
        return String.join(
                ",",
                way("*." + Addresses.DOMAIN, Addresses.AUTHENTICATE, 443),
                way("*." + Addresses.DOMAIN, Addresses.AUTHENTICATE, 80),
                way(Addresses.IDENTITY_PROVIDER, Addresses.IDENTITY_PROVIDER, Addresses.IDENTITY_PROVIDER_PORT),
                "MAP * ~NOTFOUND");
    }

    private String way(String pattern, String host, int port) {
        InetSocketAddress door = environment
                .doors()
                .behind(host, port)
                .orElseThrow(() -> new BrowserLost("there is no door to " + host + ":" + port));
        return "MAP %s:%d %s:%d".formatted(pattern, port, door.getHostString(), door.getPort());
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
        Chromium running = chromium;
        if (running != null) {
            chromium = null;
            running.close();
        }
    }
}
