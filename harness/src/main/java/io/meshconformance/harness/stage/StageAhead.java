package io.meshconformance.harness.stage;

import io.meshconformance.run.EnvironmentBroken;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A stage that is built for the next scenario while another is played. */
final class StageAhead {

    private final Stage stage;
    private final FutureTask<Stage> building;

    private StageAhead(Stage stage, FutureTask<Stage> building) {
        this.stage = stage;
        this.building = building;
    }

    /**
     * Begins to build one, on a thread of its own.
     *
     * @param stage the stage
     * @param build builds it
     */
    static StageAhead begin(Stage stage, Runnable build) {
        StageAhead ahead = new StageAhead(stage, new FutureTask<>(build, stage));
        Thread builder = new Thread(ahead.building, "conformance-stage");
        builder.setDaemon(true);
        builder.start();
        return ahead;
    }

    /** The stage, built or not. */
    Stage stage() {
        return stage;
    }

    /**
     * Waits until it is built.
     *
     * @return empty where it could not be: the scenario then builds one itself, and tells why it cannot either
     */
    Optional<Stage> built() {
        try {
            return Optional.of(building.get());
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentBroken("interrupted while a stage was built", "start again", e);
        }
    }
}
