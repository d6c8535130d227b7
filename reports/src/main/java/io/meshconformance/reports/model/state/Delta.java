package io.meshconformance.reports.model.state;

/** What became of a scenario since the last run that judged it. */
public enum Delta implements State {
    /** No earlier run judged it. */
    NEW(new Mark("new", "+", Tone.QUIET)),
    /** It passed then and fails now. */
    REGRESSED(new Mark("regressed", "▼", Tone.BAD)),
    /** It passed then, and now only when it was played once more. */
    UNSTABLE(new Mark("unstable", "~", Tone.PARTLY)),
    /** It passed then and is not judged now: skipped, or the environment broke. */
    UNJUDGED(new Mark("unjudged", "?", Tone.BROKEN)),
    /** It did not pass then and does now. */
    FIXED(new Mark("fixed", "▲", Tone.GOOD)),
    /** Neither better nor worse: as before, or it did not pass then and is not judged now. */
    SAME(new Mark("same", "=", Tone.QUIET));

    private final Mark mark;

    Delta(Mark mark) {
        this.mark = mark;
    }

    @Override
    public Mark mark() {
        return mark;
    }
}
