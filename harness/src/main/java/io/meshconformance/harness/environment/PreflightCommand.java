package io.meshconformance.harness.environment;

import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.Refusal;
import io.meshconformance.run.Settings;
import io.meshconformance.run.WrongUse;
import java.io.PrintStream;
import java.util.Properties;

/** The look before anything is built: {@code mvn verify} runs it first, so that a miss is told within seconds. */
public final class PreflightCommand {

    /** Exit code when the environment lacks something. */
    public static final int BROKEN = Refusal.BROKEN;

    /** Exit code when the run was asked for in a way that cannot be. */
    public static final int WRONG = Refusal.WRONG;

    private PreflightCommand() {}

    /**
     * Looks, prints, and exits with 0, {@value #BROKEN} or {@value #WRONG}.
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
     * @param err told of misses and their cures
     * @return the exit code
     */
    static int run(Properties properties, PrintStream out, PrintStream err) {
        try {
            Settings settings = Settings.from(properties, System.getenv());
            Environment.requireSameImages(settings);
            if (!settings.reuse()) {
                // A kept node remembers its images; attaching to it looks for them.
                new Preflight(settings.cache(), out::println).look(settings.images(), settings.imageOverrides());
            }
            return 0;
        } catch (WrongUse e) {
            err.println("wrong use: " + e.getMessage());
            return WRONG;
        } catch (EnvironmentBroken e) {
            e.tell(err);
            return BROKEN;
        }
    }
}
