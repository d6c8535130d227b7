package io.meshconformance.run;

import java.io.IOException;
import java.io.PrintStream;

/**
 * How a program of the suite ends: with a code that says what its end means, and with words where it could not go on.
 *
 * @param program how its messages begin, such as {@code ci/verify}
 * @param help the command that explains how the program is called; empty where there is none
 * @param err where people read them
 */
public record Exit(String program, String help, PrintStream err) {

    /** Everything was as it has to be. */
    public static final int DONE = 0;

    /** Something was not: not conformant. */
    public static final int FAILED = 1;

    /** The environment lacks something: nothing is known. */
    public static final int BROKEN = 2;

    /** The program was called in a way that cannot be. */
    public static final int WRONG = 3;

    /** It was interrupted. */
    public static final int INTERRUPTED = 130;

    /** What a program does. */
    @FunctionalInterface
    public interface Work {

        /**
         * Does it.
         *
         * @return the exit code
         * @throws IOException when a file cannot be read or written
         * @throws InterruptedException when the program is to end
         */
        int run() throws IOException, InterruptedException;
    }

    /** A program that does not explain itself. */
    public Exit(String program, PrintStream err) {
        this(program, "", err);
    }

    /**
     * Does the work. What it throws is told, and ends it with a code that is never {@value #FAILED}, which says that
     * something was judged.
     *
     * @return the exit code
     */
    public int of(Work work) {
        try {
            return work.run();
        } catch (WrongUse e) {
            err.println(program + ": " + e.getMessage() + (help.isEmpty() ? "" : ". See " + help + "."));
            return WRONG;
        } catch (EnvironmentBroken e) {
            e.tell(err);
            return BROKEN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        } catch (IOException | RuntimeException e) {
            err.println(program + ": ended unexpectedly: " + e);
            return BROKEN;
        }
    }
}
