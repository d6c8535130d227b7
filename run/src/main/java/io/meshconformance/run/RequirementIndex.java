package io.meshconformance.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The requirements in the order of the list: as much as a person chooses scenarios by, and what a run must know before it
 * begins. Reads the list line by line and no YAML beyond, since it runs before anything is built; a test of the reports
 * compares it with the whole reading.
 *
 * @param entries the requirements
 */
public record RequirementIndex(List<Entry> entries) {

    /** Where the list lies in the checkout. */
    public static final String DOCUMENT = "manifests/requirements.yaml";

    private static final String BEGINNING = "requirements:";
    private static final Pattern LINE = Pattern.compile("^(?<first>- |  )(?<field>[A-Za-z]+): *(?<value>.*)$");
    private static final Pattern ID = Pattern.compile("[A-Z]+-[0-9]+");
    private static final Pattern STRENGTH = Pattern.compile("MUST|SHOULD");
    private static final List<String> FIELDS =
            List.of("id", "strength", "impact", "guards", "sources", "section", "quote", "statement");

    /**
     * One requirement. The scenario that proves it has the same id.
     *
     * @param id stable id
     * @param strength {@code MUST} or {@code SHOULD}
     * @param impact what its failure means to the people behind the proxy
     * @param guards public reports that its scenario would have caught
     * @param statement the promise, in one sentence
     */
    public record Entry(String id, String strength, Impact impact, List<Guard> guards, String statement) {

        /** The area, which is what stands before the last hyphen of the id. */
        public String area() {
            return id.substring(0, id.lastIndexOf('-'));
        }
    }

    /** Keeps the entries as they are. */
    public RequirementIndex {
        entries = List.copyOf(entries);
    }

    /**
     * Reads the list of a checkout.
     *
     * @param root the checkout's root folder
     * @throws WrongUse when there is no such list, or an entry cannot be read: the message has the line and the cure
     */
    public static RequirementIndex of(Path root) {
        Path file = root.resolve(DOCUMENT);
        try {
            return parse(Files.readAllLines(file));
        } catch (IOException e) {
            throw new WrongUse("the requirements in " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static RequirementIndex parse(List<String> lines) {
        var entries = new ArrayList<Entry>();
        var read = new Lines();
        for (int i = lines.indexOf(BEGINNING) + 1; i < lines.size(); i++) {
            Matcher line = LINE.matcher(lines.get(i));
            if (!line.matches()) {
                continue;
            }
            if (line.group("first").startsWith("-")) {
                read.entry().ifPresent(entries::add);
                read = new Lines();
            }
            read.add(i + 1, line.group("field"), line.group("value"));
        }
        read.entry().ifPresent(entries::add);
        return new RequirementIndex(entries);
    }

    /** The lines of one entry, by their fields. */
    private static final class Lines {

        private record Field(int line, String value) {}

        private final Map<String, Field> fields = new LinkedHashMap<>();

        void add(int line, String field, String value) {
            if (!FIELDS.contains(field)) {
                throw refusal(
                        line, "no requirement has a field \"%s\"; take it away, or write one of %s", field, FIELDS);
            }
            if (fields.put(field, new Field(line, value)) != null) {
                throw refusal(line, "%s stands twice in one requirement; take one away", field);
            }
        }

        /** The entry; none before the first. */
        Optional<Entry> entry() {
            if (fields.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Entry(
                    value("id", "id: PROXY-001", id -> matching(ID, id, "id: write one such as PROXY-001")),
                    value(
                            "strength",
                            "strength: MUST",
                            word -> matching(STRENGTH, word, "strength: write MUST or SHOULD")),
                    value("impact", "impact: lets somebody in\", or another of \"" + Impact.all(), Impact::of),
                    fields.containsKey("guards") ? value("guards", "", Guard::list) : List.of(),
                    value("statement", "statement: 'It holds'", RequirementIndex::unquoted)));
        }

        private <T> T value(String name, String example, Function<String, T> reading) {
            Field field = fields.get(name);
            if (field == null) {
                Field first = fields.values().iterator().next();
                throw refusal(first.line(), "%s has no %s; add the line \"  %s\"", first.value(), name, example);
            }
            try {
                return reading.apply(field.value());
            } catch (IllegalArgumentException e) {
                throw refusal(field.line(), "%s", e.getMessage());
            }
        }

        private static WrongUse refusal(int line, String sentence, Object... parts) {
            return new WrongUse("%s, line %d: %s".formatted(DOCUMENT, line, sentence.formatted(parts)));
        }
    }

    private static String matching(Pattern pattern, String text, String what) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException("\"%s\" is no %s".formatted(text, what));
        }
        return text;
    }

    private static String unquoted(String text) {
        return text.length() > 1 && text.startsWith("'") && text.endsWith("'")
                ? text.substring(1, text.length() - 1).replace("''", "'")
                : text;
    }
}
