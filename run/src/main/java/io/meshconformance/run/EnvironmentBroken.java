package io.meshconformance.run;

import java.io.PrintStream;

/**
 * The environment could not be brought to where a judgement is possible. Reports give it an outcome of its own: a
 * broken environment makes a run invalid, never non-conformant.
 */
public final class EnvironmentBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String cure;

    /**
     * States a problem and its cure.
     *
     * @param problem what is missing or broken, in one sentence
     * @param cure what a person does about it, in one sentence
     */
    public EnvironmentBroken(String problem, String cure) {
        super(problem);
        this.problem = problem;
        this.cure = cure;
    }

    /**
     * States a problem and its cure, with what was caught.
     *
     * @param problem what is missing or broken, in one sentence
     * @param cure what a person does about it, in one sentence
     * @param cause what was caught
     */
    public EnvironmentBroken(String problem, String cure, Throwable cause) {
        super(problem, cause);
        this.problem = problem;
        this.cure = cure;
    }

    /** What is missing or broken, in one sentence. */
    public String problem() {
        return problem;
    }

    /** What a person does about it, in one sentence. */
    public String cure() {
        return cure;
    }

    /**
     * Tells a person what is missing, one line each, and what to do about it.
     *
     * @param out where people read
     */
    public void tell(PrintStream out) {
        out.println("Nothing was judged. What is missing:");
        problem.lines().forEach(line -> out.println("  - " + line));
        out.println("What to do:");
        cure.lines().forEach(line -> out.println("  - " + line));
    }
}
