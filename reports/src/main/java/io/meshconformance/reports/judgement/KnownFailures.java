package io.meshconformance.reports.judgement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.meshconformance.evidence.run.JudgedPart;
import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.KnownFailureNote;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.state.Outcome;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Failures that are expected, from {@code ci/known-failures.yaml}. They still run; one that passes fails the run, since
 * its entry is out of date (after connectrpc's conformance suite).
 *
 * @param entries in the order of the file
 */
public record KnownFailures(List<Entry> entries) {

    /** No failure is expected. */
    public static final KnownFailures NONE = new KnownFailures(List.of());

    /**
     * One expected failure.
     *
     * @param id id of the scenario
     * @param check name of the check's method or part of its sentence; {@code *} for any check
     * @param seenOn what was judged when the failure was seen, each a part and its version, such as {@code proxy v0.33.1},
     *     or a part and the name of the reference that stood for it; it counts where one of them is judged
     * @param reason why it fails
     * @param link where the failure is discussed
     * @param until last day it is accepted, ISO 8601
     */
    public record Entry(String id, String check, List<String> seenOn, String reason, String link, String until) {

        boolean matches(String scenario, String checkId, String sentence) {
            return id.equals(scenario) && (check.equals("*") || checkId.equals(check) || sentence.contains(check));
        }
    }

    /** Those of the entries that count where these parts are judged. */
    public KnownFailures on(List<JudgedPart> parts) {
        List<String> judged = parts.stream().map(KnownFailures::judged).toList();
        return new KnownFailures(entries.stream()
                .filter(entry -> entry.seenOn().stream().anyMatch(judged::contains))
                .toList());
    }

    /** A part as an entry names it. The version of a reference says nothing: it is that of this suite. */
    public static String judged(JudgedPart part) {
        return part.name() + " " + (part.reference() ? part.title() : part.version());
    }

    private record File(@Nullable List<@Nullable Entry> knownFailures) {}

    /**
     * Reads the file; an absent file expects no failure.
     *
     * @throws IOException where the file cannot be read as such a list: the message says where and what to do
     */
    public static KnownFailures read(Path path) throws IOException {
        if (Files.notExists(path)) {
            return NONE;
        }
        try {
            byte[] yaml = Files.readAllBytes(path);
            JsonNode tree = Documents.YAML.readTree(yaml);
            if (tree.isMissingNode()
                    || tree.isNull()
                    || tree.isTextual() && tree.textValue().isBlank()) {
                return NONE;
            }
            File file = Documents.YAML.readValue(yaml, File.class);
            List<@Nullable Entry> entries = file.knownFailures() == null ? List.of() : file.knownFailures();
            List<Entry> whole = new ArrayList<>();
            for (@Nullable Entry entry : entries) {
                whole.add(required(path, entry));
            }
            return new KnownFailures(List.copyOf(whole));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new IOException(
                    "%s, line %d, cannot be read as a list of known failures: %s"
                            .formatted(path, line, e.getOriginalMessage()),
                    e);
        } catch (CharacterCodingException e) {
            throw new IOException("%s is no text in UTF-8: write it again as such".formatted(path), e);
        }
    }

    private static Entry required(Path path, @Nullable Entry entry) throws IOException {
        if (entry == null) {
            throw new IOException("%s: a known failure is empty; take out its hyphen or fill it in".formatted(path));
        }
        for (String part : new String[] {entry.id(), entry.check(), entry.reason(), entry.link(), entry.until()}) {
            if (part == null || part.isBlank()) {
                throw new IOException(
                        "%s: every known failure needs id, check, seenOn, reason, link and until; this one has not: %s"
                                .formatted(path, entry));
            }
        }
        if (!namesParts(entry.seenOn())) {
            throw new IOException("%s: seenOn of %s has to list parts with their versions, such as [proxy v0.33.1]: %s"
                    .formatted(path, entry.id(), entry.seenOn()));
        }
        if (!isDay(entry.until())) {
            throw new IOException(
                    "%s: until of %s is no day such as 2027-01-31: %s".formatted(path, entry.id(), entry.until()));
        }
        return entry;
    }

    private static boolean namesParts(@Nullable List<@Nullable String> seenOn) {
        return seenOn != null
                && !seenOn.isEmpty()
                && seenOn.stream().allMatch(seen -> seen != null && seen.matches("[a-z0-9-]+ \\S.*"));
    }

    /** Days are compared as they are written, which holds for years of four digits alone. */
    private static boolean isDay(String text) {
        try {
            return LocalDate.parse(text).toString().length() == "2027-01-31".length();
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** Why a check's failure is expected, empty where it is not or no longer. */
    public Optional<KnownFailureNote> expected(String scenario, String check, String sentence, String today) {
        return entries.stream()
                .filter(entry -> entry.matches(scenario, check, sentence))
                .filter(entry -> today.compareTo(entry.until()) <= 0)
                .findFirst()
                .map(entry -> new KnownFailureNote(entry.reason(), entry.link(), entry.until()));
    }

    /** Entries whose scenario ran and whose checks passed, or that match no check of it: they are out of date. */
    public List<String> stale(List<ScenarioResult> scenarios) {
        List<String> stale = new ArrayList<>();
        for (Entry entry : entries) {
            scenarios.stream()
                    .filter(scenario -> scenario.id().equals(entry.id()))
                    .filter(scenario -> scenario.result() == Outcome.PASSED || scenario.result() == Outcome.FAILED)
                    .filter(scenario -> scenario.checks().stream().noneMatch(check -> failedAs(entry, scenario, check)))
                    .forEach(scenario -> stale.add(entry.id() + " (" + entry.check() + ")"));
        }
        return stale;
    }

    private static boolean failedAs(Entry entry, ScenarioResult scenario, CheckResult check) {
        return check.result() == Outcome.FAILED && entry.matches(scenario.id(), check.id(), check.sentence());
    }
}
