package io.meshconformance.reports.page;

import gg.jte.TemplateOutput;

/** Takes what a template writes up to a limit, so that a page that is too large costs no more than one that fits. */
final class LimitedOutput implements TemplateOutput {

    private final StringBuilder text = new StringBuilder(1 << 16);
    private final int limit;

    /** Takes so many characters, of which each is a byte or more. */
    LimitedOutput(int limit) {
        this.limit = limit;
    }

    boolean exceeded() {
        return text.length() > limit;
    }

    @Override
    public void writeContent(String value) {
        text.append(value);
        stopWhereExceeded();
    }

    @Override
    public void writeContent(String value, int beginIndex, int endIndex) {
        text.append(value, beginIndex, endIndex);
        stopWhereExceeded();
    }

    private void stopWhereExceeded() {
        if (exceeded()) {
            throw new IllegalStateException("the page is larger than " + limit + " characters");
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
