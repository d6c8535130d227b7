package io.meshconformance.reports.github;

import io.meshconformance.reports.model.ConformanceReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The step of GitHub Actions in which this runs, as its environment tells: {@code GITHUB_ACTIONS} says that there is one,
 * {@code GITHUB_STEP_SUMMARY} names the file of its summary.
 *
 * @param summary the file to append to; null where none is named
 * @param artifacts address of the run's artifacts; empty where the environment does not tell it
 * @param token a word that nothing a run prints can know
 */
public record GitHubActions(@Nullable Path summary, String artifacts, String token) {

    /** The step, or nothing elsewhere. */
    public static Optional<GitHubActions> in(Map<String, String> environment) {
        String summary = environment.getOrDefault("GITHUB_STEP_SUMMARY", "");
        if (!"true".equals(environment.get("GITHUB_ACTIONS"))) {
            return Optional.empty();
        }
        boolean told = Stream.of("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID")
                .allMatch(environment::containsKey);
        return Optional.of(new GitHubActions(
                summary.isEmpty() ? null : Path.of(summary),
                told
                        ? "%s/%s/actions/runs/%s#artifacts"
                                .formatted(
                                        environment.get("GITHUB_SERVER_URL"),
                                        environment.get("GITHUB_REPOSITORY"),
                                        environment.get("GITHUB_RUN_ID"))
                        : "",
                UUID.randomUUID().toString()));
    }

    /**
     * Has the runner take no line for a command until {@link #annotate}: what a check prints may hold an answer's text,
     * and the runner looks for commands behind the spaces of an indented line too.
     */
    public void begin(PrintStream out) {
        out.println(new WorkflowCommand("stop-commands", Map.of(), token).line());
        out.flush();
    }

    /**
     * Appends the summary of a report that was searched for secrets and written.
     *
     * @throws IOException where the file cannot be written
     */
    public void summarize(ConformanceReport report) throws IOException {
        if (summary != null) {
            Files.write(summary, StepSummary.of(report), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (!artifacts.isEmpty()) {
                String link = "\n[The whole report is an artifact of this run](" + artifacts + ")\n";
                Files.writeString(summary, link, StandardOpenOption.APPEND);
            }
        }
    }

    /** Prints the annotations of such a report, each on a line of its own. */
    public void annotate(ConformanceReport report, PrintStream out) {
        out.println(new WorkflowCommand(token, Map.of(), "").line());
        Annotations.of(report).forEach(out::println);
        out.flush();
    }
}
