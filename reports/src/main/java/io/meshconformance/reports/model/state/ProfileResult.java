package io.meshconformance.reports.model.state;

/** The result of one level of a profile, in the words of Gateway API's conformance reports. */
public enum ProfileResult implements State {
    /** Every scenario passed. */
    SUCCESS(new Mark("success", "✓", Tone.GOOD)),
    /** A scenario was skipped, or is unstable. */
    PARTIAL(new Mark("partial", "◐", Tone.PARTLY)),
    /** A scenario failed. */
    FAILURE(new Mark("failure", "✕", Tone.BAD)),
    /** A scenario met a broken environment. */
    INVALID(new Mark("invalid", "!", Tone.BROKEN));

    private final Mark mark;

    ProfileResult(Mark mark) {
        this.mark = mark;
    }

    @Override
    public Mark mark() {
        return mark;
    }
}
