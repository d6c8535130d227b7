package io.meshconformance.reports.requirements;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** On which line of the list each requirement stands, for readers that show a file. */
public final class RequirementLines {

    private static final Pattern ENTRY = Pattern.compile("^\\s*-\\s*\\{?\\s*id:\\s*\"?([A-Z]+-\\d{3})\\b.*");

    private final Map<String, Integer> lines = new HashMap<>();

    private RequirementLines(List<String> text) {
        for (int i = 0; i < text.size(); i++) {
            Matcher entry = ENTRY.matcher(text.get(i));
            if (entry.matches()) {
                lines.putIfAbsent(entry.group(1), i + 1);
            }
        }
    }

    /** The lines of {@link RequirementList#DOCUMENT} as this suite was built with it. */
    public static RequirementLines load() {
        try (InputStream stream = RequirementLines.class.getResourceAsStream("/" + RequirementList.DOCUMENT)) {
            if (stream == null) {
                throw new IllegalStateException(RequirementList.DOCUMENT + " is not on the class path");
            }
            return new RequirementLines(new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(RequirementList.DOCUMENT + " cannot be read", e);
        }
    }

    /** The line of an id, from one on; the first of the file where the list has no such id. */
    public int of(String id) {
        return lines.getOrDefault(id, 1);
    }
}
