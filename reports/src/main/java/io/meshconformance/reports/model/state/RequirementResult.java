package io.meshconformance.reports.model.state;

/** What a run says about one requirement. */
public enum RequirementResult implements State {
    /** Every scenario that proves it passed. */
    PASSED(new Mark("passed", "✓", Tone.GOOD)),
    /** A scenario that proves it failed. */
    FAILED(new Mark("failed", "✕", Tone.BAD)),
    /** A scenario that proves it failed, and held when it was played once more. */
    UNSTABLE(new Mark("unstable", "~", Tone.PARTLY)),
    /** Some of its scenarios passed, the others were not judged. */
    PARTIAL(new Mark("partial", "◐", Tone.PARTLY)),
    /** Its scenarios were skipped. */
    SKIPPED(new Mark("skipped", "–", Tone.QUIET)),
    /** What is judged lacks what it is about, and says so: nothing is promised. */
    UNSUPPORTED(new Mark("not supported", "∅", Tone.QUIET)),
    /** A scenario that proves it met a broken environment. */
    ERROR(new Mark("error", "!", Tone.BROKEN)),
    /** No scenario of this run proves it. */
    UNCOVERED(new Mark("uncovered", "○", Tone.QUIET));

    private final Mark mark;

    RequirementResult(Mark mark) {
        this.mark = mark;
    }

    /** Whether a scenario that proves it was judged: it passed or failed in a sound environment. */
    public boolean judged() {
        return this == PASSED || this == FAILED || this == UNSTABLE || this == PARTIAL;
    }

    @Override
    public Mark mark() {
        return mark;
    }
}
