package io.meshconformance.reports.model.state;

/** How a scenario or a check ended. */
public enum Outcome implements State {
    /** Every expectation held. */
    PASSED(new Mark("passed", "✓", Tone.GOOD)),
    /** What was judged does not keep the promise. */
    FAILED(new Mark("failed", "✕", Tone.BAD)),
    /** It failed, and held when it was played once more: alone, with full limits. */
    UNSTABLE(new Mark("unstable", "~", Tone.PARTLY)),
    /** Not judged, with a reason. */
    SKIPPED(new Mark("skipped", "–", Tone.QUIET)),
    /** What is judged lacks what the scenario is about, and says so: nothing is promised. */
    UNSUPPORTED(new Mark("not supported", "∅", Tone.QUIET)),
    /** The environment was broken: nothing can be said about what was judged. */
    ERROR(new Mark("error", "!", Tone.BROKEN));

    private final Mark mark;

    Outcome(Mark mark) {
        this.mark = mark;
    }

    @Override
    public Mark mark() {
        return mark;
    }
}
