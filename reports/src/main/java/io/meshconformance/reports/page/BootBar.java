package io.meshconformance.reports.page;

import io.meshconformance.evidence.run.BootStage;
import java.util.Locale;

/** Draws one stage of the boot as a bar. It stretches with its cell and holds no text. */
final class BootBar {

    private BootBar() {}

    static String svg(BootStage stage, long end, boolean slowest) {
        double scale = end == 0 ? 0 : 100.0 / end;
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" aria-hidden=\"true\" viewBox=\"0 0 100 10\" "
                        + "preserveAspectRatio=\"none\"><rect class=\"%s\" x=\"%.2f\" y=\"1\" width=\"%.2f\" height=\"8\"/></svg>",
                slowest ? "stage slowest" : "stage",
                stage.startMillis() * scale,
                Math.max(0.6, stage.millis() * scale));
    }
}
