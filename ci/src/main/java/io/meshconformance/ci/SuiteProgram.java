package io.meshconformance.ci;

import io.meshconformance.run.Setting;
import io.meshconformance.run.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A Java program of the built suite.
 *
 * @param checkout where it is built
 * @param main its class
 */
record SuiteProgram(Checkout checkout, String main) {

    private static final Path IN_CONTAINER = Path.of("/.dockerenv");

    /**
     * The program, not started.
     *
     * @param properties the settings it is given, among others
     * @param arguments its arguments
     * @throws IOException when the suite is not built
     */
    ProcessBuilder with(Properties properties, List<String> arguments) throws IOException {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(JvmOptions.of(Runtime.version().feature()));
        for (String key : properties.stringPropertyNames()) {
            if (key.startsWith(Setting.PREFIX)) {
                words.add("-D" + key + "=" + properties.getProperty(key));
            }
        }
        if (properties.getProperty(Setting.REPORT_LIVE.key()) == null) {
            // The script that started this knows whether standard output is a terminal.
            words.add("-D" + Setting.REPORT_LIVE.key() + "=" + System.getProperty("suite.live", "lines"));
        }
        words.add("-D" + Settings.ROOT + "=" + checkout.root());
        words.add("-Dplaywright.driver.tmpdir=" + checkout.root().resolve("target"));
        // What libraries have to say is for a person who looks for a cause, not for the terminal.
        words.add("-Dorg.slf4j.simpleLogger.logFile=" + checkout.log("verify"));
        words.add(main);
        words.addAll(arguments);
        ProcessBuilder java = new ProcessBuilder(words);
        // Not on the command line, of which a look at processes shows the beginning alone.
        java.environment().put("CLASSPATH", checkout.classPath());
        // The suite sweeps by its own label; these two would first pull images that no run needs.
        java.environment().put("TESTCONTAINERS_RYUK_DISABLED", "true");
        java.environment().put("TESTCONTAINERS_CHECKS_DISABLE", "true");
        // Only with it does Testcontainers let a node outlive the run that asked for it.
        java.environment().put("TESTCONTAINERS_REUSE_ENABLE", "true");
        if (Files.exists(IN_CONTAINER)) {
            // Testcontainers would look for the gateway by an image.
            java.environment().putIfAbsent("TESTCONTAINERS_HOST_OVERRIDE", "localhost");
        }
        return java;
    }
}
