package io.meshconformance.reports.github;

import java.util.regex.Pattern;

/** Text from outside in Markdown: it stays text, whatever it holds, and stays in its cell. */
final class Markdown {

    /** By these GitHub's Markdown begins something inside a line: code, emphasis, links, HTML, cells, people, formulas. */
    private static final String MEANT = "\\`*_[]<>#|&~@$";

    /** What GitHub makes a link or a small picture of by itself. */
    private static final Pattern BY_ITSELF = Pattern.compile(":(?=\\S)|(?<=www)\\.", Pattern.CASE_INSENSITIVE);

    private Markdown() {}

    /** A text on one line, cut to so many characters. */
    static String text(String text, int limit) {
        String line = text.strip().replaceAll("\\s+", " ");
        StringBuilder safe = new StringBuilder();
        line.codePoints().limit(limit).forEach(point -> append(safe, point));
        String plain = BY_ITSELF
                .matcher(safe)
                .replaceAll(sign -> "&#" + (int) sign.group().charAt(0) + ";");
        return line.codePointCount(0, line.length()) > limit ? plain + "…" : plain;
    }

    /** The same as code. */
    static String code(String text, int limit) {
        return text.isBlank() ? "" : "<code>" + text(text, limit) + "</code>";
    }

    /** Lines that keep their breaks, for a block of which no other reader makes anything. */
    static String block(String text) {
        return "<pre>" + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</pre>\n";
    }

    private static void append(StringBuilder safe, int point) {
        if (point < ' ') {
            safe.append('\uFFFD');
        } else if (MEANT.indexOf(point) >= 0) {
            safe.append("&#").append(point).append(';');
        } else {
            safe.appendCodePoint(point);
        }
    }
}
