package io.meshconformance.harness.browser;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;

/** What only a page itself can do or knows: by a few lines of its own language. */
final class PageScripts {

    private static final String PROTOCOL = "performance.getEntriesByType('navigation')[0].nextHopProtocol";

    private static final String CONVERSATION = "([url, text, limit]) => new Promise(done => {"
            + " let heard = 'nothing'; const socket = new WebSocket(url);"
            + " socket.onopen = () => socket.send(text);"
            + " socket.onmessage = message => { heard = message.data; socket.close(1000); };"
            + " socket.onclose = end => done(heard + ', closed with ' + end.code);"
            + " setTimeout(() => done(heard + ', still open'), limit); })";

    private PageScripts() {}

    /** By which protocol the document came, by its name in ALPN. */
    static String protocol(Page page) {
        return String.valueOf(page.evaluate(PROTOCOL));
    }

    /** Sends a text over a WebSocket of the page's own, and says what came back and how it ended. */
    static String converses(Page page, String url, String text, Duration limit) {
        return String.valueOf(page.evaluate(CONVERSATION, List.of(url, text, Math.toIntExact(limit.toMillis()))));
    }
}
