package io.meshconformance.reports.github;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A page of Markdown whose tables leave out rows, and count them, before it gets too large. */
final class MarkdownPage {

    private final int room;
    private final StringBuilder text = new StringBuilder();

    /**
     * Begins a page.
     *
     * @param room how large it may be at the end of a table, in bytes
     */
    MarkdownPage(int room) {
        this.room = room;
    }

    void paragraph(String paragraph) {
        text.append(paragraph).append("\n\n");
    }

    /** A table below its title; nothing where it has no row. Cells are parted by {@code |}. */
    void table(String title, String head, List<String> rows) {
        if (rows.isEmpty()) {
            return;
        }
        text.append("### ").append(title).append("\n\n| ").append(head).append(" |\n|");
        text.append(" --- |".repeat(head.split("\\|").length)).append('\n');
        int free = room - bytes(text);
        int left = rows.size();
        for (String row : rows) {
            free -= bytes(row) + 5;
            if (free < 0) {
                break;
            }
            text.append("| ").append(row).append(" |\n");
            left--;
        }
        text.append(left == 0 ? "\n" : "\nand " + left + " more, which stand in the report.\n\n");
    }

    /** The page so far. */
    String text() {
        return text.toString();
    }

    private static int bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
