package io.meshconformance.reports.terminal;

import io.meshconformance.run.ReportSettings.Live;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What runs at this moment and what it waits for: every second for a terminal that shows it in one place, otherwise a
 * plain line from time to time, so that a person at a log knows it goes on. Safe for use by many threads.
 */
public final class LiveLine implements AutoCloseable {

    /** What a line begins with that takes the place of the one before it; {@link LiveTerminal} does that. */
    static final String MARK = "live: ";

    private static final int WIDTH = 150;

    /** Of one scenario. */
    private static final int SHARE = 56;

    private static final int LINE_SECONDS = 1;
    private static final int LINES_SECONDS = 30;

    private record Running(String id, String what, long since) {}

    private final PrintStream out;
    private final Clock clock;
    private final Live mode;
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final ScheduledExecutorService ticker;

    private LiveLine(PrintStream out, Clock clock, Live mode) {
        this.out = out;
        this.clock = clock;
        this.mode = mode;
        this.ticker = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "conformance-live");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts telling. */
    public static LiveLine start(PrintStream out, Clock clock, Live mode) {
        LiveLine live = new LiveLine(out, clock, mode);
        if (mode != Live.OFF) {
            int seconds = mode == Live.LINE ? LINE_SECONDS : LINES_SECONDS;
            live.ticker.scheduleAtFixedRate(live::tick, seconds, seconds, TimeUnit.SECONDS);
        }
        return live;
    }

    /**
     * A scenario does something, or waits for it.
     *
     * @param key tells scenarios apart
     * @param id its id
     * @param what what it does or waits for
     */
    public void doing(String key, String id, String what) {
        running.put(key, new Running(id, what, clock.millis()));
    }

    /** A scenario ended. */
    public void ended(String key) {
        running.remove(key);
    }

    /** What is told now; empty where nothing runs. */
    String text() {
        long now = clock.millis();
        String all = running.values().stream()
                .sorted(Comparator.comparingLong(Running::since).thenComparing(Running::id))
                .map(one -> "%s %d s: %s".formatted(one.id(), (now - one.since()) / 1000, cut(one.what(), SHARE)))
                .collect(Collectors.joining(" | "));
        return cut(all, WIDTH);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    private void tick() {
        String text = text();
        if (!text.isEmpty()) {
            out.println((mode == Live.LINE ? MARK : "waiting   ") + text);
            out.flush();
        }
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
