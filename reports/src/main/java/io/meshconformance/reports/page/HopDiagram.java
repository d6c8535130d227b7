package io.meshconformance.reports.page;

import io.meshconformance.reports.words.HopWords;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Draws a path: a box a hop, the identity known there below its name, the decision at its foot. The hop that says it
 * answered is drawn with a heavy frame; where none does, a line below says so. The table beside it says the same in words.
 */
public final class HopDiagram {

    private static final int WIDTH = 210;
    private static final int GAP = 40;
    private static final int LINE = 15;
    private static final int WRAP = 29;
    private static final int TOP = 30;

    private HopDiagram() {}

    /**
     * The diagram as SVG, well-formed XML. Lines and words stand in a group each, whose attributes draw it where the
     * style sheet is off.
     */
    public static String svg(HopPath path) {
        List<HopWords> hops = path.hops();
        int rule = TOP + lines(hops, HopWords::identity) * LINE + 8;
        int height = rule + lines(hops, HopWords::decision) * LINE + 14;
        int below = path.silence().isEmpty() ? 0 : LINE + 5;
        int width = hops.size() * WIDTH + (hops.size() - 1) * GAP;
        StringBuilder shapes = new StringBuilder();
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < hops.size(); i++) {
            HopWords hop = hops.get(i);
            int x = i * (WIDTH + GAP);
            shapes.append(box(x, height, hop.answered()))
                    .append("<path class=\"rule\" d=\"M%d %dh%d\"/>".formatted(x, rule, WIDTH));
            if (i > 0) {
                shapes.append("<path class=\"arrow\" d=\"M%d %dh%d\"/>".formatted(x - GAP + 5, height / 2, GAP - 14));
                words.append("<path class=\"head\" d=\"M%d %dl-8 -5v10z\"/>".formatted(x - 4, height / 2));
            }
            text(words, "name", x, 19, List.of(hop.name()));
            text(words, "identity", x, TOP + LINE - 5, wrapped(hop.identity()));
            text(words, "decision", x, rule + LINE + 1, wrapped(hop.decision()));
        }
        if (below > 0) {
            text(words, "decision", 0, height + LINE, List.of(path.silence()));
        }
        // What is drawn is told by the table below it, which is there for every reader.
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"-1 -1 %d %d\" style=\"max-width:%dpx\">"
                        .formatted(width + 2, height + below + 2, width + 2)
                + "<title>" + Wording.escaped(path.title()) + "</title>"
                + "<g fill=\"none\" stroke=\"currentColor\">" + shapes + "</g>"
                + "<g fill=\"currentColor\" font-family=\"sans-serif\" font-size=\"11.5\">" + words + "</g></svg>";
    }

    private static int lines(List<HopWords> hops, Function<HopWords, String> part) {
        return hops.stream()
                .mapToInt(hop -> wrapped(part.apply(hop)).size())
                .max()
                .orElse(0);
    }

    private static String box(int x, int height, boolean answered) {
        return "<rect class=\"%s\"%s x=\"%d\" y=\"0\" width=\"%d\" height=\"%d\" rx=\"5\"/>"
                .formatted(answered ? "hop answered" : "hop", answered ? " stroke-width=\"2\"" : "", x, WIDTH, height);
    }

    private static void text(StringBuilder svg, String style, int x, int y, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            svg.append("<text class=\"%s\" x=\"%d\" y=\"%d\">".formatted(style, x + 9, y + i * LINE))
                    .append(Wording.escaped(lines.get(i)))
                    .append("</text>");
        }
    }

    /** Where a word that is longer than a line breaks: after the last mark of punctuation that still fits. */
    private static int cut(String word) {
        for (int i = WRAP - 1; i > 0; i--) {
            if ("/_-.,:]}".indexOf(word.charAt(i)) >= 0) {
                return i + 1;
            }
        }
        return WRAP;
    }

    /** Breaks text at spaces; a word that is longer than a line breaks inside. */
    static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+")) {
            String rest = word;
            if (!line.isEmpty() && line.length() + 1 + rest.length() > WRAP) {
                lines.add(line);
                line = "";
            }
            while (rest.length() > WRAP) {
                int cut = cut(rest);
                lines.add(rest.substring(0, cut));
                rest = rest.substring(cut);
            }
            line = line.isEmpty() ? rest : line + " " + rest;
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }
}
