package io.meshconformance.harness.browser;

import com.microsoft.playwright.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The text of a page.
 *
 * @param page the page, on the thread that speaks to it
 */
record PageText(Page page) {

    /** Every piece of it: what stands between the page's tags, and what is typed into fields that show it. */
    private static final String PIECES = "(() => { const pieces = [];"
            + " const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);"
            + " while (texts.nextNode()) pieces.push(texts.currentNode);"
            + " const shown = 'input:not([type=hidden], [type=password]), textarea';"
            + " return pieces.concat([...document.querySelectorAll(shown)]); })()";

    private static final String TEXT_OF_PIECES = PIECES + ".map(piece => piece.data ?? piece.value)";

    private static final String CHANGE = "changes => { const pieces = " + PIECES + "; for (const i in changes)"
            + " pieces[i][pieces[i].data === undefined ? 'value' : 'data'] = changes[i]; }";

    /** A password field shows dots. */
    private static final String READABLE = "[document.body ? document.body.innerText : '']"
            + ".concat([...document.querySelectorAll('input, textarea')]"
            + ".filter(field => !['hidden', 'submit', 'password'].includes(field.type)).map(field => field.value))"
            + ".filter(text => text).join('\\n')";

    /** What can be read. */
    String readable() {
        return String.valueOf(page.evaluate(READABLE));
    }

    /** Puts the redacted text in the place of every piece that has something to redact. */
    void redact(UnaryOperator<String> redaction) {
        Map<String, String> changes = new HashMap<>();
        int index = 0;
        for (Object piece : (List<?>) page.evaluate(TEXT_OF_PIECES)) {
            String text = String.valueOf(piece);
            String redacted = redaction.apply(text);
            if (!redacted.equals(text)) {
                changes.put(String.valueOf(index), redacted);
            }
            index++;
        }
        if (!changes.isEmpty()) {
            page.evaluate(CHANGE, changes);
        }
    }
}
