package io.meshconformance.reports.requirements;

import io.meshconformance.reports.format.Digests;
import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.model.requirement.Area;
import io.meshconformance.reports.model.requirement.Source;
import io.meshconformance.reports.model.requirement.Strength;
import io.meshconformance.run.Guard;
import io.meshconformance.run.Impact;
import io.meshconformance.run.RequirementIndex;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every requirement, in the order of the file.
 *
 * @param sources documents that make promises
 * @param areas areas of requirements
 * @param requirements the promises
 * @param sha256 digest of the file, hexadecimal
 */
public record RequirementList(List<Source> sources, List<Area> areas, List<Requirement> requirements, String sha256) {

    /** Where the list lies in the repository. */
    public static final String DOCUMENT = "manifests/requirements.yaml";

    /**
     * One promise.
     *
     * @param id stable id
     * @param strength how strong it is
     * @param impact what its failure means to the people behind the proxy
     * @param guards public reports that its scenario would have caught
     * @param sources numbers of the documents that make it
     * @param section heading in the first of them, null beyond the documents
     * @param quote words of that paragraph, null beyond the documents
     * @param statement the promise
     */
    public record Requirement(
            String id,
            Strength strength,
            Impact impact,
            List<Guard> guards,
            List<String> sources,
            @Nullable String section,
            @Nullable String quote,
            String statement) {

        /** The area, which is the prefix of the id. */
        public String area() {
            return areaOf(id);
        }
    }

    private record File(List<Source> sources, List<Area> areas, List<Line> requirements) {

        /** A file can leave out what no code does. */
        File {
            sources = List.copyOf(sources);
            areas = List.copyOf(areas);
            requirements = List.copyOf(requirements);
        }
    }

    /** A promise as it stands in the file. What it may say of impact and guards is the rule of their types. */
    private record Line(
            String id,
            Strength strength,
            String impact,
            @Nullable List<String> guards,
            List<String> sources,
            @Nullable String section,
            @Nullable String quote,
            String statement) {

        /** A file can leave out what no code does. */
        Line {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(strength, "strength");
            Objects.requireNonNull(impact, "impact");
            Objects.requireNonNull(statement, "statement");
            guards = guards == null ? List.of() : List.copyOf(guards);
            sources = List.copyOf(sources);
        }

        Requirement read() {
            List<Guard> known =
                    Objects.requireNonNull(guards).stream().map(Guard::of).toList();
            return new Requirement(id, strength, Impact.of(impact), known, sources, section, quote, statement);
        }
    }

    /**
     * Holds the ids.
     *
     * @throws IllegalArgumentException where an id occurs twice or its area is not listed
     */
    public RequirementList {
        Set<String> known = new HashSet<>();
        areas.forEach(area -> known.add(area.id()));
        Set<String> ids = new HashSet<>();
        for (Requirement requirement : requirements) {
            if (!ids.add(requirement.id())) {
                throw new IllegalArgumentException(DOCUMENT + " lists " + requirement.id() + " twice");
            }
            if (!known.contains(requirement.area())) {
                throw new IllegalArgumentException(DOCUMENT + " has no area for " + requirement.id());
            }
        }
    }

    /** The list this suite was built with, from the class path. */
    public static RequirementList load() {
        try (InputStream stream = RequirementList.class.getResourceAsStream("/" + DOCUMENT)) {
            if (stream == null) {
                throw new IllegalStateException(
                        DOCUMENT + " is not on the class path: the manifests module is missing");
            }
            return read(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(DOCUMENT + " cannot be read", e);
        }
    }

    /**
     * Reads a list.
     *
     * @throws IOException where the bytes are no such list
     * @throws IllegalArgumentException where an id occurs twice or its area is not listed, or an impact or a public report
     *     is none. {@link RequirementIndex}, which every run begins with, says the line as well
     */
    static RequirementList read(byte[] yaml) throws IOException {
        @Nullable File file = Documents.YAML.readValue(yaml, File.class);
        if (file == null) {
            throw new IOException(DOCUMENT + " is empty");
        }
        return new RequirementList(
                file.sources(),
                file.areas(),
                file.requirements().stream().map(Line::read).toList(),
                Digests.sha256(yaml));
    }

    /** The requirement of an id. */
    public Optional<Requirement> find(String id) {
        return requirements.stream()
                .filter(requirement -> requirement.id().equals(id))
                .findFirst();
    }

    /** The area of an id: what stands before its last hyphen. */
    public static String areaOf(String id) {
        int hyphen = id.lastIndexOf('-');
        return hyphen < 0 ? id : id.substring(0, hyphen);
    }
}
