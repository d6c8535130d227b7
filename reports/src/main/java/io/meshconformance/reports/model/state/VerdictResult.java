package io.meshconformance.reports.model.state;

/** The verdict of a run, from best to worst. */
public enum VerdictResult implements State {
    /** Everything judged keeps its promise. */
    CONFORMANT(new Mark("conformant", "✓", Tone.GOOD)),
    /**
     * No promise is known to be broken, but a SHOULD failed, something was not asked for or not judged, or the suite had
     * uncommitted changes.
     */
    PARTIAL(new Mark("partial", "◐", Tone.PARTLY)),
    /** A promise is broken. */
    NONCONFORMANT(new Mark("nonconformant", "✕", Tone.BAD)),
    /** The run cannot be trusted: the environment broke, the run did not end, or the report leaked a secret. */
    INVALID(new Mark("invalid", "!", Tone.BROKEN));

    private final Mark mark;

    VerdictResult(Mark mark) {
        this.mark = mark;
    }

    @Override
    public Mark mark() {
        return mark;
    }
}
