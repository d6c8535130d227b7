package io.meshconformance.reports.page;

import io.meshconformance.reports.model.PastRun;
import io.meshconformance.reports.model.state.Statistics;
import java.util.List;

/** Draws runs as stacked columns. It holds no text: the figure's caption and the table beside it say what it shows. */
public final class TrendPlot {

    private static final int HEIGHT = 64;
    private static final int COLUMN = 12;

    private TrendPlot() {}

    /** The plot as SVG, well-formed XML; oldest run first. */
    public static String svg(List<PastRun> runs) {
        int most =
                runs.stream().mapToInt(run -> run.statistics().declared()).max().orElse(0);
        int width = Math.max(1, runs.size()) * COLUMN;
        StringBuilder svg = new StringBuilder(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %d %d\" style=\"max-width:%dpx\">"
                        .formatted(width, HEIGHT, width));
        svg.append("<title>Results of the last ").append(runs.size()).append(" runs</title>");
        svg.append(
                "<defs><pattern id=\"stripes\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" "
                        + "patternTransform=\"rotate(45)\"><rect class=\"t-bad\" fill=\"maroon\" width=\"2.6\" height=\"4\"/></pattern></defs>");
        for (int i = 0; i < runs.size() && most > 0; i++) {
            column(svg, i * COLUMN, runs.get(i).statistics(), most);
        }
        return svg.append("<path class=\"axis\" d=\"M0 %dh%d\"/></svg>".formatted(HEIGHT - 1, width))
                .toString();
    }

    private static void column(StringBuilder svg, int x, Statistics counts, int most) {
        int bottom = HEIGHT - 2;
        bottom = part(svg, "t-good", " fill=\"green\"", x, bottom, counts.passed(), most);
        bottom = part(svg, "t-quiet", " fill=\"silver\"", x, bottom, counts.skipped() + counts.unsupported(), most);
        part(
                svg,
                "t-stripes",
                " fill=\"url(#stripes)\"",
                x,
                bottom,
                counts.failed() + counts.unstable() + counts.error(),
                most);
    }

    private static int part(StringBuilder svg, String style, String fill, int x, int bottom, int count, int most) {
        if (count == 0) {
            return bottom;
        }
        int height = Math.max(2, count * (HEIGHT - 4) / most);
        svg.append("<rect class=\"%s\"%s x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
                .formatted(style, fill, x + 1, bottom - height, COLUMN - 3, height));
        return bottom - height;
    }
}
