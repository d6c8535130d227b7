package io.meshconformance.reports.events;

import com.sun.management.OperatingSystemMXBean;
import io.meshconformance.reports.model.CoreUse;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/** Reads every second how busy the machine is. */
public final class CoreMeter implements AutoCloseable {

    private static final double HUNDREDTHS = 100.0;

    private final int cores;
    private final DoubleSupplier load;
    private final List<Double> busy = new ArrayList<>();
    private final ScheduledExecutorService seconds = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "conformance-cores");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Reads nothing yet.
     *
     * @param cores how many cores there are
     * @param load how busy they have been since it was asked last, from 0 to 1; negative where that is not known
     */
    CoreMeter(int cores, DoubleSupplier load) {
        this.cores = cores;
        this.load = load;
    }

    /** Begins, on this machine. */
    public static CoreMeter start() {
        var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        var meter = new CoreMeter(machine.getAvailableProcessors(), machine::getCpuLoad);
        // What is read first tells of no time.
        machine.getCpuLoad();
        meter.seconds.scheduleAtFixedRate(meter::read, 1, 1, TimeUnit.SECONDS);
        return meter;
    }

    synchronized void read() {
        double now = load.getAsDouble();
        if (now >= 0) {
            busy.add(Math.round(now * cores * HUNDREDTHS) / HUNDREDTHS);
        }
    }

    /** What was read so far; empty where that is nothing. */
    public synchronized Optional<CoreUse> soFar() {
        return busy.isEmpty() ? Optional.empty() : Optional.of(new CoreUse(cores, List.copyOf(busy)));
    }

    @Override
    public void close() {
        seconds.shutdownNow();
    }
}
