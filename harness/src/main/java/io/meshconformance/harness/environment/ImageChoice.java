package io.meshconformance.harness.environment;

import io.meshconformance.run.Exit;
import io.meshconformance.run.Settings;

/** Decides which catalogue is judged on this machine, before anything is assembled for it. */
public final class ImageChoice {

    private ImageChoice() {}

    /**
     * Prints {@code images=NAME} after the reason, or why it cannot be decided; exits as {@link Exit} says.
     *
     * @param arguments none; settings are system properties, variables and a file
     */
    public static void main(String[] arguments) {
        System.exit(new Exit("ci/verify", System.out).of(() -> {
            Settings settings = Settings.ofThisProcess();
            String chosen = new Preflight(settings.cache(), System.out::println)
                    .providedBy(settings.provider())
                    .choose(settings.images(), settings.imageOverrides());
            System.out.println("images=" + chosen);
            return Exit.DONE;
        }));
    }
}
