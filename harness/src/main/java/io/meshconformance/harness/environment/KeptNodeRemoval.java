package io.meshconformance.harness.environment;

import io.meshconformance.harness.engine.StaleContainers;
import io.meshconformance.run.Exit;
import io.meshconformance.run.RunLock;
import io.meshconformance.run.Settings;

/** Takes the kept node away, and all else that runs with the same cache folder left. */
public final class KeptNodeRemoval {

    private KeptNodeRemoval() {}

    /**
     * Entry point.
     *
     * @param arguments the command that messages name; settings are system properties, variables and a file
     */
    public static void main(String[] arguments) {
        System.exit(new Exit(arguments[0], System.err).of(() -> remove(Settings.ofThisProcess())));
    }

    // Held while it is taken away, and asked for nothing.
    @SuppressWarnings("try")
    private static int remove(Settings settings) {
        try (RunLock machine = RunLock.take(settings.cache())) {
            new KeptNode(settings.cache()).forget();
            new StaleContainers(new Preflight(settings.cache(), said -> {}).engine(), settings.cache())
                    .sweep(true, System.out::println);
        }
        return Exit.DONE;
    }
}
