package io.meshconformance.harness.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.TimeoutError;
import io.meshconformance.harness.http.Failure;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The loading of one document, with every redirect before it. A document that another one replaced before it was shown is
 * no part of it.
 */
final class Navigation {

    /** How Chromium says that a document did not come. */
    private static final Pattern NET_ERROR = Pattern.compile("net::ERR_\\w+");

    /** A document that never comes into the page, because there is none or another one is wanted in its place. */
    private static final String ABORTED = "net::ERR_ABORTED";

    private final Page page;
    private final long deadline;
    private final Map<Request, Instant> asked = new LinkedHashMap<>();
    private boolean arrived;
    private String trouble = "";
    private @Nullable Failure givenUp;

    private Navigation(Page page, Duration limit) {
        this.page = page;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    /**
     * Navigates.
     *
     * @param page where the document is to be shown
     * @param limit until it is
     * @param departure what makes the page go there
     */
    static Navigation on(Page page, Duration limit, Consumer<Page> departure) {
        Navigation navigation = new Navigation(page, limit);
        Consumer<Request> asks = navigation::asks;
        Consumer<Page> loads = navigation::loads;
        page.onRequest(asks);
        page.onLoad(loads);
        try {
            navigation.run(departure);
        } finally {
            page.offRequest(asks);
            page.offLoad(loads);
        }
        return navigation;
    }

    private void run(Consumer<Page> departure) {
        try {
            departure.accept(page);
        } catch (TimeoutError e) {
            giveUp();
            return;
        } catch (PlaywrightException e) {
            Matcher error = NET_ERROR.matcher(String.valueOf(e.getMessage()));
            if (!error.find()) {
                throw e;
            }
            trouble = error.group();
            if (trouble.equals(ABORTED)) {
                return;
            }
        }
        try {
            // Of anything else that went wrong Chromium loads a page that says so.
            double left =
                    Math.max(1, Duration.ofNanos(deadline - System.nanoTime()).toMillis());
            page.waitForCondition(() -> arrived, new Page.WaitForConditionOptions().setTimeout(left));
        } catch (TimeoutError e) {
            giveUp();
        }
    }

    /** While a page still loads another one, Chromium defers all other commands. */
    private void giveUp() {
        givenUp = failure(last().map(Request::failure).orElse(""));
        // Not detached: that would wait for a page that is busy.
        page.context().newCDPSession(page).send("Page.stopLoading");
    }

    private void asks(Request request) {
        if (!request.isNavigationRequest()
                || !request.frame().equals(page.mainFrame())
                || !request.url().startsWith("http")) {
            return;
        }
        if (request.redirectedFrom() == null) {
            asked.clear();
            arrived = false;
        }
        asked.put(request, Instant.now());
    }

    /** A document may ask for the next one while it is still being loaded. */
    private void loads(Page shown) {
        arrived = last().filter(last -> last.existingResponse() != null || last.failure() != null)
                .isPresent();
    }

    private Optional<Request> last() {
        return asked.keySet().stream().reduce((first, last) -> last);
    }

    /** Every request and its answer, in order. */
    List<NavigationStep> steps() {
        List<NavigationStep> steps = new ArrayList<>();
        for (var each = asked.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Request, Instant> next = each.next();
            Request request = next.getKey();
            Response response = request.existingResponse();
            if (response == null || !each.hasNext() && (!arrived || request.failure() != null)) {
                steps.add(NavigationStep.failed(request, failure(request.failure()), next.getValue()));
            } else {
                steps.add(NavigationStep.answered(response, each.hasNext() ? "" : text(response)));
            }
        }
        return steps;
    }

    /** What kept the document from coming, in the browser's words, also where it made no request. */
    Failure failure() {
        return failure("");
    }

    private Failure failure(@Nullable String said) {
        if (givenUp != null) {
            return givenUp;
        }
        String words = said == null || said.isEmpty() ? trouble : said;
        return words.isEmpty() && !arrived
                ? new Failure(Failure.Kind.TIMED_OUT, "the page did not load")
                : new Failure(Failure.Kind.OTHER, words);
    }

    /** A response's body; empty text where it is none, but a picture, say. */
    private static String text(Response response) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(response.body()))
                    .toString();
        } catch (CharacterCodingException e) {
            return "";
        }
    }
}
