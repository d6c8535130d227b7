package io.meshconformance.ci;

import io.meshconformance.run.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The mutants as {@code --list} prints them. Reads the lines that say so, and no YAML beyond, since it runs before anything
 * is built.
 *
 * @param entries one a mutant
 */
record MutantIndex(List<Entry> entries) {

    private static final String MUTANTS = "manifests/mutants";
    private static final String FAULTS = "images/reference/faults.yaml";
    private static final String CURE =
            "; take the files as the repository has them: git checkout " + MUTANTS + " " + FAULTS;

    private static final Pattern LINE = Pattern.compile(
            "^(?:(?<program>[a-z]+):|[- ]*(?:id: (?<id>[a-z][a-z0-9-]*[a-z0-9])|does: (?<does>\\p{Graph}.*)|"
                    + "reddens: \\[(?<reddens>[A-Z]+-[0-9]{3}(?:, [A-Z]+-[0-9]{3})*)]))$");

    /**
     * One mutant.
     *
     * @param id its id
     * @param does what it makes wrong
     * @param reddens the scenarios that have to turn red
     */
    record Entry(String id, String does, String reddens) {}

    /**
     * Reads those of a checkout.
     *
     * @param root the checkout's root folder
     * @throws WrongUse when they cannot be read, or one lacks its id, what it does or what it reddens
     */
    static MutantIndex of(Path root) {
        var lines = new ArrayList<String>();
        try (Stream<Path> files = Files.list(root.resolve(MUTANTS))) {
            for (Path file : files.sorted().toList()) {
                lines.addAll(Files.readAllLines(file));
            }
            List<Entry> entries = new ArrayList<>(parse(lines, false));
            entries.addAll(parse(Files.readAllLines(root.resolve(FAULTS)), true));
            return new MutantIndex(List.copyOf(entries));
        } catch (IOException e) {
            throw new WrongUse("the mutants cannot be read (" + e + ")" + CURE, e);
        }
    }

    /** A fault's id begins with the name of the program that has it. */
    private static List<Entry> parse(List<String> lines, boolean faults) {
        List<Entry> entries = new ArrayList<>();
        String program = "";
        String id = "";
        String does = "";
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                continue;
            }
            if (matcher.group("program") != null) {
                program = faults ? matcher.group("program") + "-" : "";
            } else if (matcher.group("id") != null) {
                require(id.isEmpty(), id);
                id = program + matcher.group("id");
            } else if (matcher.group("does") != null) {
                does = matcher.group("does");
            } else {
                String reddens = matcher.group("reddens").replace(",", "");
                require(!id.isEmpty() && !does.isEmpty(), reddens);
                entries.add(new Entry(id, does, reddens));
                id = "";
                does = "";
            }
        }
        require(id.isEmpty(), id);
        return entries;
    }

    private static void require(boolean whole, String mutant) {
        if (!whole) {
            throw new WrongUse("a mutant lacks its id, what it does or what it reddens: " + mutant + CURE);
        }
    }

    /** Whether there is a mutant of that name. */
    boolean has(String id) {
        return entries.stream().anyMatch(entry -> entry.id().equals(id));
    }

    /** Two lines each. */
    String plain() {
        return entries.stream()
                .map(entry -> "%-36s %s%n%-36s %s%n".formatted(entry.id(), entry.reddens(), "", entry.does()))
                .collect(Collectors.joining());
    }
}
