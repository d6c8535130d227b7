package io.meshconformance.harness.environment;

import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.Refusal;
import io.meshconformance.run.Settings;

/** Decides which catalogue {@code auto} means on this machine, before anything is assembled for it. */
public final class ImageChoice {

    private ImageChoice() {}

    /**
     * Prints {@code images=NAME} after the reason, or why it cannot be decided; exits with 0 or
     * {@value Refusal#BROKEN}.
     *
     * @param arguments none; settings are system properties, variables and a file
     */
    public static void main(String[] arguments) {
        Settings settings = Settings.ofThisProcess();
        try {
            String chosen = new Preflight(settings.cache(), System.out::println).choose(settings.imageOverrides());
            System.out.println("images=" + chosen);
        } catch (EnvironmentBroken e) {
            e.tell(System.out);
            System.exit(Refusal.BROKEN);
        }
    }
}
