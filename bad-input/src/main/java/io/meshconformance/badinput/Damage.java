package io.meshconformance.badinput;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * One thing that goes wrong with a document on its way to a parser.
 *
 * @param kind what goes wrong
 * @param at where, in thousandths of the document's length
 * @param length how many characters it concerns
 * @param text what comes in, where something does
 */
record Damage(Kind kind, int at, int length, String text) {

    private static final int WHOLE = 1000;

    /** What goes wrong. */
    enum Kind {
        /** Characters are lost. */
        CUT,
        /** The end is lost. */
        CUT_OFF,
        /** Characters come twice. */
        REPEAT,
        /** A line comes twice, and with it a key. */
        REPEAT_LINE,
        /** A text comes in. */
        INSERT,
        /** A text takes the place of characters. */
        REPLACE,
        /** A text takes the place of a word: of a key or of a value. */
        REPLACE_WORD,
        /** Lines end as on Windows. */
        CRLF,
        /** A byte order mark comes first. */
        BOM,
        /** The order of the lines is lost. */
        SHUFFLE
    }

    /** The document with this damage. */
    String to(String document) {
        int begin = (int) ((long) document.length() * at / WHOLE);
        int end = Math.min(document.length(), begin + length);
        String before = document.substring(0, begin);
        String slice = document.substring(begin, end);
        String after = document.substring(end);
        return switch (kind) {
            case CUT -> before + after;
            case CUT_OFF -> before;
            case REPEAT -> before + slice + slice + after;
            case REPEAT_LINE -> linesTwice(document, begin);
            case INSERT -> before + text + slice + after;
            case REPLACE -> before + text + after;
            case REPLACE_WORD -> wordReplaced(document, begin);
            case CRLF -> document.replace("\n", "\r\n");
            case BOM -> "\uFEFF" + document;
            case SHUFFLE ->
                Arrays.stream(document.split("\n", -1))
                        .sorted()
                        .skip(length % 2)
                        .collect(Collectors.joining("\n"));
        };
    }

    private static String linesTwice(String document, int place) {
        int begin = document.lastIndexOf('\n', place) + 1;
        int end = document.indexOf('\n', begin);
        String line = document.substring(begin, end < 0 ? document.length() : end);
        return document.substring(0, begin) + line + "\n" + document.substring(begin);
    }

    private String wordReplaced(String document, int place) {
        int begin = place;
        while (begin > 0 && isWord(document.charAt(begin - 1))) {
            begin--;
        }
        int end = place;
        while (end < document.length() && isWord(document.charAt(end))) {
            end++;
        }
        return document.substring(0, begin) + text + document.substring(end);
    }

    private static boolean isWord(char character) {
        return Character.isLetterOrDigit(character) || character == '-' || character == '_' || character == '.';
    }
}
