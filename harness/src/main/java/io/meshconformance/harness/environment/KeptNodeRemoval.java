package io.meshconformance.harness.environment;

import io.meshconformance.harness.engine.Engine;
import io.meshconformance.harness.engine.Machine;
import io.meshconformance.harness.engine.StaleContainers;
import io.meshconformance.harness.wait.Timeouts;
import io.meshconformance.run.Exit;
import io.meshconformance.run.RunLock;
import io.meshconformance.run.Settings;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Takes the kept node away, and all else that runs with the same cache folder left. */
public final class KeptNodeRemoval {

    private KeptNodeRemoval() {}

    /**
     * Entry point.
     *
     * @param arguments the command that messages name; settings are system properties, variables and a file
     */
    public static void main(String[] arguments) {
        System.exit(new Exit(arguments[0], System.err).of(() -> {
            remove(Machine.here(), Settings.ofThisProcess().cache(), System.out::println);
            return Exit.DONE;
        }));
    }

    // Held while it is taken away, and asked for nothing.
    @SuppressWarnings("try")
    static void remove(Machine machine, Path cache, Consumer<String> told) {
        try (RunLock lock = RunLock.take(cache)) {
            new KeptNode(cache).forget();
            Engine engine = new Preflight(machine, cache, Timeouts.defaults(), said -> {}).engine();
            new StaleContainers(machine, engine, cache).sweep(true, told);
        }
    }
}
