package io.meshconformance.harness.environment;

import io.meshconformance.run.Exit;
import io.meshconformance.run.Settings;
import java.io.PrintStream;
import java.util.Properties;

/** The look before anything is built: {@code mvn verify} runs it first, so that a problem is told within seconds. */
public final class PreflightCommand {

    private PreflightCommand() {}

    /**
     * Looks and prints; exits as {@link Exit} says.
     *
     * @param args none; settings are system properties
     */
    public static void main(String[] args) {
        System.exit(run(System.getProperties(), System.out, System.err));
    }

    /**
     * Looks and prints.
     *
     * @param properties usually the system properties
     * @param out told of choices
     * @param err told of problems and their cures
     * @return the exit code
     */
    static int run(Properties properties, PrintStream out, PrintStream err) {
        return new Exit("wrong use", err).of(() -> {
            Settings settings = Settings.from(properties, System.getenv());
            KeptNode.requireSameImages(settings);
            if (!settings.reuse()) {
                // A kept node remembers its images; attaching to it looks for them.
                new Preflight(settings.cache(), out::println)
                        .providedBy(settings.provider())
                        .look(settings.images(), settings.imageOverrides());
            }
            return Exit.DONE;
        });
    }
}
