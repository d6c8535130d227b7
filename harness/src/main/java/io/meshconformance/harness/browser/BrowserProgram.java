package io.meshconformance.harness.browser;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Chromium of this machine.
 *
 * @param path its program
 */
public record BrowserProgram(Path path) {

    /** What a person does who wants to see the browser's view. */
    public static final String CURE = "install Chromium (Debian's package chromium) and have it on the PATH";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");

    /** The first one on the path; empty where there is none. */
    public static Optional<BrowserProgram> onPath() {
        return on(System.getenv());
    }

    static Optional<BrowserProgram> on(Map<String, String> variables) {
        return Stream.of(variables.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst()
                .map(BrowserProgram::new);
    }

    /**
     * Its version, such as {@code 156.0.8078.79}.
     *
     * @param limit until it has to have said so
     * @return empty where it does not say within the limit
     */
    public Optional<String> version(Duration limit) {
        try {
            Process process = new ProcessBuilder(path.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            Matcher version =
                    VERSION.matcher(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return version.results().map(match -> match.group()).reduce((first, last) -> last);
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
