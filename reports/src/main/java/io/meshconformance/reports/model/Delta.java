package io.meshconformance.reports.model;

/** What became of a scenario since the last run that judged it. */
public enum Delta implements State {
    /** No earlier run judged it. */
    NEW(new Mark("new", "+", Tone.QUIET)),
    /** It passed then and does not now. */
    REGRESSED(new Mark("regressed", "▼", Tone.BAD)),
    /** It did not pass then and does now. */
    FIXED(new Mark("fixed", "▲", Tone.GOOD)),
    /** As before, or nothing can be said, since the environment broke. */
    SAME(new Mark("same", "=", Tone.QUIET)),
    /** It passed only at a further attempt. */
    FLAKY(new Mark("flaky", "~", Tone.PARTLY));

    private final Mark mark;

    Delta(Mark mark) {
        this.mark = mark;
    }

    @Override
    public Mark mark() {
        return mark;
    }
}
