package io.meshconformance.harness.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A running headless Chromium with one page, and a profile of its own that is gone when it is closed. It resolves no name
 * by itself and talks to nobody it is not sent to.
 */
final class Chromium implements AutoCloseable {

    private static final int WIDTH = 880;
    private static final int HEIGHT = 420;

    private final Process process;
    private final Path profile;
    private final DevTools tools;
    private final Duration limit;
    private final String page;

    private Chromium(Process process, Path profile, DevTools tools, Duration limit, String page) {
        this.process = process;
        this.profile = profile;
        this.tools = tools;
        this.limit = limit;
        this.page = page;
    }

    /**
     * Starts it and opens an empty page.
     *
     * @param program the program
     * @param ways where connections really go, as Chromium's {@code --host-resolver-rules} takes it
     * @param pins keys of servers it trusts beside those that the system trusts
     * @param limit until it has started, until it has done one thing, and until it has ended
     * @throws BrowserLost when it does not start
     */
    static Chromium start(BrowserProgram program, String ways, List<String> pins, Duration limit) {
        try {
            Path profile = Files.createTempDirectory("conformance-browser-");
            Process process = new ProcessBuilder(command(program, ways, pins, profile))
                    .redirectError(new File("/dev/null"))
                    .start();
            try {
                DevTools tools = DevTools.over(process.getInputStream(), process.getOutputStream(), limit);
                return new Chromium(process, profile, tools, limit, opened(tools));
            } catch (BrowserLost e) {
                ended(process, limit);
                deleted(profile);
                throw e;
            }
        } catch (IOException e) {
            throw new BrowserLost("the browser cannot be started: " + e.getMessage(), e);
        }
    }

    /** The shell only moves the pipes to the numbers where Chromium looks for them. */
    private static List<String> command(BrowserProgram program, String ways, List<String> pins, Path profile) {
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                "exec \"$0\" \"$@\" 3<&0 4>&1 0</dev/null 1>/dev/null",
                program.path().toString(),
                "--headless",
                "--remote-debugging-pipe",
                "--user-data-dir=" + profile,
                "--host-resolver-rules=" + ways,
                "--ignore-certificate-errors-spki-list=" + String.join(",", pins),
                "--no-proxy-server",
                "--no-first-run",
                "--no-default-browser-check",
                "--disable-background-networking",
                "--disable-breakpad",
                "--disable-component-update",
                "--disable-default-apps",
                "--disable-dev-shm-usage",
                "--disable-extensions",
                "--disable-gpu",
                "--disable-quic",
                "--disable-sync",
                "--hide-scrollbars",
                "--lang=en"));
        if ("root".equals(System.getProperty("user.name"))) {
            // Chromium's sandbox refuses to be set up by root; the pages it loads are this run's own.
            command.add("--no-sandbox");
        }
        return command;
    }

    private static String opened(DevTools tools) {
        String target = tools.call(
                        "", "Target.createTarget", DevTools.parameters().put("url", "about:blank"))
                .path("targetId")
                .asText();
        String page = tools.call(
                        "",
                        "Target.attachToTarget",
                        DevTools.parameters().put("targetId", target).put("flatten", true))
                .path("sessionId")
                .asText();
        tools.call(page, "Page.enable", DevTools.parameters());
        tools.call(page, "Network.enable", DevTools.parameters());
        // It would go to the workload under the id of the page.
        tools.call(page, "Network.setBlockedURLs", blocked("*/favicon.ico"));
        tools.call(
                page,
                "Emulation.setDeviceMetricsOverride",
                DevTools.parameters()
                        .put("width", WIDTH)
                        .put("height", HEIGHT)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
        return page;
    }

    private static ObjectNode blocked(String pattern) {
        ObjectNode parameters = DevTools.parameters();
        parameters.putArray("urls").add(pattern);
        return parameters;
    }

    /** Gives its page a command. */
    JsonNode tell(String method, ObjectNode parameters) {
        return tools.call(page, method, parameters);
    }

    /** Gives the browser itself a command. */
    JsonNode tellBrowser(String method) {
        return tools.call("", method, DevTools.parameters());
    }

    /** What an expression is on its page. */
    JsonNode evaluated(String expression) {
        return tell(
                        "Runtime.evaluate",
                        DevTools.parameters().put("expression", expression).put("returnByValue", true))
                .path("result")
                .path("value");
    }

    /** Tells every event to this listener, which must not call back. */
    void listen(Consumer<JsonNode> listener) {
        tools.listen(listener);
    }

    @Override
    public void close() {
        try {
            tools.call("", "Browser.close", DevTools.parameters());
        } catch (BrowserLost gone) {
            // It need not answer any more: what counts is that it ends, below.
            process.destroy();
        }
        ended(process, limit);
        deleted(profile);
    }

    private static void ended(Process process, Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void deleted(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    // A process that is just ending takes its own files away.
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException trouble)
                        throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new BrowserLost("the browser's profile could not be deleted: " + folder, e);
        }
    }
}
