package io.meshconformance.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The requirements by id and strength, in the order of the list: as much as a person chooses scenarios by. Reads the two
 * lines of each entry that say so, and no YAML beyond, since it runs before anything is built; a test of the reports
 * compares it with the whole reading.
 *
 * @param entries the requirements
 */
public record RequirementIndex(List<Entry> entries) {

    /** Where the list lies in the checkout. */
    public static final String DOCUMENT = "manifests/requirements.yaml";

    private static final Pattern LINE = Pattern.compile(
            "^(?:- id: (?<id>[A-Z]+-[0-9]+)|  strength: (?<strength>[A-Z]+)|  statement: '(?<statement>.*)')$");

    /**
     * One requirement. The scenario that proves it has the same id.
     *
     * @param id stable id
     * @param strength {@code MUST} or {@code SHOULD}
     * @param statement the promise, in one sentence
     */
    public record Entry(String id, String strength, String statement) {

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
     * @throws WrongUse when there is no such list
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
        String id = "";
        String strength = "";
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                continue;
            }
            if (matcher.group("id") != null) {
                id = matcher.group("id");
            } else if (matcher.group("strength") != null) {
                strength = matcher.group("strength");
            } else {
                entries.add(new Entry(id, strength, matcher.group("statement").replace("''", "'")));
            }
        }
        return new RequirementIndex(entries);
    }
}
