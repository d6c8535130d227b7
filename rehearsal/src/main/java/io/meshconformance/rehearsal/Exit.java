package io.meshconformance.rehearsal;

import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.WrongUse;
import java.util.function.BooleanSupplier;

/**
 * How a command ends.
 *
 * @param command its name, as messages begin with it
 */
record Exit(String command) {

    /** Everything was as it has to be. */
    static final int DONE = 0;

    /** Something was not. */
    static final int FAILED = 1;

    /** Nothing can be said. */
    static final int BROKEN = 2;

    /** The command was called in a way that cannot be. */
    static final int WRONG = 3;

    /** Ctrl-C. */
    static final int INTERRUPTED = 130;

    /**
     * Runs a command and says why it could not go on.
     *
     * @param work tells whether everything was as it has to be
     * @return the exit code
     */
    int of(BooleanSupplier work) {
        try {
            return work.getAsBoolean() ? DONE : FAILED;
        } catch (WrongUse e) {
            System.err.println(command + ": " + e.getMessage() + "\nSee " + command + " --help.");
            return WRONG;
        } catch (EnvironmentBroken e) {
            System.err.println(command + ": " + e.miss() + "\n  cure: " + e.cure());
            return BROKEN;
        }
    }
}
