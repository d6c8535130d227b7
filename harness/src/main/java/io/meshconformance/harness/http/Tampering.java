package io.meshconformance.harness.http;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes one character of something that is signed or sealed: the smallest forgery there is. */
public final class Tampering {

    private Tampering() {}

    /**
     * The same text with another character in its middle. The last one would not do: of base64's last character some
     * bits mean nothing.
     *
     * @param text at least one character
     * @throws IllegalArgumentException for an empty text
     */
    public static String oneCharacterOf(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("Nothing to tamper with");
        }
        int middle = text.length() / 2;
        while (middle > 0 && !Character.isLetterOrDigit(text.charAt(middle))) {
            middle--;
        }
        char other = text.charAt(middle) == 'A' ? 'B' : 'A';
        return text.substring(0, middle) + other + text.substring(middle + 1);
    }

    /**
     * The same text once for each of its parts, which dots divide as in a token: with another character in the middle of
     * that part. A signature that is not checked shows in the last one alone.
     *
     * @param text at least one character
     * @throws IllegalArgumentException for an empty part
     */
    public static List<String> oneCharacterOfEachPart(String text) {
        List<String> parts = List.of(text.split("\\.", -1));
        List<String> tampered = new ArrayList<>();
        for (int number = 0; number < parts.size(); number++) {
            List<String> changed = new ArrayList<>(parts);
            changed.set(number, oneCharacterOf(parts.get(number)));
            tampered.add(String.join(".", changed));
        }
        return tampered;
    }

    /**
     * The same address with one character of a query parameter changed.
     *
     * @param url the address
     * @param parameter the parameter's name
     * @return the address as text
     * @throws AssertionError when the address has no such parameter
     */
    public static String parameterOf(Url url, String parameter) {
        Pattern pattern = Pattern.compile("(?<=[?&])" + Pattern.quote(parameter) + "=([^&]+)");
        Matcher found = pattern.matcher(url.target());
        if (!found.find()) {
            throw new AssertionError(url.path() + " was called without " + parameter);
        }
        MatchResult value = found.toMatchResult();
        String target = url.target().substring(0, value.start(1))
                + oneCharacterOf(value.group(1))
                + url.target().substring(value.end(1));
        return url.origin() + target;
    }
}
